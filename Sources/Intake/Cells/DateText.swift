internal import Accompaniment

/// Dates as people write them (domain.md 5.6): Israeli day order, ISO, month, quarter, half and year, ranges, Hebrew
/// dates, and what Excel makes of them.
enum DateText {
    /// What a cell says as a date; `nil` where it names no day that exists in the years 1900 to 2199.
    ///
    /// A time behind the date and the day of the week are passed over; a day in UTC stays the day that is written.
    ///
    /// - Parameter order: Of the column: ``DateColumn``.
    static func parse(_ text: String, order: DateOrder = .dayFirst) -> DateReading? {
        guard let tokens = DateToken.scan(text) else { return nil }
        if let serial = excelSerial(tokens) { return serial }
        guard let bare = DateToken.bare(tokens), !bare.isEmpty else { return nil }
        if let single = SingleDate(bare, order: order) { return single.reading }
        if let hebrew = HebrewDate(bare) { return hebrew.reading }
        return DateRange(bare, order: order)?.reading
    }

    /// `42309`, `42309.375`: days since 30 December 1899, as Excel counts from March 1900 on, with the time as a
    /// fraction. Only numbers that mean a day of the years 2000 to 2099.
    private static func excelSerial(_ tokens: [DateToken]) -> DateReading? {
        guard case .number(let serial, _)? = tokens.first, (36_526...73_050).contains(serial) else { return nil }
        if tokens.count > 1 {
            guard tokens.count == 3, tokens[1] == .mark(.dot) || tokens[1] == .mark(.comma), case .number = tokens[2]
            else { return nil }
        }
        let number = 693_594 + serial
        guard let day = CalendarDay(dayNumber: number), let later = CalendarDay(dayNumber: number + 1462) else {
            return nil
        }
        return DateReading(value: .date(ActivityDate(day: day)), guess: .excelSerial(from1904: later))
    }
}
