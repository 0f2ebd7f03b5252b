import Foundation
import GRDB
@testable import Store
import TestSupport
import Testing

/// What the file on the disk is.
@Suite
struct SchemaTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    private func raw<T>(_ body: (Database) throws -> T) throws -> T {
        try DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).read(body)
    }

    @Test func `the store is a WAL database with our application id`() throws {
        #expect(try raw { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
        #expect(try raw { try Int.fetchOne($0, sql: "PRAGMA application_id") } == 0x6573_686B)
    }

    @Test func `every table is strict`() throws {
        let loose = try raw { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
                    AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                    """
            )
        }
        #expect(loose.isEmpty)
    }

    @Test func `commits wait for the disk and foreign keys are checked`() async throws {
        let store = fixture.store
        #expect(try await store.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
        #expect(try await store.write { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") } == 1)
    }

    @Test func `nothing refers from help to oversight or back`() throws {
        let tables = ["help_activity", "help_history", "oversight_activity", "oversight_history"]
        for table in tables {
            let targets = try raw {
                try String.fetchAll($0, sql: "SELECT \"table\" FROM pragma_foreign_key_list('\(table)')")
            }
            #expect(targets.isEmpty)
        }
    }

    @Test func `a database of another program is refused in words`() throws {
        let path = fixture.folder.path("other.sqlite")
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE theirs (a)") }
        let error = #expect(throws: StoreError.self) { try Store.open(at: path) }
        #expect(error?.description.contains("another program") == true)
    }

    @Test func `a store of a newer release is refused in words`() throws {
        let path = fixture.folder.path("eshkold.sqlite")
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-future')")
        }
        let error = #expect(throws: StoreError.self) { try Store.open(at: path) }
        #expect(error?.description.contains("newer release") == true)
    }

    @Test func `a file that is no database is called damaged`() throws {
        let path = try fixture.folder.write(String(repeating: "not a database ", count: 100), to: "bad.sqlite")
        let error = #expect(throws: StoreError.self) { try Store.open(at: path) }
        #expect(error?.disposition == .stop)
        #expect(error?.description.contains("restore the last backup") == true)
    }

    @Test func `a task that was cancelled just before does not keep the store from closing`() async throws {
        let pool = try #require(fixture.store.pool as? DatabasePool)
        let task = Task {
            try await pool.writeWithoutTransaction { db in
                try db.execute(sql: "SELECT 1")
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            }
        }
        _ = await task.result
        try fixture.store.close()
    }

    @Test func `the identity of the installation stays`() throws {
        let again = try Store.open(at: fixture.folder.path("eshkold.sqlite"))
        #expect(again.installation == fixture.store.installation)
    }
}
