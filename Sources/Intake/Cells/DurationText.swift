/// What a cell of a duration column says.
struct DurationReading: Sendable, Equatable {
    /// What was made of a text that does not say it outright: told to the sender.
    enum Guess: Sendable, Equatable {
        /// `יום`, `חצי יום`, `יום עבודה`: how many hours that is, is not known, and `minutes` is `nil`.
        case workingDay
        /// More than 24 hours in one row, such as a bare `90` under `שעות`: the sum of several meetings, or minutes.
        case moreThanDay
        /// `0.0625`: a time that Excel saved as a part of a day.
        case dayFraction
        /// `1.5` under a heading that names no unit, taken for hours; for `2`, which may be either, `minutes` is `nil`.
        case unitAssumed
    }

    /// 1 to 366 days.
    var minutes: Int?
    /// The sender wrote "about".
    var isApproximate = false
    var guess: Guess?
}

/// Lengths of time as people write them (domain.md 5.7 and 5.3, field 33).
enum DurationText {
    /// `1:30`, `01:30:00`, `90 דק'`, `שעה וחצי`, `3 ש'`, `9:00-11:30`, a bare number in the unit of the column.
    ///
    /// - Parameter heading: Of the column; a unit in it is that of bare numbers: `שעות ליווי`, `משך (בדקות)`.
    /// - Returns: `nil` for a text that is no length of time, a bound such as `עד שעה`, and what is not above zero.
    static func parse(_ text: String, heading: String = "") -> DurationReading? {
        guard var tokens = CellTokens(text) else { return nil }
        if let span = span(tokens) { return reading(span) }
        var qualifier = tokens.takeQualifier()
        guard let (length, guess) = length(&tokens, columnUnit(heading)) else { return nil }
        tokens.takeTrailingQualifier(of: &qualifier)
        guard tokens.isEmpty, qualifier.bound == nil else { return nil }
        var reading = length.map(reading) ?? DurationReading()
        reading?.isApproximate = qualifier.isApproximate
        if let guess, reading?.guess == nil { reading?.guess = guess }
        return reading
    }

    private enum Unit: Double {
        case minute = 1
        case hour = 60
        case day = 1440
    }

    /// In minutes, `nil` where the text names a length that is not known; and what was guessed.
    private typealias Length = (minutes: Double?, guess: DurationReading.Guess?)

    /// - Returns: `nil` outside the limits.
    private static func reading(_ minutes: Double) -> DurationReading? {
        let whole = minutes.rounded()
        guard (1...Unit.day.rawValue * 366).contains(whole) else { return nil }
        return DurationReading(minutes: Int(whole), guess: whole > Unit.day.rawValue ? .moreThanDay : nil)
    }

    private static func length(_ tokens: inout CellTokens, _ columnUnit: Unit?) -> Length? {
        if let clock = clock(&tokens) {
            _ = tokens.takeWord(in: units)
            return (clock, nil)
        }
        var bare = tokens
        let decimals = tokens.numeral?.decimals ?? 0
        if let number = bare.takeQuantity(), bare.words.allSatisfy({ units[$0] == nil && duals[$0] == nil }) {
            tokens = bare
            return length(of: number, decimals, columnUnit)
        }
        return sum(&tokens)
    }

    /// A number without a unit. A part of one with three decimals that is a whole minute of a day, as `0.0625` is, is
    /// how Excel saves a time; people write `0.5` and `0.25` hours.
    private static func length(of number: Double, _ decimals: Int, _ columnUnit: Unit?) -> Length? {
        if columnUnit == .day { return (nil, .workingDay) }
        let ofDay = number * Unit.day.rawValue
        if number < 1, decimals >= 3, abs(ofDay - ofDay.rounded()) < 0.02 { return (ofDay, .dayFraction) }
        if let columnUnit { return (number * columnUnit.rawValue, nil) }
        if number != number.rounded() { return (number * Unit.hour.rawValue, .unitAssumed) }
        return number > 0 && number < 10 ? (nil, .unitAssumed) : (number, nil)
    }

    /// `9:00-11:30`. Right-to-left text may turn the ends round; more than twelve hours back is past midnight.
    private static func span(_ cell: CellTokens) -> Double? {
        var tokens = cell
        if tokens.takeRangeOpening() { _ = tokens.takeWord("שעה") }
        guard let start = clock(&tokens), tokens.takeRangeMark(), let end = clock(&tokens), tokens.isEmpty,
            max(start, end) <= Unit.day.rawValue
        else { return nil }
        if end >= start { return end - start }
        return start - end <= Unit.day.rawValue / 2 ? start - end : Unit.day.rawValue - (start - end)
    }

    /// `1:30`, `01:30:00`.
    private static func clock(_ tokens: inout CellTokens) -> Double? {
        var rest = tokens
        guard let hours = whole(&rest), rest.takeMark(":"), let minutes = whole(&rest), minutes < 60 else { return nil }
        var seconds = 0.0
        if rest.takeMark(":") {
            guard let last = whole(&rest), last < 60 else { return nil }
            seconds = last
        }
        tokens = rest
        return hours * 60 + minutes + seconds / 60
    }

    private static func whole(_ tokens: inout CellTokens) -> Double? {
        tokens.takeNumeral().flatMap { $0.decimals == 0 ? $0.value : nil }
    }

    /// `שעה`, `שעתיים וחצי`, `2 שעות ו-20 דקות`, `1h 30m`: parts in ever smaller units.
    private static func sum(_ tokens: inout CellTokens) -> Length? {
        var total = 0.0
        var last: Unit?
        var isKnown = true
        repeat {
            guard let part = part(&tokens), part.unit.rawValue < last?.rawValue ?? .infinity else { return nil }
            total += (part.count + (tokens.takeAddedFraction() ?? 0)) * part.unit.rawValue
            last = part.unit
            if part.unit == .day {
                isKnown = false
                _ = tokens.takeWord(in: ["עבודה", "שלמ", "מלא", "עיונ"])
            }
        } while tokens.takePrefix("ו") || tokens.numeral != nil
        return isKnown ? (total, nil) : (nil, .workingDay)
    }

    private static func part(_ tokens: inout CellTokens) -> (count: Double, unit: Unit)? {
        if let unit = tokens.takeWord(in: duals) { return (2, unit) }
        if let count = tokens.takeQuantity() { return tokens.takeWord(in: units).map { (count, $0) } }
        return tokens.takeWord(in: singulars).map { (1, $0) }
    }

    /// `nil` for a heading that names no unit, or both hours and minutes. Hours in a day are hours.
    private static func columnUnit(_ heading: String) -> Unit? {
        let words = CellTokens(heading)?.words ?? []
        let named = Set(words.compactMap { units[$0] ?? ($0.hasPrefix("ב") ? units[String($0.dropFirst())] : nil) })
        let withinDay = named.subtracting([.day])
        return withinDay.count > 1 ? nil : withinDay.first ?? named.first
    }

    /// Folded, as are those below.
    private static let singulars: [String: Unit] = ["דקה": .minute, "שעה": .hour, "יומ": .day]

    private static let duals: [String: Unit] = ["שעתיימ": .hour, "יומיימ": .day]

    private static let units: [String: Unit] = [
        "דק": .minute, "דקה": .minute, "דקות": .minute, "m": .minute, "min": .minute, "mins": .minute,
        "minute": .minute, "minutes": .minute, "durationmin": .minute,
        "ש": .hour, "שע": .hour, "שעה": .hour, "שעות": .hour, "h": .hour, "hr": .hour, "hrs": .hour, "hour": .hour,
        "hours": .hour,
        "יומ": .day, "ימימ": .day, "ימי": .day, "day": .day, "days": .day,
    ]
}
