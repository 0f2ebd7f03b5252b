import Accompaniment

extension PageView.Section {
    /// The subjects below the needs, in the order of the page.
    static func all(_ figures: Figures, labels: Labels) -> [PageView.Section] {
        let help = [
            domains(figures.needs, labels: labels),
            section(
                "קשר עם משרדי ממשלה",
                explanation: "מספר הפעילויות שבהן נוצר קשר עם כל משרד.",
                lines: lines(figures.ministries.national, labels: labels, value: Hebrew.activities),
                remark: "לא נרשם קשר עם משרדי ממשלה."
            ),
            section(
                "פורומים פעילים",
                explanation: "בכמה אשכולות פועל כל פורום.",
                lines: lines(figures.forums.byType, labels: labels) { $0 == 1 ? "באשכול אחד" : "ב־\($0) אשכולות" },
                remark: "לא נרשמו פורומים פעילים."
            ),
            resources(figures.resources, labels: labels),
            section(
                "מי בחר בליווי",
                explanation: "האשכול אמור לבחור את הליווי שהוא מקבל.",
                lines: [
                    line("לבקשת האשכול", figures.choice.request),
                    line("הוצע לאשכול, והאשכול הסכים", figures.choice.acceptedOffer),
                    line("נקבע עבור האשכול בלי שבחר בכך", figures.choice.imposed),
                    line("לא צוין בדיווח", figures.choice.unknown),
                ]
            ),
            section(
                "מגוון המלווים",
                lines: [
                    line("ארגונים שליוו אשכולות", figures.pool.organisations),
                    line("אשכולות שליווה יותר מארגון אחד", figures.pool.multiVoiceClusters),
                ]
            ),
        ]
        // In a period without any report of help its counts are 0 because nobody said anything: not shown.
        return (figures.needs.national == nil ? [] : help)
            + [
                section(
                    "הפרדה בין ליווי לבקרה",
                    explanation: "מי שמלווה אשכול לא אמור לבקר אותו. המספר הרצוי הוא 0.",
                    lines: [
                        line("ארגון שגם ליווה וגם ביקר אותו אשכול", figures.separation.orgClusterPairs),
                        line("אדם שגם ליווה וגם ביקר אותו אשכול", figures.separation.personClusterPairs),
                    ]
                ),
                oversight(figures.oversight, labels: labels),
            ] + quality(figures.quality)
    }

    private static func section(
        _ title: String,
        explanation: String? = nil,
        lines: [PageView.Line] = [],
        table: PageView.Table? = nil,
        remark: String? = nil
    ) -> PageView.Section {
        let isBare = lines.isEmpty && table == nil
        return PageView.Section(
            title: title,
            explanation: isBare ? nil : explanation,
            hasLines: !lines.isEmpty,
            lines: lines,
            table: table,
            remark: isBare ? remark : nil,
            isWide: table != nil
        )
    }

    private static func line(_ subject: String, _ count: Int) -> PageView.Line {
        PageView.Line(subject: subject, value: Hebrew.number(count))
    }

    private static func lines(
        _ counts: [Code: Int],
        labels: Labels,
        value: (Int) -> String
    ) -> [PageView.Line] {
        labels.sorted(counts.keys).map { PageView.Line(subject: labels[$0], value: value(counts[$0, default: 0])) }
    }

    private static func domains(_ needs: Figures.Needs, labels: Labels) -> PageView.Section {
        let clusters = labels.sorted(needs.byCluster.keys)
        let coverage = needs.byCluster.compactMapValues { $0 }
        let domains = labels.sorted(Set(coverage.values.flatMap(\.domains.keys)))
        return section(
            "מענה לפי תחום ואשכול",
            explanation: """
                מספר הפעילויות בכל תחום. «\(Hebrew.notReported)» אינו 0: ייתכן שהייתה פעילות, אך לא הגיע עליה דיווח.
                """,
            table: PageView.Table(
                columns: ["תחום"] + clusters.map { labels[$0] },
                rows: domains.map { domain in
                    PageView.TableRow(
                        rowName: labels[domain],
                        cells: clusters.map { cluster in
                            PageView.Cell(coverage[cluster].map { $0.domains[domain, default: 0] })
                        }
                    )
                }
            )
        )
    }

    private static func resources(_ resources: Figures.Resources, labels: Labels) -> PageView.Section {
        let national = resources.national
        let certainties = labels.sorted(Set(national.values.flatMap(\.keys)))
        guard !certainties.isEmpty else { return section("גיוס משאבים", remark: "לא נרשמו סכומים.") }
        return section(
            "גיוס משאבים",
            explanation: "כל עמודה עומדת בפני עצמה: אין לחבר סכום שאותר עם סכום שאושר או התקבל.",
            table: PageView.Table(
                columns: ["מקור"] + certainties.map { labels[$0] },
                rows: labels.sorted(national.keys).map { kind in
                    PageView.TableRow(
                        rowName: labels[kind],
                        cells: certainties.map { PageView.Cell(text: national[kind]?[$0].map(Hebrew.amount) ?? "–") }
                    )
                }
            )
        )
    }

    private static func oversight(_ oversight: Figures.Oversight, labels: Labels) -> PageView.Section {
        let clusters = labels.sorted(oversight.byCluster.keys).map { (labels[$0], oversight.byCluster[$0] ?? nil) }
        let rows = (clusters + [("כלל האשכולות", oversight.national)]).flatMap { name, results in
            labels.sorted((results ?? [:]).keys).flatMap { type in
                labels.sorted((results?[type] ?? [:]).keys).map { decision in
                    PageView.TableRow(
                        rowName: name,
                        cells: [
                            PageView.Cell(text: labels[type]), PageView.Cell(text: labels[decision]),
                            PageView.Cell(results?[type]?[decision]),
                        ]
                    )
                }
            }
        }
        return section(
            "תוצאות הבקרה",
            table: rows.isEmpty ? nil : PageView.Table(columns: ["אשכול", "סוג הבקרה", "החלטה", "מספר"], rows: rows),
            remark: "\(Hebrew.notReported) על פעולות בקרה."
        )
    }

    private static func quality(_ quality: PeriodFacts.Quality) -> [PageView.Section] {
        [
            section(
                "איכות הדיווח",
                lines: [
                    line("קבצים שנקלטו", quality.files.accepted),
                    line("מהם קבצים שנקלטו עם הערות", quality.files.withWarnings),
                    line("קבצים שממתינים לתיקון", quality.files.held),
                    line("שורות שנקלטו", quality.rows.accepted),
                    line("שורות שממתינות לתיקון", quality.rows.held),
                ]
            ),
            section(
                "ההערות השכיחות בדיווח",
                explanation: "בכמה שורות הופיעה כל הערה.",
                lines: quality.topReasons.map {
                    line(FindingCode(rawValue: $0.code.rawValue)?.text.problem.he ?? $0.code.rawValue, $0.rows)
                },
                remark: "אין הערות."
            ),
        ]
    }
}
