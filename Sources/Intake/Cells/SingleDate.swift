internal import Accompaniment

/// One date of the civil calendar in a cell or at one end of a range: `30/11/2015`, `2015-11-30`, `3/2016`,
/// `30 בנובמבר 2015`, `רבעון ד'`.
struct SingleDate {
    let date: PartialDate
    let guess: DateReading.Guess?

    /// `nil` where the tokens are anything else, or the day does not exist.
    init?(_ tokens: ArraySlice<DateToken>, order: DateOrder) {
        let hasWords = tokens.contains { if case .word = $0 { true } else { false } }
        guard let found = hasWords ? Self.inWords(tokens) : Self.inNumbers(tokens, order) else { return nil }
        (date, guess) = found
    }

    var reading: DateReading {
        if let date = date.year.flatMap(date.date(in:)) { return DateReading(value: .date(date), guess: guess) }
        return DateReading(value: .withoutYear(date, through: date), guess: guess)
    }

    private typealias Found = (date: PartialDate, guess: DateReading.Guess?)

    // MARK: Numbers

    private struct Number {
        let value: Int
        let digits: Int

        /// Four digits, or two that mean 2000 to 2069 or 1970 to 1999.
        var year: Int? {
            switch digits {
            case 4: value
            case 2: value + (value < 70 ? 2000 : 1900)
            default: nil
            }
        }
    }

    private static func inNumbers(_ tokens: ArraySlice<DateToken>, _ order: DateOrder) -> Found? {
        var numbers: [Number] = []
        var marks: [DateToken.Mark] = []
        for (offset, token) in tokens.enumerated() {
            switch token {
            case .number(let value, let digits) where offset.isMultiple(of: 2):
                numbers.append(Number(value: value, digits: digits))
            case .mark(.through) where !offset.isMultiple(of: 2):
                marks.append(.hyphen)
            case .mark(let mark) where !offset.isMultiple(of: 2) && [.dot, .slash, .hyphen].contains(mark):
                marks.append(mark)
            default:
                return nil
            }
        }
        guard numbers.count == marks.count + 1 else { return nil }
        switch numbers.count {
        case 1 where numbers[0].digits == 4:
            return PartialDate(.year, 1, year: numbers[0].value).map { ($0, nil) }
        case 2:
            return two(numbers[0], numbers[1], order)
        // «1-3.12» is a range; «30/11-2015» a slip.
        case 3 where marks[0] == marks[1] || (marks[1] == .hyphen && numbers[2].digits == 4):
            return three(numbers[0], numbers[1], numbers[2], order)
        default:
            return nil
        }
    }

    /// `3/2016`, `2015-11`, `03.16`; with a second number up to 12 a day and a month: `30/11`.
    private static func two(_ first: Number, _ second: Number, _ order: DateOrder) -> Found? {
        if first.digits == 4, second.digits <= 2 {
            return PartialDate(.month, second.value, year: first.value).map { ($0, nil) }
        }
        guard first.digits <= 2 else { return nil }
        if second.digits == 4 || (second.digits == 2 && second.value > 12) {
            return PartialDate(.month, first.value, year: second.year).map { ($0, nil) }
        }
        return second.digits <= 2 ? dayAndMonth(first, second, year: nil, order) : nil
    }

    /// `30/11/2015`, `30.11.15`, `2015-11-30`.
    private static func three(_ first: Number, _ second: Number, _ third: Number, _ order: DateOrder) -> Found? {
        guard second.digits <= 2 else { return nil }
        if first.digits == 4, third.digits <= 2 {
            return PartialDate(day: third.value, month: second.value, year: first.value).map { ($0, nil) }
        }
        guard first.digits <= 2, let year = third.year else { return nil }
        return dayAndMonth(first, second, year: year, order)
    }

    private static func dayAndMonth(_ first: Number, _ second: Number, year: Int?, _ order: DateOrder) -> Found? {
        switch order {
        case .mixed where first.value <= 12 && first.value != second.value:
            nil
        case .dayFirst, .mixed:
            PartialDate(day: first.value, month: second.value, year: year).map { ($0, nil) }
        case .monthFirst:
            PartialDate(day: second.value, month: first.value, year: year)
                .map { ($0, first.value == second.value ? nil : .monthFirst) }
        }
    }

    // MARK: Words

    private enum Item {
        case number(Number)
        case month(Int)
        case period(Period.Kind)
        case ordinal(Int)
    }

    private static func inWords(_ tokens: ArraySlice<DateToken>) -> Found? {
        guard let parts = DateToken.items(tokens), parts.count <= 4 else { return nil }
        var items: [Item] = []
        for part in parts {
            switch part {
            case .number(let value, let digits): items.append(.number(Number(value: value, digits: digits)))
            case .word(let word):
                guard let item = item(word) else { return nil }
                items.append(item)
            case .mark: return nil
            }
        }
        // «חודש נובמבר» is «נובמבר».
        if items.count > 1, case .period(.month) = items[0], case .month = items[1] { items.removeFirst() }
        guard let date = date(items) else { return nil }
        // Number and name with a hyphen, the form that Excel gives to a typed `4-6`.
        let isExcelForm = date.kind == nil && tokens.count == 3 && tokens.dropFirst().first == .mark(.hyphen)
        return (date, isExcelForm ? .excelRange : nil)
    }

    private static func date(_ items: [Item]) -> PartialDate? {
        switch items.count {
        case 1:
            guard case .month(let month) = items[0] else { return nil }
            return PartialDate(.month, month, year: nil)
        case 2:
            return switch (items[0], items[1]) {
            // «30 בנובמבר», `04-יונ`.
            case (.number(let day), .month(let month)) where day.digits <= 2:
                PartialDate(day: day.value, month: month, year: nil)
            // «2015 ספט», «מרץ 2016», «מרץ-16».
            case (.number(let year), .month(let month)), (.month(let month), .number(let year)):
                year.year.flatMap { PartialDate(.month, month, year: $0) }
            case (.period(let kind), let ordinal): period(kind, ordinal, year: nil)
            default: nil
            }
        case 3:
            return switch (items[0], items[1], items[2]) {
            case (.number(let year), .month(let month), .number(let day)) where year.digits == 4 && day.digits <= 2:
                PartialDate(day: day.value, month: month, year: year.value)
            case (.number(let day), .month(let month), .number(let year)) where day.digits <= 2,
                (.month(let month), .number(let day), .number(let year)) where day.digits <= 2 && year.digits == 4:
                year.year.flatMap { PartialDate(day: day.value, month: month, year: $0) }
            case (.period(let kind), let ordinal, .number(let year)):
                year.year.flatMap { period(kind, ordinal, year: $0) }
            case (.number(let year), .period(let kind), let ordinal) where year.digits == 4:
                period(kind, ordinal, year: year.value)
            default: nil
            }
        default:
            return nil
        }
    }

    private static func period(_ kind: Period.Kind, _ item: Item, year: Int?) -> PartialDate? {
        switch item {
        case .number(let number) where number.digits <= 2: PartialDate(kind, number.value, year: year)
        // Months are not counted in letters.
        case .ordinal(let ordinal) where kind != .month: PartialDate(kind, ordinal, year: year)
        default: nil
        }
    }

    private static func item(_ word: String) -> Item? {
        if let month = MonthNames.civil(word) { return .month(month) }
        if let item = words[word] { return item }
        // «לרבעון», «המחצית השנייה».
        guard let first = word.first, "בלמה".contains(first) else { return nil }
        return words[String(word.dropFirst())]
    }

    private static let words: [String: Item] = [
        "חודש": .period(.month), "רבעונ": .period(.quarter), "q": .period(.quarter), "מחצית": .period(.half),
        "חציונ": .period(.half), "h": .period(.half), "א": .ordinal(1), "ב": .ordinal(2), "ג": .ordinal(3),
        "ד": .ordinal(4), "ראשונ": .ordinal(1), "ראשונה": .ordinal(1), "שני": .ordinal(2), "שניה": .ordinal(2),
        "שנייה": .ordinal(2), "שלישי": .ordinal(3), "רביעי": .ordinal(4),
    ]
}
