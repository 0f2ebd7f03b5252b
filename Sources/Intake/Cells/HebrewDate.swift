internal import Accompaniment

/// A date of the Hebrew calendar: «י"ח בכסלו תשע"ו», «י"ד אדר ב' התשע"ו», «18 בכסלו 5776», «כסלו תשע"ו»
/// (domain.md 5.6).
struct HebrewDate {
    /// The civil day in which the Hebrew day is light; for a month without a day its days, as a range.
    let date: ActivityDate
    let guess: DateReading.Guess?

    var reading: DateReading { DateReading(value: .date(date), guess: guess) }

    /// `nil` where the tokens are anything else, or the day does not exist.
    init?(_ tokens: ArraySlice<DateToken>) {
        guard var items = DateToken.items(tokens), let year = items.popLast().flatMap(Self.year) else { return nil }
        var day: Int?
        if let number = items.first.flatMap(Self.day) {
            day = number
            items.removeFirst()
        }
        guard case .word(let name)? = items.popFirst(), var month = MonthNames.hebrew(name) else { return nil }
        var guess: DateReading.Guess?
        if month == .adar, HebrewCalendar.isLeap(year) {
            if case .word(let which)? = items.first, let stated = Self.adars[which] {
                month = stated
                items.removeFirst()
            } else {
                // In deeds "Adar" alone is the first one; speech may mean the second, hence the guess.
                (month, guess) = (.adarI, .plainAdar)
            }
        }
        guard items.isEmpty else { return nil }
        let length = HebrewCalendar.days(in: month, of: year)
        guard let from = Self.civil(day ?? 1, month, year), let to = Self.civil(day ?? length, month, year) else {
            return nil
        }
        date = day == nil ? ActivityDate(from: from, to: to, precision: .range) : ActivityDate(day: from)
        self.guess = guess
    }

    private static func civil(_ day: Int, _ month: HebrewCalendar.Month, _ year: Int) -> CalendarDay? {
        HebrewCalendar.dayNumber(of: day, month, year).flatMap { CalendarDay(dayNumber: $0) }
    }

    private static func day(_ token: DateToken) -> Int? {
        switch token {
        case .number(let value, let digits): digits <= 2 ? value : nil
        case .word(let word): dayNumerals[word]
        case .mark: nil
        }
    }

    private static func year(_ token: DateToken) -> Int? {
        switch token {
        case .number(let value, _): HebrewCalendar.years.contains(value) ? value : nil
        case .word(let word): yearNumerals[word]
        case .mark: nil
        }
    }

    private static let adars: [String: HebrewCalendar.Month] = [
        "א": .adarI, "ראשונ": .adarI, "הראשונ": .adarI, "ב": .adar, "שני": .adar, "השני": .adar,
    ]

    private static let dayNumerals = Dictionary(uniqueKeysWithValues: (1...30).map { (numeral($0), $0) })

    /// With and without ה for the five thousands.
    private static let yearNumerals: [String: Int] = {
        var years: [String: Int] = [:]
        for year in HebrewCalendar.years {
            let numeral = numeral(year - 5000)
            years[numeral] = year
            years["ה" + numeral] = year
        }
        return years
    }()

    /// 1 to 999 in letters, folded: the greatest value first, but 15 and 16 as 9 and 6 or 7.
    private static func numeral(_ number: Int) -> String {
        var rest = number
        var letters = ""
        for (value, letter) in letterValues {
            if rest == 15 || rest == 16 { return letters + (rest == 15 ? "טו" : "טז") }
            while rest >= value {
                letters += letter
                rest -= value
            }
        }
        return letters
    }

    private static let letterValues = [
        (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"),
        (40, "מ"), (30, "ל"), (20, "כ"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"),
        (3, "ג"), (2, "ב"), (1, "א"),
    ]
}
