import Foundation
import Logging
import ServiceLifecycle

/// Which workers get on: each says so when it begins to wait for something, and when it goes on.
///
/// A worker that waits for a change, a time or an answer is well; one that works for very long is not. Sendable because all
/// state is only touched under the lock.
final class Pulse: @unchecked Sendable {
    private let lock = NSLock()
    /// Since when a worker works; no entry while it waits.
    private var busy: [String: ContinuousClock.Instant] = [:]

    func works(_ worker: String) { lock.withLock { busy[worker] = busy[worker] ?? .now } }

    /// It got on: what it does next is something new.
    func moves(_ worker: String) { lock.withLock { busy[worker] = .now } }

    func waits(_ worker: String) { lock.withLock { busy[worker] = nil } }

    /// Workers that have been at the same thing for longer than `limit`.
    func stuck(for limit: Duration) -> [String] {
        lock.withLock { busy.filter { $0.value + limit < .now }.keys.sorted() }
    }
}

/// Tells systemd's watchdog that all workers get on, and not that a timer runs.
struct WatchdogService: Service {
    let pulse: Pulse
    let logger: Logger

    /// Longer than the largest file takes. An inbox on a share that hangs is told in `status` and is no reason to end the
    /// others, so that it is not among the workers.
    private static let patience = Duration.seconds(600)

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await beat() }
        } catch is CancellationError {
            // The end that was asked for.
        }
    }

    private func beat() async throws {
        guard let heartbeat = SystemdNotice.heartbeat else {
            while true { try await Task.sleep(for: .seconds(86_400)) }
        }
        var told: [String] = []
        while true {
            let stuck = pulse.stuck(for: Self.patience)
            if stuck.isEmpty {
                SystemdNotice.isAlive()
            } else if stuck != told {
                logger.critical("no progress: systemd will restart the service", metadata: ["workers": "\(stuck)"])
            }
            told = stuck
            try await Task.sleep(for: heartbeat)
        }
    }
}
