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
        let organisations = world.ordered(shares.keys)
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

    /// Activities of each organisation by function, by track, and by who did it.
    func work(_ world: PageWorld, _ suppliers: [Code: Figures.Supplier]) -> Section {
        let title = words("העבודה לפי תפקיד, תחום ומבצע", "Work by function, track and who did it")
        var section = Section("work", title, ["Q10"], isWide: true)
        guard !suppliers.isEmpty else {
            section.isWide = nil
            section.note = words("לא דווח על ארגונים.", "No organisation was reported.")
            return section
        }
        section.table = Table(
            title,
            corner: words("ארגון", "Organisation"),
            columns: [
                words("ליווי", "Help"), words("בקרה", "Oversight"), words.label(.core, in: .track),
                words.label(.development, in: .track), words("בידי עובד", "By an employee"),
                words("בידי יועץ חיצוני", "By an outside adviser"),
            ].map { Table.Column(name: $0, kind: "figures") },
            groups: [
                Table.Group(
                    rows: world.ordered(suppliers.keys).map { organisation in
                        let activities = (suppliers[organisation]?.axes ?? [:]).flatMap { function, tracks in
                            tracks.flatMap { track, identities in
                                identities.map { (said: [function, track, $0.key], count: $0.value) }
                            }
                        }
                        return Table.Row(
                            name: words.label(organisation),
                            cells: [.help, .oversight, .core, .development, .employee, .externalOnBehalf].map { code in
                                words.count(activities.reduce(0) { $0 + ($1.said.contains(code) ? $1.count : 0) })
                            }
                        )
                    }
                )
            ]
        )
        section.remark = merged(suppliers.keys)
        return section
    }

    /// To how many clusters each presented itself, and when engagements end.
    func organisations(_ world: PageWorld, _ figures: Figures) -> Section {
        let title = words("הארגונים", "The organisations")
        var section = Section("organisations", title, ["Q25", "Q29"], isWide: true)
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
                Table.Column(name: words("אשכולות שהציג להם", "Clusters presented to"), kind: "figures"),
                Table.Column(name: words("ההתקשרות מסתיימת", "Engagement ends")),
            ],
            groups: [
                Table.Group(
                    rows: world.ordered(all).map { organisation in
                        let hasReported = figures.suppliers[organisation] != nil
                        return Table.Row(
                            name: words.label(organisation),
                            cells: [
                                words.count(figures.pool.presentedTo[organisation] ?? (hasReported ? 0 : nil)),
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
