internal import Accompaniment
internal import Foundation
internal import GRDB

/// What was told of each service over time, in any period and by whichever function, and up to which rows of the store. A
/// service of which something was written since is looked up again, the others stay.
struct ServiceCount: CountedRows, Hashable {
    /// A report that told something new of a service.
    struct Step: Codable, Hashable {
        let day: CalendarDay
        var stage: ServiceStage?
        var tier: Code?
        var basis: String?
        var savingPct: Double?
    }

    /// By place and name; names are words, which stay on this server.
    private(set) var steps: [Code: [String: [Step]]] = [:]
    /// That of the rows of all periods at the time.
    private(set) var generation = 0
    private var marks = RowMarks()

    var extent: Int64 { marks.total }

    /// Where more was written, all is looked up anew.
    private static let mostRows: Int64 = 100_000

    init(_ db: Database, at generation: Int) throws {
        self.generation = generation
        marks = try RowMarks(db)
        try read(db, "WHERE service_name IS NOT NULL", [])
    }

    /// - Returns: Nil where looking up all is the shorter way.
    func followed(_ db: Database, to generation: Int) throws -> ServiceCount? {
        let present = try RowMarks(db)
        guard present.total - marks.total <= Self.mostRows else { return nil }
        var count = self
        count.generation = generation
        count.marks = present
        for table in ActivityTable.all {
            let (row, past) = marks[table]
            guard (row, past) != present[table] else { continue }
            let touched = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT unit, CAST(service_name AS BLOB) AS name FROM \(table.now)
                        WHERE id > ?1 AND service_name IS NOT NULL
                        UNION
                        SELECT unit, CAST(service_name AS BLOB) FROM \(table.past)
                        WHERE rowid > ?2 AND service_name IS NOT NULL
                        UNION
                        SELECT unit, CAST(service_name AS BLOB) FROM \(table.now)
                        WHERE id IN (SELECT activity_id FROM \(table.past) WHERE rowid > ?2)
                            AND service_name IS NOT NULL
                        """
                ),
                arguments: [row, past]
            )
            for service in touched {
                let (unit, name): (String, Data) = (service["unit"], service["name"])
                if let code = Code(rawValue: unit) { count.steps[code]?[String(decoding: name, as: UTF8.self)] = nil }
                try count.read(
                    db,
                    "WHERE unit = ?1 AND service_name = CAST(?2 AS TEXT) AND service_name IS NOT NULL",
                    [unit, name]
                )
            }
        }
        count.steps = count.steps.filter { !$0.value.isEmpty }
        return count
    }

    private mutating func read(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws {
        let columns = "unit, service_name, date_to, stage, attributes"
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(columns), 1 AS place, id FROM help_activity \(condition)
                    UNION ALL
                    SELECT \(columns), 2 AS place, id FROM oversight_activity \(condition)
                    ORDER BY unit, service_name, date_to, place, id
                    """
            ),
            arguments: arguments
        )
        var last: (unit: String, name: String)?
        // All that was told of the service so far.
        var told: Step?
        while let row = try rows.next() {
            let text: String = row["unit"]
            guard let name = ActivityColumns.text("service_name", of: row), let unit = Code(rawValue: text),
                let day = CalendarDay(row["date_to"] as String)
            else { continue }
            let isFirst = last.map { $0 != (text, name) } ?? true
            last = (text, name)
            let said = ActivityColumns.attributes(of: row)
            let step = Step(
                day: day,
                stage: said.text(.stage).flatMap(ServiceStage.init(rawValue:)),
                tier: said.code(.tier),
                basis: said.text(.coreBasis),
                savingPct: said.decimal(.savingPct)
            )
            let before = isFirst ? nil : told
            var now = before ?? Step(day: day)
            now.stage = step.stage ?? now.stage
            now.tier = step.tier ?? now.tier
            now.basis = step.basis ?? now.basis
            now.savingPct = step.savingPct ?? now.savingPct
            told = now
            if now != before { steps[unit, default: [:]][name, default: []].append(step) }
        }
    }

    /// How each service of each place stood at the end of `day`: of each thing said the last.
    func services(until day: CalendarDay) -> [Code: [UnitFacts.Service]] {
        steps.compactMapValues { services in
            let known = services.compactMap { name, steps in Self.service(name, steps.prefix { $0.day <= day }) }
            return known.isEmpty ? nil : known.sorted { $0.name < $1.name }
        }
    }

    private static func service(_ name: String, _ steps: ArraySlice<Step>) -> UnitFacts.Service? {
        guard let first = steps.first else { return nil }
        // Nothing is told of how far it is: it is an idea at least.
        var service = UnitFacts.Service(name: name, stage: first.stage ?? .idea, since: first.day)
        for step in steps {
            if let stage = step.stage, stage != service.stage {
                service.stage = stage
                service.since = step.day
            }
            if let tier = step.tier { service.tier = tier }
            if let basis = step.basis { service.basis = CodeSet(text: basis) }
            if let saving = step.savingPct { service.savingPct = saving }
        }
        return service
    }
}
