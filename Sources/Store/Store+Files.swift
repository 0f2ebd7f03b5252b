package import Accompaniment
package import Foundation
internal import GRDB

extension Store {
    /// One file with everything that its receipt says; `nil` for an unknown id.
    package func file(id: Int64) async throws -> RecordedFile? {
        try await read { db in
            guard try Int64.fetchOne(db, sql: "SELECT id FROM dropped_file WHERE id = ?", arguments: [id]) != nil else {
                return nil
            }
            return try RecordedFile.fetch(db, id: id)
        }
    }

    /// The files received last, newest first.
    package func files(limit: Int) async throws -> [RecordedFile] {
        try await read { db in
            try Int64.fetchAll(db, sql: "SELECT id FROM dropped_file ORDER BY id DESC LIMIT ?", arguments: [limit])
                .map { try RecordedFile.fetch(db, id: $0) }
        }
    }

    /// What came in through one inbox since the store was made.
    package struct InboxTotals: Sendable {
        package var files = 0
        package var rejected = 0
        /// Recorded, and not yet filed away.
        package var unfiled = 0
        package var rowsTakenIn = 0
        /// Those that still wait for their sender.
        package var rowsHeld = 0
        package var lastReceivedAt: Date?

        package init() {}
    }

    /// Totals by the name of the inbox.
    package func totals() async throws -> [String: InboxTotals] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT inbox, count(*) AS files,
                        sum(outcome = 'REJECTED') AS rejected,
                        sum(filed_at IS NULL) AS unfiled,
                        sum(rows_added + rows_revised + rows_unchanged) AS taken_in,
                        (SELECT count(*) FROM held_row JOIN dropped_file AS held ON held.id = file_id
                            WHERE mended_by IS NULL AND held.inbox = dropped_file.inbox) AS held,
                        max(received_at) AS last_received
                    FROM dropped_file GROUP BY inbox
                    """
            )
            return Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    var totals = InboxTotals()
                    totals.files = row["files"]
                    totals.rejected = row["rejected"]
                    totals.unfiled = row["unfiled"]
                    totals.rowsTakenIn = row["taken_in"]
                    totals.rowsHeld = row["held"]
                    totals.lastReceivedAt = Date(milliseconds: row["last_received"])
                    return (row["inbox"], totals)
                }
            )
        }
    }

    /// Number of activities that the store holds now, help and oversight together.
    package func activityCount() async throws -> Int {
        try await read { db in
            // None is ever removed, so that it need not count millions of rows.
            try Int.fetchOne(db, sql: "SELECT sum(rows_added) FROM dropped_file") ?? 0
        }
    }
}

extension RecordedFile {
    /// The file `id`, which exists.
    static func fetch(_ db: Database, id: Int64) throws -> RecordedFile {
        let row = try find(db, "SELECT * FROM dropped_file WHERE id = ?", id)
        var counts = RowCounts()
        counts.added = row["rows_added"]
        counts.revised = row["rows_revised"]
        counts.unchanged = row["rows_unchanged"]
        counts.held = row["rows_held"]
        counts.notRead = row["rows_not_read"]
        let earlier: RecordedFile.Earlier? = try (row["duplicate_of"] as Int64?).map { id in
            let row = try find(db, "SELECT name, received_at FROM dropped_file WHERE id = ?", id)
            return RecordedFile.Earlier(id: id, name: row["name"], receivedAt: Date(milliseconds: row["received_at"]))
        }
        let file = DroppedFile(
            inbox: row["inbox"],
            organisation: try known(Code(rawValue: row["organisation"]), in: "organisation"),
            function: try known(Function(rawValue: row["function"]), in: "function"),
            claim: row["claim"],
            name: row["name"],
            filedAs: row["filed_as"],
            size: row["size"],
            receivedAt: Date(milliseconds: row["received_at"])
        )
        return RecordedFile(
            id: id,
            file: file,
            sha256: Array(row["sha256"] as Data),
            outcome: try known(RecordedFile.Outcome(rawValue: row["outcome"]), in: "outcome"),
            layout: try (row["layout"] as String?).map { try StoredJSON.read($0) },
            counts: counts,
            earlier: earlier,
            findings: try String.fetchAll(
                db.cachedStatement(sql: "SELECT content FROM finding WHERE file_id = ? ORDER BY position"),
                arguments: [id]
            ).map { try StoredJSON.read($0) },
            heldRows: try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT row, cells, findings FROM held_row WHERE file_id = ? ORDER BY position"
                ),
                arguments: [id]
            ).map { row in
                HeldRow(
                    row: row["row"],
                    cells: try StoredJSON.read(row["cells"]),
                    findings: try StoredJSON.read(row["findings"])
                )
            },
            assignmentNotes: try String.fetchAll(
                db.cachedStatement(sql: "SELECT content FROM assignment_note WHERE file_id = ? ORDER BY position"),
                arguments: [id]
            ).map { try StoredJSON.read($0) },
            mended: try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM held_row WHERE mended_by = ?"),
                arguments: [id]
            ) ?? 0,
            isFiled: (row["filed_at"] as Int64?) != nil
        )
    }

    private static func find(_ db: Database, _ sql: String, _ id: Int64) throws -> Row {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [id]) else {
            throw StoreError("the store lacks file \(id): restore the last backup", disposition: .stop)
        }
        return row
    }

    private static func known<T>(_ value: T?, in column: String) throws -> T {
        guard let value else {
            throw StoreError("column '\(column)' of the store holds an unknown code", disposition: .stop)
        }
        return value
    }
}
