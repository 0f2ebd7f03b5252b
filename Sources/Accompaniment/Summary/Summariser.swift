package import Foundation

/// Turns the facts of a period into the document for an office.
package struct Summariser: Sendable {
    private let registry: Registry
    private let installation: UUID
    private let expecting: Period.Kind?

    /// - Parameter expecting: The kind of period of each of which there is a summary also where nobody reported who should
    ///   have; `nil` for none.
    package init(registry: Registry, installation: UUID, expecting: Period.Kind? = nil) {
        self.registry = registry
        self.installation = installation
        self.expecting = expecting
    }

    /// Periods that are over and of which somebody should have reported (Q21, Q22), but for those that overlap one of
    /// `known`.
    ///
    /// - Parameter known: The periods of which something was reported.
    package func overdue(beside known: [Period], now: Date) -> [Period] {
        guard let expecting else { return [] }
        let today = CalendarDay(day: now)
        return registry.overdue(expecting, on: today, since: known.map(\.from).min()).filter { period in
            !known.contains { $0.from <= period.to && period.from <= $0.to }
        }
    }

    /// What an office would see of `facts`.
    ///
    /// - Parameters:
    ///   - discretion: Who may be told apart.
    ///   - known: What was encoded before, of whatever period.
    package func content(
        _ facts: PeriodFacts,
        _ discretion: Discretion,
        knowing known: EncodedPieces = EncodedPieces()
    ) throws -> SummaryDocument.Content {
        try SummaryDocument.Content(
            figures: Figures(facts, registry: registry, discretion: discretion),
            period: facts.period,
            labelPack: registry.labelPack,
            knowing: known
        )
    }

    /// - Parameter changedAt: When the content last changed.
    package func document(
        _ content: SummaryDocument.Content,
        at position: SummaryDocument.Position,
        changedAt: Date
    ) -> SummaryDocument {
        SummaryDocument(content, at: position, installation: installation, changedAt: changedAt)
    }

    /// - Parameter earlier: What earlier revisions of the period told.
    package func discretion(_ facts: PeriodFacts, earlier: Disclosure) -> Discretion {
        Discretion(facts, registry: registry, earlier: earlier)
    }
}
