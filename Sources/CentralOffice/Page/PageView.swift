import Accompaniment

/// What the template shows. Every text is ready to be read; names are unlike each other at all levels, because the
/// template looks for an absent one further out.
struct PageView {
    let asOf: String
    let warnings: [String]
    let hasWarnings: Bool
    let isEmpty: Bool
    /// More than one article: a list of links to them stands above.
    let hasSeveral: Bool
    let articles: [Article]

    /// One period of one source.
    struct Article {
        /// Name of the place in the page: a number, unlike all others.
        let anchor: Int
        let heading: String
        let span: String
        let received: String
        let revision: Int
        /// The revision that this one replaced.
        let replaced: Int?
        /// Set when there is more than one source.
        let sourceName: String?
        let reporting: Reporting
        let needs: Needs
        let sections: [Section]
    }

    struct Reporting {
        let sentence: String
        let reported: [String]
        let silent: [String]
        let hasSilent: Bool
    }

    struct Needs {
        let groups: [NeedGroup]
        /// No help was reported at all.
        let isUnknown: Bool
        /// What the 16 do not show.
        let others: String
    }

    struct NeedGroup {
        /// The domain; `nil` without a registry.
        let domainName: String?
        let bars: [Bar]
    }

    struct Bar {
        let need: String
        let amountText: String
        /// Length, of 100.
        let percent: Int
        let isUnserved: Bool
    }

    /// Figures of one subject: lines, a table, or a remark in place of both.
    struct Section {
        let title: String
        let explanation: String?
        let hasLines: Bool
        let lines: [Line]
        let table: Table?
        let remark: String?
        /// Takes the whole width of the page.
        let isWide: Bool
    }

    struct Line {
        let subject: String
        let value: String
    }

    struct Table {
        let columns: [String]
        let rows: [TableRow]
    }

    struct TableRow {
        let rowName: String
        let cells: [Cell]
    }

    struct Cell {
        let text: String
        let isAbsent: Bool
        let isZero: Bool

        /// Absence in words: a cell that nobody reported is not a 0.
        init(_ count: Int?) {
            text = count.map(Hebrew.number) ?? Hebrew.notReported
            isAbsent = count == nil
            isZero = count == 0
        }

        init(text: String) {
            self.text = text
            isAbsent = false
            isZero = false
        }
    }
}

extension PageView.Reporting {
    init(_ figures: Figures, labels: Labels) {
        let received = figures.reporting.received
        let expected = figures.reporting.expected
        sentence =
            switch received {
            case expected: "כל \(expected) האשכולות דיווחו."
            case 0: "אף אשכול לא דיווח."
            default: "דיווחו \(received) מתוך \(expected) אשכולות."
            }
        let covered = figures.needs.byCluster.compactMapValues { $0 }
        reported = labels.sorted(covered.keys).map { labels[$0] }
        silent = labels.sorted(figures.reporting.missingClusters).map { labels[$0] }
        hasSilent = !silent.isEmpty
    }
}

extension PageView.Needs {
    init(_ needs: Figures.Needs, labels: Labels) {
        isUnknown = needs.national == nil
        let counts = needs.national ?? [:]
        let highest = max(counts.values.max() ?? 0, 1)
        let byDomain = Dictionary(grouping: counts.keys) { labels.domainOfNeed[$0] }
        let domains = labels.sorted(byDomain.keys.compactMap { $0 }).map(Optional.some) + [nil]
        groups = domains.compactMap { domain in
            guard let codes = byDomain[domain] else { return nil }
            return PageView.NeedGroup(
                domainName: domain.map { labels[$0] },
                bars: labels.sorted(codes).map { code in
                    let count = counts[code, default: 0]
                    return PageView.Bar(
                        need: labels[code],
                        amountText: Hebrew.activities(count),
                        percent: count * 100 / highest,
                        isUnserved: count == 0
                    )
                }
            )
        }
        others = """
            פעילויות שאינן קשורות לאף אחד מהצרכים: \(Hebrew.number(needs.none)). \
            פעילויות שלא צוין בהן צורך: \(Hebrew.number(needs.notStated)).
            """
    }
}
