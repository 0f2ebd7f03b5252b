package import Foundation

/// When changes are put together and pushed.
package enum Schedule: Equatable, Sendable, CustomStringConvertible {
    case every(Duration)
    /// As soon as something changed, with a short time to gather what comes with it.
    case onChange
    /// Once a day at a local time.
    case daily(hour: Int, minute: Int)

    /// As the configuration writes it.
    package var description: String {
        switch self {
        case .every(let interval):
            interval.components.attoseconds == 0
                ? "\(interval.components.seconds)s" : "\(Int((interval.seconds * 1000).rounded()))ms"
        case .onChange: "on-change"
        case .daily(let hour, let minute): String(format: "daily %02d:%02d", hour, minute)
        }
    }

    package var isDaily: Bool {
        if case .daily = self { true } else { false }
    }

    /// How long changes gather before they are frozen, for ``onChange``.
    package static let gathering = Duration.milliseconds(100)

    /// No daily round is later than its time by more than this, in seconds.
    package static let dailySpread = 600.0

    /// Time from `instant` to the next round; `nil` where only a change brings one about.
    ///
    /// - Parameters:
    ///   - calendar: Of the office's time zone. A time that summer time skips or repeats comes once.
    ///   - spread: From 0 to below 1, another one for each server, so that not all of them call at once: up to ten percent
    ///     around an interval, up to ten minutes after a time of the day.
    package func timeToNextRound(after instant: Date, calendar: Calendar, spread: Double) -> Duration? {
        switch self {
        case .every(let interval): return interval * (0.9 + 0.2 * spread)
        case .onChange: return nil
        case .daily(let hour, let minute):
            let lateness = (spread * Self.dailySpread).rounded(.down)
            let time = DateComponents(hour: hour, minute: minute, second: 0)
            func next(after date: Date) -> Date {
                // Without a match, which a calendar without days alone could give, a day is as good.
                calendar.nextDate(after: date, matching: time, matchingPolicy: .nextTime)
                    ?? date.addingTimeInterval(86_400)
            }
            var round = next(after: instant.addingTimeInterval(-lateness))
            // Where summer time repeats the hour, the second time is not another round of the day.
            if next(after: calendar.startOfDay(for: round).addingTimeInterval(-1)) < round {
                round = next(after: round)
            }
            return .seconds(round.addingTimeInterval(lateness).timeIntervalSince(instant))
        }
    }
}
