package import Accompaniment
internal import Foundation
internal import GRDB

extension Store {
    /// All that is kept of one person on one side; help and oversight are never in one answer (S5).
    package struct PersonRecords: Sendable {
        package struct Activity: Encodable, Sendable {
            package let id: Int64
            package let revision: Int
            /// False for what a later revision replaced.
            package let isPresent: Bool
            package let file: Int64
            /// What it says, by the names of the columns.
            package let values: [String: String]
        }

        package struct Held: Encodable, Sendable {
            package let file: Int64
            package let row: Int
            package let cells: [String]
            package let findings: [Finding]
        }

        package struct Found: Encodable, Sendable {
            package let file: Int64
            package let finding: Finding
        }

        package struct Note: Encodable, Sendable {
            package let file: Int64
            package let note: AssignmentNote
        }

        package var activities: [Activity] = []
        package var heldRows: [Held] = []
        package var findings: [Found] = []
        package var assignmentNotes: [Note] = []
        /// In which any of these stand, or which are named after the person.
        package var files: Set<Int64> = []
    }

    /// Everything that names the person, the past included, in the order in which it came in (domain.md 6.4).
    ///
    /// - Throws: ``StoreError``.
    package func records(of search: PersonSearch, _ function: Function) async throws -> PersonRecords {
        try await read { db in
            var records = PersonRecords()
            var files: Set<Int64> = []
            let rows = try PersonRows(db, search)
            let table: ActivityTable = function == .help ? .help : .oversight
            for name in [table.now, table.past] {
                try rows.forEach(db, in: name) { row in
                    guard try rows.isAbout(row) else { return }
                    files.insert(row.file)
                    records.activities.append(
                        PersonRecords.Activity(
                            id: row.record,
                            revision: row.revision,
                            isPresent: name == table.now,
                            file: row.file,
                            values: row.values
                        )
                    )
                }
            }
            records.activities.sort { ($0.id, $0.revision) < ($1.id, $1.revision) }
            let search = rows.search
            let own = try Int64.fetchAll(
                db,
                sql: "SELECT id FROM dropped_file WHERE function = ? ORDER BY id",
                arguments: [function.rawValue]
            )
            let named = try Set(search.filesNamed(db))
            for id in own {
                let file = try RecordedFile.fetch(db, id: id)
                let held = file.heldRows.filter { row in
                    ([row.cells.joined(separator: "\t")] + row.findings.flatMap(\.words)).contains(
                        where: search.mentions
                    )
                }
                let findings = file.findings.filter { $0.words.contains(where: search.mentions) }
                let notes = file.assignmentNotes.filter { [$0.text, $0.person ?? ""].contains(where: search.mentions) }
                records.heldRows += held.map {
                    PersonRecords.Held(file: id, row: $0.row, cells: $0.cells, findings: $0.findings)
                }
                records.findings += findings.map { PersonRecords.Found(file: id, finding: $0) }
                records.assignmentNotes += notes.map { PersonRecords.Note(file: id, note: $0) }
                let layout = file.layout.map { $0.headings + [$0.unit ?? ""] } ?? []
                if !held.isEmpty || !findings.isEmpty || !notes.isEmpty || named.contains(id)
                    || layout.contains(where: search.mentions)
                {
                    files.insert(id)
                }
            }
            records.files = files.union(try rows.duplicates(of: files, db))
            return records
        }
    }
}

extension Finding {
    fileprivate var words: [String] { [column?.heading, written, detail].compactMap { $0 } }
}
