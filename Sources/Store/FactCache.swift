internal import Accompaniment
internal import Foundation

/// What was counted of each unit in each period, until a row of it changes: for a summary of a period in which one cluster
/// sent one row only that cluster is counted anew.
///
/// Sendable because all state is only touched under the lock.
final class FactCache: @unchecked Sendable {
    private static let limit = 512

    private let lock = NSLock()
    private var known: [Place: (generation: Int, facts: UnitFacts)] = [:]

    /// What is known of `place` at `generation`; `nil` where it has to be counted.
    func facts(of place: Place, at generation: Int) -> UnitFacts? {
        lock.withLock { known[place].flatMap { $0.generation == generation ? $0.facts : nil } }
    }

    func keep(_ facts: UnitFacts, of place: Place, at generation: Int) {
        lock.withLock {
            if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
            known[place] = (generation, facts)
        }
    }
}
