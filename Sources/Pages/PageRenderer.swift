package import Accompaniment
package import Foundation
internal import Mustache

/// Draws the pages that people look at: one self-contained HTML document each, from facts or summaries alone. The same
/// facts, time and language give the same bytes.
package struct PageRenderer: Sendable {
    /// Read when the first page is drawn, once.
    private static let templates = Result {
        MustacheContentTypes.register(ScalarHTML(), named: "PAGE")
        return MustacheLibrary(
            // In each of them: a partial falls back to Mustache's own.
            templates: try PageTemplates.all.mapValues { try MustacheTemplate(string: "{{% CONTENT_TYPE:PAGE}}" + $0) }
        )
    }
    private let lexicon: Lexicon
    private let language: Language

    /// How many periods a page draws at most.
    package static let periods = 8

    package init(lexicon: Lexicon, language: Language) {
        self.lexicon = lexicon
        self.language = language
    }

    /// - Parameters:
    ///   - history: Of the period and those before it, the oldest first; at least one. The last ``periods`` are drawn.
    ///   - madeAt: Said on the page.
    package func render(_ subject: PageSubject, _ history: [PeriodFacts], madeAt: Date) throws -> String {
        let world = PageWorld(
            history: history.suffix(Self.periods),
            words: PageWords(language: language, lexicon: lexicon),
            madeAt: madeAt,
            clusters: lexicon.registry.clusters.map(\.code)
        )
        let view =
            switch subject {
            case .cluster(let cluster): world.clusterPage(cluster)
            case .supplier(let organisation): world.supplierPage(organisation)
            case .national: world.nationalPage
            }
        return try html(view)
    }

    /// The page of a workload, for the management of the organisation.
    ///
    /// - Parameter adviser: For this one instead, with nothing of anybody else.
    package func render(_ workload: Workload, of adviser: Person.ID? = nil, madeAt: Date) throws -> String {
        let world = PageWorld(
            history: [PeriodFacts(period: workload.period)],
            words: PageWords(language: language, lexicon: lexicon),
            madeAt: madeAt,
            clusters: []
        )
        return try html(world.workloadPage(workload, of: adviser))
    }

    /// The page of a central office, from what it received and nothing else.
    package func render(_ office: OfficeView, madeAt: Date) throws -> String {
        let words = PageWords(language: language, lexicon: lexicon)
        return try html(OfficePage(office, words: words, madeAt: madeAt).view)
    }

    private func html(_ view: PageView) throws -> String {
        // Every name of a template is among them; a test renders each kind of page.
        try Self.templates.get().render(view, withTemplate: "page") ?? ""
    }
}

/// Escapes by scalars. The library's own HTML goes by characters, and a `<` behind a sign that is put before others
/// (U+0600) is no character `<`.
private struct ScalarHTML: MustacheContentType {
    func escapeText(_ text: String) -> String { escaped(text) }
}

/// Whose page it is.
package enum PageSubject: Hashable, Sendable {
    /// For the chief executive of a cluster: all that was done there, by whomever.
    case cluster(Code)
    /// For the management of an organisation: its own rows alone.
    case supplier(Code)
    /// For the steering committee and the knowledge centre: codes and counts, no cluster with an organisation.
    case national

    /// By the code of a cluster, of an organisation, or `NATIONAL`.
    package init(_ code: Code) {
        self = code == .national ? .national : code.rawValue.hasPrefix("ORG-") ? .supplier(code) : .cluster(code)
    }
}
