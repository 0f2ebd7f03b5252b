import Intake
import Logging
import ServiceLifecycle
import Store

/// Serves one inbox until the service stops.
struct InboxService: Service {
    let line: IntakeLine
    /// Those of the offices; rung after something new was recorded.
    let bells: [Bell]

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await serve()
        } onGracefulShutdown: {
            line.inbox.stop()
        }
    }

    private func serve() async throws {
        try await line.recover()
        var failures = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                let round = try await line.round()
                failures = 0
                if round.files > 0 {
                    for bell in bells { await bell.ring() }
                } else {
                    // Jitter keeps many inboxes from looking at the same instant.
                    let rescan = line.inbox.settings.rescan * Double.random(in: 0.8...1.0)
                    await line.inbox.waitForChange(upTo: min(round.nextLook ?? rescan, rescan))
                }
            } catch is CancellationError {
                return
            } catch let error as StoreError where error.disposition == .stop {
                throw error
            } catch {
                failures += 1
                line.logger.error("\(error)", metadata: ["inbox": "\(line.inbox.settings.name)"])
                await line.inbox.waitForChange(upTo: .seconds(min(60, 1 << min(failures, 6))))
            }
        }
    }
}
