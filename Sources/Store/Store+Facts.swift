package import Accompaniment
internal import GRDB

extension Store {
    /// The facts of `period`, counted at one instant.
    package func facts(of period: Period) async throws -> PeriodFacts {
        let facts = try await read { [cache] db in try PeriodFacts.fetch(db, of: period, cache) }
        let unsaved = isWritable ? cache.takeUnsaved() : [:]
        if !unsaved.isEmpty { try await write { db in try FactCache.save(unsaved, db) } }
        return facts
    }

    /// Every period of which something was reported, or of which an office was told that nothing was, oldest first.
    package func periods() async throws -> [Period] { try await read { db in try Period.marked(db).sorted() } }
}

extension Period {
    /// Those of which offices and pages tell, in no order.
    static func marked(_ db: Database) throws -> [Period] {
        try String.fetchAll(db.cachedStatement(sql: "SELECT period FROM period_change")).compactMap(Period.init(code:))
    }
}

extension PeriodFacts {
    static func fetch(_ db: Database, of period: Period, _ cache: FactCache) throws -> PeriodFacts {
        let (rows, services, files) = try cache.counted(of: period, db)
        var units = rows.units.reduce(into: [Code: UnitFacts]()) { units, counted in
            var facts = UnitFacts(unit: counted.key)
            facts.help = counted.value.help
            facts.oversight = counted.value.oversight
            // The one place where the two functions meet: a count of persons, without anything that tells which rows (S6).
            facts.personPairs = counted.value.overseers.keys.count { counted.value.helpers[$0] != nil }
            units[counted.key] = facts
        }
        for (unit, services) in services.services(until: period.to) {
            units[unit, default: UnitFacts(unit: unit)].services = services
        }
        var facts = PeriodFacts(
            period: period,
            units: units.values.sorted { $0.unit < $1.unit },
            earlierOrganisations: Set(
                try String.fetchAll(
                    db.cachedStatement(sql: "SELECT DISTINCT organisation FROM period_organisation WHERE period < ?"),
                    arguments: [period.description]
                ).compactMap(Code.init(rawValue:))
            ),
            quality: files.quality
        )
        let tallies = facts.units.flatMap { Array($0.help.values) + $0.oversight.values }
        facts.quality.rows.accepted = tallies.reduce(0) { $0 + $1.all.activities }
        facts.quality.rows.needInferred = tallies.reduce(0) { $0 + $1.inferredNeeds }
        return facts
    }
}
