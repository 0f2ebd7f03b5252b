package import Accompaniment
internal import GRDB

extension Store {
    /// The facts of `period`, counted at one instant.
    package func facts(of period: Period) async throws -> PeriodFacts {
        try await read { db in try PeriodFacts.fetch(db, of: period) }
    }

    /// Every period that holds an activity, oldest first.
    package func periods() async throws -> [Period] {
        try await read { db in
            try String.fetchAll(db, sql: "SELECT period FROM period_change").compactMap { Period(code: $0) }.sorted()
        }
    }
}

extension PeriodFacts {
    static func fetch(_ db: Database, of period: Period) throws -> PeriodFacts {
        PeriodFacts(
            help: try groups(db, table: "help_activity", period: period),
            oversight: try groups(db, table: "oversight_activity", period: period),
            // The one place where the two tables meet: a count, without anything that tells which rows (S6).
            personClusterPairs: try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM (
                        SELECT coalesce(escort_id, escort), unit FROM help_activity
                        WHERE period = ?1 AND escort IS NOT NULL
                        INTERSECT
                        SELECT coalesce(escort_id, escort), unit FROM oversight_activity
                        WHERE period = ?1 AND escort IS NOT NULL
                    ) WHERE unit <> 'NATIONAL'
                    """,
                arguments: [period.description]
            ) ?? 0,
            quality: try quality(db, period: period)
        )
    }

    private static func groups(_ db: Database, table: String, period: Period) throws -> [Group] {
        let key = """
            organisation, unit, need_codes, forum, ministry_codes, activity_types, track, choice_basis, decision, \
            resource_kind, certainty
            """
        return try Row.fetchAll(
            db,
            sql: """
                SELECT \(key), sum(amount_nis) AS nis, max(amount_approximate) AS approximate, count(*) AS count
                FROM \(table) WHERE period = ? GROUP BY \(key)
                """,
            arguments: [period.description]
        ).compactMap { row in
            guard let organisation = Code(rawValue: row["organisation"]), let unit = Code(rawValue: row["unit"]) else {
                return nil
            }
            return Group(
                organisation: organisation,
                unit: unit,
                needs: (row["need_codes"] as String?).map(CodeSet.init(text:)),
                forum: code(row["forum"]),
                ministries: CodeSet(text: row["ministry_codes"] ?? ""),
                activityTypes: CodeSet(text: row["activity_types"] ?? ""),
                track: code(row["track"]),
                choiceBasis: code(row["choice_basis"]),
                decision: code(row["decision"]),
                resourceKind: code(row["resource_kind"]),
                certainty: code(row["certainty"]),
                amountNIS: row["nis"],
                isApproximate: (row["approximate"] as Int?) == 1,
                count: row["count"]
            )
        }
    }

    private static func quality(_ db: Database, period: Period) throws -> Quality {
        let row = try Row.fetchOne(
            db,
            sql: """
                WITH file AS (
                    SELECT id, outcome IN ('ACCEPTED', 'PARTLY') AS is_taken_in,
                        (SELECT count(*) FROM held_row WHERE file_id = dropped_file.id AND mended_by IS NULL) AS held
                    FROM dropped_file WHERE period = ?
                )
                SELECT sum(is_taken_in AND held = 0) AS accepted, sum(is_taken_in AND held > 0) AS held,
                    sum(is_taken_in AND held = 0
                        AND EXISTS (SELECT 1 FROM finding WHERE file_id = file.id AND code GLOB 'W-*'))
                        AS with_warnings,
                    sum(held) AS rows_held
                FROM file
                """,
            arguments: [period.description]
        )
        let accepted =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT (SELECT count(*) FROM help_activity WHERE period = ?1)
                        + (SELECT count(*) FROM oversight_activity WHERE period = ?1)
                    """,
                arguments: [period.description]
            ) ?? 0
        let reasons = try Row.fetchAll(
            db,
            sql: """
                SELECT code, sum(row_count) AS count FROM finding JOIN dropped_file ON dropped_file.id = file_id
                WHERE period = ? AND row_count > 0 AND (code GLOB 'E-*' OR code GLOB 'W-*')
                GROUP BY code ORDER BY count DESC, code LIMIT 5
                """,
            arguments: [period.description]
        )
        return Quality(
            files: Quality.Files(
                accepted: row?["accepted"] ?? 0,
                withWarnings: row?["with_warnings"] ?? 0,
                held: row?["held"] ?? 0
            ),
            rows: Quality.Rows(accepted: accepted, held: row?["rows_held"] ?? 0),
            topReasons: reasons.compactMap { row in
                code(row["code"]).map { Quality.Reason(code: $0, rows: row["count"]) }
            }
        )
    }

    private static func code(_ text: String?) -> Code? { text.flatMap(Code.init(rawValue:)) }
}
