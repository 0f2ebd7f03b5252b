internal import Accompaniment

/// Needs by columns, and what changed over the periods.
extension PageWorld {
    /// The 16 needs in their domains, by columns.
    ///
    /// - Parameters:
    ///   - columns: A name, and what was reported under it; `nil` where nothing was.
    ///   - marks: What stands beside a need.
    func needsTable(
        _ caption: String,
        _ columns: [(name: String, tally: Tally?)],
        markName: String? = nil,
        marks: [Code: Table.Mark] = [:],
        legend: [Table.Legend.Item] = []
    ) -> Table {
        let counts = columns.map { $0.tally?.activities(.needCodes) }
        let highest = counts.compactMap { $0?.values.max() }.max() ?? 0
        let numbers = Dictionary(
            uniqueKeysWithValues: registry.needs.enumerated().map { ($1, pad($0 + 1, 2)) }
        )
        let terms = (registry.terms[.need] ?? []).filter { $0.code != .noNeed }
        let groups = (registry.terms[.needDomain] ?? []).map { domain in
            Table.Group(
                groupName: words.label(domain.code),
                rows: terms.filter { $0.domain == domain.code }.map { need in
                    let cells = counts.map { $0.map { $0[need.code] ?? 0 } }
                    let known = cells.compactMap { $0 }
                    return Table.Row(
                        name: words.label(need.code),
                        kind: marks[need.code] == nil ? "" : "marked",
                        cells: cells.map { words.heat($0, highest: highest) }
                            + [words.sum(known.isEmpty ? nil : known.reduce(0, +))],
                        number: numbers[need.code],
                        mark: markName == nil ? nil : marks[need.code] ?? Table.Mark(text: "", kind: .none)
                    )
                }
            )
        }
        var table = Table(
            caption,
            corner: words("הצורך", "Need"),
            layout: .heat,
            columns: columns.map { Table.Column(name: $0.name) } + [Table.Column(name: words.total)],
            markName: markName,
            groups: groups
        )
        table.legend = Table.Legend(items: words.heatLegend + legend)
        return table
    }

    /// Hats over the periods, what was said of none apart.
    ///
    /// - Parameter tally: Of one period; `nil` where nothing was reported.
    func hats(_ tally: (PeriodFacts) -> Tally?) -> Section {
        let tallies = history.map(tally)
        let known = (registry.terms[.hat] ?? []).map(\.code)
        let used = known.filter { hat in tallies.contains { $0?.activities(.hat)[hat] != nil } }
        var section = Section(
            "hats",
            words("הליווי לפי כובע", "Help by hat"),
            ["A1", "Q09"],
            isWide: true
        )
        section.explain = words(
            "«כובע» הוא התפקיד שבו פעל המלווה. המספר מעל כל עמודה הוא סך הפעילויות.",
            "A hat is the part that the adviser played. The number above each column is the sum of activities."
        )
        guard !used.isEmpty else {
            section.note =
                tallies.allSatisfy { $0 == nil }
                ? nothing
                : words("לא דווח באיזה כובע ניתן הליווי.", "In which hat help was given was not reported.")
            section.explain = nil
            return section
        }
        if let last = tallies.last ?? nil {
            let hats = last.activities(.hat).filter { $0.key.rawValue.hasPrefix("HAT-PARTNER") }
            section.headline =
                words("בכובע של שותף: ", "In the hat of a partner: ")
                + words.share(hats.values.reduce(0, +), of: last.all.activities, .activity) + "."
        }
        section.table = words.chart(
            words("פעילויות לפי כובע ותקופה", "Activities by hat and period"),
            corner: words("כובע", "Hat"),
            periods,
            series: used.map { words.label($0, in: .hat) } + [words("הכובע לא צוין", "no hat stated")],
            tallies.map { tally in
                tally.map { tally in used.map { tally.activities(.hat)[$0] ?? 0 } + [tally.unstated(.hat)] }
            }
        )
        return section
    }

    /// What each series did over the periods; at most seven by name.
    ///
    /// - Parameter tallies: Of a period, by series; of a series that is not there nothing was reported, and `nil` means that
    ///   nothing was reported at all.
    func overTime(
        _ section: Section,
        _ caption: String,
        corner: String,
        name: (Code) -> String,
        _ tallies: (PeriodFacts) -> [Code: Tally]?
    ) -> Section {
        var section = section
        let columns = history.map { facts in tallies(facts)?.mapValues(\.all.activities) }
        let sums = columns.compactMap { $0 }.reduce(into: [Code: Int]()) { $0.merge($1, uniquingKeysWith: +) }
        guard !sums.isEmpty else {
            section.note = nothing
            return section
        }
        let ranked = sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let shown = ordered(ranked.prefix(7))
        let rest = ranked.dropFirst(7)
        section.table = words.chart(
            caption,
            corner: corner,
            periods,
            series: shown.map(name) + (rest.isEmpty ? [] : [words("כל השאר", "all others")]),
            columns.map { counts in
                counts.map { counts in
                    let others = rest.compactMap { counts[$0] }
                    return shown.map { counts[$0] }
                        + (rest.isEmpty ? [] : [others.isEmpty ? nil : others.reduce(0, +)])
                }
            }
        )
        return section
    }
}
