internal import Accompaniment
internal import Foundation

/// What was counted of each unit in each period, until a row of it changes: a summary of a period in which one cluster
/// sent one row counts that cluster alone.
///
/// Sendable because all state is only touched under the lock.
final class FactCache: @unchecked Sendable {
    private static let limit = 512

    private let lock = NSLock()
    private var known: [Place: (generation: Int, facts: UnitFacts)] = [:]

    /// What is known at `generation`, or else what `count` finds.
    func facts(of place: Place, at generation: Int, count: () throws -> UnitFacts) rethrows -> UnitFacts {
        if let known = lock.withLock({ known[place] }), known.generation == generation { return known.facts }
        let facts = try count()
        lock.withLock {
            if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
            known[place] = (generation, facts)
        }
        return facts
    }
}
