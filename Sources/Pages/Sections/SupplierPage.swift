internal import Accompaniment

/// The page of a supplier, for its management: its own rows and nobody else's; no adviser is ranked (S2, S9).
extension PageWorld {
    func supplierPage(_ organisation: Code) -> PageView {
        let own = ownFacts(of: organisation)
        let help = own.all(own.facts)
        let reports = own.expectedReports(organisation)
        let silent = reports.filter(\.isMissing).map(\.name)
        let endings = (registry.engagements ?? []).filter {
            $0.organisation == organisation && $0.touches(facts.period)
        }
        let nearest = endings.compactMap { $0.until.map { $0.dayNumber - facts.period.to.dayNumber } }.filter {
            $0 >= 0
        }.min()
        return page(
            words.label(organisation),
            for: .supplier,
            kicker: words("דף ארגון מלווה · הליווי לאשכולות האזוריים", "Supplier page · help to the regional clusters"),
            readers: words(
                "הארגון המלווה בלבד: ההנהלה והמלווים שלו",
                "The organisation alone: its management and advisers"
            ),
            counted: words(
                "רק הדיווחים של הארגון, וימים שבהם לא היה לאשכול אף מלווה. אין כאן נתונים של ארגונים אחרים ואין דירוג של מלווים.",
                "The organisation's own reports, and days on which a cluster had no escort at all. Nothing of others, and no ranking of advisers."
            ),
            source: rows(own.facts.units.flatMap(\.help.values)),
            alerts: silent.isEmpty
                ? []
                : [
                    words(
                        "עדיין לא דיווחתם על: \(silent.joined(separator: ", ")). אפשר להניח קובץ בתיקייה, והדף יתעדכן.",
                        "Not reported yet: \(silent.joined(separator: ", ")). Drop a file, and the page follows."
                    )
                ],
            tiles: [
                own.activitiesTile(
                    help,
                    before: own.history.dropLast().last.flatMap(own.all)
                ),
                own.hoursTile(help), own.needsTile(help),
                tile(
                    words("ההתקשרות הקרובה לסיום", "Next engagement to end"),
                    nearest.map { words("בעוד \(words.counted($0, .day))", "in \(words.counted($0, .day))") }
                        ?? words("לא רשומה", "not listed"),
                    .q29,
                    nearest.map { $0 <= 92 } == true ? .warn : .none
                ),
            ],
            sections: [
                own.supplierNeeds(help), own.hats { own.all($0) },
                own.overTime(
                    Section("clusters", words("האשכולות לאורך זמן", "Clusters over time"), ["A1"], isWide: true),
                    words("פעילויות לפי אשכול ותקופה", "Activities by cluster and period"),
                    corner: words("אשכול", "Cluster"),
                    name: words.shortLabel
                ) { facts in
                    let units = facts.units.filter { !$0.help.isEmpty }
                    return units.isEmpty
                        ? nil : Dictionary(uniqueKeysWithValues: units.map { ($0.unit, $0.help.values.sum) })
                },
                own.service, own.axes(help), mix(.q15, help, .orientation), mix(.q30, help, .engagement),
                engagements(
                    words("ההתקשרויות ומתי הן מסתיימות", "Engagements and when they end"),
                    corner: words("היכן", "Where"),
                    endings,
                    gaps: ordered(endings.map(\.unit) + expected(of: organisation)).flatMap { unit in
                        gaps(in: unit).map { "\(words.shortLabel(unit)): \($0)" }
                    }
                ) { words.shortLabel($0.unit) },
                forums(
                    ordered(own.facts.units.map(\.unit)).flatMap { unit in
                        let forums = own.reportedHelp(own.facts[unit])?.forums ?? [:]
                        return forums.sorted { $0.key < $1.key }.map { forum, meetings in
                            ("\(words.label(forum)), \(words.shortLabel(unit))", meetings)
                        }
                    }
                ),
                ministries(help?.activities(.ministryCodes) ?? [:]), resources(help?.resources ?? [:]),
                own.chiefExecutives,
                reporting(words("על מה דיווחתם", "What you reported on"), reports), trust(help.map { [$0] } ?? []),
            ],
            footer: [
                words(
                    "דף זה נוצר באופן אוטומטי. אין בו דירוג של מלווים, ולא יהיה.",
                    "This page was made automatically. It ranks no adviser, and never will."
                ), footerOfAbsence,
            ]
        )
    }

    /// The same history with nothing but the help that `organisation` reported: the page lies in the folder of help (S5).
    private func ownFacts(of organisation: Code) -> PageWorld {
        let own = history.map { facts in
            var own = PeriodFacts(period: facts.period)
            own.units = facts.units.compactMap { unit in
                var mine = UnitFacts(unit: unit.unit)
                mine.help = unit.help.filter { $0.key == organisation }
                return mine.help.isEmpty ? nil : mine
            }
            return own
        }
        return PageWorld(history: own, words: words, madeAt: madeAt, clusters: clusters)
    }

    private func all(_ facts: PeriodFacts) -> Tally? {
        let tallies = facts.units.flatMap(\.help.values)
        return tallies.isEmpty ? nil : tallies.sum
    }

    /// On which units it should report.
    private func expected(of organisation: Code) -> [Code] {
        (registry.expected(in: facts.period) ?? []).filter { $0.organisation == organisation }.map(\.unit)
    }

    private func expectedReports(_ organisation: Code) -> [Reporter] {
        let reported = Set(facts.units.filter { !$0.help.isEmpty }.map(\.unit))
        let expected = expected(of: organisation)
        return ordered(reported.union(expected)).map {
            Reporter(
                name: words.shortLabel($0),
                isExpected: expected.contains($0),
                hasReported: reported.contains($0)
            )
        }
    }

    private func supplierNeeds(_ help: Tally?) -> Section {
        var section = Section("needs", words("מענה לצרכים לפי אשכול", "Needs served by cluster"), ["Q05"], isWide: true)
        guard let help else {
            section.note = nothing
            return section
        }
        let all = registry.needs.count
        section.headline = words(
            served(help).count == 1
                ? "נתתם מענה לצורך אחד מתוך \(all)." : "נתתם מענה ל־\(served(help).count) מתוך \(all) הצרכים.",
            "You served \(served(help).count) of \(all) needs."
        )
        section.explain = words(
            "רק הפעילויות שאתם דיווחתם. צורך שאין לו מענה אצלכם עשוי לקבל מענה מארגון אחר.",
            "Your own activities. A need that you do not serve may be served by another organisation."
        )
        let elsewhere = facts.units.filter { !clusters.contains($0.unit) }.flatMap(\.help.values)
        section.table = needsTable(
            words("מענה לצרכים לפי אשכול", "Needs served by cluster"),
            clusters.map { (words.shortLabel($0), reportedHelp(facts[$0])) }
                + [(words("אזורי וארצי", "Areas and national"), elsewhere.isEmpty ? nil : elsewhere.sum)]
        )
        return section
    }
}
