internal import Accompaniment
internal import Foundation
internal import GRDB

/// Where one person stands in the store: by name, by the code of the registry, or by what retention left of a name.
struct PersonRows: Sendable {
    /// Also for the spellings that stand in the rows which tell of the person by code.
    private(set) var search: PersonSearch
    /// By which the person is counted, where no name is left.
    private var keys: Set<PersonKey>

    /// Looks through the escorts of all activities.
    init(_ db: Database, _ search: PersonSearch) throws {
        self.search = search
        keys = []
        var (found, keys): (Set<String>, Set<PersonKey>) = ([], [])
        // The same few cells come again and again.
        var known: [String: Bool] = [:]
        for table in ActivityTable.all.flatMap({ [$0.now, $0.past] }) {
            try forEach(db, in: table) { row in
                guard let cell = row.attributes.text(.escort) else { return }
                if !hasCode(row) {
                    if known.count > Self.mostCells { known = [:] }
                    let isMentioned = known[cell] ?? search.mentions(cell)
                    known[cell] = isMentioned
                    guard isMentioned else { return }
                }
                let own = escorts(of: row, cell).own
                keys.formUnion(own.filter(isWhole).compactMap(PersonKey.init(name:)))
                found.formUnion(own)
            }
        }
        for name in found { self.search.learn(name) }
        self.keys = keys.union(self.search.keys.compactMap(PersonKey.init(name:)))
    }

    private static let mostCells = 10_000

    /// An activity, present or past.
    struct ActivityRow {
        /// In its table.
        let number: Int64
        /// The activity that it is, or was.
        let record: Int64
        let revision: Int
        let file: Int64
        let period: Period?
        let organisation: Code?
        let unit: Code?
        let activity: String
        let service: String?
        /// Without the name of the service.
        let attributes: Attributes
        /// All that it says beside its attributes, by column.
        let said: [String: String]

        /// All that it says, by column. A code of the registry would join help with oversight (domain.md 4.2, S5).
        var values: [String: String] {
            var values = said
            for attribute in Attribute.allCases where !attribute.joinsFunctions {
                if let value = attributes[attribute] { values[attribute.column] = value.text }
            }
            return values
        }
    }

    /// True where anything of `row` tells of the person.
    func isAbout(_ row: ActivityRow) throws -> Bool {
        if isNamed(in: row) || search.mentions(row.activity) || row.service.map(search.mentions) == true { return true }
        return try row.attributes.replacingWords { _, text in search.masked(text, as: "") ?? text } != row.attributes
    }

    /// Goes through a table, a part at a time: rows may be changed meanwhile.
    func forEach(_ db: Database, in table: String, _ body: (ActivityRow) throws -> Void) throws {
        var last: Int64 = 0
        while true {
            var part: [ActivityRow] = []
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT rowid AS number, *
                    FROM \(table) WHERE rowid > ? ORDER BY rowid LIMIT 1000
                    """,
                arguments: [last]
            )
            while let row = try rows.next() {
                part.append(
                    ActivityRow(
                        number: row["number"],
                        record: row.hasColumn("id") ? row["id"] : row["activity_id"],
                        revision: row["revision"],
                        file: row["file_id"],
                        period: Period(code: row["period"] as String),
                        organisation: Code(rawValue: row["organisation"] as String),
                        unit: Code(rawValue: row["unit"] as String),
                        activity: ActivityColumns.text("activity", of: row) ?? "",
                        service: ActivityColumns.text("service_name", of: row),
                        attributes: Attributes(stored: row["attributes"]) ?? Attributes(),
                        said: Dictionary(
                            uniqueKeysWithValues: (ActivityColumns.required + [
                                "row", Attribute.serviceName.column, "stage",
                            ])
                            .compactMap { name in ActivityColumns.text(name, of: row).map { (name, $0) } }
                        )
                    )
                )
            }
            guard let end = part.last?.number else { return }
            for row in part { try body(row) }
            last = end
        }
    }

    /// True where the escorts of `row` name the person.
    func isNamed(in row: ActivityRow) -> Bool {
        guard let cell = row.attributes.text(.escort) else { return false }
        return hasCode(row) || !escorts(of: row, cell).own.isEmpty || names(in: row).contains { isSign($0) }
    }

    /// The names in the escorts of `row` for which no code stands, or what is left of them.
    func names(in row: ActivityRow) -> [String] {
        PersonKey.names(
            ids: row.attributes.text(.escortId) ?? "",
            others: row.attributes.text(.escortOthers) ?? "",
            cell: row.attributes.text(.escort) ?? ""
        )
    }

    /// True for what retention left in the place of the person's name.
    func isSign(_ name: String) -> Bool { PersonKey(pseudonym: name).map(keys.contains) == true }

    /// The search for the texts of a row: whoever it calls by a first name alone is that person in all of it.
    func search(for row: ActivityRow) -> PersonSearch {
        guard let cell = row.attributes.text(.escort), hasCode(row) || search.mentions(cell) else { return search }
        let (own, others) = escorts(of: row, cell)
        return search.inRow(own: own, others: others)
    }

    /// Files with the same bytes as one of `files`, and the other way round.
    func duplicates(of files: Set<Int64>, _ db: Database) throws -> [Int64] {
        let list = "[\(files.map(String.init).joined(separator: ","))]"
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM dropped_file
                WHERE sha256 IN (SELECT sha256 FROM dropped_file WHERE id IN (SELECT value FROM json_each(?)))
                    AND sha256 <> zeroblob(32)
                """,
            arguments: [list]
        )
    }

    private func hasCode(_ row: ActivityRow) -> Bool {
        guard let code = search.code?.rawValue, let ids = row.attributes.text(.escortId) else { return false }
        return ids.split(separator: " ").contains { $0 == code }
    }

    /// False for what could be anybody's in another row: a first name alone, or a sign, which does not say for which of the
    /// codes beside it it stands.
    private func isWhole(_ spelling: String) -> Bool {
        search.mentions(spelling) || PersonKey(pseudonym: spelling) == nil && People.key(of: spelling).contains(" ")
    }

    private func escorts(of row: ActivityRow, _ cell: String) -> (own: [String], others: [String]) {
        let isNamed = hasCode(row)
        guard let organisation = row.organisation, isNamed || search.mentions(cell) else { return ([], []) }
        return search.escorts(
            in: cell,
            isNamed: isNamed,
            organisation: organisation,
            unit: row.unit,
            strangers: isNamed ? Set(names(in: row).map(People.key)) : []
        )
    }
}

extension PersonSearch {
    /// Files of which the name tells of the person.
    func filesNamed(_ db: Database) throws -> [Int64] {
        let rows = try Row.fetchCursor(db, sql: "SELECT id, name, filed_as FROM dropped_file")
        var found: [Int64] = []
        while let row = try rows.next() {
            if mentions(row["name"]) || mentions(row["filed_as"]) { found.append(row["id"]) }
        }
        return found
    }
}
