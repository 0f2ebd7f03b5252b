/// What stands around a date in a cell and says nothing of the day: a time, a weekday, words such as «שנת» and «של».
extension DateToken {
    /// The tokens of the date alone; `nil` for a time that does not exist.
    static func bare(_ tokens: [DateToken]) -> ArraySlice<DateToken>? {
        guard var tokens = withoutTimes(tokens) else { return nil }
        tokens.removeAll { token in
            switch token {
            case .mark(.comma): true
            case .word(let word): fillers.contains(word)
            default: false
            }
        }
        while tokens.last == .mark(.dot) { tokens.removeLast() }
        return withoutPreposition(withoutWeekday(tokens[...]))
    }

    /// Without «ב-», «ל-», «ה-», «מ-» before a number.
    static func withoutPreposition(_ tokens: ArraySlice<DateToken>) -> ArraySlice<DateToken> {
        guard case .word(let word)? = tokens.first, ["ב", "ל", "ה", "מ"].contains(word) else { return tokens }
        var rest = tokens.dropFirst()
        if rest.first == .mark(.hyphen) || rest.first == .mark(.through) { rest.removeFirst() }
        guard case .number? = rest.first else { return tokens }
        return rest
    }

    /// Removes `09:00`, `T09:00:00.000Z`, `09:00:00+02:00`, `9:00 AM`, `בשעה 9:00`, `9:00-11:30`.
    private static func withoutTimes(_ tokens: [DateToken]) -> [DateToken]? {
        var rest: [DateToken] = []
        /// How many tokens were left when the last time was removed.
        var end: Int?
        var index = 0
        while index < tokens.count {
            guard index + 1 < tokens.count, tokens[index + 1] == .mark(.colon) else {
                rest.append(tokens[index])
                index += 1
                continue
            }
            guard let length = lengthOfTime(tokens[index...]) else { return nil }
            index += length
            let isSecond = rest.count - 1 == end
            switch rest.last {
            case .word("t")?, .word("בשעה")?, .word("שעה")?: rest.removeLast()
            case .mark(.plus)? where isSecond: rest.removeLast()
            case .mark(.hyphen)? where isSecond, .mark(.through)? where isSecond: rest.removeLast()
            // «30/11/2015 - 09:00».
            case .mark(.through)? where index == tokens.count: rest.removeLast()
            default: break
            }
            end = rest.count
        }
        return rest
    }

    /// How many tokens the time takes with which `tokens` begins.
    private static func lengthOfTime(_ tokens: ArraySlice<DateToken>) -> Int? {
        var rest = tokens
        guard part(&rest, upTo: 24), rest.popFirst() == .mark(.colon), part(&rest, upTo: 59) else { return nil }
        if rest.first == .mark(.colon) {
            rest.removeFirst()
            guard part(&rest, upTo: 59) else { return nil }
            if rest.first == .mark(.dot), case .number? = rest.dropFirst().first { rest.removeFirst(2) }
        }
        if case .word(let word)? = rest.first, ["z", "am", "pm"].contains(word) { rest.removeFirst() }
        return tokens.count - rest.count
    }

    private static func part(_ tokens: inout ArraySlice<DateToken>, upTo limit: Int) -> Bool {
        guard case .number(let value, let digits)? = tokens.popFirst() else { return false }
        return digits <= 2 && value <= limit
    }

    /// Removes «יום שני», «ביום ב'», «ביום», `Monday` before the date, and «יום שני» behind it.
    private static func withoutWeekday(_ tokens: ArraySlice<DateToken>) -> ArraySlice<DateToken> {
        var rest = tokens
        if case .word(let word)? = rest.first {
            if word == "יומ" || word == "ביומ" {
                rest.removeFirst()
                if case .word(let day)? = rest.first, weekdays.contains(day), !isDayOfMonth(rest) { rest.removeFirst() }
            } else if englishWeekdays.contains(word) {
                rest.removeFirst()
                if rest.first == .mark(.dot) { rest.removeFirst() }
            }
        }
        if case .word(let day)? = rest.last, weekdays.contains(day), rest.dropLast().last == .word("יומ") {
            rest.removeLast(2)
        }
        return rest
    }

    /// In «ביום ה' בכסלו» the letter is the day of the month, in «ביום ה' י"ח בכסלו» that of the week.
    private static func isDayOfMonth(_ tokens: ArraySlice<DateToken>) -> Bool {
        guard case .word(let next)? = tokens.dropFirst().first else { return false }
        return MonthNames.hebrew(next) != nil
    }

    private static let fillers: Set = [
        "שנת", "בשנת", "לשנת", "משנת", "של", "תאריכ", "בתאריכ", "מתאריכ", "במהלכ", "of", "the",
    ]
    private static let weekdays: Set = [
        "ראשונ", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת", "א", "ב", "ג", "ד", "ה", "ו", "ש",
    ]
    private static let englishWeekdays: Set<String> = {
        let names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        return Set(names + names.map { String($0.prefix(3)) })
    }()
}
