package import Accompaniment
internal import GRDB

extension Store {
    /// How much each adviser of `organisation` did in `period`, by its rows of help alone (S5). They are read once, in the
    /// order in which they lie on the disk, and nothing that was counted is kept.
    ///
    /// - Parameter people: A name that one of them alone has is theirs, also where it was taken in before they were known.
    /// - Throws: ``StoreError``.
    package func workload(of organisation: Code, in period: Period, _ people: People) async throws -> Workload {
        try await read { db in
            let rows = try BulkStatement(
                """
                SELECT unit, attributes FROM help_activity
                WHERE id BETWEEN ?1 AND ?2 AND period = ?3 AND organisation = ?4
                """,
                in: db
            )
            var counts: [EscortCell: Workload.Count] = [:]
            // One for all rows: it keeps its memory.
            var said = Attributes()
            for stretch in try PeriodStretches.of(period.description, .help, db) {
                try rows.forEach {
                    $0.bind(Int(stretch.lowerBound))
                    $0.bind(Int(stretch.upperBound))
                    $0.bind(period.description)
                    $0.bind(organisation.rawValue)
                } _: { row in
                    row.load(1, into: &said)
                    let cell = EscortCell(
                        unit: row.text(0),
                        ids: said.text(.escortId) ?? "",
                        others: said.text(.escortOthers) ?? "",
                        text: said.text(.escort) ?? ""
                    )
                    counts[cell, default: Workload.Count()].add(minutes: said.integer(.durationMin))
                }
            }
            var workload = Workload(of: organisation, in: period)
            for (cell, count) in counts {
                guard let unit = Code(rawValue: cell.unit) else { continue }
                workload.add(count, in: unit, of: cell.advisers(people))
            }
            return workload
        }
    }
}

/// What rows of one place say of their escort: the same few come again and again.
private struct EscortCell: Hashable {
    let unit: String
    /// As in ``PersonKey/keys(ids:others:cell:)``.
    let ids: String
    let others: String
    let text: String

    /// Whom it names, each with the name as it stands there, empty where none does.
    func advisers(_ people: People) -> [Workload.Adviser: String] {
        var advisers: [Workload.Adviser: String] = [:]
        let written = people.names(inCell: text).filter { PersonKey(pseudonym: $0) == nil }
        for id in ids.split(separator: " ").map(String.init) {
            guard PersonKey(pseudonym: id) == nil, let code = Code(rawValue: id) else {
                advisers[.removed] = ""
                continue
            }
            advisers[.known(code)] = written.count == 1 ? written[0] : ""
        }
        for name in PersonKey.names(ids: ids, others: others, cell: text) {
            let key = People.key(of: name)
            if PersonKey(pseudonym: name) != nil {
                advisers[.removed] = ""
            } else if !key.isEmpty {
                let codes = people.codes(named: key)
                // What stands beside the cell is folded.
                let name = written.first { People.key(of: $0) == key } ?? name
                advisers[codes.count == 1 ? .known(codes[0]) : .named(key)] = name
            }
        }
        return advisers.isEmpty ? [.nobody: ""] : advisers
    }
}
