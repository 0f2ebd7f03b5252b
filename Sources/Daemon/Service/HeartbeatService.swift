import Foundation
import Logging
import ServiceLifecycle
import Sync

/// How a monitor outside is told that the service gets on.
struct HeartbeatSettings: Sendable {
    var url: URL
    var every: Duration
}

/// Calls the monitor after real progress and never without: when each inbox was looked after once more, without trouble,
/// and no worker is stuck. Until the service stops; nothing waits for it.
struct HeartbeatService: Service {
    let heartbeat: Heartbeat
    let every: Duration
    /// Those that must have got on.
    let workers: Set<String>
    let pulse: Pulse
    let logger: Logger

    /// Between two looks for progress that is late.
    private static let pause = Duration.seconds(10)

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await beat() }
        } catch is CancellationError {
            // The end that was asked for.
        }
    }

    private func beat() async throws {
        var wasHeard = true
        while true {
            try await Task.sleep(for: every)
            while !pulse.hasGotOn(workers, stuckAfter: WatchdogService.patience) {
                try await Task.sleep(for: min(every, Self.pause))
            }
            let failure = try await heartbeat.send()
            if let failure, wasHeard { logger.error("the heartbeat is not heard: \(failure)") }
            if failure == nil, !wasHeard { logger.notice("the heartbeat is heard again") }
            wasHeard = failure == nil
        }
    }
}
