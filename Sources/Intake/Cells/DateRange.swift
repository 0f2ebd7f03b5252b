internal import Accompaniment

/// Two dates with a dash or «עד» between them: `30/11–2/12/2015`, `1-3.12.15`, `ינואר-מרץ 2016` (domain.md 5.6).
///
/// What one end leaves out is taken from the other. Both must be of one kind: days, months, quarters, halves, years.
struct DateRange {
    let reading: DateReading

    /// `nil` where there is no dash, more than one that may stand between, or no date on a side of it.
    init?(_ tokens: ArraySlice<DateToken>, order: DateOrder) {
        // A long dash or one with a space wins over hyphens, which may belong to the dates themselves.
        let long = tokens.indices.filter { tokens[$0] == .mark(.through) }
        let dashes = long.isEmpty ? tokens.indices.filter { tokens[$0] == .mark(.hyphen) } : long
        guard dashes.count == 1, let dash = dashes.first else { return nil }
        let left = DateToken.withoutPreposition(tokens[..<dash])
        let right = DateToken.withoutPreposition(tokens[(dash + 1)...])
        guard let (first, last) = Self.ends(left, right, order), first.date.kind == last.date.kind,
            let reading = Self.reading(first.date, last.date, guess: first.guess ?? last.guess)
        else { return nil }
        self.reading = reading
    }

    private typealias End = (date: PartialDate, guess: DateReading.Guess?)

    private static func ends(
        _ left: ArraySlice<DateToken>,
        _ right: ArraySlice<DateToken>,
        _ order: DateOrder
    ) -> (End, End)? {
        let (first, last) = (end(left, order), end(right, order))
        if let first, let last {
            // A day without its year beside `2015-11-30` may be written month first.
            let isISO = [left, right].contains { if case .number(_, digits: 4)? = $0.first { true } else { false } }
            let isWhole = first.date.year != nil && last.date.year != nil
            return isISO && !isWhole ? nil : (first, last)
        }
        if let last { return bare(left, like: last.date).map { (End($0, nil), last) } }
        // «3.12.15-1», as a right-to-left screen shows `1-3.12.15`. Without a year it may be anything.
        guard let first, first.date.year != nil else { return nil }
        return bare(right, like: first.date).map { (first, End($0, nil)) }
    }

    private static func end(_ tokens: ArraySlice<DateToken>, _ order: DateOrder) -> End? {
        if let single = SingleDate(tokens, order: order) {
            // `04-יונ` at an end of a range is a day.
            return (single.date, single.guess == .monthFirst ? .monthFirst : nil)
        }
        guard let hebrew = HebrewDate(tokens), hebrew.date.precision == .day else { return nil }
        let day = hebrew.date.from
        return PartialDate(day: day.day, month: day.month, year: day.year).map { ($0, hebrew.guess) }
    }

    /// The `1` of `1-3.12.15` and of `1-3/2016`: a day of the same month, a month of the same year.
    private static func bare(_ tokens: ArraySlice<DateToken>, like other: PartialDate) -> PartialDate? {
        guard tokens.count == 1, case .number(let value, let digits)? = tokens.first, digits <= 2 else { return nil }
        return switch other.kind {
        case nil: PartialDate(day: value, month: other.month, year: other.year)
        case .month?: PartialDate(.month, value, year: other.year)
        default: nil
        }
    }

    private static func reading(
        _ first: PartialDate,
        _ last: PartialDate,
        guess: DateReading.Guess?
    ) -> DateReading? {
        // Without any year the order of the two is found in one that has all days.
        let year = first.year ?? last.year ?? 2000
        guard let start = first.date(in: first.year ?? year), let end = last.date(in: last.year ?? year) else {
            return nil
        }
        var (from, to, isReversed) = (start, end, false)
        if end.from < start.from {
            (from, to, isReversed) = (end, start, true)
            // «30/12–2/1/2016» crosses the end of the year, «2/12–30/11/2015» is reversed: the shorter of the two.
            if first.year == nil || last.year == nil {
                let earlier = first.year == nil && last.year != nil ? first.date(in: year - 1) : start
                let later = last.year == nil ? last.date(in: year + 1) : end
                if let earlier, let later, days(earlier, later) < days(end, start) {
                    (from, to, isReversed) = (earlier, later, false)
                }
            }
        }
        let found = guess ?? (isReversed ? .reversedRange : nil)
        if first.year == nil, last.year == nil {
            let ends = isReversed ? (last, first) : (first, last)
            return DateReading(value: .withoutYear(ends.0, through: ends.1), guess: found)
        }
        return DateReading(
            value: .date(from == to ? from : ActivityDate(from: from.from, to: to.to, precision: .range)),
            guess: found
        )
    }

    private static func days(_ from: ActivityDate, _ to: ActivityDate) -> Int {
        to.to.dayNumber - from.from.dayNumber
    }
}
