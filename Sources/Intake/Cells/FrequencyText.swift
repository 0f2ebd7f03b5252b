internal import Accompaniment

/// What a cell of a frequency column says.
struct FrequencyReading: Sendable, Equatable {
    /// What was made of a text that does not say it outright: told to the sender.
    enum Guess: Sendable, Equatable {
        /// `דו שבועי`, `דו חודשי`: every second one, or twice in each; taken for every second.
        case everySecond
        /// A range of which Excel made a date, `04-יונ`: read as the range, in a year.
        case rangeMadeDate
        /// A range and nothing else, `4-6`: read as times in a year.
        case yearAssumed
    }

    var value: Frequency
    var guess: Guess?
}

/// How often, as people write it (domain.md 5.7).
enum FrequencyText {
    /// `nil` for a text that is no frequency, and for a bare number, which counts meetings.
    static func parse(_ text: String) -> FrequencyReading? {
        guard var tokens = CellTokens(text), !tokens.isEmpty else { return nil }
        for frame in frames where tokens.takeWords(frame) { break }
        if let phrase = tokens.phrase {
            if let value = phrases[phrase] { return FrequencyReading(value: value) }
            if let value = everySecond[phrase] { return FrequencyReading(value: value, guess: .everySecond) }
        }
        if let value = timesInPeriod(tokens) { return FrequencyReading(value: value) }
        return range(text)
    }

    /// The frequency with which a sentence ends, and what stands before it: «פורום חינוך אחת לשלושה שבועות». One word
    /// alone, as in «פורום שבועי», belongs to what stands before it, and a bare range may be of anything.
    static func ending(_ text: String) -> (before: String, frequency: String)? {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        for length in stride(from: min(longestEnding, words.count - 1), to: 1, by: -1) {
            let tail = words.suffix(length).joined(separator: " ")
            // «עד 3 פעמים בשנה» is not three times.
            if isQualifier(words[words.count - length - 1]) { continue }
            if let reading = parse(tail), reading.guess == nil || reading.guess == .everySecond {
                return (words.dropLast(length).joined(separator: " "), tail)
            }
        }
        return nil
    }

    private static func isQualifier(_ word: Substring) -> Bool {
        guard var tokens = CellTokens(String(word)) else { return false }
        return tokens.takeQualifier() != NumberQualifier() && tokens.isEmpty
    }

    /// In words: «בתדירות של 4 - 6 פעמים בחצי שנה».
    private static var longestEnding: Int { 8 }

    /// More often than this, or less, is a slip of the hand.
    private static let plausible = 1...366

    /// `אחת לשלושה שבועות`, `4-6 פעמים בשנה`, `בשנה 4-6 פעמים`, `כל שבועיים`: how many times and in what period, in
    /// either order; «כל» needs no times.
    private static func timesInPeriod(_ cell: CellTokens) -> Frequency? {
        var tokens = cell
        if let times = times(&tokens), let period = period(&tokens), tokens.isEmpty {
            return frequency(times, period)
        }
        tokens = cell
        guard let period = period(&tokens) else { return nil }
        if tokens.isEmpty { return period.standsAlone ? frequency(1...1, period) : nil }
        guard let times = times(&tokens), tokens.isEmpty else { return nil }
        return frequency(times, period)
    }

    private static func frequency(_ times: ClosedRange<Int>, _ period: Span) -> Frequency {
        .regular(least: times.lowerBound, most: times.upperBound, every: period.every, unit: period.unit)
    }

    /// `4-6`, and what Excel makes of it.
    private static func range(_ text: String) -> FrequencyReading? {
        if let range = ExcelDamage.rangeMadeDate(text) {
            return FrequencyReading(value: yearly(range), guess: .rangeMadeDate)
        }
        guard let range = NumberText.parse(text), !range.isApproximate, let range = range.whole(in: plausible),
            range.lowerBound < range.upperBound
        else { return nil }
        return FrequencyReading(value: yearly(range), guess: .yearAssumed)
    }

    private static func yearly(_ times: ClosedRange<Int>) -> Frequency {
        .regular(least: times.lowerBound, most: times.upperBound, every: 1, unit: .year)
    }

    /// `פעם`, `פעם אחת`, `פעמיים`, `אחת`, `שלוש פעמים`, `4-6 מפגשים`, `פעם-פעמיים`, `twice`.
    private static func times(_ tokens: inout CellTokens) -> ClosedRange<Int>? {
        if let first = tokens.takeWord(in: occasions) {
            if first == 1 { _ = tokens.takeWord("אחת") }
            var rest = tokens
            guard rest.takeRangeMark(), let other = rest.takeWord(in: occasions) else { return first...first }
            tokens = rest
            return min(first, other)...max(first, other)
        }
        var counted = tokens
        _ = counted.takeRangeOpening()
        if let first = count(&counted) {
            let end = counted.takeRangeEnd() ?? Double(first)
            if let last = Int(exactly: end), plausible.contains(last), counted.takeWord(in: nouns) {
                tokens = counted
                return min(first, last)...max(first, last)
            }
        }
        return tokens.takeWord("אחת") ? 1...1 : nil
    }

    private typealias Span = (every: Int, unit: Frequency.Unit, standsAlone: Bool)

    /// `בשנה`, `לחודש`, `לשלושה שבועות`, `ל-3 שבועות`, `בחצי שנה`, `כל שבועיים`, `per month`.
    private static func period(_ tokens: inout CellTokens) -> Span? {
        let standsAlone = tokens.takeWord(in: ["כל", "מדי", "מידי", "בכל", "every", "each"])
        guard
            standsAlone || tokens.takeWord(in: ["a", "an", "per"]) || tokens.takePrefix("ב") || tokens.takePrefix("ל")
        else { return nil }
        if let unit = tokens.takeWord(in: duals) { return (2, unit, standsAlone) }
        if tokens.takeWords(["חצי", "שנה"]) { return (6, .month, standsAlone) }
        if let unit = tokens.takeWord(in: units) { return (1, unit, standsAlone) }
        guard let every = count(&tokens), let unit = tokens.takeWord(in: units) else { return nil }
        return (every, unit, standsAlone)
    }

    private static func count(_ tokens: inout CellTokens) -> Int? {
        tokens.takeQuantity().flatMap { Int(exactly: $0) }.flatMap { plausible.contains($0) ? $0 : nil }
    }

    /// Folded, as are those below. Words before a frequency that add nothing to it.
    private static let frames = [
        ["בתדירות", "של"], ["בתדירות"], ["תדירות"], ["באופנ"], ["על", "בסיס"],
    ]

    private static let phrases: [String: Frequency] = {
        var phrases: [String: Frequency] = [
            "שוטפ": .ongoing, "שוטפת": .ongoing, "ongoing": .ongoing, "continuous": .ongoing,
            "חד פעמי": .once, "חד פעמית": .once, "פעמ אחת": .once, "once": .once, "one time": .once, "one off": .once,
            "משתנה": .varying, "לפי הצורכ": .varying, "לפי צורכ": .varying, "בהתאמ לצורכ": .varying,
            "varying": .varying, "varies": .varying, "as needed": .varying,
        ]
        let adjectives: [(words: [String], every: Int, unit: Frequency.Unit)] = [
            (["יומי", "יומית", "daily"], 1, .day), (["שבועי", "שבועית", "weekly"], 1, .week),
            (["fortnightly"], 2, .week), (["חודשי", "חודשית", "monthly"], 1, .month),
            (["רבעוני", "רבעונית", "quarterly"], 1, .quarter),
            (["חצי שנתי", "חצי שנתית", "half yearly", "semi annual", "semi annually"], 6, .month),
            (["שנתי", "שנתית", "yearly", "annual", "annually"], 1, .year),
        ]
        for adjective in adjectives {
            for word in adjective.words {
                phrases[word] = .regular(least: 1, most: 1, every: adjective.every, unit: adjective.unit)
            }
        }
        return phrases
    }()

    private static let everySecond: [String: Frequency] = {
        let words: [(String, Frequency.Unit)] = [
            ("דו שבועי", .week), ("דו שבועית", .week), ("biweekly", .week), ("bi weekly", .week),
            ("דו חודשי", .month), ("דו חודשית", .month), ("bimonthly", .month), ("bi monthly", .month),
            ("דו שנתי", .year), ("דו שנתית", .year),
        ]
        return Dictionary(uniqueKeysWithValues: words.map { ($0, .regular(least: 1, most: 1, every: 2, unit: $1)) })
    }()

    private static let occasions = ["פעמ": 1, "פעמיימ": 2, "once": 1, "twice": 2]

    private static let nouns: Set = ["פעמ", "פעמימ", "מפגש", "מפגשימ", "פגישה", "פגישות", "time", "times"]

    private static let duals: [String: Frequency.Unit] = [
        "יומיימ": .day, "שבועיימ": .week, "חודשיימ": .month, "שנתיימ": .year,
    ]

    private static let units: [String: Frequency.Unit] = [
        "יומ": .day, "ימימ": .day, "day": .day, "days": .day,
        "שבוע": .week, "שבועות": .week, "week": .week, "weeks": .week,
        "חודש": .month, "חודשימ": .month, "month": .month, "months": .month,
        "רבעונ": .quarter, "רבעונימ": .quarter, "quarter": .quarter, "quarters": .quarter,
        "שנה": .year, "שנימ": .year, "year": .year, "years": .year,
    ]
}
