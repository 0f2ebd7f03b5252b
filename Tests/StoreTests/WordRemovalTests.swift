import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// What people wrote goes out of the rows of files whose time is over, and out of no others.
@Suite
struct WordRemovalTests {
    private let fixture: StoreFixture
    private let now = Date(timeIntervalSince1970: 1_500_000_000)

    init() throws {
        fixture = try StoreFixture()
    }

    private func file(_ sha: UInt8, function: Function = .help, _ reports: [ActivityReport]) async throws -> Int64 {
        let file = try await fixture.record(
            reports,
            as: StoreFixture.file("\(sha).csv", function: function),
            sha: sha,
            held: [HeldRow(row: 9, cells: ["סוד"], findings: [Finding(.clusterUnknown, row: 9)])]
        )
        try await fixture.store.markFiled([file], at: now)
        return file.id
    }

    private func report(
        _ number: String,
        _ activity: String,
        by escort: String,
        function: Function = .help
    ) throws -> ActivityReport {
        var report = try StoreFixture.report(activity, function: function, escort: escort)
        report.recordID = RecordID(function: function, organisation: .elka, externalID: number)
        report.attributes[.notes] = .text("הערה על \(activity)")
        return report
    }

    /// Activity, notes and escort of all rows of a table.
    private func rows(_ table: String) throws -> [[String?]] {
        try DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY rowid").map { row in
                let said = ActivityColumns.attributes(of: row)
                return [row["activity"], said.text(.notes), said.text(.escort)]
            }
        }
    }

    private func due() async throws -> Set<Int64> {
        try await fixture.store.wordyFiles(receivedBefore: .distantFuture)
    }

    private func removed(_ name: String) -> [String?] { ["", nil, PersonKey.pseudonym(of: name)] }

    @Test func `of several files at once, help and oversight, present and past`() async throws {
        let help = try await file(1, [try report("A", "ביקור", by: "טל"), try report("B", "הדרכה", by: "דנה")])
        let oversight = try await file(
            2,
            function: .oversight,
            [try report("C", "בקרה", by: "טל", function: .oversight)]
        )
        let young = try await file(3, [try report("B", "הדרכה ב", by: "דנה"), try report("D", "סיור", by: "רון")])
        let period = try #require(Period(code: "2015-Q4"))
        let pairs = try await fixture.store.facts(of: period).units.map(\.personPairs)
        #expect(pairs == [1])

        try await fixture.store.removeWords(of: [help, oversight], at: now) {}
        #expect(
            try rows("help_activity") == [
                removed("טל"), ["הדרכה ב", "הערה על הדרכה ב", "דנה"], ["סיור", "הערה על סיור", "רון"],
            ]
        )
        #expect(try rows("help_history") == [removed("דנה")])
        #expect(try rows("oversight_activity") == [removed("טל")])
        #expect(try await fixture.store.file(id: help)?.heldRows.map(\.cells) == [[]])
        #expect(try await fixture.store.file(id: young)?.heldRows.map(\.cells) == [["סוד"]])
        #expect(try await due() == [young])
        // Whoever helps and oversees is one person still, also for whoever counts anew.
        let reader = try #require(try Store.openForReading(at: fixture.folder.path("eshkold.sqlite")))
        #expect(try await reader.facts(of: period).units.map(\.personPairs) == pairs)
    }

    @Test func `each table is gone through once, however many files and names are due`() async throws {
        var files: Set<Int64> = []
        for number in 1...40 {
            files.insert(try await file(UInt8(number), [try report("\(number)", "א", by: "מלווה \(number)")]))
        }
        let steps = Steps()
        try await fixture.store.removeWords(of: files, at: now) { steps.take() }
        #expect(steps.count == 1 + 40)
        #expect(try rows("help_activity") == (1...40).map { removed("מלווה \($0)") })
    }

    @Test func `what was interrupted is done again, with the same result`() async throws {
        let reports = try (0..<2500).map { try report("\($0)", "מפגש \($0)", by: "טל") }
        let id = try await file(1, reports)
        let removal = Task { [store = fixture.store, now] in
            try await store.removeWords(of: [id], at: now) { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await removal.value }
        let half = try rows("help_activity")
        #expect(half.first == removed("טל") && half.last == ["מפגש 2499", "הערה על מפגש 2499", "טל"])
        #expect(try await due() == [id])

        try await fixture.store.removeWords(of: [id], at: now) {}
        #expect(try rows("help_activity").allSatisfy { $0 == removed("טל") })
        #expect(try await due().isEmpty)
    }

    @Test func `a row that another file revises meanwhile keeps its new words, and its old ones go`() async throws {
        let reports = try (0..<2500).map { try report("\($0)", "מפגש \($0)", by: "טל") }
        let old = try await file(1, reports)
        let young = try await file(2, [try report("X", "אחר", by: "רון")])
        let steps = Steps()
        let path = fixture.folder.path("eshkold.sqlite")
        try await fixture.store.removeWords(of: [old], at: now) {
            // Between the first rows and the last ones.
            guard steps.take() == 1 else { return }
            do {
                try DatabaseQueue(path: path).write { db in
                    let archive = try BulkStatement(
                        ActivityColumns.archive(from: "help_activity", to: "help_history"),
                        in: db
                    )
                    try archive.execute { $0.bind(2500) }
                    try db.execute(
                        sql: "UPDATE help_activity SET file_id = ?, activity = 'חדש' WHERE activity = 'מפגש 2499'",
                        arguments: [young]
                    )
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(
            try rows("help_activity").suffix(2) == [
                ["חדש", "הערה על מפגש 2499", "טל"], ["אחר", "הערה על אחר", "רון"],
            ]
        )
        #expect(try rows("help_history") == [removed("טל")])
        #expect(try await due() == [young])
    }

    @Test func `a row that is revised between the look at it and its change keeps its words`() async throws {
        let old = try await file(1, [try report("A", "ישן", by: "טל")])
        let young = try await file(2, [try report("X", "אחר", by: "רון")])
        let removal = try await DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).write { db in
            try db.execute(
                sql: "UPDATE help_activity SET file_id = ?, activity = 'חדש' WHERE id = 1",
                arguments: [young]
            )
            let removal = Task { [store = fixture.store, now] in try await store.removeWords(of: [old], at: now) {} }
            // It looked, and waits for its turn to write.
            Thread.sleep(forTimeInterval: 0.3)
            return removal
        }
        try await removal.value
        #expect(try rows("help_activity").first == ["חדש", "הערה על ישן", "טל"])
        #expect(try await due() == [young])
    }

    @Test func `what people wrote beside the rows goes with them, codes stay, and other files keep all`() async throws {
        let unit = try StoreFixture.code("WEST-NEGEV")
        var files: [RecordedFile] = []
        for sha: UInt8 in [1, 2] {
            var reading = StoreFixture.reading(sha)
            let column = Finding.Column(index: 2, heading: "צורך")
            reading.findings = [Finding(.valueUnknown, column: column, written: "סוד", detail: "סוד אחר", row: 2)]
            reading.assignmentNotes = [AssignmentNote(row: 4, unit: unit, status: .unknownStatus, text: "סוד")]
            // It says nothing but words.
            var report = try StoreFixture.report("סוד \(sha)")
            report.attributes[.notes] = .text("סוד")
            report.attributes[.escort] = .text("מר")
            let held = HeldRow(row: 3, cells: ["סוד"], findings: [Finding(.clusterUnknown, written: "סוד", row: 3)])
            let file = try StoreFixture.file("\(sha).csv")
            files += try await fixture.record([.begin(file), .reports([report]), .held([held]), .end(reading)])
        }
        try await fixture.store.markFiled(files, at: now)
        try await fixture.store.removeWords(of: [files[0].id], at: now) {}
        let bare = try #require(try await fixture.store.file(id: files[0].id))
        let finding = try #require(bare.findings.first)
        #expect(finding.code == .valueUnknown && finding.rows == [2] && finding.column?.heading == "צורך")
        #expect(finding.written == nil && finding.detail == nil && bare.assignmentNotes.isEmpty)
        #expect(bare.heldRows.map(\.cells) == [[]] && bare.heldRows.map(\.findings) == [[]])
        let whole = try #require(try await fixture.store.file(id: files[1].id))
        #expect(whole.findings == files[1].findings && whole.heldRows.map(\.cells) == [["סוד"]])
        #expect(whole.assignmentNotes.map(\.text) == ["סוד"] && whole.heldRows[0].findings[0].written == "סוד")
        #expect(try rows("help_activity") == [["", nil, nil], ["סוד 2", "סוד", "מר"]])
        #expect(try await fixture.store.problems() == [])
    }

    @Test func `nothing of long words is left on the disk`() async throws {
        var report = try report("A", "ביקור", by: "טל")
        report.attributes[.notes] = .text(String(repeating: "סוד כמוס ", count: 5000))
        let id = try await file(1, [report])
        try await fixture.store.removeWords(of: [id], at: now) {}
        try fixture.store.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.folder.path("eshkold.sqlite")))
        #expect(bytes.range(of: Data("כמוס".utf8)) == nil)
    }

    @Test func `files are due that are older and filed away, and originals by the inbox in which they lie`()
        async throws
    {
        var files: [RecordedFile] = []
        for (sha, inbox) in ["elka", "elka", "mifam"].enumerated() {
            var file = try StoreFixture.file("\(sha).csv")
            file.inbox = inbox
            var reading = StoreFixture.reading(UInt8(sha))
            reading.isRejected = sha == 1
            let report = try StoreFixture.report("ביקור \(sha)")
            files += try await fixture.record([.begin(file), .reports([report]), .end(reading)])
        }
        let (later, received) = (now + 1, files[0].file.receivedAt)
        func originals(of inbox: String?, before instant: Date) async throws -> [String] {
            try await fixture.store.originals(of: inbox, filedBefore: instant).map(\.path).sorted()
        }
        #expect(try await due().isEmpty)
        #expect(try await originals(of: nil, before: .distantFuture).isEmpty)
        try await fixture.store.markFiled(files, at: now)
        #expect(try await fixture.store.wordyFiles(receivedBefore: received).isEmpty)
        #expect(try await fixture.store.wordyFiles(receivedBefore: received + 1) == Set(files.map(\.id)))
        #expect(try await originals(of: nil, before: now).isEmpty)
        #expect(try await originals(of: "elka", before: later) == ["accepted/2015-11/0.csv", "rejected/2015-11/1.csv"])
        #expect(try await originals(of: "mifam", before: later) == ["accepted/2015-11/2.csv"])
        #expect(try await originals(of: nil, before: later).count == 3)
    }

    /// Sendable because the number is only touched under the lock.
    private final class Steps: @unchecked Sendable {
        private let lock = NSLock()
        private(set) var count = 0

        @discardableResult
        func take() -> Int {
            lock.withLock {
                count += 1
                return count
            }
        }
    }
}
