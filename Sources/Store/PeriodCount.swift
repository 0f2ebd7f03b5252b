internal import Accompaniment
internal import GRDB

/// What was counted of the activities of one period, and up to which rows of the store: what was written since is added
/// to it, or taken back, without counting the others again.
struct PeriodCount: CountedRows, Hashable {
    /// One place: a cluster, an area or the nation.
    struct Unit: Codable, Hashable {
        /// By organisation.
        var help: [Code: Tally] = [:]
        var oversight: [Code: Tally] = [:]
        /// Activities by person; no name, but what ``PersonKey`` makes of it.
        var helpers: [PersonKey: Int] = [:]
        var overseers: [PersonKey: Int] = [:]

        fileprivate var isEmpty: Bool { help.isEmpty && oversight.isEmpty }
    }

    private(set) var units: [Code: Unit] = [:]
    /// That of the rows of the period at the time.
    private(set) var generation = 0
    private var marks = RowMarks()

    var extent: Int64 { marks.total }

    /// More revisions than this, of whatever period, are not looked through for those of this period: it is counted anew.
    private static let mostRevisions: Int64 = 10_000

    /// Of a period without activities.
    init() {}

    /// Counts every row of `period`, in the order in which they lie on the disk.
    init(_ db: Database, of period: Period, at generation: Int) throws {
        self.generation = generation
        marks = try RowMarks(db)
        for table in ActivityTable.all { try count(db, table, period, after: 0) }
    }

    /// Counts the rows of `period` behind the row `mark`.
    private mutating func count(_ db: Database, _ table: ActivityTable, _ period: Period, after mark: Int64) throws {
        let stretches = try PeriodStretches.of(period.description, table.function, after: mark, db)
        try count(
            db,
            table,
            period,
            "FROM \(table.now) AS now WHERE id BETWEEN ?2 AND ?3 AND period = ?1",
            stretches.map { [$0.lowerBound, $0.upperBound] },
            times: 1
        )
    }

    /// Counts what was written since.
    ///
    /// - Returns: Nil where counting anew is the shorter way.
    func followed(_ db: Database, in period: Period, to generation: Int) throws -> PeriodCount? {
        let present = try RowMarks(db)
        guard ActivityTable.all.allSatisfy({ present[$0].past - marks[$0].past <= Self.mostRevisions }) else {
            return nil
        }
        var count = self
        count.generation = generation
        count.marks = present
        for table in ActivityTable.all {
            let (row, past) = marks[table]
            if row < present[table].row { try count.count(db, table, period, after: row) }
            guard past < present[table].past else { continue }
            // Of a row that was revised several times since: what it said when it was counted, and what it says now. (The
            // plus keeps SQLite from going through the whole index for their order.)
            try count.count(
                db,
                table,
                period,
                """
                FROM \(table.past) AS past WHERE period = ?1 AND rowid > ?3
                    AND revision =
                        (SELECT min(revision) FROM \(table.past) WHERE activity_id = past.activity_id AND rowid > ?3)
                    AND activity_id <= ?2
                """,
                [[row, past]],
                times: -1
            )
            try count.count(
                db,
                table,
                period,
                """
                FROM (SELECT DISTINCT +activity_id AS id FROM \(table.past) WHERE rowid > ?3) AS revised
                    CROSS JOIN \(table.now) AS now ON now.id = revised.id
                WHERE now.id <= ?2 AND period = ?1
                """,
                [[row, past]],
                times: 1
            )
        }
        return count
    }

    private struct Place: Hashable {
        let unit: String
        let organisation: String
    }

    /// What is counted of one organisation in one place. A class, so that no row copies it.
    private final class Found {
        let unit: Code
        let organisation: Code
        var tally: Tally
        var persons: [PersonKey: Int] = [:]

        init(_ unit: Code, _ organisation: Code, _ tally: Tally) {
            (self.unit, self.organisation, self.tally) = (unit, organisation, tally)
        }
    }

    /// - Parameters:
    ///   - rows: Which rows, from `FROM` on; the period is the first parameter.
    ///   - runs: The further parameters, for each time that the rows are asked for.
    private mutating func count(
        _ db: Database,
        _ table: ActivityTable,
        _ period: Period,
        _ rows: String,
        _ runs: [[Int64]],
        times: Int
    ) throws {
        let statement = try BulkStatement(
            "SELECT unit, organisation, date_from, date_precision, service_name, attributes \(rows)",
            in: db
        )
        let (tallies, persons) = (table.tallies, table.persons)
        // By their texts, and so persons: the same few come again and again.
        var places: [Place: Found] = [:]
        var keys: [String: Set<PersonKey>] = [:]
        // One for all rows: it keeps its memory.
        var said = Attributes()
        for run in runs {
            try statement.forEach {
                $0.bind(period.description)
                for number in run { $0.bind(Int(number)) }
            } _: { row in
                let place = Place(unit: row.text(0), organisation: row.text(1))
                if places[place] == nil, let unit = Code(rawValue: place.unit),
                    let organisation = Code(rawValue: place.organisation)
                {
                    let tally =
                        units[unit]?[keyPath: tallies][organisation] ?? Tally(countsDecisions: table == .oversight)
                    places[place] = Found(unit, organisation, tally)
                }
                guard let found = places[place] else { return }
                row.load(5, into: &said)
                let service = row.text(4)
                if !service.isEmpty { said.add(.init(.serviceName, .text(service))) }
                found.tally.count(
                    said,
                    on: row.text(2),
                    isDay: ["day", "range"].contains(row.text(3)),
                    in: found.unit,
                    period: period,
                    times: times
                )
                let (ids, cell) = (said.text(.escortId) ?? "", said.text(.escort) ?? "")
                let others = said.text(.escortOthers) ?? ""
                let persons = others.isEmpty ? (ids.isEmpty ? cell : ids) : "\(ids),\(others)"
                if keys[persons] == nil { keys[persons] = PersonKey.keys(ids: ids, others: others, cell: cell) }
                for key in keys[persons] ?? [] { found.persons[key, default: 0] += times }
            }
        }
        for place in places.values {
            var unit = units[place.unit] ?? Unit()
            unit[keyPath: tallies][place.organisation] = place.tally.all.activities == 0 ? nil : place.tally
            for (key, times) in place.persons {
                let sum = (unit[keyPath: persons][key] ?? 0) + times
                unit[keyPath: persons][key] = sum == 0 ? nil : sum
            }
            units[place.unit] = unit.isEmpty ? nil : unit
        }
    }
}

/// The tables of one function, which nothing joins with those of the other (domain.md 4.2, S5).
enum ActivityTable: CaseIterable {
    case help, oversight

    static let all = allCases

    var now: String { self == .help ? "help_activity" : "oversight_activity" }
    /// What revisions replaced.
    var past: String { self == .help ? "help_history" : "oversight_history" }
    /// See ``RecordKeys``.
    var keys: String { self == .help ? "help_key" : "oversight_key" }

    var function: Function { self == .help ? .help : .oversight }

    fileprivate var tallies: WritableKeyPath<PeriodCount.Unit, [Code: Tally]> { self == .help ? \.help : \.oversight }

    fileprivate var persons: WritableKeyPath<PeriodCount.Unit, [PersonKey: Int]> {
        self == .help ? \.helpers : \.overseers
    }
}

/// How far the tables of activities were written: rows are added behind the last one and never taken away.
struct RowMarks: Codable, Hashable {
    private var help: [Int64] = [0, 0]
    private var oversight: [Int64] = [0, 0]

    init() {}

    init(_ db: Database) throws {
        let last = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT (SELECT max(rowid) FROM help_activity), (SELECT max(rowid) FROM help_history),
                        (SELECT max(rowid) FROM oversight_activity), (SELECT max(rowid) FROM oversight_history)
                    """
            )
        )
        let marks: [Int64] = (0..<4).map { last?[$0] ?? 0 }
        (help, oversight) = (Array(marks[..<2]), Array(marks[2...]))
    }

    subscript(table: ActivityTable) -> (row: Int64, past: Int64) {
        let marks = table == .help ? help : oversight
        return (marks[0], marks[1])
    }

    /// How much the tables hold, in rows.
    var total: Int64 { help.reduce(0, +) + oversight.reduce(0, +) }
}
