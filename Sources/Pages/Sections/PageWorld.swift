internal import Accompaniment
internal import Foundation

/// What the pages are made of, and the parts that several of them have.
struct PageWorld {
    /// The oldest first; the last is the period of the page.
    let history: [PeriodFacts]
    let words: PageWords
    let madeAt: Date
    /// Those that the page tells of, in their order.
    let clusters: [Code]

    var registry: Registry { words.lexicon.registry }
    var facts: PeriodFacts { history[history.count - 1] }
    var periods: [Period] { history.map(\.period) }
    /// As the central office sees them.
    var figures: Figures { Figures(facts, registry: registry) }

    /// - Parameter audience: Whose figures are on it: the definitions that it prints are theirs.
    func page(
        _ heading: String,
        for audience: Indicator.Audience,
        kicker: String,
        readers: String,
        counted: String,
        source: String,
        alerts: [String],
        tiles: [Tile],
        sections: [Section],
        footer: [String]
    ) -> PageView {
        let used = Set((sections.flatMap(\.q) + tiles.flatMap(\.codes)).map(\.code))
        let (from, to) = (words.day(facts.period.from), words.day(facts.period.to))
        return PageView(
            lang: words.language.rawValue,
            dir: words.language.direction,
            title: "\(heading) – \(words.period(facts.period))",
            kicker: kicker,
            heading: heading,
            period: "\(words.period(facts.period)): " + words("\(from) עד \(to)", "\(from) to \(to)"),
            facts: [
                PageView.Fact(name: words("מי רשאי לראות", "Who may see this"), text: readers),
                PageView.Fact(name: words("מה נספר", "What is counted"), text: counted),
                PageView.Fact(name: words("הוכן", "Made"), text: words.instant(madeAt)),
                PageView.Fact(name: words("לפי", "From"), text: source),
            ],
            alerts: alerts.map { PageView.Alert(kind: .warn, sign: "!", text: $0) },
            summary: tiles.isEmpty
                ? nil : PageView.Summary(summaryTitle: words("המספרים העיקריים", "Main figures"), items: tiles),
            sections: balanced(sections),
            definitions: Indicator.allCases.filter { used.contains($0.rawValue) }.map { indicator in
                PageView.Definition(
                    code: indicator.rawValue,
                    question: indicator.definition.question[words.language],
                    formula: indicator.definition.formula(for: audience)[words.language]
                )
            },
            hasDefinitions: true,
            footer: footer,
            words: words.page
        )
    }

    /// Halves stand in pairs: one that would be alone becomes wide.
    private func balanced(_ sections: [Section]) -> [Section] {
        var sections = sections
        var halves: [Int] = []
        for index in sections.indices.map({ $0 }) + [sections.count] {
            if index < sections.count, sections[index].isWide == nil {
                halves.append(index)
            } else {
                if !halves.count.isMultiple(of: 2), let last = halves.last { sections[last].isWide = true }
                halves = []
            }
        }
        return sections
    }

    /// In the order of the registry: clusters, areas and the nation, then organisations; what it does not know behind them,
    /// and organisations that are counted together last.
    func ordered(_ codes: some Sequence<Code>) -> [Code] {
        let all = Set(codes)
        let others = registry.units.filter { $0.kind != .cluster }.map(\.code)
        let known = (registry.clusters.map(\.code) + others + registry.organisations.map(\.code)).filter {
            all.contains($0) && $0 != .otherOrganisations
        }
        return known + all.subtracting(known).subtracting([.otherOrganisations]).sorted()
            + (all.contains(.otherOrganisations) ? [.otherOrganisations] : [])
    }

    /// The codes of a list in its order, then those of `found` that it does not know.
    func codes(_ group: TermGroup, and found: some Sequence<Code>) -> [Code] {
        let known = (registry.terms[group] ?? []).map(\.code)
        return known + Set(found).subtracting(known).sorted()
    }

    /// «קובץ אחד שנקלט».
    var files: String {
        words.counted(facts.quality.files.accepted + facts.quality.files.held, .takenFile)
    }

    /// How many rows of help and oversight are counted on a page about a part of the whole.
    func rows(_ tallies: [Tally]) -> String {
        words.counted(tallies.reduce(0) { $0 + $1.all.activities }, .takenRow)
    }

    var nothing: String {
        words(
            "לא התקבל דיווח על התקופה, ולכן אין מה להציג כאן.",
            "Nothing was reported for the period, so there is nothing to show."
        )
    }

    var footerOfAbsence: String {
        words(
            "«לא דווח» אינו 0: איננו יודעים אם הייתה פעילות.",
            "“Not reported” is not 0: we do not know whether there was activity."
        )
    }
}
