package import Accompaniment
private import CSQLite
package import Foundation
internal import GRDB

/// The store: every activity taken in, what was found in each file, and what waits for each office.
///
/// Speaks operations, never SQL. One process writes (the daemon holds a lock on its state folder); any number of
/// processes read. Each method is one transaction; none of them blocks a thread of the cooperative pool.
package final class Store: Sendable {
    let pool: any DatabaseReader & Sendable
    private let writer: (any DatabaseWriter)?
    let path: String
    let cache = FactCache()
    let journal: OutboxJournal
    /// Identity of this installation, made when the store was made; a restored backup keeps it.
    package let installation: UUID

    /// Opens the store for writing, made or migrated where needed.
    ///
    /// - Parameter registry: Where its digest is another than that of the last one, every period is told and drawn anew, as
    ///   far as that gives another content: who should report, and much else, stands in the registry alone.
    /// - Throws: ``StoreError``, also for a file of another program or of a newer release.
    package static func open(at path: String, for registry: Registry? = nil) throws -> Store {
        do {
            // Before anything of it is touched: opening for writing alone may change the file.
            if FileManager.default.fileExists(atPath: path) {
                let queue = try existing(at: path)
                try queue.read { db in try requireKnown(db, path: path) }
                try queue.close()
            }
            let pool = try DatabasePool(path: path, configuration: configuration(readonly: false))
            // A file leaves the inbox only after its commit is on the disk. With NORMAL, which GRDB chooses for WAL, a
            // power cut could undo the commit and keep the move (https://www.sqlite.org/pragma.html#pragma_synchronous).
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            try Schema.migrator.migrate(pool)
            let installation = try pool.write { db in
                try db.execute(
                    sql: "INSERT INTO installation (only, uuid) VALUES (1, ?) ON CONFLICT (only) DO NOTHING",
                    arguments: [UUID().uuidString.lowercased()]
                )
                if let registry { try follow(registry, db) }
                return try readInstallation(db)
            }
            let journal = OutboxJournal(besideStoreAt: path)
            try journal.open()
            return Store(
                pool: pool,
                writer: pool,
                path: path,
                installation: installation,
                journal: journal
            )
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Opens an existing store for looking only, also while the daemon writes to it.
    ///
    /// - Returns: `nil` where there is no store yet.
    /// - Throws: ``StoreError``, also for a file of another program, and of another release: an older one is brought to
    ///   this one by ``open(at:)`` alone.
    package static func openForReading(at path: String) throws -> Store? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
            let installation = try queue.read { db in
                try requireKnown(db, path: path)
                guard try Schema.migrator.hasCompletedMigrations(db) else {
                    throw StoreError(
                        "store \(path): it is not of this release yet: the service brings it there when it starts",
                        disposition: .retry
                    )
                }
                return try readInstallation(db)
            }
            return Store(
                pool: queue,
                writer: nil,
                path: path,
                installation: installation,
                journal: OutboxJournal(besideStoreAt: path)
            )
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    private init(
        pool: any DatabaseReader & Sendable,
        writer: (any DatabaseWriter)?,
        path: String,
        installation: UUID,
        journal: OutboxJournal
    ) {
        self.journal = journal
        self.pool = pool
        self.writer = writer
        self.path = path
        self.installation = installation
    }

    /// Moves what is in the write-ahead log into the file and closes it, so that the one file is the whole store.
    ///
    /// - Throws: ``StoreError``.
    package func close() throws {
        do {
            // SQLite does it by itself only when the last connection closes, and those that read close when they like.
            do {
                try writer?.writeWithoutTransaction { db in
                    // A task that is cancelled between two statements leaves its interruption behind. Only the beginning of a
                    // statement takes that away, and a checkpoint is none (https://www.sqlite.org/c3ref/interrupt.html).
                    try db.execute(sql: "SELECT 1")
                    _ = try db.checkpoint(.truncate)
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                // Somebody reads just now: the log stays beside the file, and the next opening takes it up.
            }
            try writer?.close()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// False for a store that was opened for looking only.
    var isWritable: Bool { writer != nil }

    func read<T: Sendable>(_ body: @Sendable @escaping (Database) throws -> T) async throws -> T {
        do {
            return try await pool.read(body)
        } catch let error as DatabaseError {
            throw failure(error)
        }
    }

    /// - Parameter keepingLog: Somebody waits for this commit: to move a long log into the store is left to the next one
    ///   for which nobody does, unless the log would fill the disk meanwhile.
    func write<T: Sendable>(
        keepingLog: Bool = false,
        _ body: @Sendable @escaping (Database) throws -> T
    ) async throws -> T {
        guard let writer else { preconditionFailure("a store opened for reading was asked to write") }
        let longestLog = keepingLog ? Self.longestLog : Self.usualLog
        do {
            return try await writer.write { db in
                // It fails for a connection that is closed, which this one is not.
                _ = unsafe sqlite3_wal_autocheckpoint(db.sqliteConnection, longestLog)
                return try body(db)
            }
        } catch let error as DatabaseError {
            throw failure(error)
        }
    }

    /// In pages: from which length on a commit moves the log into the store
    /// (https://www.sqlite.org/c3ref/wal_autocheckpoint.html).
    private static let (usualLog, longestLog): (CInt, CInt) = (1000, 65_536)

    /// A task that is cancelled interrupts its statement: that is an end which was asked for, and no fault.
    private func failure(_ error: DatabaseError) -> any Error {
        [.SQLITE_INTERRUPT, .SQLITE_ABORT].contains(error.resultCode) && Task.isCancelled
            ? CancellationError() : StoreError(error, path: path)
    }

    /// What SQLite has to be told before the first connection, once: every one is opened with ``configuration(readonly:)``.
    private static let prepareSQLite: Void = {
        // It fails where somebody opened a database before, as tests do: then an insert takes longer, and nothing else.
        _ = csqlite_stop_memory_statistics()
    }()

    private static func configuration(readonly: Bool) -> Configuration {
        prepareSQLite
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            // Rows hold whole sentences: pages of 4 KiB would be split all the time. Of a new store; an old one keeps its
            // own (https://www.sqlite.org/pragma.html#pragma_page_size).
            if !readonly { try db.execute(sql: "PRAGMA page_size = 16384") }
            // Little, so that the process stays small: rows are added behind the last one, and records are looked for in
            // the order in which a batch puts them into their places.
            try db.execute(sql: "PRAGMA cache_size = \(db.configuration.readonly ? -2048 : -4096)")
            db.add(function: Attributes.areReadable)
            db.add(function: Attributes.withoutWords)
        }
        return configuration
    }

    /// Opens the file that is there for looking, unless a change to it was cut off that went through no write-ahead log, as
    /// by a kill while the store was being made, or its log merged to put a backup in its place: to undo that, SQLite has
    /// to write (https://www.sqlite.org/rescode.html#readonly_rollback).
    private static func existing(at path: String) throws -> DatabaseQueue {
        do {
            return try DatabaseQueue(path: path, configuration: configuration(readonly: true))
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
            return try DatabaseQueue(path: path, configuration: configuration(readonly: false))
        }
    }

    /// - Throws: ``StoreError`` for a database that is not empty and not ours, and for one of a newer release.
    private static func requireKnown(_ db: Database, path: String) throws {
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        // The migrator notes its own progress first; a disk that was full just then leaves that and nothing else.
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema WHERE name NOT GLOB '*grdb_*'") == 0
        guard application == Schema.applicationID || isEmpty else {
            throw StoreError(
                "store \(path): it is a database of another program: check 'state' in the configuration",
                disposition: .stop
            )
        }
        guard try !Schema.migrator.hasBeenSuperseded(db) else {
            throw StoreError(
                "store \(path): it was written by a newer release: install that release again",
                disposition: .stop
            )
        }
    }

    private static func follow(_ registry: Registry, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE installation SET registry_sha256 = ?1 WHERE registry_sha256 IS NOT ?1",
            arguments: [registry.digest]
        )
        guard db.changesCount > 0 else { return }
        try db.execute(
            sql: "UPDATE period_change SET generation = generation + 1, changed_at = ?",
            arguments: [Date().milliseconds]
        )
    }

    private static func readInstallation(_ db: Database) throws -> UUID {
        let text = try String.fetchOne(db, sql: "SELECT uuid FROM installation")
        guard let uuid = text.flatMap(UUID.init(uuidString:)) else {
            throw StoreError("the store has no identity: restore the last backup", disposition: .stop)
        }
        return uuid
    }
}

extension Date {
    /// Whole milliseconds since 1970: how the store keeps instants.
    package var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    package init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}
