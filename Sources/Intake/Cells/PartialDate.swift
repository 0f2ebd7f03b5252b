internal import Accompaniment

/// A day, month, quarter, half or year as it was written: its year may be unsaid.
struct PartialDate: Sendable, Equatable {
    /// `nil`: a single day.
    let kind: Period.Kind?
    /// The month, or the first one of the quarter, half or year.
    let month: Int
    /// The day of the month; 1 for anything but a single day.
    let day: Int
    /// In full: 2015. `nil` where the sender did not write it.
    let year: Int?

    /// `nil` for a day that does not exist; 29 February does where the year is unsaid.
    init?(day: Int, month: Int, year: Int?) {
        guard CalendarDay(year: year ?? Self.leapYear, month: month, day: day) != nil else { return nil }
        kind = nil
        self.month = month
        self.day = day
        self.year = year
    }

    /// The `ordinal`th month, quarter or half of a year, from 1; `nil` where there is none.
    init?(_ kind: Period.Kind, _ ordinal: Int, year: Int?) {
        guard (1...12 / kind.months).contains(ordinal) else { return nil }
        month = (ordinal - 1) * kind.months + 1
        guard CalendarDay(year: year ?? Self.leapYear, month: month, day: 1) != nil else { return nil }
        self.kind = kind
        day = 1
        self.year = year
    }

    /// The date in a year, whatever year was written; `nil` for 29 February in a common year and outside 1900 to 2199.
    func date(in year: Int) -> ActivityDate? {
        guard let first = CalendarDay(year: year, month: month, day: day) else { return nil }
        return kind.map { ActivityDate(Period($0, containing: first)) } ?? ActivityDate(day: first)
    }

    private static let leapYear = 2000
}
