package import Foundation

/// Turns the facts of a period into the document for an office.
package struct Summariser: Sendable {
    private let registry: Registry
    private let installation: UUID

    package init(registry: Registry, installation: UUID) {
        self.registry = registry
        self.installation = installation
    }

    /// Equal for facts that an office would see as the same.
    ///
    /// - Parameter discretion: Who may be told apart.
    package func contentHash(_ facts: PeriodFacts, _ discretion: Discretion) throws -> String {
        try SummaryDocument.contentHash(
            figures: Figures(facts, registry: registry, discretion: discretion),
            period: facts.period,
            labelPack: registry.labelPack
        )
    }

    /// - Parameters:
    ///   - discretion: As above.
    ///   - changedAt: When the content last changed.
    package func document(
        _ facts: PeriodFacts,
        _ discretion: Discretion,
        at position: SummaryDocument.Position,
        changedAt: Date
    ) throws -> SummaryDocument {
        try SummaryDocument(
            figures: Figures(facts, registry: registry, discretion: discretion),
            period: facts.period,
            labelPack: registry.labelPack,
            at: position,
            installation: installation,
            changedAt: changedAt
        )
    }

    /// - Parameter earlier: The organisations that earlier revisions of the period hid.
    package func discretion(_ facts: PeriodFacts, earlier: Set<Code>) -> Discretion {
        Discretion(facts, registry: registry, earlier: earlier)
    }
}
