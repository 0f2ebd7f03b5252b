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
