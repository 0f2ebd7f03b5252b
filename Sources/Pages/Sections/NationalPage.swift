internal import Accompaniment

/// The national page: codes and counts, no cluster with an organisation, no word that anybody wrote (S3, domain.md 6.3).
extension PageWorld {
    var nationalPage: PageView {
        let figures = figures
        let missing = ordered(figures.reporting.missingClusters).map(words.label)
        let unmet = figures.needs.unmetNational
        let help = nationalHelp(facts)
        let operating = operating(figures.core)
        return page(
            words("התמונה הארצית", "The national view"),
            for: .national,
            kicker: words("דף ארצי · הליווי לאשכולות האזוריים", "National page · help to the regional clusters"),
            readers: words(
                "המשרד המרכזי, ועדת ההיגוי הארצית ומרכז הידע",
                "The central office, the national steering committee and the knowledge centre"
            ),
            counted: words(
                "מספרים בלבד: בלי שמות, בלי טקסט ובלי פירוט ליווי לפי ארגון ואשכול",
                "Figures only: no names, no text, no help by organisation and cluster"
            ),
            source: files,
            alerts: missing.isEmpty
                ? []
                : [
                    words(
                        "לא התקבל דיווח על: \(missing.joined(separator: ", ")). הסכומים הארציים חלקיים.",
                        "No report on: \(missing.joined(separator: ", ")). National totals are partial."
                    )
                ],
            tiles: [
                activitiesTile(help, before: history.dropLast().last.flatMap(nationalHelp)), needsTile(help),
                tile(
                    words("התבקשו, ואין מענה", "Asked for, unmet"),
                    asked(help).map { _ in "\(unmet.count)" },
                    .q06,
                    unmet.isEmpty ? .good : .bad,
                    detail: unmet.isEmpty ? nil : listed(unmet.keys.sorted())
                ),
                tile(
                    words("אשכולות עם שירות ליבה פועל", "Clusters with a core service"),
                    operating.map(String.init),
                    .q01,
                    operating == clusters.count ? .good : .warn,
                    detail: words.of(clusters.count)
                ),
                reports(figures.reporting),
            ],
            sections: [
                domains(figures.needs),
                needs(figures.needs, history.map { Figures($0, registry: registry).needs.national }),
                nationalCore(figures.core), hats(nationalHelp),
                reportingClusters(figures),
                continuity(figures.continuity), nationalForums(figures.forums),
                ministries(figures.ministries.national), resources(figures.resources.national),
                pool(figures.pool, tellsShare: false),
                choice(help == nil ? nil : figures.choice), separation(figures),
                nation(figures), nationalOversight(figures.oversight), quality,
            ],
            footer: [
                words(
                    "דף זה נוצר באופן אוטומטי, ויש בו מספרים בלבד.",
                    "This page was made automatically and holds figures only."
                ), footerOfAbsence,
            ]
        )
    }

    private func nationalHelp(_ facts: PeriodFacts) -> Tally? {
        let help = facts.units.flatMap(\.help.values)
        return help.isEmpty ? nil : help.sum
    }

    /// Clusters that operate a core service; `nil` where none told of any.
    func operating(_ core: Figures.Core) -> Int? {
        let told = clusters.compactMap { (core.byCluster[$0] ?? nil)?.operating }
        return told.isEmpty ? nil : told.count { $0 > 0 }
    }

    func nationalCore(_ core: Figures.Core) -> Section {
        var section = Section("core", words("שירותי ליבה", "Core services"), ["Q01", "Q02"], isWide: true)
        guard let met = operating(core) else {
            section.note = words("לא דווח על שירותי ליבה.", "No core service was reported.")
            return section
        }
        section.headline = words(
            "אשכולות שמפעילים שירות ליבה אחד לפחות: \(met) מתוך \(clusters.count).",
            "Clusters that operate at least one core service: \(met) of \(clusters.count)."
        )
        section.explain = words(
            "כמה שירותים נמצאים בכל שלב. שמות השירותים אינם מוצגים.",
            "How many services are at each stage. Names of services are not shown."
        )
        let stages = ServiceStage.onTheWay.compactMap { Code(rawValue: $0.rawValue) }
        section.table = Table(
            words("שירותי ליבה לפי אשכול ושלב", "Core services by cluster and stage"),
            corner: words("אשכול", "Cluster"),
            layout: .heat,
            columns: stages.map { Table.Column(name: words.label($0, in: .stage)) },
            markName: words("נדרש 1, יעד 2", "Required 1, target 2"),
            groups: [
                Table.Group(
                    rows: clusters.map { cluster in
                        let known = core.byCluster[cluster] ?? nil
                        return Table.Row(
                            name: words.shortLabel(cluster),
                            kind: "marked",
                            cells: stages.map { stage in
                                words.heat(known?.operating.map { _ in known?.stages[stage] ?? 0 }, highest: 3)
                            },
                            mark: mark(known?.operating)
                        )
                    }
                )
            ]
        )
        return section
    }

    private func mark(_ operating: Int?) -> Table.Mark {
        switch operating {
        case nil: Table.Mark(text: words.notReported, kind: .none)
        case 0: Table.Mark(text: words("✗ עדיין אין שירות פועל", "✗ none operating yet"), kind: .bad)
        case 1: Table.Mark(text: words("✓ הדרישה מולאה", "✓ requirement met"), kind: .good)
        default: Table.Mark(text: words("✓ היעד הושג", "✓ target reached"), kind: .good)
        }
    }

    func continuity(_ continuity: Figures.Continuity) -> Section {
        var section = Section("continuity", words("רצף הליווי", "Continuity"), ["Q21"])
        guard continuity.byCluster.values.contains(where: { $0.escortGap != nil || $0.ceoGap != nil }) else {
            section.note = words(
                "מינויים אינם רשומים במערכת, ולכן אין מה להציג כאן.",
                "No engagements are listed, so there is nothing to show."
            )
            return section
        }
        func cell(_ gap: Bool?, acting: Bool = false) -> Cell {
            switch gap {
            case nil: Cell(text: words("לא רשום", "not listed"), kind: "plain absent")
            case true?: Cell(text: words("✗ היה פער", "✗ had a gap"), kind: "bad")
            case false? where acting: Cell(text: words("! ממלא מקום", "! acting"), kind: "warn")
            case false?: Cell(text: words("✓ רצוף", "✓ continuous"), kind: "good")
            }
        }
        section.table = Table(
            words("רצף לפי אשכול", "Continuity by cluster"),
            corner: words("אשכול", "Cluster"),
            columns: [
                Table.Column(name: words("מלווה", "Escort")),
                Table.Column(name: words("מנכ\"ל", "Chief executive")),
            ],
            groups: [
                Table.Group(
                    rows: clusters.compactMap { cluster in
                        continuity.byCluster[cluster].map { known in
                            Table.Row(
                                name: words.shortLabel(cluster),
                                cells: [cell(known.escortGap, acting: known.acting == true), cell(known.ceoGap)]
                            )
                        }
                    }
                )
            ]
        )
        return section
    }

    func nationalForums(_ forums: Figures.Forums) -> Section {
        var section = Section("forums", words("פורומים פעילים", "Active forums"), ["Q16"])
        guard !forums.byType.isEmpty else {
            section.note = words("לא דווח על פורומים בתקופה זו.", "No forum was reported in this period.")
            return section
        }
        let active = forums.byType.values.reduce(0, +)
        section.headline = words(
            "\(words.counted(active, .activeForum)), \(words.counted(forums.byType.count, .kind, after: "מ")).",
            "\(words.counted(active, .activeForum)) of \(words.counted(forums.byType.count, .kind))."
        )
        section.bars = Rows(
            rows: forums.byType.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { forum, count in
                words.bar(
                    words.label(forum),
                    words(words.counted(count, .cluster, after: "ב"), "in \(words.counted(count, .cluster))"),
                    part: count,
                    of: clusters.count
                )
            }
        )
        return section
    }

    /// - Parameter tellsShare: False for a page that does not know what earlier ones of the period told: of two shares an
    ///   organisation that came between them could be made out (domain.md 4.4, differencing rule).
    func pool(_ pool: Figures.Pool, tellsShare: Bool) -> Section {
        var section = Section("pool", words("מאגר המלווים", "Pool of suppliers"), ["Q11", "Q12", "Q36"])
        guard pool.organisations > 0 else {
            section.note = nothing
            return section
        }
        section.headline = words(
            "\(words.counted(pool.organisations, .helper)); חדשים: \(pool.newOrganisations).",
            "\(words.counted(pool.organisations, .helper)), \(pool.newOrganisations) of them new."
        )
        let share = words.tile(
            words("חלקם של אחרים", "Share of others"),
            pool.shareOthers.map { "\($0)%" } ?? words("לא מוצג", "not shown"),
            pool.shareOthers == nil ? .absent : .none,
            detail: pool.shareOthers == nil
                ? words("כדי לא לחשוף ארגון יחיד", "so that no single one is exposed")
                : words("כל הארגונים מלבד אלכא ואורבניקס", "all but Elka and Urbanics")
        )
        let counts = [
            words.tile(words("ארגונים", "Organisations"), "\(pool.organisations)"),
            words.tile(words("חדשים", "New"), "\(pool.newOrganisations)"),
            words.tile(
                words("בתיווך המפע\"ם", "Brokered by the Mifam"),
                "\(pool.brokeredByMifam)",
                detail: pool.brokeredOrganisations.map { words("ארגונים: \($0)", "organisations: \($0)") }
            ),
            words.tile(
                words("אשכולות עם כמה ארגונים", "Clusters with several"),
                "\(pool.multiVoiceClusters)"
            ),
        ]
        section.tiles = Items(items: counts + (tellsShare ? [share] : []))
        return section
    }

    func separation(_ figures: Figures) -> Section {
        var section = Section(
            "separation",
            words("הפרדה בין ליווי לבקרה", "Help and oversight kept apart"),
            ["Q08"]
        )
        guard figures.needs.national != nil || figures.oversight.isReported else {
            section.note = nothing
            return section
        }
        let separation = figures.separation
        func tile(_ name: String, _ count: Int) -> Tile {
            words.tile(name, "\(count)", count == 0 ? .good : .bad, detail: words("הרצוי: 0", "desired: 0"))
        }
        section.explain = words(
            "כמה פעמים אותו ארגון, או אותו אדם, גם ליווה אשכול וגם פיקח עליו.",
            "How often one organisation, or one person, both helped and oversaw the same cluster."
        )
        section.tiles = Items(items: [
            tile(words("ארגון ואשכול", "Organisation and cluster"), separation.orgClusterPairs),
            tile(words("אדם ואשכול", "Person and cluster"), separation.personClusterPairs),
        ])
        return section
    }

    func nationalOversight(_ oversight: Figures.Oversight) -> Section {
        var section = Section(
            "oversight",
            words("תוצאות הבקרה לפי אשכול", "Oversight results by cluster"),
            ["Q32"]
        )
        let results = (Array(oversight.byCluster.values) + [oversight.national]).compactMap { $0 }.flatMap(\.values)
        let decisions = codes(.decision, and: results.flatMap(\.keys))
        guard oversight.isReported else {
            section.note = words("לא דווח על בקרה בתקופה זו.", "No oversight was reported in this period.")
            return section
        }
        func row(_ name: String, _ results: [Code: [Code: Int]]?) -> Table.Row {
            Table.Row(
                name: name,
                cells: decisions.map { decision in
                    words.count(results.map { $0.values.reduce(0) { $0 + ($1[decision] ?? 0) } })
                }
            )
        }
        section.table = Table(
            words("בקרות לפי אשכול והחלטה", "Oversight by cluster and decision"),
            corner: words("אשכול", "Cluster"),
            columns: decisions.map { Table.Column(name: words.label($0, in: .decision), kind: "figures") },
            groups: [
                Table.Group(
                    rows: clusters.map { row(words.shortLabel($0), oversight.byCluster[$0] ?? nil) }
                        + (oversight.national == nil
                            ? [] : [row(words("ברמה הארצית", "National"), oversight.national)])
                )
            ]
        )
        return section
    }
}

extension Figures.Oversight {
    fileprivate var isReported: Bool { national != nil || byCluster.values.contains { $0 != nil } }
}
