internal import Accompaniment

/// The page of a cluster, for its chief executive: all organisations that helped it, and the results of its oversight
/// (S2, S4).
extension PageWorld {
    func clusterPage(_ cluster: Code) -> PageView {
        let unit = facts[cluster]
        let help = reportedHelp(unit)
        let silent = expectedReports(of: cluster).filter(\.isMissing).map(\.name)
        let services = unit?.coreServices ?? []
        let operating = services.isEmpty ? nil : services.count { $0.stage == .operating }
        let unmet = unit?.unmetNeeds
        return page(
            words.label(cluster),
            for: .ceo,
            kicker: words("דף אשכול · הליווי לאשכולות האזוריים", "Cluster page · help to the regional clusters"),
            readers: words(
                "מנכ\"ל האשכול, היו\"ר וההנהלה בלבד. אין להעביר למשרדים או לאשכולות אחרים.",
                "The chief executive, chair and directorate of the cluster. Not for ministries or other clusters."
            ),
            counted: words(
                "כל הארגונים שליוו את האשכול, ותוצאות הבקרה",
                "All organisations that helped the cluster, and the results of its oversight"
            ),
            source: rows(unit.map { Array($0.help.values) + $0.oversight.values } ?? []),
            alerts: help == nil
                ? [
                    words(
                        "עדיין לא התקבל דיווח על התקופה. הדף יתמלא כשיגיעו הדיווחים.",
                        "No report of the period came yet. The page fills when they come."
                    )
                ]
                : silent.isEmpty
                    ? []
                    : [
                        words(
                            "עדיין לא דיווחו: \(silent.joined(separator: ", ")). המספרים חלקיים ויתעדכנו כשיגיע הדיווח.",
                            "Not reported yet: \(silent.joined(separator: ", ")). The figures are partial."
                        )
                    ],
            tiles: [
                activitiesTile(help, before: history.dropLast().last.flatMap { reportedHelp($0[cluster]) }),
                hoursTile(help), needsTile(help),
                tile(
                    words("התבקשו, ואין מענה", "Asked for, unmet"),
                    asked(help).map { _ in "\(unmet?.count ?? 0)" },
                    .q06,
                    unmet?.isEmpty == false ? .bad : .good,
                    detail: unmet?.isEmpty == false ? listed(unmet ?? []) : nil
                ),
                tile(
                    words("שירותי ליבה פועלים", "Core services operating"),
                    operating.map(String.init),
                    .q01,
                    operating ?? 0 > 0 ? .good : .warn,
                    detail: words("נדרש 1, יעד 2", "required 1, target 2")
                ),
            ],
            sections: [
                clusterNeeds(unit), core(unit), hats { reportedHelp($0[cluster]) },
                overTime(
                    Section("suppliers", words("הליווי לפי ארגון", "Help by organisation"), ["A1"], isWide: true),
                    words("פעילויות לפי ארגון ותקופה", "Activities by organisation and period"),
                    corner: words("ארגון", "Organisation"),
                    name: words.label
                ) { facts in facts[cluster]?.help.isEmpty == false ? facts[cluster]?.help : nil },
                forums(
                    (help?.forums ?? [:]).sorted { $0.key < $1.key }.map { (words.label($0.key), $0.value) }
                ),
                client(unit), choice(help?.choice), mix(.q15, help, .orientation), mix(.q30, help, .engagement),
                ministries(help?.activities(.ministryCodes) ?? [:]),
                engagements(
                    words("מי מלווה את האשכול", "Who accompanies the cluster"),
                    corner: words("ארגון", "Organisation"),
                    (registry.engagements ?? []).filter {
                        $0.unit == cluster && $0.role == .escort && $0.touches(facts.period)
                    },
                    gaps: gaps(in: cluster).map { words("בתקופה זו ", "In this period ") + $0 }
                ) { $0.organisation.map(words.label) ?? words.notStated },
                resources(help?.resources ?? [:]),
                oversight(unit.map { $0.oversight.values.sum.decisions }),
                standing(cluster),
                authorities(
                    Figures.Equality(registry.authorities?.filter { $0.unit == cluster }, reachedBy: help ?? Tally())
                ),
                reporting(words("מי דיווח", "Who reported"), expectedReports(of: cluster)),
                trust(unit.map { Array($0.help.values) } ?? []),
            ],
            footer: [
                words(
                    "דף זה נוצר באופן אוטומטי. אין בו שמות של מלווים ואין בו דירוג של מלווים או של ארגונים.",
                    "This page was made automatically. It names no adviser and ranks nobody."
                ), footerOfAbsence,
            ]
        )
    }

    /// The needs that were asked for, or were said not to be met; `nil` where no file told of any.
    func asked(_ help: Tally?) -> [Code]? {
        help.map { $0.activities(.unmetNeeds).keys.sorted() }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func reportedHelp(_ unit: UnitFacts?) -> Tally? {
        guard let unit, !unit.help.isEmpty else { return nil }
        return unit.help.values.sum
    }

    /// «צרכים: 03, 14».
    func listed(_ needs: [Code]) -> String {
        (needs.count == 1 ? words("צורך: ", "need: ") : words("צרכים: ", "needs: ")) + numbers(needs)
    }

    func numbers(_ needs: [Code]) -> String {
        needs.compactMap { need in registry.needs.firstIndex(of: need).map { pad($0 + 1, 2) } }.joined(separator: ", ")
    }

    /// Expected reports of a cluster, by organisation; those who report though nobody asked are there too.
    private func expectedReports(of cluster: Code) -> [Reporter] {
        let reported = facts[cluster]?.reporting ?? []
        let expected = registry.expected(in: facts.period).map { $0.filter { $0.unit == cluster }.map(\.organisation) }
        return ordered((expected ?? []) + reported).map {
            Reporter(
                name: words.label($0),
                isExpected: expected?.contains($0) == true,
                hasReported: reported.contains($0)
            )
        }
    }

    private func clusterNeeds(_ unit: UnitFacts?) -> Section {
        var section = Section("needs", words("מענה לצרכים", "Needs served"), ["Q05", "Q06"], isWide: true)
        guard let unit, !unit.help.isEmpty else {
            section.note = nothing
            return section
        }
        let help = unit.help.values.sum
        let asked = help.activities(.unmetNeeds).keys
        let unmet = unit.unmetNeeds
        let marks = asked.reduce(into: [Code: Table.Mark]()) { marks, need in
            marks[need] =
                unmet.contains(need)
                ? Table.Mark(text: words("✗ התבקש, אין מענה", "✗ asked for, unmet"), kind: .bad)
                : Table.Mark(text: words("✓ התבקש ונענה", "✓ asked for, served"), kind: .good)
        }
        section.headline =
            words.served(served(help).count, of: registry.needs.count)
            + (unmet.isEmpty
                ? "."
                : "; \(words.counted(unmet.count, .unmetNeed)).")
        section.explain = words(
            "כמה פעילויות ליווי נתנו מענה לכל צורך, לפי הארגון המלווה. פעילות אחת יכולה לענות על כמה צרכים.",
            "How many activities served each need, by organisation. One activity may serve several needs."
        )
        section.table = needsTable(
            words("מענה לצרכים לפי ארגון", "Needs served by organisation"),
            ordered(unit.help.keys).map { (words.label($0), unit.help[$0]) },
            markName: words("מה ביקש האשכול", "What the cluster asked for"),
            marks: marks,
            legend: asked.isEmpty
                ? []
                : [
                    .init(
                        sample: "✗",
                        kind: "badmark",
                        text: words("האשכול ביקש, ואיש לא נתן מענה", "asked for, and nobody serves it")
                    ),
                    .init(
                        sample: "✓",
                        kind: "goodmark",
                        text: words("האשכול ביקש וקיבל מענה", "asked for, and served")
                    ),
                ]
        )
        return section
    }

    /// Core services against the one that is required and the two that are aimed at (Q01 to Q03).
    private func core(_ unit: UnitFacts?) -> Section {
        var section = Section(
            "core",
            words("שירותי ליבה בדרך להפעלה", "Core services on their way"),
            ["Q01", "Q02", "Q03"],
            isWide: true
        )
        guard let services = unit?.coreServices, !services.isEmpty else {
            section.note = words(
                "לא דווח על שירותי ליבה. נדרש שירות פועל אחד.",
                "No core service was reported. One is required."
            )
            return section
        }
        let operating = services.count { $0.stage == .operating }
        section.headline = words(
            "\(words.counted(operating, .operatingService)). \(operating == 0 ? "הדרישה לשירות אחד טרם מולאה." : operating == 1 ? "הדרישה מולאה; ליעד חסר שירות אחד." : "היעד הושג.")",
            "\(words.counted(operating, .operatingService)). \(operating == 0 ? "One is required." : operating == 1 ? "The requirement is met; one more to the target." : "The target is reached.")"
        )
        section.tiles = Items(items: [
            words.tile(words("פועלים בסוף התקופה", "Operating at the end"), "\(operating)"),
            words.tile(
                words("נדרש", "Required"),
                "1",
                operating > 0 ? .good : .bad,
                detail: operating > 0 ? words("הדרישה מולאה", "met") : words("טרם מולאה", "not yet")
            ),
            words.tile(
                words("יעד", "Target"),
                "2",
                operating > 1 ? .good : .warn,
                detail: operating > 1
                    ? words("הושג", "reached") : words("חסר: \(2 - operating)", "missing: \(2 - operating)")
            ),
        ])
        section.stages = Rows(rows: services.sorted { (rank($1), $0.name) < (rank($0), $1.name) }.map(row))
        return section
    }

    /// Where a service stands on its way; what was stopped is on none.
    private func rank(_ service: UnitFacts.Service) -> Int { ServiceStage.onTheWay.firstIndex(of: service.stage) ?? -1 }

    private func row(_ service: UnitFacts.Service) -> ServiceRow {
        let stages = ServiceStage.onTheWay
        let place = stages.firstIndex(of: service.stage)
        let since = words.day(service.since)
        let basis = service.basis.codes.map(words.label).joined(separator: ", ")
        let saving = service.savingPct.map { saving in
            let line =
                saving >= 15
                ? words("הרף של 15% הושג", "the line of 15% is reached")
                : words("מתחת לרף של 15%", "below the line of 15%")
            let text = saving == saving.rounded() ? "\(Int(saving))" : "\(saving)"
            return words("חיסכון שדווח: \(text)%", "saving reported: \(text)%")
                + (service.basis.codes.contains(.saving) ? " (\(line))" : "")
        }
        return ServiceRow(
            name: service.name,
            stageText: service.stage == .operating
                ? words("✓ פועל מאז \(since)", "✓ operating since \(since)")
                : service.stage == .stopped
                    ? words("הופסק ב־\(since)", "stopped on \(since)")
                    : words(
                        "שלב \((place ?? 0) + 1) מתוך \(stages.count), מאז \(since)",
                        "stage \((place ?? 0) + 1) of \(stages.count), since \(since)"
                    ),
            kind: service.stage == .operating ? .good : .none,
            track: place.map { place in
                Items(
                    items: stages.enumerated().map { index, stage in
                        let isDone = index < place || (stage == .operating && index == place)
                        let isNow = index == place
                        return ServiceRow.Step(
                            name: Code(rawValue: stage.rawValue).map { words.label($0, in: .stage) } ?? stage.rawValue,
                            kind: isDone ? .done : isNow ? .now : .ahead,
                            sign: isDone ? "✓" : "\(index + 1)",
                            isNow: isNow,
                            spokenState: isDone
                                ? words("הושלם", "done")
                                : isNow ? words("השלב הנוכחי", "present stage") : words("טרם", "not yet")
                        )
                    }
                )
            },
            detail: [
                basis.isEmpty ? words("הבסיס לא דווח", "ground not reported") : words("בסיס: ", "ground: ") + basis,
                saving,
            ]
            .compactMap { $0 }.joined(separator: ". ") + "."
        )
    }
}
