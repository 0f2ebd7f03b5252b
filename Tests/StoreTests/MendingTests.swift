import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Rows that were held, and come back from their sender.
@Suite
struct MendingTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    private static func held(_ row: Int, mends: HeldRowReference? = nil) -> HeldRow {
        HeldRow(row: row, cells: ["חיפה"], findings: [Finding(.clusterUnknown, row: row)], mends: mends)
    }

    private static func mended(_ activity: String, _ file: Int64, _ position: Int) throws -> ActivityReport {
        var report = try StoreFixture.report(activity)
        report.mends = HeldRowReference(file: file, position: position)
        return report
    }

    private func waiting() async throws -> Int? { try await fixture.store.totals()["elka"]?.rowsHeld }

    @Test func `a row that comes back waits no more, whatever became of it`() async throws {
        let first = try await fixture.record(
            [try StoreFixture.report("א")],
            as: StoreFixture.file("first.csv"),
            sha: 1,
            held: [Self.held(3), Self.held(4), Self.held(5)]
        )
        #expect(try await waiting() == 3)
        let second = try await fixture.record(
            [try Self.mended("ב", first.id, 1)],
            as: StoreFixture.file("second.csv"),
            sha: 2,
            held: [Self.held(2, mends: HeldRowReference(file: first.id, position: 3))]
        )
        #expect(second.mended == 2)
        #expect(first.mended == 0)
        // One of the first file, and the one that is held again.
        #expect(try await waiting() == 2)
        let quality = try await fixture.store.facts(of: try #require(Period(code: "2015-Q4"))).quality
        #expect(quality.rows.held == 2)
        #expect(quality.files.held == 2)
    }

    @Test func `the period of the file whose row was mended has changed`() async throws {
        let first = try await fixture.record(
            [try StoreFixture.report("א")],
            as: StoreFixture.file("first.csv"),
            sha: 1,
            held: [Self.held(3)]
        )
        let generation = { try await self.generation(of: "2015-Q4") }
        let before = try await generation()
        var later = try StoreFixture.report("ב", date: "2016-02-01")
        later.mends = HeldRowReference(file: first.id, position: 1)
        try await fixture.record([later], as: StoreFixture.file("second.csv"), sha: 2)
        #expect(try await generation() == before + 1)
        let quality = try await fixture.store.facts(of: try #require(Period(code: "2015-Q4"))).quality
        #expect(quality.files.accepted == 1 && quality.files.held == 0 && quality.rows.held == 0)
    }

    @Test func `a reference to the row of another sender or function means nothing`() async throws {
        let first = try await fixture.record(
            [try StoreFixture.report("א")],
            as: StoreFixture.file("first.csv"),
            sha: 1,
            held: [Self.held(3)]
        )
        let others = [
            try StoreFixture.file("other.csv", organisation: "ORG-MIFAM"),
            try StoreFixture.file("oversight.csv", function: .oversight),
        ]
        for (index, file) in others.enumerated() {
            let recorded = try await fixture.record(
                [try Self.mended("גנב \(index)", first.id, 1)],
                as: file,
                sha: UInt8(10 + index)
            )
            #expect(recorded.mended == 0)
        }
        let nowhere = try await fixture.record([try Self.mended("ג", 999, 1)], as: StoreFixture.file("c.csv"), sha: 20)
        #expect(nowhere.mended == 0)
        #expect(try await waiting() == 1)
    }

    @Test func `the same file again mends nothing twice`() async throws {
        let first = try await fixture.record([], as: StoreFixture.file("first.csv"), sha: 1, held: [Self.held(3)])
        for (index, sha) in [UInt8(2), 2, 3].enumerated() {
            let again = try await fixture.record(
                [try Self.mended("ב", first.id, 1)],
                as: StoreFixture.file("again-\(index).csv"),
                sha: sha
            )
            #expect(again.mended == (index == 0 ? 1 : 0))
        }
        #expect(try await waiting() == 0)
    }

    @Test func `several held rows may stand in one row of the sheet`() async throws {
        let recorded = try await fixture.record(
            [],
            as: StoreFixture.file(),
            sha: 1,
            held: [Self.held(7), Self.held(7), Self.held(7)]
        )
        #expect(recorded.heldRows.map(\.row) == [7, 7, 7])
        #expect(recorded.counts.held == 3)
    }

    @Test func `a file too large to be kept in memory leaves nothing when it is abandoned, refused or a duplicate`()
        async throws
    {
        let many = try (1...5000).map { try StoreFixture.report("פעילות \($0)", row: $0) }
        var refused = StoreFixture.reading(9)
        refused.isRejected = true
        let files = try await fixture.record([
            .begin(try StoreFixture.file("a.csv")), .reports(many), .held([Self.held(1)]), .abandon,
            .begin(try StoreFixture.file("b.csv")), .reports(many), .end(refused),
            .begin(try StoreFixture.file("c.csv")), .reports(many), .end(StoreFixture.reading(1)),
            .begin(try StoreFixture.file("d.csv")), .reports(many), .end(StoreFixture.reading(1)),
        ])
        #expect(files.map(\.outcome) == [.rejected, .accepted, .duplicate])
        #expect(files.map(\.counts.added) == [0, 5000, 0])
        #expect(try await fixture.store.activityCount() == 5000)
        #expect(try await waiting() == 0)
    }

    @Test func `a store whose first migration found the disk full is ours`() throws {
        let path = fixture.folder.path("begun.sqlite")
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        }
        _ = try Store.open(at: path)
    }

    @Test func `an inbox is known by its name and its path`() async throws {
        let store = fixture.store
        #expect(try await store.identity(ofInbox: "elka", path: "/a") == nil)
        let identity = InboxIdentity(marker: "m", fileSystem: "ext4-1")
        try await store.remember(identity, ofInbox: "elka", path: "/a")
        #expect(try await store.identity(ofInbox: "elka", path: "/a") == identity)
        #expect(try await store.identity(ofInbox: "elka", path: "/b") == nil)
        let moved = InboxIdentity(marker: "n", fileSystem: "ext4-2")
        try await store.remember(moved, ofInbox: "elka", path: "/b")
        #expect(try await store.identity(ofInbox: "elka", path: "/b") == moved)
    }

    private func generation(of period: String) async throws -> Int {
        try await fixture.store.read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT generation FROM period_change WHERE period = ?",
                arguments: [period]
            ) ?? 0
        }
    }
}
