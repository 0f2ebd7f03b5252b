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
    package func contentHash(_ facts: PeriodFacts, of period: Period) throws -> String {
        try SummaryDocument.contentHash(
            figures: Figures(facts, registry: registry),
            period: period,
            labelPack: registry.labelPack
        )
    }

    /// - Parameter changedAt: When the content last changed.
    package func document(
        _ facts: PeriodFacts,
        of period: Period,
        at position: SummaryDocument.Position,
        changedAt: Date
    ) throws -> SummaryDocument {
        try SummaryDocument(
            figures: Figures(facts, registry: registry),
            period: period,
            labelPack: registry.labelPack,
            at: position,
            installation: installation,
            changedAt: changedAt
        )
    }
}
