internal import Accompaniment

/// What was served, where, and over the periods, as far as the nation and an office may know it.
extension PageWorld {
    /// Domains by clusters: a single need of a cluster may be its chief executive alone (domain.md 6.3, 3).
    func domains(_ needs: Figures.Needs) -> Section {
        let title = words("מענה לפי תחום ואשכול", "Domains served by cluster")
        var section = Section("domains", title, ["Q05"], isWide: true)
        let told = needs.byCluster.compactMapValues { $0?.domains }
        guard !told.isEmpty else {
            section.isWide = nil
            section.note = nothing
            return section
        }
        let domains = codes(.needDomain, and: told.values.flatMap(\.keys))
        let highest = told.values.flatMap(\.values).max() ?? 0
        section.headline = words(
            "דווח על ליווי ב־\(told.count) מתוך \(clusters.count) האשכולות.",
            "Help was reported in \(told.count) of \(clusters.count) clusters."
        )
        section.explain = words(
            "מספר פעילויות הליווי בכל תחום. פעילות אזורית או ארצית אינה כאן; היא נספרת בטבלה הבאה.",
            "Activities of help in each domain. Those for an area or the nation are not here but in the next table."
        )
        var table = Table(
            title,
            corner: words("התחום", "Domain"),
            layout: .heat,
            columns: clusters.map { Table.Column(name: words.shortLabel($0)) }
                + [Table.Column(name: words("כל האשכולות", "All clusters"))],
            groups: [
                Table.Group(
                    rows: domains.map { domain in
                        let counts = clusters.map { told[$0].map { $0[domain, default: 0] } }
                        return Table.Row(
                            name: words.label(domain, in: .needDomain),
                            cells: counts.map { words.heat($0, highest: highest) }
                                + [words.sum(counts.compactMap { $0 }.reduce(0, +))]
                        )
                    }
                )
            ]
        )
        table.legend = Table.Legend(items: words.heatLegend)
        section.table = table
        return section
    }

    /// Needs by periods, and who asked for them without an answer in the last.
    ///
    /// - Parameters:
    ///   - needs: Of the period of the page.
    ///   - columns: Activities by need in each period of ``history``; `nil` where no help was reported.
    func needs(_ needs: Figures.Needs, _ columns: [[Code: Int]?]) -> Section {
        let title = words("מענה לצרכים", "Needs served")
        var section = Section("needs", title, ["Q05", "Q06", "Q35"], isWide: true)
        guard let counts = needs.national else {
            section.isWide = nil
            section.note = nothing
            return section
        }
        let unserved = counts.filter { $0.value == 0 }.keys
        section.headline = words(
            """
            \(words.served(counts.count - unserved.count, of: counts.count)); \
            \(words.counted(unserved.count, .need, after: "ל")) אין מענה באף מקום.
            """,
            "\(words.served(counts.count - unserved.count, of: counts.count)); \(unserved.count) served nowhere."
        )
        section.explain = words(
            "מספר הפעילויות בכל האשכולות, האזורים והארץ יחד, לפי תקופה.",
            "Activities in all clusters, areas and the nation together, by period."
        )
        let highest = columns.compactMap { $0?.values.max() }.max() ?? 0
        let terms = (registry.terms[.need] ?? []).filter { counts[$0.code] != nil }
        let domains = Dictionary(
            terms.compactMap { term in term.domain.map { (term.code, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        let known = terms.map(\.code)
        let all = known + Set(counts.keys).subtracting(known).sorted()
        let groups = codes(.needDomain, and: []).map(Optional.some) + [nil]
        section.table = Table(
            title,
            corner: words("הצורך", "Need"),
            layout: .heat,
            columns: periods.map(words.column),
            markName: words("אשכולות שביקשו ולא נענו", "Clusters that ask, unmet"),
            groups: groups.compactMap { domain in
                let members = all.filter { domains[$0] == domain }
                guard !members.isEmpty else { return nil }
                return Table.Group(
                    groupName: domain.map { words.label($0, in: .needDomain) },
                    rows: members.map { need in
                        let mark = mark(isServed: counts[need, default: 0] > 0, asking: needs.unmetNational[need])
                        return Table.Row(
                            name: words.label(need, in: .need),
                            kind: mark.text.isEmpty ? "" : "marked",
                            cells: columns.map { words.heat($0.map { $0[need, default: 0] }, highest: highest) },
                            number: numbers([need]),
                            mark: mark
                        )
                    }
                )
            }
        )
        section.table?.legend = Table.Legend(
            items: words.heatLegend + [
                .init(
                    sample: "✗",
                    kind: "badmark",
                    text: words("צורך שאיש לא נותן לו מענה באף מקום", "a need that nobody serves anywhere")
                )
            ]
        )
        section.remark = words(
            "\(words.activities(needs.none)) בלי קשר לאף צורך; \(words.activities(needs.notStated)) בלי צורך שצוין.",
            "\(words.activities(needs.none)) for none of them; \(words.activities(needs.notStated)) without a stated need."
        )
        return section
    }

    private func mark(isServed: Bool, asking: Int?) -> Table.Mark {
        let asked = asking.map { words.counted($0, .askingCluster) }
        if isServed { return Table.Mark(text: asked.map { "! \($0)" } ?? "", kind: asked == nil ? .none : .warn) }
        let nobody = words("✗ אין מענה", "✗ nobody serves")
        return Table.Mark(text: asked.map { "\(nobody); \($0)" } ?? nobody, kind: .bad)
    }
}
