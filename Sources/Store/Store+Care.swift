package import Accompaniment
internal import Foundation
internal import GRDB

/// What an operator learns of the whole store.
extension Store {
    /// What does not hold in the store, in words; empty for a sound one. Reads alone.
    package func problems() async throws -> [String] {
        try await read { db in
            var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            problems += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                "a row of \(row["table"] as String) refers to one of \(row["parent"] as String) that is not there"
            }
            let astray = try ActivityTable.all.reduce(0) { try $0 + $1.rowsAstray(db) }
            if astray > 0 { problems.append("activities outside the stretches of their periods: \(astray)") }
            let unknown = try ActivityTable.all.reduce(0) { try $0 + $1.keysAstray(db) }
            if unknown > 0 { problems.append("activities that would not be known again, or keys of none: \(unknown)") }
            for (rule, sql) in Self.invariants {
                let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(sql))") ?? 0
                if count > 0 { problems.append("\(rule): \(count)") }
            }
            for kept in StoredJSON.all {
                let count = try kept.unreadable(db)
                if count > 0 { problems.append("\(kept.subject) that cannot be read: \(count)") }
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
                var known = try self.journal.sequences(for: office)
                let stored = try Int.fetchCursor(
                    db,
                    sql: "SELECT sequence FROM envelope WHERE office = ?",
                    arguments: [office]
                )
                while let sequence = try stored.next() { known.insert(contentsOf: sequence..<sequence + 1) }
                let missing = RangeSet(1..<(known.ranges.last?.upperBound ?? 1)).subtracting(known)
                guard !missing.isEmpty else { continue }
                let list = missing.ranges.joined().prefix(5).map(String.init).joined(separator: ", ")
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
            "activities of help that are in no file of help",
            """
            SELECT 1 FROM (SELECT file_id FROM help_activity UNION ALL SELECT file_id FROM help_history)
                LEFT JOIN dropped_file ON dropped_file.id = file_id
            WHERE function IS NOT 'HELP'
            """
        ),
        (
            "activities of oversight that are in no file of oversight",
            """
            SELECT 1 FROM (SELECT file_id FROM oversight_activity UNION ALL SELECT file_id FROM oversight_history)
                LEFT JOIN dropped_file ON dropped_file.id = file_id
            WHERE function IS NOT 'OVERSIGHT'
            """
        ),
        (
            "activities whose attributes cannot be read",
            ActivityTable.all.flatMap { [$0.now, $0.past] }.map { table in
                "SELECT 1 FROM \(table) WHERE NOT attributes_readable(attributes)"
            }.joined(separator: " UNION ALL ")
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
            WHERE revision > 1 AND revision - 1 <> (SELECT count(*) FROM help_history WHERE activity_id = now.id)
            UNION ALL
            SELECT 1 FROM oversight_activity AS now
            WHERE revision > 1 AND revision - 1 <> (SELECT count(*) FROM oversight_history WHERE activity_id = now.id)
            """
        ),
    ]

    /// Every activity of a function as texts, each attribute under a name of its own; the first row holds the names. The
    /// person's code, by which help and oversight could be joined, is not among them (domain.md 4.2, S5).
    ///
    /// - Parameter body: Gets one row after the other, in the order in which they were taken in.
    package func export(_ function: Function, _ body: @escaping @Sendable ([String?]) throws -> Void) async throws {
        try await read { db in
            let table: ActivityTable = function == .help ? .help : .oversight
            let plain = ["id", "revision"] + ActivityColumns.place + ActivityColumns.required
            let said = Attribute.allCases.filter { !$0.joinsFunctions }
            try body(plain + said.map(\.column))
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(table.now) ORDER BY id")
            while let row = try rows.next() {
                let attributes = ActivityColumns.attributes(of: row)
                try body(
                    plain.map { ActivityColumns.text($0, of: row) }
                        + said.map { attributes[$0]?.text }
                )
            }
        }
    }
}

extension ActivityTable {
    /// Number of rows without a key, and of keys that stand where nobody looks for them, or tell of no row or one that has
    /// another.
    fileprivate func keysAstray(_ db: Database) throws -> Int {
        let rows = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(now)") ?? 0
        // They are numbered from 1 on, and none is ever taken away.
        var isKnown = Array(repeating: false, count: rows)
        var (astray, found) = (0, 0)
        var last: RecordKey?
        let places = try Row.fetchCursor(db, sql: "SELECT first, ids FROM \(keys) ORDER BY first")
        while let place = try places.next() {
            let (first, ids): (Int64, Data) = (place[0], place[1])
            for key in RecordKey.keys(in: ids.span) {
                let isInPlace = first <= key.high && key.month.contains(first) && last.map { $0 < key } ?? true
                if isInPlace, (1..<Int64(rows) + 1).contains(key.row), !isKnown[Int(key.row) - 1] {
                    isKnown[Int(key.row) - 1] = true
                    found += 1
                } else {
                    astray += 1
                }
                last = key
            }
        }
        return astray + rows - found
    }

    /// Number of rows that nobody finds who looks for those of their period.
    fileprivate func rowsAstray(_ db: Database) throws -> Int {
        let counts = try Row.fetchAll(db, sql: "SELECT period, count(*) FROM \(now) GROUP BY period")
        return try counts.reduce(0) { astray, row in
            let (period, count): (String, Int) = (row[0], row[1])
            return try PeriodStretches.of(period, function, db).reduce(astray + count) { rest, stretch in
                let found = try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM \(now) WHERE id BETWEEN ? AND ? AND period = ?"),
                    arguments: [stretch.lowerBound, stretch.upperBound, period]
                )
                return rest - (found ?? 0)
            }
        }
    }
}
