internal import Accompaniment
internal import Foundation
internal import GRDB

/// What is kept of a file as JSON: how words in it are replaced, and whether it can be read.
///
/// Words are replaced in the values that people wrote, never in the JSON as it stands: a name may be spelt like a code, or
/// like the name of a member.
struct StoredJSON: Sendable {
    /// What a row holds, in words.
    let subject: String
    let table: String
    /// The column that names the file.
    let file: String
    let columns: [(name: String, type: any Worded.Type)]

    static let findings = StoredJSON(
        subject: "findings",
        table: "finding",
        file: "file_id",
        columns: [("content", Finding.self)]
    )
    static let heldRows = StoredJSON(
        subject: "held rows",
        table: "held_row",
        file: "file_id",
        columns: [("cells", [String].self), ("findings", [Finding].self)]
    )
    static let notes = StoredJSON(
        subject: "notes on escorts",
        table: "assignment_note",
        file: "file_id",
        columns: [("content", AssignmentNote.self)]
    )
    static let layouts = StoredJSON(
        subject: "files with a layout",
        table: "dropped_file",
        file: "id",
        columns: [("layout", TableLayout.self)]
    )
    static let all = [findings, heldRows, notes, layouts]

    /// Replaces words in all rows.
    ///
    /// - Parameter replace: Gets each text that people wrote.
    /// - Returns: The file of each row that was changed.
    /// - Throws: `DatabaseError`, also where a row cannot be read: a name might stay in it.
    func replaceWords(_ db: Database, _ replace: @escaping @Sendable (String) -> String) throws -> [Int64] {
        let functions = columns.map { $0.type.replacing("\($0.name)_replaced", replace) }
        functions.forEach(db.add)
        defer { functions.forEach(db.remove) }
        let assignments = columns.map { "\($0.name) = coalesce(\($0.name)_replaced(\($0.name)), \($0.name))" }
        let changes = columns.map { "\($0.name)_replaced(\($0.name)) IS NOT NULL" }
        return try Int64.fetchAll(
            db,
            sql: """
                UPDATE \(table) SET \(assignments.joined(separator: ", "))
                WHERE \(changes.joined(separator: " OR "))
                RETURNING \(file)
                """
        )
    }

    /// Number of rows that cannot be read.
    func unreadable(_ db: Database) throws -> Int {
        let rows = try Row.fetchCursor(db, sql: "SELECT \(columns.map(\.name).joined(separator: ", ")) FROM \(table)")
        var count = 0
        while let row = try rows.next() {
            let isReadable = columns.indices.allSatisfy { index in
                guard let text: String = row[index] else { return true }
                // `try?`: what cannot be read is what is looked for.
                return (try? Self.read(text, as: columns[index].type)) != nil
            }
            if !isReadable { count += 1 }
        }
        return count
    }

    /// - Throws: `DatabaseError`, which says nothing of the content as the error of a decoder would.
    static func read<T: Decodable>(_ text: String, as type: T.Type = T.self) throws -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "what is kept of a file cannot be read")
        }
    }

    static func write(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder.canonical.encode(value), as: UTF8.self)
    }
}

/// A value of which parts are words of a sender.
protocol Worded: Codable, Equatable, SendableMetatype {
    /// Replaces each of them.
    mutating func replaceWords(_ replace: (String) -> String)
}

extension Worded {
    /// A function of SQL: its value is NULL where `replace` changes nothing.
    fileprivate static func replacing(_ name: String, _ replace: @escaping @Sendable (String) -> String)
        -> DatabaseFunction
    {
        DatabaseFunction(name, argumentCount: 1, pure: true) { values in
            guard let text = String.fromDatabaseValue(values[0]) else { return nil }
            let value = try StoredJSON.read(text, as: Self.self)
            var changed = value
            changed.replaceWords(replace)
            return changed == value ? nil : try StoredJSON.write(changed)
        }
    }
}

extension String: Worded {
    mutating func replaceWords(_ replace: (String) -> String) { self = replace(self) }
}

extension Array: Worded where Element: Worded {
    mutating func replaceWords(_ replace: (String) -> String) {
        for index in indices { self[index].replaceWords(replace) }
    }
}

extension Finding: Worded {
    mutating func replaceWords(_ replace: (String) -> String) {
        column?.heading.replaceWords(replace)
        // Whoever was understood as that person is that person, however it was written.
        if code == .fuzzyMatch, let name = detail, case let now = replace(name), now != name, written != nil {
            written = now
        }
        written?.replaceWords(replace)
        detail?.replaceWords(replace)
    }
}

extension AssignmentNote: Worded {
    mutating func replaceWords(_ replace: (String) -> String) {
        text.replaceWords(replace)
        person?.replaceWords(replace)
    }
}

extension TableLayout: Worded {
    mutating func replaceWords(_ replace: (String) -> String) {
        headings.replaceWords(replace)
        unit?.replaceWords(replace)
    }
}
