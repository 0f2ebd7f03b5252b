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
    /// - Parameter last: The document that the new one would replace; `nil` for the first of its period.
    package func contentHash(_ facts: PeriodFacts, replacing last: SummaryDocument?) throws -> String {
        try SummaryDocument.contentHash(
            figures: figures(facts, replacing: last),
            period: facts.period,
            labelPack: registry.labelPack
        )
    }

    /// - Parameters:
    ///   - last: As above.
    ///   - changedAt: When the content last changed.
    package func document(
        _ facts: PeriodFacts,
        at position: SummaryDocument.Position,
        replacing last: SummaryDocument?,
        changedAt: Date
    ) throws -> SummaryDocument {
        try SummaryDocument(
            figures: figures(facts, replacing: last),
            period: facts.period,
            labelPack: registry.labelPack,
            at: position,
            installation: installation,
            changedAt: changedAt
        )
    }

    private func figures(_ facts: PeriodFacts, replacing last: SummaryDocument?) -> Figures {
        Figures(facts, registry: registry, earlier: last.map { Set($0.figures.suppliers.keys) })
    }
}
