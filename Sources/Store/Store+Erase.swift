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
        try await write { db in
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
            func replaceWords(in kept: StoredJSON) throws -> Int {
                let files = try kept.replaceWords(db, naming: names) { without(names, $0) }
                touched.formUnion(files)
                return files.count
            }
            erasure.heldRows = try replaceWords(in: .heldRows)
            erasure.findings = try replaceWords(in: .findings)
            _ = try replaceWords(in: .notes)
            _ = try replaceWords(in: .layouts)
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

/// `text` with a sign in the place of each of `names`.
///
/// - Parameter sign: Of the name with that number.
private func without(_ names: [String], _ text: String, sign: (Int) -> String = { _ in mask }) -> String {
    names.indices.reduce(text) { text, number in
        text.replacingOccurrences(of: names[number], with: sign(number), options: .literal)
    }
}

/// - Returns: The file of each row that named one of them.
private func replaceInActivities(
    _ db: Database,
    _ table: String,
    _ names: [String],
    _ stranger: String
) throws -> [Int64] {
    let masked = Attributes.replacingWords("attributes_masked") { attribute, text in
        attribute == .escort ? without(names, text) { mask(of: $0, stranger) } : without(names, text)
    }
    db.add(function: masked)
    defer { db.remove(function: masked) }
    let columns = ["activity", Attribute.serviceName.column]
    let changes = columns.map { column in
        "\(column) = " + names.reduce(column) { inner, _ in "replace(\(inner), ?, '\(mask)')" }
    }
    let tests = columns.flatMap { column in names.map { _ in "instr(\(column), ?) > 0" } }
    // First those of the changes, then those of the tests.
    let arguments = StatementArguments((columns + columns).flatMap { _ in names })
    return try Int64.fetchAll(
        db,
        sql: """
            UPDATE \(table) SET \(changes.joined(separator: ", ")),
                attributes = coalesce(attributes_masked(attributes), attributes)
            WHERE \(tests.joined(separator: " OR ")) OR attributes_masked(attributes) IS NOT NULL
            RETURNING file_id
            """,
        arguments: arguments
    )
}
