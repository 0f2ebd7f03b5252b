internal import Accompaniment
internal import Foundation

/// The columns of an activity, in the one order in which tables, inserts and comparisons have them.
enum ActivityColumns {
    /// Where the activity stands; not part of what it says.
    private static let place = ["file_id", "row"]
    private static let content = [
        "organisation", "identity", "unit", "scope", "escort", "date_from", "date_to", "date_precision", "period",
        "activity", "activity_types", "forum", "needs", "hat", "track", "choice_basis", "status", "frequency",
        "meetings_held", "duration_minutes", "participants_count", "ministries", "resource_kind", "certainty",
        "amount_nis", "amount_approximate", "decision", "outcome", "notes", "extra",
    ]
    private static let integers: Set = [
        "meetings_held", "duration_minutes", "participants_count", "amount_nis", "amount_approximate",
    ]
    private static let required: Set = [
        "organisation", "unit", "scope", "date_from", "date_to", "date_precision", "period", "activity",
        "activity_types", "status", "ministries",
    ]

    static let all = ["record_id"] + place + content

    static var definitions: String {
        let columns = content.map { name in
            "\(name) \(integers.contains(name) ? "INTEGER" : "TEXT")\(required.contains(name) ? " NOT NULL" : "")"
        }
        return """
            record_id BLOB NOT NULL CHECK (length(record_id) = 16),
                file_id INTEGER NOT NULL REFERENCES dropped_file (id),
                row INTEGER NOT NULL,
                \(columns.joined(separator: ",\n    "))
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

    /// The file of the record, and whether it says the same: parameters as in ``insert(into:)``.
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

    /// Keeps the present revision before it is replaced.
    static func archive(from table: String, to history: String) -> String {
        """
        INSERT INTO \(history) (revision, \(all.joined(separator: ", ")))
        SELECT revision, \(all.joined(separator: ", ")) FROM \(table) WHERE record_id = ?1
        """
    }

    /// Binds `report` to the parameters of the statements above.
    static func bind(_ report: ActivityReport, file: Int64, to row: inout BulkStatement) throws {
        row.bind(report.recordID)
        row.bind(Int(file))
        row.bind(report.row)
        row.bind(report.organisation.rawValue)
        row.bind(report.identity?.rawValue)
        row.bind(report.unit.rawValue)
        row.bind(report.scope.rawValue)
        row.bind(report.escort)
        row.bind(report.date.from.description)
        row.bind(report.date.to.description)
        row.bind(report.date.precision.rawValue)
        row.bind(report.period.description)
        row.bind(report.activity)
        row.bind(report.activityTypes.text)
        row.bind(report.forum?.rawValue)
        row.bind(report.needs?.text)
        row.bind(report.hat?.rawValue)
        row.bind(report.track?.rawValue)
        row.bind(report.choiceBasis?.rawValue)
        row.bind(report.status.rawValue)
        row.bind(report.frequency?.text)
        row.bind(report.meetingsHeld)
        row.bind(report.durationMinutes)
        row.bind(report.participantsCount)
        row.bind(report.ministries.text)
        row.bind(report.resource?.kind.rawValue)
        row.bind(report.resource?.certainty.rawValue)
        row.bind(report.resource?.amountNIS)
        row.bind(report.resource.map { $0.isApproximate ? 1 : 0 })
        row.bind(report.decision?.rawValue)
        row.bind(report.outcome)
        row.bind(report.notes)
        row.bind(
            try report.extra.isEmpty ? nil : String(decoding: JSONEncoder.canonical.encode(report.extra), as: UTF8.self)
        )
    }
}

extension [String] {
    fileprivate func firstIndex(of name: String, plus offset: Int) -> Int {
        guard let index = firstIndex(of: name) else { preconditionFailure("the column \(name) is not in the list") }
        return index + offset
    }
}
