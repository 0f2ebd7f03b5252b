internal import Accompaniment
internal import Foundation

/// The page of a central office: the pictures of the national page, as far as summaries tell of them.
struct OfficePage {
    let office: OfficeView
    let words: PageWords
    /// Of the summary that is shown and those before it. Its facts are the period and the quality alone: all else that a
    /// summary tells is in ``history``.
    let world: PageWorld?
    /// The figures of each period of `world`.
    let history: [Figures]
    private let madeAt: Date

    init(_ office: OfficeView, words: PageWords, madeAt: Date) {
        self.office = office
        self.words = words
        self.madeAt = madeAt
        let known = (office.shown?.history ?? []).compactMap { document in
            Period(code: document.period.code).map { (period: $0, figures: document.figures) }
        }
        .suffix(PageRenderer.periods)
        history = known.map(\.figures)
        world = known.last.map { last in
            PageWorld(
                history: known.map { PeriodFacts(period: $0.period, quality: $0.figures.quality) },
                words: words,
                madeAt: madeAt,
                clusters: Self.clusters(of: last.figures, in: words.lexicon.registry)
            )
        }
    }

    /// Those that the sender tells of, in the order of the registry: another sender may have others.
    private static func clusters(of figures: Figures, in registry: Registry) -> [Code] {
        let told = Set(figures.needs.byCluster.keys).union(figures.core.byCluster.keys)
            .union(figures.reporting.missingClusters)
        let known = registry.clusters.map(\.code).filter(told.contains)
        return known + told.subtracting(known).sorted()
    }

    var view: PageView {
        guard let world, let figures = history.last, let shown = office.shown else { return emptyView }
        var view = world.page(
            words("סיכומי הליווי לאשכולות", "Help to the clusters, in summary"),
            for: .office,
            kicker: kicker,
            readers: words("העובדים של המשרד המרכזי", "The staff of the central office"),
            counted: words(
                "מספרים בלבד, כפי שנשלחו: בלי שמות, בלי טקסט ובלי פירוט ליווי לפי ארגון ואשכול",
                "Figures only, as they were sent: no names, no text, no help by organisation and cluster"
            ),
            source: source(shown),
            alerts: alerts(world, figures),
            tiles: tiles(world, figures),
            sections: sections(world, figures) + [senders],
            footer: [
                words(
                    "דף זה נוצר באופן אוטומטי מתוך הסיכומים שהתקבלו, ויש בו מספרים בלבד.",
                    "This page was made automatically from the summaries received and holds figures only."
                ), world.footerOfAbsence,
            ]
        )
        view.choices = links(words("תקופה", "Period"), office.periods)
        view.downloads = links(words("להורדה", "Downloads"), office.downloads)
        return view
    }

    private var kicker: String {
        words("המשרד המרכזי · הליווי לאשכולות האזוריים", "Central office · help to the clusters")
    }

    private func source(_ shown: OfficeView.Shown) -> String {
        let last = shown.history.last
        let revision = last.map { document in
            document.supersedes.map { old in
                words(
                    "גרסה \(document.revision), במקום גרסה \(old)",
                    "revision \(document.revision) in place of \(old)"
                )
            } ?? words("גרסה \(document.revision)", "revision \(document.revision)")
        }
        return [shown.sender, revision, words("התקבל ", "received ") + words.instant(shown.receivedAt)]
            .compactMap { $0 }.joined(separator: " · ")
    }

    private func alerts(_ world: PageWorld, _ figures: Figures) -> [String] {
        let silent = world.ordered(figures.reporting.missingClusters).map(words.label)
        return senderAlerts
            + (silent.isEmpty
                ? []
                : [
                    words(
                        "לא התקבל דיווח על: \(silent.joined(separator: ", ")). הסכומים הארציים חלקיים.",
                        "No report on: \(silent.joined(separator: ", ")). National totals are partial."
                    )
                ])
    }

    private func links(_ title: String, _ links: [OfficeView.Link]) -> PageView.Choices? {
        links.isEmpty
            ? nil
            : PageView.Choices(
                choicesTitle: title,
                links: links.map { PageView.Link(text: $0.text, address: $0.address, isCurrent: $0.isShown) }
            )
    }

    /// Where nothing came yet: who is expected to send.
    private var emptyView: PageView {
        var waiting = Section("waiting", words("עדיין לא הגיע אף סיכום", "Nothing was received yet"), [], isWide: true)
        waiting.note = words(
            "אין צורך לעשות דבר: אחרי שהסיכום הראשון יישלח, רעננו את הדף והוא יופיע כאן.",
            "There is nothing to do: once the first summary was sent, load this page again."
        )
        let title = words("סיכומי הליווי לאשכולות", "Help to the clusters, in summary")
        return PageView(
            lang: words.language.rawValue,
            dir: words.language.direction,
            title: title,
            kicker: kicker,
            heading: title,
            period: "",
            facts: [],
            alerts: senderAlerts.map { PageView.Alert(kind: .warn, sign: "!", text: $0) },
            summary: nil,
            sections: [waiting, senders],
            definitions: [],
            hasDefinitions: false,
            footer: [],
            words: words.page
        )
    }

    private func tiles(_ world: PageWorld, _ figures: Figures) -> [Tile] {
        let needs = figures.needs.national
        let unmet = figures.needs.unmetNational.keys.sorted()
        let operating = world.operating(figures.core)
        let before = history.dropLast().last.flatMap { $0.needs.national == nil ? nil : $0.choice.activities }
        var served = world.tile(
            words("צרכים שקיבלו מענה", "Needs served"),
            needs.map { "\($0.values.count { $0 > 0 })" },
            .q05
        )
        if let needs, !needs.isEmpty {
            served.of = words.of(needs.count)
            served.meter = needs.values.count { $0 > 0 } * 100 / needs.count
        }
        return [
            world.tile(
                words("פעילויות ליווי", "Activities of help"),
                needs.map { _ in PageWords.number(figures.choice.activities) },
                .activities,
                detail: before.map { words("בתקופה הקודמת: ", "period before: ") + PageWords.number($0) }
            ), served,
            world.tile(
                words("התבקשו, ואין מענה", "Asked for, unmet"),
                needs == nil ? nil : "\(unmet.count)",
                .q06,
                // A summary does not tell whether anything was asked for.
                unmet.isEmpty ? .none : .bad,
                detail: unmet.isEmpty
                    ? words("לא דווח על צורך כזה", "none was reported") : world.listed(unmet)
            ),
            world.tile(
                words("אשכולות עם שירות ליבה פועל", "Clusters with a core service"),
                operating.map(String.init),
                .q01,
                operating == world.clusters.count ? .good : .warn,
                detail: words.of(world.clusters.count)
            ),
            world.reports(figures.reporting),
        ]
    }

    private func sections(_ world: PageWorld, _ figures: Figures) -> [Section] {
        [
            world.domains(figures.needs), world.needs(figures.needs, history.map(\.needs.national)), activities(world),
            world.nationalCore(figures.core), hats(world, figures.suppliers),
            work(world, figures.suppliers), organisations(world, figures),
            world.reportingClusters(figures),
            world.nationalForums(figures.forums), world.ministries(figures.ministries.national),
            world.choice(figures.needs.national == nil ? nil : figures.choice),
            world.pool(figures.pool, tellsShare: true),
            world.separation(figures), resources(world, figures.resources.national),
            world.standings(figures), world.continuity(figures.continuity), world.nationalOversight(figures.oversight),
            world.tracks(figures.track), world.authorities(figures.equality), world.further(figures), world.quality,
        ]
    }
}
