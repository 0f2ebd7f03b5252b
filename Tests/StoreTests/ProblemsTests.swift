import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// What `store verify` tells of a store that does not hold together, and where originals lie.
@Suite
struct ProblemsTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    /// One file of help and one of oversight, each with an activity that was revised; then one of each that is rejected, and
    /// one that comes again.
    private func fill() async throws {
        for (sha, activity) in ["א", "א שוב"].enumerated() {
            for function in [Function.help, .oversight] {
                let date = function == .help ? "2015-11-30" : "2015-05-05"
                var report = try StoreFixture.report(activity, function: function, date: date)
                report.recordID = RecordID(function: function, organisation: .elka, externalID: "A-1")
                let byte = UInt8(2 * sha + (function == .help ? 1 : 2))
                let file = try StoreFixture.file("\(byte).csv", function: function)
                try await fixture.record([report], as: file, sha: byte)
            }
        }
        var reading = StoreFixture.reading(5)
        reading.isRejected = true
        _ = try await fixture.record([.begin(try StoreFixture.file("5.csv")), .end(reading)])
        try await fixture.record([try StoreFixture.report("א")], as: StoreFixture.file("6.csv"), sha: 3)
    }

    private func damage(_ sql: String) async throws {
        try await fixture.store.write { db in try db.execute(sql: sql) }
    }

    @Test(arguments: [
        ("UPDATE dropped_file SET rows_held = 1 WHERE id < 3", "files without their held rows: 2"),
        ("UPDATE dropped_file SET duplicate_of = 5 WHERE id = 6", "duplicates of files that were not taken in: 1"),
        ("UPDATE help_activity SET file_id = 2", "activities of help that are in no file of help: 1"),
        ("UPDATE help_history SET file_id = 99", "activities of help that are in no file of help: 1"),
        ("UPDATE oversight_activity SET file_id = 1", "activities of oversight that are in no file of oversight: 1"),
        ("UPDATE oversight_history SET file_id = 99", "activities of oversight that are in no file of oversight: 1"),
        ("UPDATE help_history SET attributes = x'FF'", "activities whose attributes cannot be read: 1"),
        ("UPDATE oversight_history SET attributes = x'FF'", "activities whose attributes cannot be read: 1"),
        ("DELETE FROM period_change", "periods with activities and without a mark: 2"),
        ("DELETE FROM help_history", "revisions without their history: 1"),
        ("DELETE FROM oversight_history", "revisions without their history: 1"),
        ("DELETE FROM help_key", "activities that would not be known again, or keys of none: 1"),
        ("DELETE FROM oversight_key", "activities that would not be known again, or keys of none: 1"),
        (
            "UPDATE help_key SET ids = CAST(ids || ids AS BLOB)",
            "activities that would not be known again, or keys of none: 1"
        ),
        ("DELETE FROM period_stretch", "activities outside the stretches of their periods: 2"),
    ])
    func `each thing that has to hold between tables is looked at`(_ sql: String, _ problem: String) async throws {
        try await fill()
        #expect(try await fixture.store.problems() == [])
        try await damage(sql)
        #expect(try await fixture.store.problems() == [problem])
    }

    @Test func `a row of no file is told`() async throws {
        try await fill()
        try DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).inDatabase { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            try db.execute(sql: "INSERT INTO assignment_note VALUES (99, 1, '{}')")
            try db.execute(sql: "DELETE FROM assignment_note WHERE content <> '{}'")
        }
        let problems = try await fixture.store.problems()
        #expect(problems.first == "a row of assignment_note refers to one of dropped_file that is not there")
    }

    @Test func `an envelope that says otherwise than its row is told, and the first numbers that are missing`()
        async throws
    {
        let body = try Data(contentsOf: URL(fileURLWithPath: "\(Repository.root)/Tests/Documents/2015-Q4.json"))
        let document = try JSONDecoder().decode(SummaryDocument.self, from: body)
        try await fixture.store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO envelope (office, sequence, period, revision, idempotency_key, content_sha256, changed_at,
                        queued_at, disclosure, body)
                    VALUES ('office', ?, '2015-Q4', 2, 'key', ?, 0, 0, '', ?)
                    """,
                arguments: [document.sequence, document.contentSha256, body]
            )
        }
        let missing = "envelopes for office that are neither in the store nor in outbox.jsonl: 1, 2, 3, 4, 5"
        #expect(try await fixture.store.problems() == [missing])
        try await damage("UPDATE envelope SET sequence = 8")
        #expect(try await fixture.store.problems() == ["the envelope office:8 is not what it says", missing])
        try await damage("UPDATE envelope SET sequence = 7, content_sha256 = 'another'")
        #expect(try await fixture.store.problems() == ["the envelope office:7 is not what it says", missing])
    }

    /// Sendable because the store calls it from one queue alone, before `export` returns.
    private final class Rows: @unchecked Sendable {
        var list: [[String?]] = []
    }

    @Test(arguments: [Function.help, .oversight])
    func `an export tells no code of a person, by which help and oversight could be joined`(_ function: Function)
        async throws
    {
        var report = try StoreFixture.report("א", function: function, escort: "נועה ארזי")
        report.attributes[.escortId] = .text("P-07")
        try await fixture.record([report], as: StoreFixture.file(function: function), sha: 1)
        let rows = Rows()
        try await fixture.store.export(function) { rows.list.append($0) }
        let cells = rows.list.flatMap { $0.compactMap { $0 } }
        #expect(rows.list.count == 2 && cells.contains("נועה ארזי"))
        #expect(!cells.contains("P-07") && !cells.contains("escort_id"))
    }

    @Test func `originals of all files are told by inbox, also of rejected ones`() async throws {
        try await fill()
        let accepted = (1...6).filter { $0 != 5 }.map { "accepted/2015-11/\($0).csv" }
        #expect(try await fixture.store.places() == ["elka": Set(accepted + ["rejected/2015-11/5.csv"])])
    }
}
