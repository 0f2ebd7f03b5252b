/// The arithmetic Hebrew calendar: mean conjunctions (molad) and the postponements of the new year.
///
/// After Reingold and Dershowitz, Calendrical Calculations, 4th edition, sections 8.1 and 8.2. Day numbers are theirs
/// too: see ``CalendarDay/dayNumber``. A Hebrew day begins at sunset; its number is that of the civil day in which it
/// is light (domain.md 5.6).
enum HebrewCalendar {
    /// The months in the order of the year. `adar` is the only Adar of a common year and the second one of a leap year.
    enum Month: Int, Sendable, CaseIterable {
        case tishri, heshvan, kislev, tevet, shevat, adarI, adar, nisan, iyyar, sivan, tammuz, av, elul
    }

    /// The years that touch the civil years 1900 to 2199.
    static let years = 5660...5960

    /// Has a thirteenth month, Adar I: 7 years of each 19.
    static func isLeap(_ year: Int) -> Bool { (7 * year + 1) % 19 < 7 }

    /// Days of the year: 353 to 355, or 383 to 385 in a leap year.
    static func days(in year: Int) -> Int { newYear(year + 1) - newYear(year) }

    /// Days of the month: 29 or 30; 0 for Adar I in a common year.
    static func days(in month: Month, of year: Int) -> Int {
        switch month {
        case .tishri, .shevat, .nisan, .sivan, .av: 30
        case .tevet, .adar, .iyyar, .tammuz, .elul: 29
        case .adarI: isLeap(year) ? 30 : 0
        // A complete year has 355 or 385 days, a deficient one 353 or 383.
        case .heshvan: days(in: year) % 10 == 5 ? 30 : 29
        case .kislev: days(in: year) % 10 == 3 ? 29 : 30
        }
    }

    /// The number of a day; `nil` where the month has no such day, or the year is not one of ``years``.
    static func dayNumber(of day: Int, _ month: Month, _ year: Int) -> Int? {
        guard years.contains(year), day >= 1, day <= days(in: month, of: year) else { return nil }
        let before = Month.allCases.prefix(month.rawValue).reduce(0) { $0 + days(in: $1, of: year) }
        return newYear(year) + before + day - 1
    }

    /// The day number of 1 Tishri.
    private static func newYear(_ year: Int) -> Int {
        let (last, this, next) = (elapsedDays(year - 1), elapsedDays(year), elapsedDays(year + 1))
        // Two more postponements keep a year from having 356 or 382 days.
        let delay = next - this == 356 ? 2 : this - last == 382 ? 1 : 0
        return epoch + this + delay
    }

    /// Days from the epoch to the molad of Tishri, moved on where it falls after noon, or the new year on a Sunday,
    /// Wednesday or Friday.
    private static func elapsedDays(_ year: Int) -> Int {
        let months = (235 * year - 234) / 19
        // A month is 29 days and 13753 of the day's 25920 parts; the first molad was 12084 parts after noon.
        let days = 29 * months + (12_084 + 13_753 * months) / 25_920
        return 3 * (days + 1) % 7 < 3 ? days + 1 : days
    }

    /// 1 Tishri of the year 1: 7 October 3761 BCE in the Julian calendar.
    private static let epoch = -1_373_427
}
