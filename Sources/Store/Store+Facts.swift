package import Accompaniment
internal import Foundation
internal import GRDB
private import Crypto

extension Store {
    /// The facts of `period`, counted at one instant.
    package func facts(of period: Period) async throws -> PeriodFacts {
        try await read { [cache] db in try PeriodFacts.fetch(db, of: period, cache) }
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
        var units: [Code: UnitFacts] = [:]
        let changes = try Row.fetchAll(
            db,
            sql: "SELECT unit, generation FROM unit_change WHERE period = ? ORDER BY unit",
            arguments: [period.description]
        )
        var stale: [Code: Int] = [:]
        for row in changes {
            guard let unit = code(row["unit"]) else { continue }
            let generation: Int = row["generation"]
            if let facts = cache.facts(of: Place(period: period, unit: unit), at: generation) {
                units[unit] = facts
            } else {
                stale[unit] = generation
            }
        }
        for facts in try UnitFacts.fetch(db, of: Set(stale.keys), in: period) {
            units[facts.unit] = facts
            cache.keep(facts, of: Place(period: period, unit: facts.unit), at: stale[facts.unit] ?? 0)
        }
        for (unit, services) in try services(db, until: period.to) {
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

    /// How each service of each unit stood at the end of `day`: of each thing said the last.
    private static func services(_ db: Database, until day: CalendarDay) throws -> [Code: [UnitFacts.Service]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT unit, service_name, stage, date_to, tier, core_basis, saving_pct FROM help_activity
                WHERE service_name IS NOT NULL AND date_to <= ?1
                UNION ALL
                SELECT unit, service_name, stage, date_to, tier, core_basis, saving_pct FROM oversight_activity
                WHERE service_name IS NOT NULL AND date_to <= ?1
                ORDER BY unit, service_name, date_to
                """,
            arguments: [day.description]
        )
        var services: [Code: [UnitFacts.Service]] = [:]
        for row in rows {
            guard let unit = code(row["unit"]), let since = CalendarDay(row["date_to"] as String) else { continue }
            let name: String = row["service_name"]
            let stage = (row["stage"] as String?).flatMap(ServiceStage.init(rawValue:))
            if services[unit]?.last?.name != name {
                // Nothing is told of how far it is: it is an idea at least.
                services[unit, default: []].append(.init(name: name, stage: stage ?? .idea, since: since))
            }
            guard let last = services[unit]?.indices.last else { continue }
            if let stage, services[unit]?[last].stage != stage {
                services[unit]?[last].stage = stage
                services[unit]?[last].since = since
            }
            if let tier = code(row["tier"]) { services[unit]?[last].tier = tier }
            if let basis: String = row["core_basis"] { services[unit]?[last].basis = CodeSet(text: basis) }
            if let saving: Double = row["saving_pct"] { services[unit]?[last].savingPct = saving }
        }
        return services
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
                WITH file AS (
                    SELECT id, outcome IN ('ACCEPTED', 'PARTLY') AS is_taken_in,
                        (SELECT count(*) FROM held_row WHERE file_id = dropped_file.id AND mended_by IS NULL) AS held
                    FROM dropped_file WHERE \(belongs)
                )
                SELECT sum(is_taken_in AND held = 0) AS accepted, sum(is_taken_in AND held > 0) AS held,
                    sum(is_taken_in AND held = 0
                        AND EXISTS (SELECT 1 FROM finding WHERE file_id = file.id AND code GLOB 'W-*'))
                        AS with_warnings,
                    sum(held) AS rows_held
                FROM file
                """,
            arguments: span
        )
        let rejected = try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM dropped_file WHERE outcome = 'REJECTED' AND \(belongs)",
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
        quality.files.rejected = rejected ?? 0
        quality.files.received = quality.files.accepted + quality.files.held + quality.files.rejected
        quality.rows.held = files?["rows_held"] ?? 0
        quality.topReasons = reasons.compactMap { row in
            code(row["code"]).map { Quality.Reason(code: $0, rows: row["count"]) }
        }
        return quality
    }

    private static func code(_ text: String?) -> Code? { text.flatMap(Code.init(rawValue:)) }
}

extension UnitFacts {
    /// All but the services, which other periods may have told of. One pass over the rows of the period, in the order in
    /// which they lie on the disk.
    fileprivate static func fetch(_ db: Database, of units: Set<Code>, in period: Period) throws -> [UnitFacts] {
        guard !units.isEmpty else { return [] }
        let (oversight, overseers) = try count(db, "oversight_activity", units, period, looksFor: nil)
        // The one place where the two tables meet: a count of persons, without anything that tells which rows (S6).
        let (help, both) = try count(db, "help_activity", units, period, looksFor: overseers)
        return units.sorted().map { unit in
            var facts = UnitFacts(unit: unit)
            facts.help = help[unit] ?? [:]
            facts.oversight = oversight[unit] ?? [:]
            facts.personPairs = both[unit]?.count ?? 0
            return facts
        }
    }

    private typealias Persons = [Code: Set<String>]

    /// - Parameter persons: Only these are looked for; `nil` for all.
    /// - Returns: By unit, what each organisation did, and the persons found.
    private static func count(
        _ db: Database,
        _ table: String,
        _ units: Set<Code>,
        _ period: Period,
        looksFor persons: Persons?
    ) throws -> (tallies: [Code: [Code: Tally]], persons: Persons) {
        let columns = Tally.used.map(\.column).joined(separator: ", ")
        var rows = try BulkStatement(
            """
            SELECT unit, organisation, date_from, date_precision, escort_id, escort, \(columns)
            FROM \(table) WHERE period = ?1
            """,
            in: db
        )
        rows.bind(period.description)
        let known = Dictionary(uniqueKeysWithValues: units.map { ($0.rawValue, $0) })
        // Tallies in a list, found by their texts: the same few come again and again.
        var places: [String: Int] = [:]
        var tallies: [(unit: Code, organisation: Code, tally: Tally)] = []
        var found: Persons = [:]
        try rows.forEach { row in
            let unitText = row.text(0)
            guard let unit = known[unitText] else { return }
            let organisationText = row.text(1)
            let key = "\(unitText) \(organisationText)"
            if places[key] == nil, let organisation = Code(rawValue: organisationText) {
                places[key] = tallies.count
                tallies.append((unit, organisation, Tally(countsDecisions: table != "help_activity")))
            }
            guard let place = places[key] else { return }
            tallies[place].tally.add(
                row.attributes(Tally.used, from: 6),
                on: row.text(2),
                isDay: ["day", "range"].contains(row.text(3)),
                in: unit,
                period: period
            )
            guard persons.map({ $0[unit] != nil }) ?? true else { return }
            for person in Person.keys(ids: row.text(4), name: row.text(5))
            where persons?[unit]?.contains(person) ?? true {
                found[unit, default: []].insert(person)
            }
        }
        let byUnit = tallies.reduce(into: [Code: [Code: Tally]]()) {
            $0[$1.unit, default: [:]][$1.organisation] = $1.tally
        }
        return (byUnit, found)
    }
}

extension Person {
    /// By what a person is the same in two rows: each code of the registry, or else the name as it is folded.
    fileprivate static func keys(ids: String, name: String) -> [String] {
        if !ids.isEmpty { return ids.split(separator: " ").map(String.init) }
        return name.isEmpty ? [] : [name.hasPrefix(removedName) ? name : pseudonym(of: name)]
    }

    private static let removedName = "~"

    /// In the place of a name whose time is over, so that whoever holds two functions still counts as one person. The
    /// name cannot be read from it; who knows a name can test it, which is why it stays on this server too.
    static func pseudonym(of name: String) -> String {
        removedName + SHA256.hash(data: Data(Folding.key(name).utf8)).prefix(8).hex
    }
}

extension CalendarDay {
    /// The first instant of the day in UTC, in milliseconds since 1970.
    fileprivate var milliseconds: Int64 {
        // 719,163 is 1 January 1970.
        Int64(dayNumber - 719_163) * 86_400_000
    }
}
