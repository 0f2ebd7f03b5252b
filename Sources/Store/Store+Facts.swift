package import Accompaniment
internal import Foundation
internal import GRDB

extension Store {
    /// The facts of `period`, counted at one instant.
    package func facts(of period: Period) async throws -> PeriodFacts { try await countedFacts(of: period).facts }

    /// The facts of `period`, and how often it had changed by then; no number for one without a report.
    func countedFacts(of period: Period) async throws -> (facts: PeriodFacts, generation: Int?) {
        let facts = try await read { [cache] db in
            let generation = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT generation FROM period_change WHERE period = ?"),
                arguments: [period.description]
            )
            return (try PeriodFacts.fetch(db, of: period, cache), generation)
        }
        let unsaved = isWritable ? cache.takeUnsaved() : [:]
        if !unsaved.isEmpty { try await write { db in try FactCache.save(unsaved, db) } }
        return facts
    }

    /// Every period that holds an activity, oldest first.
    package func periods() async throws -> [Period] {
        try await read { db in
            try String.fetchAll(db, sql: "SELECT period FROM period_change").compactMap { Period(code: $0) }.sorted()
        }
    }
}

extension PeriodFacts {
    static func fetch(_ db: Database, of period: Period, _ cache: FactCache) throws -> PeriodFacts {
        var units = try cache.count(of: period, db).units.reduce(into: [Code: UnitFacts]()) { units, counted in
            var facts = UnitFacts(unit: counted.key)
            facts.help = counted.value.help
            facts.oversight = counted.value.oversight
            // The one place where the two functions meet: a count of persons, without anything that tells which rows (S6).
            facts.personPairs = counted.value.overseers.keys.count { counted.value.helpers[$0] != nil }
            units[counted.key] = facts
        }
        for (unit, services) in try cache.services(db).services(until: period.to) {
            units[unit, default: UnitFacts(unit: unit)].services = services
        }
        var facts = PeriodFacts(
            period: period,
            units: units.values.sorted { $0.unit < $1.unit },
            earlierOrganisations: Set(
                try String.fetchAll(
                    db,
                    sql: "SELECT DISTINCT organisation FROM period_organisation WHERE period < ?",
                    arguments: [period.description]
                ).compactMap(Code.init(rawValue:))
            ),
            quality: try quality(db, period: period)
        )
        let tallies = facts.units.flatMap { Array($0.help.values) + $0.oversight.values }
        facts.quality.rows.accepted = tallies.reduce(0) { $0 + $1.all.activities }
        facts.quality.rows.needInferred = tallies.reduce(0) { $0 + $1.inferredNeeds }
        return facts
    }

    /// All but what the tallies say.
    private static func quality(_ db: Database, period: Period) throws -> Quality {
        // A file of which no row could be taken in says no period: it belongs to that in which it came.
        let belongs = """
            (period = ?1 OR (period IS NULL AND outcome <> 'DUPLICATE' AND received_at BETWEEN ?2 AND ?3))
            """
        let span: StatementArguments = [
            period.description, period.from.milliseconds, period.to.milliseconds + 86_400_000 - 1,
        ]
        let files = try Row.fetchOne(
            db,
            sql: """
                WITH file AS MATERIALIZED (
                    SELECT id, outcome = 'REJECTED' AS is_rejected, outcome IN ('ACCEPTED', 'PARTLY') AS is_taken_in,
                        (SELECT count(*) FROM held_row WHERE file_id = dropped_file.id AND mended_by IS NULL) AS held
                    FROM dropped_file WHERE \(belongs)
                )
                SELECT sum(is_rejected) AS rejected, sum(is_taken_in AND held = 0) AS accepted,
                    sum(is_taken_in AND held > 0) AS held,
                    sum(is_taken_in AND held = 0
                        AND EXISTS (SELECT 1 FROM finding WHERE file_id = file.id AND code GLOB 'W-*'))
                        AS with_warnings,
                    sum(held) AS rows_held
                FROM file
                """,
            arguments: span
        )
        let reasons = try Row.fetchAll(
            db,
            sql: """
                SELECT code, sum(row_count) AS count FROM finding JOIN dropped_file ON dropped_file.id = file_id
                WHERE \(belongs) AND row_count > 0 AND (code GLOB 'E-*' OR code GLOB 'W-*')
                GROUP BY code ORDER BY count DESC, code LIMIT 5
                """,
            arguments: span
        )
        var quality = Quality()
        quality.files.accepted = files?["accepted"] ?? 0
        quality.files.withWarnings = files?["with_warnings"] ?? 0
        quality.files.held = files?["held"] ?? 0
        quality.files.rejected = files?["rejected"] ?? 0
        quality.files.received = quality.files.accepted + quality.files.held + quality.files.rejected
        quality.rows.held = files?["rows_held"] ?? 0
        quality.topReasons = reasons.compactMap { row in
            code(row["code"]).map { Quality.Reason(code: $0, rows: row["count"]) }
        }
        return quality
    }

    private static func code(_ text: String?) -> Code? { text.flatMap(Code.init(rawValue:)) }
}

extension CalendarDay {
    /// The first instant of the day in UTC, in milliseconds since 1970.
    fileprivate var milliseconds: Int64 {
        // 719,163 is 1 January 1970.
        Int64(dayNumber - 719_163) * 86_400_000
    }
}
