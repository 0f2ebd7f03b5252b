import Foundation
import Logging
import ServiceLifecycle
import Store
import Sync

/// Pushes to one office on its schedule until the service stops. A transfer under way ends at once then: its envelope
/// stays first in the row and goes out under the same key after the next start.
struct PushService: Service {
    let courier: Courier
    let bell: Bell
    /// Of the metrics; rung after an attempt.
    let metrics: Bell
    let pulse: Pulse
    let logger: Logger

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await push() }
        } catch is CancellationError {
            // The end that was asked for.
        }
    }

    private func push() async throws {
        let schedule = courier.office.schedule
        var nextRound: ContinuousClock.Instant? = schedule.isDaily ? nil : .now
        let worker = "office \(courier.office.name)"
        while true {
            pulse.works(worker)
            var nextAttempt: Duration?
            var isWell = true
            do {
                if let rest = try await courier.timeToDailyRound(now: Date()) { nextRound = .now + rest }
                if let due = nextRound, due <= .now {
                    try await courier.freeze(now: Date())
                    nextRound = try await roundAfterThis()
                }
                nextAttempt = try await courier.deliver { [pulse] in pulse.moves(worker) }
                await metrics.ring()
            } catch let error as StoreError where error.disposition == .retry {
                logger.error("\(error)", metadata: ["office": "\(courier.office.name)"])
                isWell = false
            }
            pulse.waits(worker)
            let look = schedule.isDaily ? Self.lookAtTheClock : nil
            // A round that is due stays due while the store takes nothing.
            let times = isWell ? [nextAttempt, nextRound.map { $0 - .now }, look] : [Self.pauseAfterTrouble]
            let hasRung = try await bell.wait(upTo: times.compactMap { $0 }.min().map { max($0, .milliseconds(10)) })
            if hasRung, schedule == .onChange {
                try await Task.sleep(for: Schedule.gathering)
                nextRound = .now
            }
        }
    }

    private static let pauseAfterTrouble = Duration.seconds(5)

    /// A clock that is set meanwhile moves a time of the day.
    private static let lookAtTheClock = Duration.seconds(3600)

    private func roundAfterThis() async throws -> ContinuousClock.Instant? {
        let now = Date()
        if courier.office.schedule.isDaily { try await courier.noteRound(now: now) }
        let wait =
            try await courier.timeToDailyRound(now: now)
            ?? courier.office.schedule.timeToNextRound(after: now, calendar: .current, spread: .random(in: 0..<1))
        return wait.map { .now + $0 }
    }
}
