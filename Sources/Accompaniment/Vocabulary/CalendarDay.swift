/// A day of the Gregorian calendar, without time and zone: what a report's date means.
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Year, month and day in one number, in the order of days: a row is passed on with several days in it.
    private let number: Int

    package var year: Int { number >> 9 }
    package var month: Int { number >> 5 & 15 }
    package var day: Int { number & 31 }

    /// ISO 8601: `2015-11-30`. Of a year with four digits, as every day has one that was read.
    package var description: String {
        // Safety: all ten bytes are written.
        unsafe String(unsafeUninitializedCapacity: 10) { text in
            func put(_ number: Int, at start: Int) {
                unsafe text[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
                unsafe text[start + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
            }
            put(year / 100, at: 0)
            put(year % 100, at: 2)
            put(month, at: 5)
            put(day, at: 8)
            unsafe text[4] = UInt8(ascii: "-")
            unsafe text[7] = UInt8(ascii: "-")
            return 10
        }
    }

    /// `nil` for a day that does not exist, such as 31 November, and for years outside 1900 to 2199.
    package init?(year: Int, month: Int, day: Int) {
        guard (1900...2199).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.lastDay(month: month, year: year)
        else { return nil }
        self.init(checkedYear: year, month: month, day: day)
    }

    /// From `2015-11-30`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private init(checkedYear year: Int, month: Int, day: Int) {
        number = (year << 4 | month) << 5 | day
    }

    /// First day of a month. Months beyond 1 to 12 carry into the year, so that `month + 3` is the next quarter.
    package static func first(year: Int, month: Int) -> CalendarDay {
        let months = year * 12 + month - 1
        return CalendarDay(checkedYear: months / 12, month: months % 12 + 1, day: 1)
    }

    /// Last day of the month that ``first(year:month:)`` begins.
    package static func last(year: Int, month: Int) -> CalendarDay {
        let first = first(year: year, month: month)
        return CalendarDay(
            checkedYear: first.year,
            month: first.month,
            day: lastDay(month: first.month, year: first.year)
        )
    }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        left.number < right.number
    }

    fileprivate var dayFirst: String { "\(day)/\(month)/\(year)" }

    private static func lastDay(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// `number` in at least `width` decimal digits.
package func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// When an activity took place, as exactly as the sender said it.
package struct ActivityDate: Hashable, Sendable {
    package enum Precision: String, Sendable {
        case day, range, month, quarter, half, year
    }

    package let from: CalendarDay
    package let to: CalendarDay
    package let precision: Precision

    package init(from: CalendarDay, to: CalendarDay, precision: Precision) {
        self.from = from
        self.to = to
        self.precision = precision
    }

    package init(day: CalendarDay) {
        self.init(from: day, to: day, precision: .day)
    }

    /// A whole period of `kind`: a month, a quarter, a year.
    package init(_ period: Period) {
        self.init(from: period.from, to: period.to, precision: period.kind.precision)
    }

    /// The month, quarter, half or year that it is; `nil` for a day, and for days from one to another.
    package var wholePeriod: Period? {
        Period.Kind.allCases.first { $0.precision == precision }.map { Period($0, containing: from) }
    }

    /// As people in Israel write it: `1/11/2015`, `11/2015`, `רבעון 4, 2015`.
    package func words(_ language: Language) -> String {
        switch precision {
        case .day: from.dayFirst
        case .range: "\(from.dayFirst)–\(to.dayFirst)"
        case .month: "\(from.month)/\(from.year)"
        case .quarter: language == .hebrew ? "רבעון \(to.month / 3), \(to.year)" : "quarter \(to.month / 3), \(to.year)"
        case .half: language == .hebrew ? "מחצית \(to.month / 6), \(to.year)" : "half \(to.month / 6), \(to.year)"
        case .year: language == .hebrew ? "שנת \(to.year)" : String(to.year)
        }
    }

    /// The date in a form that can be read back: `2015`, `2015-12`, `Q4 2015`, `2015-11-30`.
    package var text: String {
        switch precision {
        case .day: to.description
        case .range: "\(from)–\(to)"
        case .month: String(to.description.prefix(7))
        case .quarter: "Q\(to.month / 3) \(to.year)"
        case .half: "מחצית \(to.month / 6)/\(to.year)"
        case .year: String(to.year)
        }
    }
}
