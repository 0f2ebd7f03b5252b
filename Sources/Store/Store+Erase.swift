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
            for table in ActivityTable.all.flatMap({ [$0.now, $0.past] }) {
                let files = try replaceInActivities(db, table, names, stranger)
                erasure.activities += files.count
                touched.formUnion(files)
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

/// In the place of the escort: of the erased name with that number, told apart from those of other erasures.
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

/// - Returns: The file of each row that named one of them.
private func replaceInActivities(
    _ db: Database,
    _ table: String,
    _ names: [String],
    _ stranger: String
) throws -> [Int64] {
    let masked = Attributes.replacing("attributes_masked") { attribute, text in
        names.indices.reduce(text) { text, number in
            text.replacingOccurrences(
                of: names[number],
                with: attribute == .escort ? mask(of: number, stranger) : mask,
                options: .literal
            )
        }
    }
    db.add(function: masked)
    defer { db.remove(function: masked) }
    let columns = ["activity", Attribute.serviceName.column]
    let (changes, masks) = replacements(columns, names)
    let (sql, arguments) = condition(columns, names)
    return try Int64.fetchAll(
        db,
        sql: """
            UPDATE \(table) SET \(changes), attributes = coalesce(attributes_masked(attributes), attributes)
            WHERE \(sql) OR attributes_masked(attributes) IS NOT NULL
            RETURNING file_id
            """,
        arguments: masks + arguments
    )
}

/// - Returns: Rows that named one of them.
private func replace(_ db: Database, _ table: String, _ columns: [String], _ names: [String]) throws -> Int {
    let (changes, masks) = replacements(columns, names)
    let (sql, arguments) = condition(columns, names)
    try db.execute(sql: "UPDATE \(table) SET \(changes) WHERE \(sql)", arguments: masks + arguments)
    return db.changesCount
}

/// What `columns` are set to, so that they name none of `names`.
private func replacements(_ columns: [String], _ names: [String]) -> (sql: String, arguments: StatementArguments) {
    let changes = columns.map { column in
        "\(column) = " + names.reduce(column) { inner, _ in "replace(\(inner), ?, '\(mask)')" }
    }
    return (changes.joined(separator: ", "), StatementArguments(columns.flatMap { _ in names }))
}
