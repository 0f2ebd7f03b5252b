internal import Accompaniment
package import Foundation
internal import GRDB

/// What is kept only for a time (domain.md 6.4). Codes, counts and dates stay.
extension Store {
    /// An original that lies in its folder still.
    package struct Original: Hashable, Sendable {
        package let file: Int64
        package let inbox: String
        /// Below the inbox: `accepted/2026-11/NAME` and the like.
        package let path: String
    }

    /// Originals of files that were filed away before `instant`.
    ///
    /// - Parameter inbox: Those of this one alone; of all without one.
    package func originals(of inbox: String? = nil, filedBefore instant: Date) async throws -> Set<Original> {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, inbox, outcome, filed_as FROM dropped_file
                    WHERE filed_at < ?1 AND original_removed_at IS NULL AND (?2 IS NULL OR inbox = ?2)
                    """,
                arguments: [instant.milliseconds, inbox]
            )
            return Set(
                rows.map { row in
                    let folder = row["outcome"] == "REJECTED" ? "rejected" : "accepted"
                    return Original(
                        file: row["id"],
                        inbox: row["inbox"],
                        path: "\(folder)/\(row["filed_as"] as String)"
                    )
                }
            )
        }
    }

    /// Notes that originals are in their folders no more.
    package func noteRemoved(_ originals: Set<Original>, at instant: Date) async throws {
        try await write { db in
            let note = try db.makeStatement(sql: "UPDATE dropped_file SET original_removed_at = ? WHERE id = ?")
            for original in originals { try note.execute(arguments: [instant.milliseconds, original.file]) }
        }
    }

    /// Files received before `instant` of which words are kept still.
    package func wordyFiles(receivedBefore instant: Date) async throws -> Set<Int64> {
        try await read { db in
            Set(
                try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT id FROM dropped_file
                        WHERE received_at < ? AND words_removed_at IS NULL AND filed_at IS NOT NULL
                        """,
                    arguments: [instant.milliseconds]
                )
            )
        }
    }

    /// Takes what people wrote out of all rows of `files`, the past and what waits to be mended included.
    ///
    /// Goes through each table once, whatever the number of files, and changes a few rows at a time, so that files are
    /// recorded in between. A file is marked when nothing is left of it; what was interrupted is done again, with the same
    /// result.
    ///
    /// - Parameter progress: Called after each step.
    package func removeWords(
        of files: Set<Int64>,
        at instant: Date,
        progress: @Sendable () -> Void
    ) async throws {
        let due = "[\(files.map(String.init).joined(separator: ","))]"
        // First the present, then the past: whoever is revised meanwhile is at the end of the past, words and all.
        for table in ActivityTable.all.map(\.now) + ActivityTable.all.map(\.past) {
            var end: Int64 = 0
            while let stretch = try await read({ [end] db in try Stretch(db, of: table, after: end, due: due) }) {
                if !stretch.rows.isEmpty { try await write { db in try stretch.removeWords(db) } }
                end = stretch.end
                progress()
            }
        }
        for file in files.sorted() {
            try await write { db in try db.finishRemoval(ofWordsIn: file, at: instant) }
            progress()
        }
    }
}

/// Some rows of a table of activities, one behind the other, and which of them are due.
private struct Stretch {
    let table: String
    let rows: [(id: Int64, file: Int64)]
    /// The last row that was looked at.
    let end: Int64

    /// How many rows are looked at in one transaction, and how many of them are changed in one.
    private static let (longest, most): (Int64, Int) = (100_000, 2000)

    /// - Parameter due: Numbers of files, as JSON.
    /// - Returns: `nil` behind the last row.
    init?(_ db: Database, of table: String, after start: Int64, due: String) throws {
        guard let last = try Int64.fetchOne(db, sql: "SELECT max(rowid) FROM \(table)"), last > start else {
            return nil
        }
        let limit = min(last, start + Self.longest)
        rows = try Row.fetchAll(
            db,
            sql: """
                SELECT rowid, file_id FROM \(table)
                WHERE rowid > ? AND rowid <= ? AND file_id IN (SELECT value FROM json_each(?))
                ORDER BY rowid LIMIT ?
                """,
            arguments: [start, limit, due, Self.most]
        ).map { ($0[0], $0[1]) }
        end = rows.count == Self.most ? rows[rows.count - 1].id : limit
        self.table = table
    }

    func removeWords(_ db: Database) throws {
        try db.overwriteWhatIsRemoved()
        // The name of a service is no word of a sender: the service goes on. A row that another file revised meanwhile is
        // not due any more. (SQLite makes NULL of no bytes.)
        let statement = try db.makeStatement(
            sql: """
                UPDATE \(table) SET activity = '', attributes = coalesce(attributes_without_words(attributes), x'')
                WHERE rowid = ? AND file_id = ?
                """
        )
        for row in rows { try statement.execute(arguments: [row.id, row.file]) }
    }
}

extension Database {
    /// Takes words out of what is kept of a file beside its rows, and marks it.
    fileprivate func finishRemoval(ofWordsIn file: Int64, at instant: Date) throws {
        try overwriteWhatIsRemoved()
        try execute(sql: "UPDATE held_row SET cells = '[]', findings = '[]' WHERE file_id = ?", arguments: [file])
        try execute(
            sql: "UPDATE finding SET content = json_remove(content, '$.written', '$.detail') WHERE file_id = ?",
            arguments: [file]
        )
        try execute(sql: "DELETE FROM assignment_note WHERE file_id = ?", arguments: [file])
        try execute(
            sql: "UPDATE dropped_file SET words_removed_at = ? WHERE id = ?",
            arguments: [instant.milliseconds, file]
        )
    }

    /// What is overwritten does not stay in free pages (https://www.sqlite.org/pragma.html#pragma_secure_delete).
    fileprivate func overwriteWhatIsRemoved() throws { try execute(sql: "PRAGMA secure_delete = ON") }
}
