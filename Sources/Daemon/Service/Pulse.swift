import Foundation

/// Which workers get on: each says so when it begins to wait for something, and when it goes on.
///
/// A worker that waits for a change, a time or an answer is well; one that works for very long is not. Sendable because all
/// state is only touched under the lock.
final class Pulse: @unchecked Sendable {
    private let lock = NSLock()
    /// Since when a worker works; no entry while it waits.
    private var busy: [String: ContinuousClock.Instant] = [:]
    /// Workers that finished something since somebody asked.
    private var finished: Set<String> = []

    func works(_ worker: String) { lock.withLock { busy[worker] = busy[worker] ?? .now } }

    /// It got on: what it does next is something new.
    func moves(_ worker: String) { lock.withLock { busy[worker] = .now } }

    func waits(_ worker: String) { lock.withLock { busy[worker] = nil } }

    /// It did what it is there for, once more and without trouble.
    func finishes(_ worker: String) { lock.withLock { _ = finished.insert(worker) } }

    /// True where all of `workers` finished something since this was true last, and none is stuck.
    func hasGotOn(_ workers: Set<String>, stuckAfter limit: Duration) -> Bool {
        guard stuck(for: limit).isEmpty else { return false }
        return lock.withLock {
            guard finished.isSuperset(of: workers) else { return false }
            finished = []
            return true
        }
    }

    /// Workers that have been at the same thing for longer than `limit`.
    func stuck(for limit: Duration) -> [String] {
        lock.withLock { busy.filter { $0.value + limit < .now }.keys.sorted() }
    }
}
