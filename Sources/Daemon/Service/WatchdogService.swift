import Foundation
import Logging
import ServiceLifecycle

/// Tells systemd's watchdog and `status` that all workers get on, and not that a timer runs. Looks at the clock on the way.
struct WatchdogService: Service {
    let pulse: Pulse
    /// Since when places wait for their pages.
    let pages: Pulse
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
        var told: WorkNote?
        var clock = ClockWatch()
        while true {
            let work = WorkNote(
                stuck: pulse.stuck(for: Self.patience),
                latePages: pages.stuck(for: Self.patience),
                pause: Double(Self.pause.components.seconds)
            )
            if work.stuck.isEmpty { SystemdNotice.isAlive() }
            if work != told {
                tell(work, after: told)
                note { try StateNotes.work.write(work, in: state) }
            } else {
                StateNotes.work.touch(in: state)
            }
            told = work
            if let seconds = clock.look() {
                logger.warning("the clock was set: look at the time service", metadata: ["seconds": "\(Int(seconds))"])
                note { try StateNotes.clock.write(ClockNote(at: Date(), seconds: seconds), in: state) }
            }
            try await Task.sleep(for: Self.pause)
        }
    }

    private func tell(_ work: WorkNote, after told: WorkNote?) {
        if !work.stuck.isEmpty, work.stuck != told?.stuck {
            logger.critical(
                "no progress: systemd will restart the service",
                metadata: ["workers": "\(work.stuck)"]
            )
        }
        for place in work.latePages where told?.latePages.contains(place) != true {
            logger.error("pages are not written: look at the share or the disk", metadata: ["pages": "\(place)"])
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
