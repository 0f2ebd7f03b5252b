internal import Accompaniment
package import Foundation
internal import GRDB

/// What is kept only for a time (domain.md 6.4). Codes, counts and dates stay.
extension Store {
    /// An original that lies in its folder still.
    package struct Original: Hashable, Sendable {
        package let file: Int64
        package let inbox: String
        package let isRejected: Bool
        /// `2026-11/NAME`.
        package let place: String
    }

    /// Originals of files that were filed away before `instant`.
    package func originals(filedBefore instant: Date) async throws -> Set<Original> {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, inbox, outcome, filed_as FROM dropped_file
                    WHERE filed_at < ? AND original_removed_at IS NULL
                    """,
                arguments: [instant.milliseconds]
            )
            return Set(
                rows.map { row in
                    Original(
                        file: row["id"],
                        inbox: row["inbox"],
                        isRejected: row["outcome"] == "REJECTED",
                        place: row["filed_as"]
                    )
                }
            )
        }
    }

    /// Notes that an original is in its folder no more.
    package func noteRemoved(_ original: Original, at instant: Date) async throws {
        try await write { db in
            try db.execute(
                sql: "UPDATE dropped_file SET original_removed_at = ? WHERE id = ?",
                arguments: [instant.milliseconds, original.file]
            )
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

    /// Takes what people wrote out of the rows of a file, the past and what waits to be mended included.
    package func removeWords(of file: Int64, at instant: Date) async throws {
        try await write { db in
            // What is overwritten does not stay in free pages.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            let empty = Attribute.allCases.filter(\.isFreeText).map { "\($0.column) = NULL" }
            for table in ["help_activity", "help_history", "oversight_activity", "oversight_history"] {
                // Who helps and oversees the same cluster is counted still.
                let names = try String.fetchAll(
                    db,
                    sql: "SELECT DISTINCT escort FROM \(table) WHERE file_id = ? AND escort IS NOT NULL",
                    arguments: [file]
                )
                for name in names {
                    try db.execute(
                        sql: "UPDATE \(table) SET escort = ? WHERE file_id = ? AND escort = ?",
                        arguments: [PersonKey.pseudonym(of: name), file, name]
                    )
                }
                try db.execute(
                    sql: """
                        UPDATE \(table) SET activity = '', \(empty.joined(separator: ", ")),
                            authorities = CASE WHEN authorities GLOB '*[^A-Z0-9 _-]*' THEN NULL ELSE authorities END
                        WHERE file_id = ?
                        """,
                    arguments: [file]
                )
            }
            try db.execute(
                sql: "UPDATE held_row SET cells = '[]', findings = '[]' WHERE file_id = ?",
                arguments: [file]
            )
            try db.execute(
                sql: """
                    UPDATE finding SET content = json_remove(content, '$.written', '$.detail') WHERE file_id = ?
                    """,
                arguments: [file]
            )
            try db.execute(sql: "DELETE FROM assignment_note WHERE file_id = ?", arguments: [file])
            try db.execute(
                sql: "UPDATE dropped_file SET words_removed_at = ? WHERE id = ?",
                arguments: [instant.milliseconds, file]
            )
        }
    }
}

extension Attribute {
    /// Words of a sender. The name of a service is none: the service goes on.
    fileprivate var isFreeText: Bool {
        [
            .outcome, .notes, .achievementText, .difficulties, .nextSteps, .written, .extra,
        ].contains(self)
    }
}
