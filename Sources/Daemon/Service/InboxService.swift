import Accompaniment
import Intake
import Logging
import ServiceLifecycle
import Store

/// Serves one inbox until the service stops. Whatever keeps the inbox from being served is said once, tried again with
/// growing pauses, and concerns no other inbox.
struct InboxService: Service {
    let line: IntakeLine
    /// Those of the offices; rung after something new was recorded.
    let bells: [Bell]
    let pulse: Pulse

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await serve()
        } onGracefulShutdown: {
            line.inbox.stop()
        }
    }

    private func serve() async throws {
        // What is recorded and not filed away; `nil` while the inbox is not open.
        var unfiled: [RecordedFile]?
        let worker = line.worker
        defer { pulse.waits(worker) }
        var failures = 0
        var calmSince = ContinuousClock.now
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                let isNew = unfiled == nil
                let waiting = if let unfiled { unfiled } else { try await line.open() }
                // A local disk does not hang; a share may, and concerns nobody else. What it lies on is known once it is open.
                if await line.inbox.isLocal { pulse.moves(worker) }
                // What an earlier life recorded and did not tell of is looked after too.
                if isNew {
                    for bell in bells { await bell.ring() }
                }
                let round = try await line.round(filing: waiting)
                unfiled = round.unfiled
                if round.files > 0 {
                    for bell in bells { await bell.ring() }
                }
                if let trouble = round.trouble {
                    (failures, calmSince) = (failures + 1, .now)
                    await note("\(trouble)")
                    await line.inbox.pause(upTo: pause(after: failures))
                    continue
                }
                pulse.finishes(worker)
                // What fails with every second round is no end of the trouble.
                if round.files > 0 || .now - calmSince > Self.calm {
                    failures = 0
                    await note(nil)
                }
                if round.files == 0 {
                    // Jitter keeps many inboxes from looking at the same instant.
                    let rescan = line.inbox.settings.rescan * Double.random(in: 0.8...1.0)
                    let longest = failures > 0 ? min(rescan, Self.calm) : rescan
                    pulse.waits(worker)
                    await line.inbox.waitForChange(upTo: min(round.nextLook ?? longest, longest))
                }
            } catch is CancellationError {
                return
            } catch let error as StoreError where error.disposition == .stop {
                throw error
            } catch let error as FolderError where error.isServedByAnother && failures == 0 {
                throw error
            } catch {
                await line.inbox.close()
                unfiled = nil
                await note("\(error)")
                (failures, calmSince) = (failures + 1, .now)
                await line.inbox.pause(upTo: pause(after: failures))
            }
        }
    }

    /// Without trouble for so long, an inbox is well again.
    private static let calm = Duration.seconds(10)

    /// From a quarter of a second to half a minute.
    private func pause(after failures: Int) -> Duration { .milliseconds(min(30_000, 125 << min(failures, 8))) }

    private func note(_ trouble: String?) async {
        guard await line.inbox.note(trouble: trouble) else { return }
        let place: Logger.Metadata = ["inbox": "\(line.inbox.settings.name)"]
        if let trouble {
            line.logger.error("\(trouble)", metadata: place)
        } else {
            line.logger.notice("the inbox is served again", metadata: place)
        }
    }
}
