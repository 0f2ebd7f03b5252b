import Accompaniment
import Foundation
import Mustache

/// The page for the people of the office: one article per period and source, the newest period first.
struct OfficePage: Sendable {
    private let template: MustacheTemplate
    private let labels: Labels

    init(labels: Labels) throws {
        template = try MustacheTemplate(string: Self.template)
        self.labels = labels
    }

    /// - Parameter current: The current revision of each source and period.
    func html(
        _ current: [(entry: SummaryStore.Entry, document: SummaryDocument)],
        missing: [String: MissingSequences],
        now: Date
    ) -> String {
        let hasSources = Set(current.map(\.entry.source)).count > 1
        let articles = current.sorted { left, right in
            // Days as ISO 8601 sort as text.
            (right.document.period.to, right.document.period.from, left.entry.source)
                < (left.document.period.to, left.document.period.from, right.entry.source)
        }
        .enumerated().map { article($1.entry, $1.document, anchor: $0, namesSource: hasSources) }
        let view = PageView(
            asOf: Hebrew.moment(now),
            warnings: missing.sorted { $0.key < $1.key }.map { source, missing in
                Hebrew.warning(missing, source: hasSources ? "מהשרת \(Self.shortName(source))" : "מהשרת השולח")
            },
            hasWarnings: !missing.isEmpty,
            isEmpty: current.isEmpty,
            hasSeveral: current.count > 1,
            articles: articles
        )
        return template.render(view)
    }

    private func article(
        _ entry: SummaryStore.Entry,
        _ document: SummaryDocument,
        anchor: Int,
        namesSource: Bool
    ) -> PageView.Article {
        let figures = document.figures
        let period = Period(code: document.period.code)
        let received: String
        do {
            received = Hebrew.moment(try Date(entry.receivedAt, strategy: .iso8601))
        } catch {
            received = entry.receivedAt
        }
        return PageView.Article(
            anchor: anchor,
            heading: period.map(Hebrew.name) ?? document.period.code,
            span: period.map(Hebrew.span) ?? "",
            received: received,
            revision: document.revision,
            replaced: document.supersedes,
            sourceName: namesSource ? Self.shortName(document.source) : nil,
            reporting: PageView.Reporting(figures, labels: labels),
            needs: PageView.Needs(figures.needs, labels: labels),
            sections: PageView.Section.all(figures, labels: labels)
        )
    }

    /// Enough of a UUID to tell sources apart by eye.
    private static func shortName(_ source: String) -> String { String(source.prefix(8)) }
}
