import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Stores of every release, as `Tests/Releases` keeps them: this release brings each to its own layout and loses nothing.
@Suite
struct MigrationTests {
    static let releases: [String] = {
        // A folder that cannot be listed fails the test below.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/Tests/Releases")) ?? []
        return names.filter { $0.hasSuffix(".sql") }.sorted()
    }()

    private static let tables = [
        "dropped_file", "finding", "held_row", "help_activity", "help_history", "oversight_activity", "envelope",
        "period_change", "page_written", "installation", "inbox",
    ]

    private func counts(_ db: Database) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in Self.tables { counts[table] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") }
        return counts
    }

    /// Every table and index with its columns.
    private func layout(_ path: String) throws -> Set<String> {
        try DatabaseQueue(path: path).read { db in
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'"
            )
            return Set(
                rows.map { row in
                    let text: String = row["sql"] ?? ""
                    return "\(row["name"] as String): "
                        + text.split { " \n\t\"".contains($0) }.joined(separator: " ")
                }
            )
        }
    }

    @Test func `there is a store of at least one release`() {
        #expect(!Self.releases.isEmpty)
    }

    @Test(arguments: MigrationTests.releases)
    func `a store of an earlier release becomes one of this release, with all that was in it`(release: String)
        async throws
    {
        let folder = try TemporaryDirectory()
        let path = folder.path("eshkold.sqlite")
        let queue = try DatabaseQueue(path: path)
        try await queue.writeWithoutTransaction { db in
            try db.execute(sql: Repository.read("Tests/Releases/\(release)"))
        }
        let before = try await queue.read { try counts($0) }
        let identity = try await queue.read { try String.fetchOne($0, sql: "SELECT uuid FROM installation") }
        let steps = try await queue.read { try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations") }
        try queue.close()
        #expect(before.values.allSatisfy { $0 > 0 }, "\(before)")
        #expect(Schema.migrator.migrations.starts(with: steps))

        let store = try Store.open(at: path)
        #expect(try await store.read { try counts($0) } == before)
        #expect(store.installation.uuidString.lowercased() == identity)
        #expect(try await store.problems() == [])

        // It works on: what is known is known, what is new is taken in, and the figures can be counted.
        let facts = try await store.facts(of: try #require(Period(code: "2015-Q4")))
        #expect(!facts.units.isEmpty)
        let feed = StoreFixture.Feed([
            .begin(try StoreFixture.file("new.csv")), .reports([try StoreFixture.report("פעילות חדשה")]),
            .end(StoreFixture.reading(7)),
        ])
        let file = try #require(try await store.record { try feed.next() }.first)
        #expect(file.counts.added == 1)
        #expect(try await store.problems() == [])
        try store.close()

        let fresh = folder.path("fresh.sqlite")
        try Store.open(at: fresh).close()
        #expect(try layout(path) == layout(fresh))
    }
}
