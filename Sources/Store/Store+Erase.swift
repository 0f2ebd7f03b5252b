internal import Accompaniment
internal import Foundation
internal import GRDB

extension Store {
    /// What an erasure touched.
    package struct Erasure: Sendable {
        package var activities = 0
        package var heldRows = 0
        package var findings = 0
        /// Files whose originals and receipts may hold the name still: inbox and place.
        package var files: [(inbox: String, filedAs: String)] = []
    }

    /// Takes a name out of everything that people wrote, the past included; codes and counts stay (domain.md 6.4, the right
    /// to be corrected). The name is looked for as written, in any of `names`.
    ///
    /// - Parameter names: At least one, none of them empty.
    package func erase(_ names: [String]) async throws -> Erasure {
        // In what is kept as JSON a quotation mark of a name has another form.
        let escaped = try names.map { name in
            String(decoding: try JSONEncoder.canonical.encode(name), as: UTF8.self).dropFirst().dropLast()
        }
        let names = names + escaped.map(String.init).filter { !names.contains($0) }
        return try await write { db in
            // What is overwritten does not stay in free pages (https://www.sqlite.org/pragma.html#pragma_secure_delete).
            try db.execute(sql: "PRAGMA secure_delete = ON")
            var erasure = Erasure()
            // Whoever helps and oversees is one person still, and two of whom the names are gone are two (Q08).
            let stranger = String(UInt32.random(in: 0 ... .max), radix: 36)
            var touched: Set<Int64> = []
            let texts = ["activity"] + Attribute.allCases.filter { $0.storage == .text }.map(\.column)
            for table in ["help_activity", "help_history", "oversight_activity", "oversight_history"] {
                touched.formUnion(try filesNaming(names, db, table, texts))
                erasure.activities += try replace(db, table, texts, names, stranger)
            }
            touched.formUnion(try filesNaming(names, db, "held_row", ["cells", "findings"]))
            erasure.heldRows = try replace(db, "held_row", ["cells", "findings"], names)
            touched.formUnion(try filesNaming(names, db, "finding", ["content"]))
            erasure.findings = try replace(db, "finding", ["content"], names)
            touched.formUnion(try filesNaming(names, db, "assignment_note", ["content"]))
            _ = try replace(db, "assignment_note", ["content"], names)
            try FactCache.forget(db)
            for id in touched.sorted() {
                let row = try Row.fetchOne(
                    db,
                    sql: "SELECT inbox, filed_as FROM dropped_file WHERE id = ?",
                    arguments: [id]
                )
                if let row { erasure.files.append((row["inbox"], row["filed_as"])) }
            }
            return erasure
        }
    }
}

private let mask = "[הוסר שם]"

/// In the column of the escort: of the erased name with that number, told apart from those of other erasures.
private func mask(of number: Int, _ stranger: String) -> String { "[הוסר שם \(stranger)\(number)]" }

/// The condition under which a row names one of `names` in one of `columns`.
private func condition(_ columns: [String], _ names: [String]) -> (sql: String, arguments: StatementArguments) {
    let tests = columns.flatMap { column in names.map { _ in "instr(\(column), ?) > 0" } }
    return (tests.joined(separator: " OR "), StatementArguments(columns.flatMap { _ in names }))
}

private func filesNaming(_ names: [String], _ db: Database, _ table: String, _ columns: [String]) throws -> [Int64] {
    let (sql, arguments) = condition(columns, names)
    return try Int64.fetchAll(db, sql: "SELECT DISTINCT file_id FROM \(table) WHERE \(sql)", arguments: arguments)
}

/// - Parameter stranger: For the column of the escort, where there is one.
/// - Returns: Rows that named one of them.
private func replace(
    _ db: Database,
    _ table: String,
    _ columns: [String],
    _ names: [String],
    _ stranger: String = ""
) throws -> Int {
    let changes = columns.map { column in
        let masks = names.indices.map { column == Attribute.escort.column ? mask(of: $0, stranger) : mask }
        return "\(column) = " + masks.reduce(column) { inner, mask in "replace(\(inner), ?, '\(mask)')" }
    }
    let (sql, arguments) = condition(columns, names)
    try db.execute(
        sql: "UPDATE \(table) SET \(changes.joined(separator: ", ")) WHERE \(sql)",
        arguments: StatementArguments(columns.flatMap { _ in names }) + arguments
    )
    return db.changesCount
}
