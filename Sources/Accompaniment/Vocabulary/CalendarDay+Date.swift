package import Foundation

extension CalendarDay {
    /// The day of `date` in UTC. A clock far off gives the first or last day that a calendar day can be.
    package init(day date: Date) {
        let sinceEpoch = (date.timeIntervalSince1970 / 86_400).rounded(.down)
        // 1 January 1970 is day 719163.
        let number = sinceEpoch.isFinite ? 719_163 + Int(min(max(sinceEpoch, -25_000), 80_000)) : 719_163
        self = CalendarDay(dayNumber: number) ?? .first(year: 1970, month: 1)
    }
}
