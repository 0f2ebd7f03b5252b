internal import Accompaniment

/// The columns of an activity, in the one order in which tables, inserts and comparisons have them: first what every
/// activity has, then the attributes.
enum ActivityColumns {
    /// Where the activity stands; not part of what it says.
    private static let place = ["file_id", "row"]
    private static let required = [
        "organisation", "unit", "scope", "date_from", "date_to", "date_precision", "period", "activity",
    ]
    private static let content = required + Attribute.allCases.map(\.column) + ["kin"]

    /// What a sender said and where, without what identifies the record to us.
    static let exported = place + required + Attribute.allCases.map(\.column)

    static let all = ["record_id"] + place + content
    /// Number of the parameter of the first attribute, from 1.
    private static let firstAttribute = all.count - Attribute.allCases.count

    static var definitions: String {
        let columns =
            required.map { "\($0) TEXT NOT NULL" } + Attribute.allCases.map { "\($0.column) \($0.storage.affinity)" }
        return """
            record_id BLOB NOT NULL CHECK (length(record_id) = 16),
                file_id INTEGER NOT NULL REFERENCES dropped_file (id),
                row INTEGER NOT NULL,
                \(columns.joined(separator: ",\n    ")),
                kin INTEGER
            """
    }

    /// Adds a record unless it is there.
    static func insert(into table: String) -> String {
        """
        INSERT INTO \(table) (\(all.joined(separator: ", ")))
        VALUES (\(all.indices.map { "?\($0 + 1)" }.joined(separator: ", ")))
        ON CONFLICT (record_id) DO NOTHING
        """
    }

    /// The file and the period of the record, and whether it says the same: parameters as in ``insert(into:)``.
    static func compare(in table: String) -> String {
        let equalities = content.map { "\($0) IS ?\(all.firstIndex(of: $0, plus: 1))" }
        return """
            SELECT file_id, period, \(equalities.joined(separator: " AND "))
            FROM \(table) WHERE record_id = ?1
            """
    }

    /// Replaces what the record says: parameters as in ``insert(into:)``.
    static func revise(in table: String) -> String {
        let assignments = (place + content).map { "\($0) = ?\(all.firstIndex(of: $0, plus: 1))" }
        return """
            UPDATE \(table) SET revision = revision + 1, \(assignments.joined(separator: ", "))
            WHERE record_id = ?1
            """
    }

    /// Records that are the same but for the time: `kin` is the first parameter, the file of the row the second. What
    /// one file says twice is two activities.
    static func kin(in table: String) -> String {
        """
        SELECT record_id, date_from, date_to, date_precision, period FROM \(table)
        WHERE kin = ?1 AND kin IS NOT NULL AND file_id <> ?2
        """
    }

    /// The stage of a service before a day: unit, name and day are the parameters.
    static func stage(in table: String) -> String {
        """
        SELECT stage FROM \(table)
        WHERE unit = ?1 AND service_name = ?2 AND service_name IS NOT NULL AND date_to <= ?3 AND stage IS NOT NULL
        ORDER BY date_to DESC, id DESC LIMIT 1
        """
    }

    /// Keeps the present revision before it is replaced.
    static func archive(from table: String, to history: String) -> String {
        """
        INSERT INTO \(history) (revision, \(all.joined(separator: ", ")))
        SELECT revision, \(all.joined(separator: ", ")) FROM \(table) WHERE record_id = ?1
        """
    }

    /// Binds `report` to the parameters of the statements above. What it does not say stays NULL.
    static func bind(_ report: ActivityReport, file: Int64, to row: inout BulkStatement) {
        row.bind(report.recordID)
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
        row.bind(report.attributes, from: firstAttribute)
        if let kin = report.kin { row.bind(Int(kin), at: all.count) }
    }
}

extension Attribute {
    /// `participantsCount` is `participants_count`, `amountNIS` is `amount_nis`.
    var column: String {
        var column = ""
        var wasCapital = false
        for character in name {
            if character.isUppercase, !wasCapital { column.append("_") }
            wasCapital = character.isUppercase
            column.append(character.lowercased())
        }
        return column
    }
}

extension Attribute.Storage {
    fileprivate var affinity: String {
        switch self {
        case .text: "TEXT"
        case .integer: "INTEGER"
        case .decimal: "REAL"
        }
    }
}

extension [String] {
    fileprivate func firstIndex(of name: String, plus offset: Int) -> Int {
        guard let index = firstIndex(of: name) else { preconditionFailure("the column \(name) is not in the list") }
        return index + offset
    }
}
