package import Foundation

/// Turns the facts of a period into the document for an office.
package struct Summariser: Sendable {
    private let registry: Registry
    private let installation: UUID

    package init(registry: Registry, installation: UUID) {
        self.registry = registry
        self.installation = installation
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
