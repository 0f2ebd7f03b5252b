internal import Accompaniment

/// Dates as people write them (domain.md 5.6): Israeli day order, ISO, month, quarter, half and year.
enum DateText {
    /// `nil` for a text that names no day that exists.
    static func parse(_ text: String) -> ActivityDate? {
        let key = Folding.key(text)
        return day(text) ?? period(key)
    }

    /// `30/11/2015`, `30.11.15`, `30-11-2015`, `2015-11-30`, `2015-11-30T09:00:00Z`.
    private static func day(_ text: String) -> ActivityDate? {
        let date = text.split(whereSeparator: { $0 == "T" || $0 == " " }).first ?? ""
        let parts = date.split(whereSeparator: { "/.-–".contains($0) }).map { (number: Int($0), length: $0.count) }
        guard parts.count == 3, let first = parts[0].number, let month = parts[1].number, let last = parts[2].number
        else { return nil }
        let found =
            parts[0].length == 4
            ? CalendarDay(year: first, month: month, day: last)
            : CalendarDay(year: fullYear(last), month: month, day: first)
        return found.map(ActivityDate.init(day:))
    }

    /// `דצמבר 2015`, `מרץ-16`, `3/2016`, `2015-11`, `Q4-15`, `רבעון 4/2015`, `מחצית ב' 2015`, `שנת 2015`, `2015`.
    private static func period(_ key: String) -> ActivityDate? {
        var words = key.split(whereSeparator: { " /.".contains($0) }).map(String.init)
        if words.first == "שנת" || words.first == "בשנת" { words.removeFirst() }
        guard let yearWord = words.first(where: { $0.count == 4 && Int($0) != nil }) ?? words.last,
            let number = Int(yearWord), yearWord.count == 4 || yearWord.count == 2
        else { return nil }
        let year = fullYear(number)
        if let position = words.lastIndex(of: yearWord) { words.remove(at: position) }
        // «לרבעון», «ברבעון».
        if let first = words.first, first.count > 4, "לב".contains(first.prefix(1)),
            periodWords.contains(String(first.dropFirst()))
        {
            words[0].removeFirst()
        }
        switch (words.count, words.first) {
        case (0, _) where yearWord.count == 4:
            return whole(.year, year, month: 1)
        case (1, let word?):
            if let month = month(word) { return whole(.month, year, month: month) }
            guard word.hasPrefix("q") else { return nil }
            return ordinal(String(word.dropFirst()), upTo: 4).flatMap { whole(.quarter, year, month: $0 * 3 - 2) }
        case (2, "רבעונ"?):
            return ordinal(words[1], upTo: 4).flatMap { whole(.quarter, year, month: $0 * 3 - 2) }
        case (2, "מחצית"?):
            return ordinal(words[1], upTo: 2).flatMap { whole(.half, year, month: $0 * 6 - 5) }
        default:
            return nil
        }
    }

    private static let periodWords: Set = ["רבעונ", "מחצית"]

    private static func whole(_ kind: Period.Kind, _ year: Int, month: Int) -> ActivityDate? {
        CalendarDay(year: year, month: month, day: 1).map { ActivityDate(Period(kind, containing: $0)) }
    }

    /// Two digits mean 2000 to 2069 or 1970 to 1999.
    private static func fullYear(_ year: Int) -> Int {
        switch year {
        case 0...69: 2000 + year
        case 70...99: 1900 + year
        default: year
        }
    }

    private static func ordinal(_ word: String, upTo limit: Int) -> Int? {
        let letters = ["א": 1, "ב": 2, "ג": 3, "ד": 4]
        return (Int(word) ?? letters[word]).flatMap { (1...limit).contains($0) ? $0 : nil }
    }

    private static func month(_ word: String) -> Int? {
        if let number = Int(word) { return (1...12).contains(number) ? number : nil }
        return months[word] ?? (word.hasPrefix("ב") ? months[String(word.dropFirst())] : nil)
    }

    /// Folded names, whole and shortened to three letters and more.
    private static let months: [String: Int] = {
        let names = [
            ["ינואר", "january"], ["פברואר", "february"], ["מרץ", "מרס", "march"], ["אפריל", "april"], ["מאי", "may"],
            ["יוני", "june"], ["יולי", "july"], ["אוגוסט", "august"], ["ספטמבר", "september"],
            ["אוקטובר", "october"], ["נובמבר", "november"], ["דצמבר", "december"],
        ]
        var months: [String: Int] = [:]
        for (index, variants) in names.enumerated() {
            for name in variants {
                let key = Folding.key(name)
                for length in min(3, key.count)...key.count { months[String(key.prefix(length))] = index + 1 }
            }
        }
        return months
    }()
}
