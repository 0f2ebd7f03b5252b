/// Counting days through the Gregorian calendar: 1 is 1 January of the year 1, the "fixed date" of Reingold and
/// Dershowitz, Calendrical Calculations, 4th edition, chapter 2.
extension CalendarDay {
    /// Days from the one before 1 January of the year 1: 735932 is 30 November 2015.
    package var dayNumber: Int {
        let leapCorrection = month <= 2 ? 0 : Self.isLeap(year) ? -1 : -2
        return Self.daysBefore(year) + (367 * month - 362) / 12 + leapCorrection + day
    }

    /// `nil` for a day outside the years 1900 to 2199.
    package init?(dayNumber: Int) {
        guard (Self.daysBefore(1900) + 1...Self.daysBefore(2200)).contains(dayNumber) else { return nil }
        // 400 years have 146097 days. The estimate is right or, around the end of a year, off by one.
        var year = dayNumber * 400 / 146_097 + 1
        while Self.daysBefore(year) >= dayNumber { year -= 1 }
        while Self.daysBefore(year + 1) < dayNumber { year += 1 }
        let prior = dayNumber - Self.daysBefore(year) - 1
        let isLeap = Self.isLeap(year)
        let correction = prior < (isLeap ? 60 : 59) ? 0 : isLeap ? 1 : 2
        let month = (12 * (prior + correction) + 373) / 367
        self.init(year: year, month: month, day: prior + correction - (367 * month - 362) / 12 + 1)
    }

    private static func daysBefore(_ year: Int) -> Int {
        let past = year - 1
        return 365 * past + past / 4 - past / 100 + past / 400
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
}
