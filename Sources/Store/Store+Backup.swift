package import Foundation
internal import GRDB
internal import Glibc

/// The store as one file, copied out and put back. A copy is written beside the place that it is for, checked, put on the
/// disk, and only then renamed: what has a name is whole, whenever the power is cut.
extension Store {
    /// Copies the store as it is at one instant into one file, also while the service writes.
    ///
    /// - Parameters:
    ///   - path: Replaced where it is there.
    ///   - progress: Called with the part that is done, from 0 to 1.
    /// - Throws: ``StoreError`` naming the file that failed; then nothing has changed at `path`.
    package func backup(to path: String, progress: @escaping @Sendable (Double) -> Void) async throws {
        func resolved(_ path: String) -> URL { URL(fileURLWithPath: path).resolvingSymlinksInPath() }
        guard resolved(path) != resolved(self.path) else {
            throw StoreError("\(path) is the store itself: give the copy another name", disposition: .stop)
        }
        let draft = "\(path).part"
        try await read { db in
            // One snapshot for all steps: SQLite takes it with the first reading, and not when a transaction begins. Without
            // it the copy begins anew after each commit of another process (https://www.sqlite.org/c3ref/backup_finish.html).
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM installation")
            try Self.copy(db, to: draft, progress: progress)
        }
        try Self.move(draft, to: path)
    }

    /// Puts a backup in the place of the store. What was there is kept beside it; what offices have seen since is in the
    /// journal of the outbox, which stays as it is. Nothing else may have the store open.
    ///
    /// At any instant the store is the one that was there, whole, or the one that was put back.
    ///
    /// - Returns: Where the replaced store is kept; `nil` where there was none.
    /// - Throws: ``StoreError`` naming the file that failed; also for a file that is no store, is damaged, or was written
    ///   by a newer release.
    package static func restore(from backup: String, to path: String, now: Date) throws -> String? {
        let draft = "\(path).part"
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let source = try DatabaseQueue(path: backup, configuration: configuration)
            try source.read { db in
                let application = try Int.fetchOne(db, sql: "PRAGMA application_id")
                guard application == Schema.applicationID else {
                    throw StoreError("\(backup) is no store of this service", disposition: .stop)
                }
                if try Schema.migrator.hasBeenSuperseded(db) {
                    throw StoreError(
                        "\(backup) was written by a newer release: install that release first",
                        disposition: .stop
                    )
                }
                try copy(
                    db,
                    to: draft,
                    changing: { copy in
                        // What waited untried may have been sent since: it is frozen anew, with the journal in view.
                        try copy.execute(sql: "DELETE FROM envelope WHERE state = 'QUEUED' AND attempts = 0")
                        try copy.execute(sql: "DELETE FROM period_frozen")
                    }
                )
            }
            try source.close()
        } catch let error as DatabaseError {
            throw StoreError(error, path: backup, whenDamaged: "take an older one")
        }
        let kept = try keep(path, now: now)
        try move(draft, to: path)
        return kept
    }

    private static let again = "free some space and give the command again"

    /// Copies the store that `source` reads into a new file, checks the copy and puts it on the disk. Where that fails,
    /// nothing of it stays.
    ///
    /// - Parameter change: What has to be other in the copy.
    /// - Throws: ``StoreError`` where the copy is at fault, and `DatabaseError` where it is what was read.
    private static func copy(
        _ source: Database,
        to draft: String,
        progress: @escaping (Double) -> Void = { _ in },
        changing change: (Database) throws -> Void = { _ in }
    ) throws {
        do {
            try remove(draft)  // What an earlier try left, if anything.
            let queue = try DatabaseQueue(path: draft)
            try queue.writeWithoutTransaction { copy in
                do {
                    try source.backup(to: copy, pagesPerStep: 1024) { state in
                        let total = Double(max(1, state.totalPageCount))
                        progress(Double(state.completedPageCount) / total)
                    }
                } catch let error as DatabaseError {
                    // The words that GRDB gives with it are of an earlier call.
                    throw DatabaseError(resultCode: error.extendedResultCode)
                }
                try change(copy)
                // One file, without a log beside it.
                try copy.execute(sql: "PRAGMA journal_mode = DELETE")
                let problems = try String.fetchAll(copy, sql: "PRAGMA integrity_check(5)")
                guard problems == ["ok"] else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: problems.joined(separator: "; "))
                }
            }
            try queue.close()
            guard unsafe chmod(draft, 0o600) == 0 else {
                throw StoreError(ofFile: "\(draft) cannot be closed to others")
            }
            try synchronize(draft)
        } catch {
            try? remove(draft)  // `try?`: what failed first is told.
            switch error {
            // The copy holds what was just read elsewhere.
            case DatabaseError.SQLITE_CORRUPT, DatabaseError.SQLITE_NOTADB, DatabaseError.SQLITE_IOERR_READ,
                DatabaseError.SQLITE_IOERR_SHORT_READ:
                throw error
            case let error as DatabaseError:
                throw StoreError(error, path: draft, whenFull: again)
            default:
                throw error
            }
        }
    }

    /// Gives the store a second name, under which it stays when another takes the first, and leaves nothing beside the
    /// first that SQLite would take for a part of that other one.
    ///
    /// - Returns: The second name; `nil` where there is no store.
    private static func keep(_ path: String, now: Date) throws -> String? {
        if FileManager.default.fileExists(atPath: path) { try mergeLog(of: path) }
        let place = "\(path).\(now.ISO8601Format(.iso8601(timeZone: .gmt, dateTimeSeparator: .standard)))"
            .replacing(":", with: "")
        var kept: String?
        // A log is still there where it could not be merged, for a damaged store or one that is gone.
        for suffix in ["", "-journal", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            guard unsafe link(path + suffix, place + suffix) == 0 else {
                throw StoreError(ofFile: "\(path + suffix) cannot be kept as \(place + suffix)")
            }
            kept = place
        }
        try synchronize(folder(of: path))
        for suffix in ["-journal", "-wal", "-shm"] { try removeFile(path + suffix) }
        return kept
    }

    /// Moves what is in the log of a store into its file, so that the one file is the whole store. What is damaged stays as
    /// it is: that may be why another store takes its place.
    private static func mergeLog(of path: String) throws {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            let store = try DatabaseQueue(path: path, configuration: configuration)
            try store.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
            try store.close()
        } catch DatabaseError.SQLITE_CORRUPT, DatabaseError.SQLITE_NOTADB, DatabaseError.SQLITE_IOERR {
            return
        } catch let error as DatabaseError {
            throw StoreError(error, path: path, whenFull: again)
        }
    }

    /// Renames a file that is on the disk, and puts its new name there, too.
    private static func move(_ draft: String, to path: String) throws {
        guard unsafe rename(draft, path) == 0 else {
            let failure = StoreError(ofFile: "\(draft) cannot be renamed to \(path)")
            try? remove(draft)  // `try?`: what failed first is told.
            throw failure
        }
        try synchronize(folder(of: path))
    }
}

func folder(of path: String) -> String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

/// Removes a database and what SQLite keeps beside it, where there is any.
private func remove(_ path: String) throws {
    for suffix in ["", "-journal", "-wal", "-shm"] { try removeFile(path + suffix) }
}

private func removeFile(_ path: String) throws {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw StoreError(ofFile: "\(path) cannot be removed") }
}

/// Puts a file, or the names in a folder, on the disk (fsync(2)).
func synchronize(_ path: String) throws {
    let handle = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { throw StoreError(ofFile: "\(path) cannot be opened") }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw StoreError(ofFile: "\(path) cannot be put on the disk") }
}

extension StoreError {
    /// From the current errno.
    fileprivate init(ofFile what: String) {
        // Safety: strerror returns a text of the C library that stays valid until the next call on this thread.
        let reason = unsafe String(cString: strerror(errno))
        self.init(
            "\(what): \(reason): look at the disk, and at owner and mode of the file and its folder",
            disposition: .retry
        )
    }
}
