internal import Accompaniment
internal import Foundation
internal import GRDB

/// The columns of an activity, in the one order in which tables and inserts have them: what every activity has, the
/// attributes that SQL looks for, and all other attributes in one column.
///
/// A report says a handful of some fifty attributes, always others. A column for each made SQLite go through fifty values
/// for every row, most of them NULL: it took as long as all the rest of the insert.
enum ActivityColumns {
    /// Where the activity stands; not part of what it says.
    static let place = ["file_id", "row"]
    static let required = [
        "organisation", "unit", "scope", "date_from", "date_to", "date_precision", "period", "activity",
    ]
    /// Attributes that stand in columns of their own, and nowhere else.
    private static let sought: [Attribute] = [.serviceName, .stage]
    /// All other attributes, as ``Attributes/bytes``.
    private static let otherAttributes = "attributes"
    /// What is compared by SQL; the attributes are compared by what they say.
    private static let compared = required + sought.map(\.column) + ["kin"]

    private static let content = place + compared + [otherAttributes]
    /// In the order of the parameters.
    private static let all = ["id"] + content

    static let definitions = """
        file_id INTEGER NOT NULL,
            row INTEGER NOT NULL,
            \(required.map { "\($0) TEXT NOT NULL" }.joined(separator: ",\n    ")),
            \(sought.map { "\($0.column) TEXT" }.joined(separator: ",\n    ")),
            kin INTEGER,
            \(otherAttributes) BLOB NOT NULL
        """

    /// Adds a row. The first parameter is its `id`; SQLite gives it one where that is NULL.
    static func insert(into table: String) -> String {
        """
        INSERT INTO \(table) (\(all.joined(separator: ", ")))
        VALUES (\(all.indices.map { "?\($0 + 1)" }.joined(separator: ", ")))
        """
    }

    /// File and period of a row, whether it says the same apart from the attributes, and those: parameters as in
    /// ``insert(into:)``, without the attributes.
    static func compare(in table: String) -> String {
        let equalities = compared.map { "\($0) IS ?\(all.firstIndex(of: $0, plus: 1))" }
        return """
            SELECT file_id, period, \(equalities.joined(separator: " AND ")), \(otherAttributes)
            FROM \(table) WHERE id = ?1
            """
    }

    /// Replaces what a row says: parameters as in ``insert(into:)``.
    static func revise(in table: String) -> String {
        let assignments = content.map { "\($0) = ?\(all.firstIndex(of: $0, plus: 1))" }
        return """
            UPDATE \(table) SET revision = revision + 1, \(assignments.joined(separator: ", "))
            WHERE id = ?1
            """
    }

    /// Whether any row is the same but for the time: `kin` is the parameter.
    static func hasKin(in table: String) -> String {
        "SELECT 1 FROM \(table) INDEXED BY \(table)_kin WHERE kin = ?1 LIMIT 1"
    }

    /// Rows of earlier files that are the same but for the time, and say one time: `kin`, its first and its last day, and
    /// the file of the report are the parameters. What one file says twice is two activities. Of more than one it does not
    /// matter how many there are.
    ///
    /// All that is compared stands in the index, so that a file of half a million rows with the same words, under as many
    /// numbers of its sender's own, goes past none of its own rows, and past none that say another time.
    static func kin(in table: String) -> String {
        """
        SELECT id, period FROM \(table) INDEXED BY \(table)_kin
        WHERE kin = ?1 AND date_from = ?2 AND date_to = ?3 AND file_id < ?4
        LIMIT 2
        """
    }

    /// The stage of a service before a day: unit, name and day are the parameters. The index holds rows with a stage alone:
    /// none without one is gone past, however many tell of the service.
    static func stage(in table: String) -> String {
        """
        SELECT stage FROM \(table) INDEXED BY \(table)_stage
        WHERE unit = ?1 AND service_name = ?2 AND date_to <= ?3 AND stage IS NOT NULL
        ORDER BY date_to DESC, id DESC LIMIT 1
        """
    }

    /// Keeps the present revision of a row before it is replaced.
    static func archive(from table: String, to history: String) -> String {
        """
        INSERT INTO \(history) (activity_id, revision, \(content.joined(separator: ", ")))
        SELECT id, revision, \(content.joined(separator: ", ")) FROM \(table) WHERE id = ?1
        """
    }

    /// Binds `report` to the parameters of ``insert(into:)`` and ``revise(in:)``.
    static func bind(
        _ report: ActivityReport,
        row id: Int64?,
        file: Int64,
        to row: inout BulkStatement.Parameters
    ) {
        bindCompared(report, row: id, file: file, to: &row)
        row.bind(others(of: report.attributes).bytes)
    }

    /// Binds `report` to the parameters of ``compare(in:)``.
    static func bindCompared(
        _ report: ActivityReport,
        row id: Int64?,
        file: Int64,
        to row: inout BulkStatement.Parameters
    ) {
        if let id { row.bind(Int(id)) } else { row.skip() }
        row.bind(Int(file))
        row.bind(report.row)
        row.bind(report.organisation.rawValue)
        row.bind(report.unit.rawValue)
        row.bind(report.scope.rawValue)
        row.bind(report.date.from.description)
        row.bind(report.date.to.description)
        row.bind(report.date.precision.rawValue)
        row.bind(report.period.description)
        row.bind(report.activity)
        for attribute in sought {
            if let text = report.attributes.text(attribute) { row.bind(text) } else { row.skip() }
        }
        if let kin = report.kin { row.bind(Int(kin)) } else { row.skip() }
    }

    /// All attributes of a row of a table.
    static func attributes(of row: Row) -> Attributes {
        var all = Attributes(stored: row[otherAttributes]) ?? Attributes()
        for attribute in sought { all[attribute] = text(attribute.column, of: row).map { .text($0) } }
        return all
    }

    /// A value of a row as the text that it is; `nil` for NULL.
    ///
    /// - Parameter row: Of a cursor. GRDB reads a text up to a U+0000, and keeps it so in rows that were fetched.
    static func text(_ column: String, of row: Row) -> String? {
        (row[column] as Data?).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Those that stand in the column of the attributes.
    static func others(of attributes: Attributes) -> Attributes {
        guard sought.contains(where: attributes.has) else { return attributes }
        var others = attributes
        for attribute in sought { others[attribute] = nil }
        return others
    }
}

extension Attribute {
    /// `participantsCount` is `participants_count`, `amountNIS` is `amount_nis`.
    var column: String { Self.columns[rawValue] }

    private static let columns = allCases.map { attribute in
        var column = ""
        var wasCapital = false
        for character in attribute.name {
            if character.isUppercase, !wasCapital { column.append("_") }
            wasCapital = character.isUppercase
            column.append(character.lowercased())
        }
        return column
    }
}

extension [String] {
    fileprivate func firstIndex(of name: String, plus offset: Int) -> Int {
        guard let index = firstIndex(of: name) else { preconditionFailure("the column \(name) is not in the list") }
        return index + offset
    }
}
