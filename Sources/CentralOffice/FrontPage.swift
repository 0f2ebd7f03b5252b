import Accompaniment
import Foundation
import Hummingbird
import Pages

/// The page for the people of the office: the current revision of one period of one sender, with the periods before it.
struct FrontPage: Sendable {
    let lexicon: Lexicon
    private let renderer: PageRenderer

    init(lexicon: Lexicon) {
        self.lexicon = lexicon
        renderer = PageRenderer(lexicon: lexicon, language: .hebrew)
    }

    /// - Parameters:
    ///   - received: The current revisions, by sender and period, the oldest first.
    ///   - source: Of which sender; `nil` takes the one with the newest period.
    ///   - period: The code of a period; `nil` takes the newest.
    /// - Throws: ``Refusal`` with 404 where none was received of that sender or period.
    func html(
        _ received: [ReceivedSummary],
        source: String?,
        period: String?,
        senders: [SenderState],
        now: Date
    ) throws -> String {
        let wanted = received.filter { summary in
            (source.map { $0 == summary.entry.source } ?? true) && (period.map { $0 == summary.entry.period } ?? true)
        }
        guard !wanted.isEmpty || (source == nil && period == nil) else {
            throw Refusal(.notFound, "no summary of this sender and period was received: GET / shows what was")
        }
        // Days as ISO 8601 sort as text.
        let shown = wanted.max { $0.document.period.to < $1.document.period.to }
        let view = OfficeView(
            senders: senders.map { sender in
                OfficeView.Sender(
                    name: sender.name,
                    last: sender.last,
                    missing: sender.missing.gaps,
                    isLate: sender.isLate,
                    expectedEvery: sender.expectedEvery
                )
            },
            periods: links(received, shown: shown?.entry.idempotencyKey),
            downloads: received.isEmpty
                ? []
                : [
                    OfficeView.Link(text: "כל הנתונים כטבלה לאקסל (CSV)", address: "/v1/export.csv"),
                    OfficeView.Link(text: "כל הנתונים לתוכנות (JSON)", address: "/v1/export.json"),
                ],
            shown: shown.map { shown in
                OfficeView.Shown(
                    history: received.filter { other in
                        other.entry.source == shown.entry.source
                            && other.document.period.kind == shown.document.period.kind
                            && other.document.period.to <= shown.document.period.to
                    }
                    .map(\.document),
                    sender: shown.sender,
                    receivedAt: Moment.date(shown.entry.receivedAt) ?? now
                )
            }
        )
        return try renderer.render(view, madeAt: now)
    }

    /// One for each page, the newest of a sender first.
    private func links(_ received: [ReceivedSummary], shown: String?) -> [OfficeView.Link] {
        let hasSenders = Set(received.map(\.entry.source)).count > 1
        return received.reversed().compactMap { summary in
            Period(code: summary.entry.period).map { period in
                let words = ActivityDate(period).words(.hebrew)
                return OfficeView.Link(
                    text: hasSenders ? "\(summary.sender): \(words)" : words,
                    address: "/?source=\(summary.entry.source)&period=\(summary.entry.period)",
                    isShown: summary.entry.idempotencyKey == shown
                )
            }
        }
    }
}
