package import Accompaniment
package import Foundation
internal import GRDB
internal import Glibc

/// What an operator does with the whole store.
extension Store {
    /// Copies the store as it is at one instant into one file, also while the service writes; the copy is checked before it
    /// takes its name.
    ///
    /// - Parameters:
    ///   - path: Replaced where it is there.
    ///   - progress: Called with the part that is done, from 0 to 1.
    /// - Throws: ``StoreError``.
    package func backup(to path: String, progress: @escaping @Sendable (Double) -> Void) throws {
        let draft = "\(path).part"
        do {
            try? FileManager.default.removeItem(atPath: draft)  // What an earlier try left, if anything.
            let copy = try DatabaseQueue(path: draft)
            try pool.backup(to: copy, pagesPerStep: 1024) { state in
                let total = Double(max(1, state.totalPageCount))
                progress(Double(state.completedPageCount) / total)
            }
            try copy.writeWithoutTransaction { db in
                // One file, without a log beside it.
                try db.execute(sql: "PRAGMA journal_mode = DELETE")
                try Self.requireIntegrity(db, path: draft)
            }
            try copy.close()
            try Self.synchronize(draft)
            guard unsafe rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch let error as DatabaseError {
            throw StoreError(error, path: draft)
        } catch let error as CocoaError {
            throw StoreError("\(path) cannot be written: \(error.localizedDescription)", disposition: .retry)
        }
    }

    /// Puts a backup in the place of the store. What was there is kept beside it; what offices have seen since is in the
    /// journal of the outbox, which stays as it is. Nothing else may have the store open.
    ///
    /// - Returns: Where the replaced store is kept; `nil` where there was none.
    /// - Throws: ``StoreError`` for a file that is no store, is damaged, or was written by a newer release.
    package static func restore(from backup: String, to path: String, now: Date) throws -> String? {
        let files = FileManager.default
        do {
            let source = try DatabaseQueue(path: backup, configuration: readOnly)
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
                try requireIntegrity(db, path: backup)
            }
            // Whole, checked and on the disk before anything is moved.
            let draft = "\(path).part"
            try? files.removeItem(atPath: draft)  // What an earlier try left, if anything.
            let target = try DatabaseQueue(path: draft)
            try source.backup(to: target)
            try target.write { db in
                // What waited untried may have been sent since: it is frozen anew, with the journal in view.
                try db.execute(sql: "DELETE FROM envelope WHERE state = 'QUEUED' AND attempts = 0")
                try db.execute(sql: "DELETE FROM period_frozen")
            }
            try target.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = DELETE")
                try requireIntegrity(db, path: draft)
            }
            try target.close()
            try synchronize(draft)
            var kept: String?
            if files.fileExists(atPath: path) {
                let place = "\(path).\(now.ISO8601Format(.iso8601(timeZone: .gmt, dateTimeSeparator: .standard)))"
                    .replacing(":", with: "")
                for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: path + suffix) {
                    try files.moveItem(atPath: path + suffix, toPath: place + suffix)
                }
                kept = place
            }
            guard unsafe rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            return kept
        } catch let error as DatabaseError {
            throw StoreError(error, path: backup)
        } catch let error as CocoaError {
            throw StoreError("the store cannot be put back: \(error.localizedDescription)", disposition: .retry)
        }
    }

    private static var readOnly: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        return configuration
    }

    private static func synchronize(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try handle.synchronize()
        try handle.close()
    }

    private static func requireIntegrity(_ db: Database, path: String) throws {
        let problems = try String.fetchAll(db, sql: "PRAGMA integrity_check(5)")
        guard problems == ["ok"] else {
            throw StoreError("\(path) is damaged: \(problems.joined(separator: "; "))", disposition: .stop)
        }
    }

    /// What does not hold in the store, in words; empty for a sound one. Reads alone.
    package func problems() async throws -> [String] {
        try await read { db in
            var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            problems += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                "a row of \(row["table"] as String) refers to one of \(row["parent"] as String) that is not there"
            }
            for (rule, sql) in Self.invariants {
                let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(sql))") ?? 0
                if count > 0 { problems.append("\(rule): \(count)") }
            }
            let envelopes = try Row.fetchCursor(db, sql: "SELECT office, sequence, content_sha256, body FROM envelope")
            while let row = try envelopes.next() {
                // `try?`: a body that is no summary is what is looked for.
                let document = try? JSONDecoder().decode(SummaryDocument.self, from: row["body"] as Data)
                if document?.contentSha256 != row["content_sha256"] || document?.sequence != row["sequence"] {
                    problems.append(
                        "the envelope \(row["office"] as String):\(row["sequence"] as Int) is not what it says"
                    )
                }
            }
            for office in try String.fetchAll(db, sql: "SELECT DISTINCT office FROM envelope") {
                // What a restored store does not know of went out before, and is in the journal.
                let stored = try Int.fetchSet(
                    db,
                    sql: "SELECT sequence FROM envelope WHERE office = ?",
                    arguments: [office]
                )
                let known = stored.union(self.journal.sequences(for: office))
                let missing = Set(1...max(1, known.max() ?? 1)).subtracting(known)
                guard !missing.isEmpty else { continue }
                let list = missing.sorted().prefix(5).map(String.init).joined(separator: ", ")
                problems.append("envelopes for \(office) that are neither in the store nor in outbox.jsonl: \(list)")
            }
            return problems
        }
    }

    /// Where the originals of all files are or were, by the name of the inbox: `accepted/2026-11/NAME` and the like.
    package func places() async throws -> [String: Set<String>] {
        try await read { db in
            let rows = try Row.fetchCursor(db, sql: "SELECT inbox, outcome, filed_as FROM dropped_file")
            var places: [String: Set<String>] = [:]
            while let row = try rows.next() {
                let folder = row["outcome"] == "REJECTED" ? "rejected" : "accepted"
                places[row["inbox"], default: []].insert("\(folder)/\(row["filed_as"] as String)")
            }
            return places
        }
    }

    /// What holds between tables, and which rows break it.
    private static let invariants = [
        (
            "files without their held rows",
            """
            SELECT 1 FROM dropped_file
            WHERE rows_held <> (SELECT count(*) FROM held_row WHERE file_id = dropped_file.id)
            """
        ),
        (
            "duplicates of files that were not taken in",
            """
            SELECT 1 FROM dropped_file AS file JOIN dropped_file AS first ON first.id = file.duplicate_of
            WHERE first.outcome NOT IN ('ACCEPTED', 'PARTLY')
            """
        ),
        (
            "activities of help in files of oversight",
            """
            SELECT 1 FROM help_activity JOIN dropped_file ON dropped_file.id = file_id WHERE function <> 'HELP'
            """
        ),
        (
            "activities of oversight in files of help",
            """
            SELECT 1 FROM oversight_activity JOIN dropped_file ON dropped_file.id = file_id WHERE function <> 'OVERSIGHT'
            """
        ),
        (
            "periods with activities and without a mark",
            """
            SELECT DISTINCT period FROM (SELECT period FROM help_activity UNION SELECT period FROM oversight_activity)
            WHERE period NOT IN (SELECT period FROM period_change)
            """
        ),
        (
            "revisions without their history",
            """
            SELECT 1 FROM help_activity AS now
            WHERE revision > 1 AND revision - 1 <> (SELECT count(*) FROM help_history WHERE record_id = now.record_id)
            UNION ALL
            SELECT 1 FROM oversight_activity AS now
            WHERE revision > 1
                AND revision - 1 <> (SELECT count(*) FROM oversight_history WHERE record_id = now.record_id)
            """
        ),
    ]

    /// Every activity of a function as texts, by the names of the columns; the first row holds those.
    ///
    /// - Parameter body: Gets one row after the other, in the order in which they were taken in.
    package func export(_ function: Function, _ body: @escaping @Sendable ([String?]) throws -> Void) async throws {
        try await read { db in
            let table = function == .help ? "help_activity" : "oversight_activity"
            let columns = ["id", "revision"] + ActivityColumns.exported
            try body(columns)
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT \(columns.joined(separator: ", ")) FROM \(table) ORDER BY id"
            )
            while let row = try rows.next() {
                try body(columns.indices.map { String.fromDatabaseValue(row[$0]) ?? number(row[$0]) })
            }
        }
    }
}

/// A number as text; `nil` for NULL.
private func number(_ value: DatabaseValue) -> String? {
    switch value.storage {
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .null, .string, .blob: nil
    }
}
