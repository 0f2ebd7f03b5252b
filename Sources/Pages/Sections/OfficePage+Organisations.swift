internal import Accompaniment

/// Organisations, as far as a summary tells them apart.
extension OfficePage {
    /// Help by hat: of each organisation the share of its activities, for a summary tells no counts of hats.
    func hats(_ world: PageWorld, _ suppliers: [Code: Figures.Supplier]) -> Section {
        let title = words("הליווי לפי כובע", "Help by hat")
        var section = Section("hats", title, ["Q09"], isWide: true)
        let shares = suppliers.mapValues(\.hatShare)
        let used = Set(shares.values.flatMap { $0?.keys.map { $0 } ?? [] })
        guard !used.isEmpty else {
            section.isWide = nil
            section.note = words("לא דווח באיזה כובע ניתן הליווי.", "In which hat help was given was not reported.")
            return section
        }
        section.explain = words(
            "«כובע» הוא התפקיד שבו פעל המלווה. בכל עמודה: איזה חלק מפעילויות הארגון היה בכל כובע, באחוזים. מה שחסר ל־100: לא צוין.",
            "A hat is the part that the adviser played. In each column: which percentage of its activities was in which hat. The rest has none stated."
        )
        let organisations = ordered(world, shares.keys)
        var table = Table(
            title,
            corner: words("כובע", "Hat"),
            layout: .heat,
            columns: organisations.map { Table.Column(name: words.label($0)) },
            groups: [
                Table.Group(
                    rows: world.codes(.hat, and: used).filter(used.contains).map { hat in
                        Table.Row(
                            name: words.label(hat, in: .hat),
                            cells: organisations.map { organisation in
                                let share = (shares[organisation] ?? nil).map { $0[hat] ?? 0 }
                                var cell = words.heat(share, highest: 100)
                                if let share { cell = Cell(text: "\(share)%", kind: cell.kind) }
                                return cell
                            }
                        )
                    }
                )
            ]
        )
        table.legend = Table.Legend(
            items: [
                .init(
                    sample: "40%",
                    kind: "l2",
                    text: words("צבע חזק יותר – חלק גדול יותר", "a stronger colour means a larger share")
                ), .init(sample: "–", kind: "absent", text: words("לא צוין באיזה כובע", "no hat stated")),
            ]
        )
        section.table = table
        section.remark = merged(suppliers.keys)
        return section
    }

    /// Activities of help and of oversight, and when engagements end.
    func organisations(_ world: PageWorld, _ figures: Figures) -> Section {
        let title = words("הארגונים", "The organisations")
        var section = Section("organisations", title, ["Q10", "Q25", "Q29"], isWide: true)
        let all = Set(figures.suppliers.keys).union(figures.engagements.keys).union(figures.pool.presentedTo.keys)
        guard !all.isEmpty else {
            section.isWide = nil
            section.note = words("לא דווח על ארגונים.", "No organisation was reported.")
            return section
        }
        section.table = Table(
            title,
            corner: words("ארגון", "Organisation"),
            columns: [
                Table.Column(name: words("פעילויות ליווי", "Activities of help"), kind: "figures"),
                Table.Column(name: words("פעולות בקרה", "Acts of oversight"), kind: "figures"),
                Table.Column(name: words("אשכולות שהציג להם", "Clusters presented to"), kind: "figures"),
                Table.Column(name: words("ההתקשרות מסתיימת", "Engagement ends")),
            ],
            groups: [
                Table.Group(
                    rows: ordered(world, all).map { organisation in
                        let axes = figures.suppliers[organisation]?.axes
                        func activities(_ function: Code) -> Int? {
                            axes.map { ($0[function] ?? [:]).values.reduce(0) { $0 + $1.values.reduce(0, +) } }
                        }
                        return Table.Row(
                            name: words.label(organisation),
                            cells: [
                                words.count(activities(.help)), words.count(activities(.oversight)),
                                words.count(figures.pool.presentedTo[organisation] ?? 0),
                                ending(figures.engagements[organisation]?.daysToEnd),
                            ]
                        )
                    }
                )
            ]
        )
        section.remark = merged(all)
        return section
    }

    private func ending(_ days: Int?) -> Cell {
        guard let days else { return Cell(text: words("לא רשום", "not listed"), kind: "plain absent") }
        let text =
            days < 0 ? words("הסתיימה", "has ended") : words.counted(days, .day) + words(" אחרי התקופה", " after")
        return Cell(text: days <= 92 ? "! \(text)" : text, kind: days <= 92 ? "warn" : "")
    }

    /// In the order of the registry, those counted together last.
    private func ordered(_ world: PageWorld, _ codes: some Sequence<Code>) -> [Code] {
        let all = Set(codes)
        let known = world.registry.organisations.map(\.code).filter { all.contains($0) && $0 != .otherOrganisations }
        let unknown = all.subtracting(known).subtracting([.otherOrganisations]).sorted()
        return known + unknown + (all.contains(.otherOrganisations) ? [.otherOrganisations] : [])
    }

    private func merged(_ codes: some Sequence<Code>) -> String? {
        Array(codes).contains(.otherOrganisations)
            ? words(
                """
                «\(words.label(.otherOrganisations))»: ארגונים שפעלו באשכול אחד בלבד נספרים יחד, ונתוניהם אינם נמסרים \
                בנפרד. כשיש רק אחד כזה, נספר איתו ארגון נוסף.
                """,
                """
                “\(words.label(.otherOrganisations))”: organisations of a single cluster are counted together; where \
                there is only one, another one with it.
                """
            ) : nil
    }

    func resources(_ world: PageWorld, _ resources: [Code: [Code: Tally.Amount]]) -> Section {
        var section = world.resources(resources)
        // Advice to those who report is of no use here.
        if resources.isEmpty { section.note = words("לא נרשמו סכומים.", "No amounts were noted.") }
        return section
    }
}
