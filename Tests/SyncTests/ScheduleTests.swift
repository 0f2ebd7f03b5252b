import Foundation
import Testing

@testable import Sync

@Suite struct ScheduleTests {
    private let calendar: Calendar

    init() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Asia/Jerusalem"))
        self.calendar = calendar
    }

    private func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) throws -> Date {
        let components = DateComponents(year: year, month: month, day: day, hour: hour, minute: minute)
        return try #require(calendar.date(from: components))
    }

    @Test(arguments: [
        (Schedule.every(.seconds(900)), "900s"), (.onChange, "on-change"), (.daily(hour: 6, minute: 5), "daily 06:05"),
    ])
    func `a schedule is shown as the configuration writes it`(schedule: Schedule, text: String) {
        #expect(schedule.description == text)
    }

    @Test func `an interval below a second is shown in milliseconds`() {
        #expect(Schedule.every(.milliseconds(500)).description == "500ms")
    }

    @Test(arguments: [(0.0, 810.0), (0.5, 900), (0.999, 989.82)])
    func `an interval is kept within ten percent, at another length for each server`(spread: Double, seconds: Double)
        throws
    {
        let schedule = Schedule.every(.seconds(900))
        let wait = schedule.timeToNextRound(after: try instant(2026, 1, 1), calendar: calendar, spread: spread)
        #expect(try abs(#require(wait).seconds - seconds) < 0.001)
        #expect(!schedule.isDaily)
    }

    @Test func `on change there is no next round`() throws {
        #expect(Schedule.onChange.timeToNextRound(after: try instant(2026, 1, 1), calendar: calendar, spread: 0) == nil)
        #expect(!Schedule.onChange.isDaily)
    }

    @Test(arguments: [(5, 59, 60.0), (5, 0, 3600), (6, 0, 86_400), (6, 1, 86_340), (23, 0, 25_200), (0, 0, 21_600)])
    func `a daily round is at the next such time of the clock`(hour: Int, minute: Int, seconds: Double) throws {
        let schedule = Schedule.daily(hour: 6, minute: 0)
        let now = try instant(2026, 1, 15, hour, minute)
        #expect(schedule.timeToNextRound(after: now, calendar: calendar, spread: 0) == .seconds(seconds))
        #expect(schedule.isDaily)
    }

    /// Rounds of a daily schedule as the service has them, each some time after the last was due.
    private func rounds(_ schedule: Schedule, from start: Date, lateness: Double, spread: Double) throws -> [Date] {
        var now = start
        return try (0..<6).map { _ in
            let wait = try #require(schedule.timeToNextRound(after: now, calendar: calendar, spread: spread))
            try #require(wait > .zero)
            let round = now.addingTimeInterval(wait.seconds)
            now = round.addingTimeInterval(lateness)
            return round
        }
    }

    /// Israel 2026: on 27 March 02:00 becomes 03:00, on 25 October 02:00 becomes 01:00.
    @Test(
        arguments: [(2026, 3, 24), (2026, 10, 22)],
        [(0, 0), (0, 59), (1, 0), (1, 30), (1, 59), (2, 0), (2, 30), (2, 59), (3, 0), (6, 0), (23, 59)]
    )
    func `a change of summer time neither skips nor repeats a day`(
        day: (Int, Int, Int),
        time: (hour: Int, minute: Int)
    ) throws {
        let schedule = Schedule.daily(hour: time.hour, minute: time.minute)
        // 23:59:59 of the day before and this server's spread, so that the first round is that of `day` itself.
        let midnight = try instant(day.0, day.1, day.2).addingTimeInterval(-1)
        for (lateness, spread) in [(0.0, 0.0), (0.5, 0), (300, 0), (0, 0.4), (0.5, 0.999)] {
            let delay = (spread * Schedule.dailySpread).rounded(.down)
            let rounds = try rounds(schedule, from: midnight + delay, lateness: lateness, spread: spread)
            // By the time that was asked for: a round at 23:59 may be held after midnight.
            let days = rounds.map { calendar.component(.day, from: $0 - delay) }
            #expect(days == Array(day.2..<(day.2 + 6)), "\(lateness) s late, spread \(spread)")
        }
    }

    @Test(arguments: [(0.0, 0.0), (0.25, 150), (0.999, 599)])
    func `servers hold a daily round one after the other within ten minutes`(spread: Double, seconds: Double) throws {
        let schedule = Schedule.daily(hour: 6, minute: 0)
        let wait = schedule.timeToNextRound(after: try instant(2026, 1, 15, 5), calendar: calendar, spread: spread)
        #expect(wait == .seconds(3600 + seconds))
        // After the time and before this server's own turn, the round of the day is still to come.
        let before = try instant(2026, 1, 15, 6).addingTimeInterval(seconds - 1)
        #expect(schedule.timeToNextRound(after: before, calendar: calendar, spread: spread) == .seconds(1))
    }

    @Test(arguments: [(2, 0), (2, 30), (2, 59)])
    func `a time that summer time skips comes when the clock goes on`(hour: Int, minute: Int) throws {
        let schedule = Schedule.daily(hour: hour, minute: minute)
        let now = try instant(2026, 3, 27, 1, 0)
        // At 02:00, which is 03:00.
        #expect(schedule.timeToNextRound(after: now, calendar: calendar, spread: 0) == .seconds(3600))
    }

    @Test func `a time that summer time repeats comes the first time`() throws {
        let schedule = Schedule.daily(hour: 1, minute: 30)
        let now = try instant(2026, 10, 25, 0, 30)
        #expect(schedule.timeToNextRound(after: now, calendar: calendar, spread: 0) == .seconds(3600))
    }

    @Test func `whenever the service starts, the next round is a day away at most`() throws {
        let schedule = Schedule.daily(hour: 1, minute: 30)
        let start = try instant(2026, 10, 24)
        for quarter in 0..<(4 * 72) {
            let now = start.addingTimeInterval(Double(quarter) * 900)
            let wait = try #require(schedule.timeToNextRound(after: now, calendar: calendar, spread: 0))
            #expect(wait > .zero && wait <= .seconds(25 * 3600), "\(now)")
        }
    }
}
