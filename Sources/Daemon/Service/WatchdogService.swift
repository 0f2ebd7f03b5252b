import Foundation
import Logging
import ServiceLifecycle

/// Tells systemd's watchdog and `status` that all workers get on, and not that a timer runs. Looks at the clock on the way.
struct WatchdogService: Service {
    let pulse: Pulse
    let state: String
    let logger: Logger

    /// Longer than the largest file takes: ten minutes, with the WatchdogSec of our unit. An inbox on a share that hangs is
    /// told in `status` and is no reason to end the others, so that it is not among the workers.
    static var patience: Duration { (SystemdNotice.watchdog ?? .seconds(120)) * 5 }
    /// How often there is a sign of life, twice as often as systemd waits for one.
    static var pause: Duration { (SystemdNotice.watchdog ?? .seconds(120)) / 2 }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await beat() }
        } catch is CancellationError {
            // The end that was asked for.
        }
    }

    private func beat() async throws {
        var told: [String]?
        var clock = ClockWatch()
        while true {
            let stuck = pulse.stuck(for: Self.patience)
            if stuck.isEmpty { SystemdNotice.isAlive() }
            if stuck != told {
                if !stuck.isEmpty {
                    logger.critical("no progress: systemd will restart the service", metadata: ["workers": "\(stuck)"])
                }
                note { try StateNotes.work.write(WorkNote(stuck: stuck), in: state) }
            } else {
                StateNotes.work.touch(in: state)
            }
            told = stuck
            if let seconds = clock.look() {
                logger.warning("the clock was set: look at the time service", metadata: ["seconds": "\(Int(seconds))"])
                note { try StateNotes.clock.write(ClockNote(at: Date(), seconds: seconds), in: state) }
            }
            try await Task.sleep(for: Self.pause)
        }
    }

    private func note(_ write: () throws -> Void) {
        do {
            try write()
        } catch {
            logger.error("\(error)")
        }
    }
}
