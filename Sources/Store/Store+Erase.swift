package import Accompaniment
internal import Crypto
package import Foundation
internal import GRDB

extension Store {
    /// What an erasure touched.
    package struct Erasure: Sendable {
        package var activities = 0
        /// Their numbers; of those of the past the numbers of the present ones.
        package var records: [Function: Set<Int64>] = [:]
        package var heldRows = 0
        package var findings = 0
        /// Files of which words or names changed, with what is not in its folder yet: their papers are to be written anew.
        package var files: [FiledFile] = []
    }

    /// A file, and where it and its papers lie or lay.
    package struct FiledFile: Hashable, Sendable {
        package let id: Int64
        package let inbox: String
        /// Below `accepted/` or `rejected/`, and with its papers below `receipts/`.
        package let filedAs: String
        package let isRejected: Bool
        /// Its papers are in their places.
        package let isFiled: Bool

        /// Of the original, below the inbox.
        package var original: String { "\(isRejected ? "rejected" : "accepted")/\(filedAs)" }
    }

    package enum ErasureResult: Sendable {
        case done(Erasure)
        /// Nothing was changed: first the originals and papers of these have to go from their folders.
        case toClear([FiledFile])
    }

    /// Takes a person out of everything that people wrote, the past and the names of files included; codes and counts stay
    /// (domain.md 6.4, the right to be corrected).
    ///
    /// In the place of a code or name stands a sign that nobody can find who knows the name; a service keeps a name of its
    /// own. So the facts of every period are what they were, and where they would not be, nothing is changed.
    ///
    /// - Parameter cleared: Files of which neither original nor papers lie in their folders any more. Those that name the
    ///   person are from here on not filed away, until ``markFiled(_:at:)``: a service that starts would write their papers.
    /// - Throws: ``StoreError``.
    package func erase(
        _ search: PersonSearch,
        cleared: Set<Int64>,
        at instant: Date
    ) async throws -> ErasureResult {
        do {
            return try await write { db in
                // What is overwritten does not stay in free pages (https://www.sqlite.org/pragma.html#pragma_secure_delete).
                try db.execute(sql: "PRAGMA secure_delete = ON")
                let before = FactCache()
                let periods = try String.fetchAll(db, sql: "SELECT period FROM period_change").compactMap {
                    Period(code: $0)
                }
                let facts = try periods.map { try PeriodFacts.fetch(db, of: $0, before) }
                let eraser = try PersonEraser(db, search)
                let (erasure, touched) = try eraser.erase(db)
                guard erasure.files.allSatisfy({ cleared.contains($0.id) }) else {
                    throw Uncleared(files: erasure.files)
                }
                try FactCache.forget(db)
                let after = FactCache()
                // What a service is called, all later periods tell of.
                for facts in facts where touched.contains(facts.period) || facts.period == periods.max() {
                    guard try PeriodFacts.fetch(db, of: facts.period, after) == eraser.renamed(facts) else {
                        throw StoreError(
                            "nothing was erased: the figures of \(facts.period) would change: report this as a fault",
                            disposition: .stop
                        )
                    }
                }
                for file in erasure.files {
                    try db.execute(sql: "UPDATE dropped_file SET filed_at = NULL WHERE id = ?", arguments: [file.id])
                }
                for id in cleared {
                    try db.execute(
                        sql:
                            "UPDATE dropped_file SET original_removed_at = coalesce(original_removed_at, ?) WHERE id = ?",
                        arguments: [instant.milliseconds, id]
                    )
                }
                // Pages name services: all are drawn anew.
                if !touched.isEmpty { try db.execute(sql: "DELETE FROM page_written") }
                return .done(erasure)
            }
        } catch let uncleared as Uncleared {
            return .toClear(uncleared.files)
        }
    }

    /// Files of which the original may be in its folder still.
    package func filesWithOriginals() async throws -> [FiledFile] {
        try await read { db in
            try FiledFile.fetch(db, "original_removed_at IS NULL AND filed_at IS NOT NULL", [])
        }
    }

    /// Rolls everything back.
    private struct Uncleared: Error {
        let files: [FiledFile]
    }
}

extension Store.FiledFile {
    static func fetch(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> [Self] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, inbox, filed_as, outcome = 'REJECTED' AS rejected, filed_at IS NOT NULL AS filed
                FROM dropped_file WHERE \(condition) ORDER BY id
                """,
            arguments: arguments
        ).map { row in
            Self(
                id: row["id"],
                inbox: row["inbox"],
                filedAs: row["filed_as"],
                isRejected: row["rejected"],
                isFiled: row["filed"]
            )
        }
    }
}

/// One erasure: whom it looks for, and what stands in the place of a name.
private struct PersonEraser: Sendable {
    private static let mask = "[הוסר שם]"

    private var rows: PersonRows
    /// Of this erasure alone, and kept nowhere.
    private let salt: [UInt8]

    init(_ db: Database, _ search: PersonSearch) throws {
        rows = try PersonRows(db, search)
        salt = (0..<16).map { _ in UInt8.random(in: 0 ... .max) }
    }

    /// What a service of this name is called: another name for each, and the same one wherever it stands.
    private func service(_ name: String) -> String {
        let digest = SHA256.hash(data: Data(salt + Array(name.utf8))).prefix(5)
        return rows.search.masked(name, as: "[הוסר שם \(Array(digest).hex)]") ?? name
    }

    private func sign(_ key: PersonKey) -> String { key.renewed(with: salt).sign }

    /// `facts` as they should be counted once the names are gone.
    func renamed(_ facts: PeriodFacts) -> PeriodFacts {
        var facts = facts
        for unit in facts.units.indices {
            for index in facts.units[unit].services.indices {
                facts.units[unit].services[index].name = service(facts.units[unit].services[index].name)
            }
            facts.units[unit].services.sort { $0.name < $1.name }
        }
        return facts
    }

    /// - Returns: What was touched, and the periods of the activities.
    func erase(_ db: Database) throws -> (Store.Erasure, periods: Set<Period>) {
        var erasure = Store.Erasure()
        var files: Set<Int64> = []
        var periods: Set<Period> = []
        for (function, table) in ActivityTable.all.flatMap({ [($0.function, $0.now), ($0.function, $0.past)] }) {
            let change = try db.makeStatement(
                sql: "UPDATE \(table) SET activity = ?, service_name = ?, attributes = ? WHERE rowid = ?"
            )
            try rows.forEach(db, in: table) { row in
                let search = rows.search(for: row)
                var attributes = try row.attributes.replacingWords { attribute, text in
                    attribute == .escort ? text : search.masked(text, as: Self.mask) ?? text
                }
                rename(row, &attributes, search)
                let (activity, name) = (search.masked(row.activity, as: Self.mask), row.service.map(service))
                guard attributes != row.attributes || activity != nil || name != row.service else { return }
                try change.execute(
                    arguments: [activity ?? row.activity, name, attributes.stored, row.number]
                )
                erasure.activities += 1
                erasure.records[function, default: []].insert(row.record)
                files.insert(row.file)
                if let period = row.period { periods.insert(period) }
            }
        }
        let search = rows.search
        func replaceWords(in kept: StoredJSON) throws -> Int {
            let changed = try kept.replaceWords(db) { search.masked($0, as: Self.mask) ?? $0 }
            files.formUnion(changed)
            return changed.count
        }
        erasure.heldRows = try replaceWords(in: .heldRows)
        erasure.findings = try replaceWords(in: .findings)
        _ = try replaceWords(in: .notes)
        _ = try replaceWords(in: .layouts)
        files.formUnion(try search.filesNamed(db))
        try files.formUnion(rows.duplicates(of: files, db))
        for file in files.sorted() {
            let found = try Store.FiledFile.fetch(db, "id = ?", [file])
            erasure.files += found
            try found.forEach { try rename($0, db) }
        }
        return (erasure, periods)
    }

    /// Whoever is counted by a code or a name is counted by a sign.
    private func rename(_ row: PersonRows.ActivityRow, _ attributes: inout Attributes, _ search: PersonSearch) {
        guard let cell = row.attributes.text(.escort), rows.isNamed(in: row) else { return }
        if let code = search.code?.rawValue, let ids = row.attributes.text(.escortId) {
            let signs = ids.split(separator: " ").map { $0 == code ? sign(PersonKey(id: code)) : String($0) }
            attributes[.escortId] = .text(signs.joined(separator: " "))
        }
        // Written down although the cell would say it: the cell says it no more.
        let names = rows.names(in: row)
        let isOnly = names.count == 1 && !row.attributes.has(.escortId)
        let others = names.compactMap { name -> String? in
            guard let key = PersonKey(name: name) else { return nil }
            if rows.isSign(name) || search.mentions(name) || isOnly { return sign(key) }
            return PersonKey(pseudonym: name) == nil ? People.key(of: name) : name
        }
        if !others.isEmpty { attributes[.escortOthers] = .text(others.joined(separator: ",")) }
        attributes[.escort] = .text(search.masked(cell, as: Self.mask) ?? Self.mask)
    }

    /// Names of files are words, too.
    private func rename(_ file: Store.FiledFile, _ db: Database) throws {
        // By its number, so that no two are filed under one name.
        let mask = "[הוסר שם \(file.id)]"
        let name =
            try String.fetchOne(db, sql: "SELECT name FROM dropped_file WHERE id = ?", arguments: [file.id]) ?? ""
        try db.execute(
            sql: "UPDATE dropped_file SET name = ?, filed_as = ? WHERE id = ?",
            arguments: [
                rows.search.masked(name, as: mask) ?? name,
                rows.search.masked(file.filedAs, as: mask) ?? file.filedAs, file.id,
            ]
        )
    }
}
