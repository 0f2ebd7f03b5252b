internal import Accompaniment

/// The time that title rows say a file reports on (domain.md 5.5 and 5.6). What a date means is for ``DateText`` to
/// say.
struct TitlePeriod {
    /// Words before a time.
    enum Label: Equatable {
        /// «תקופה», «תאריך פעילות»: a single day counts too.
        case period
        /// «תאריך» alone: a single day is when the report was made.
        case date
        case start, end
        /// «רבעון», «מחצית», «חודש»: the year may stand elsewhere.
        case part(String)
        case year

        init?(_ text: String) {
            switch Folding.key(text) {
            case "תקופה", "תקופת הדיווח", "תקופת דיווח", "לתקופה", "תאריכימ", "מועד", "תאריכ פעילות",
                "תאריכ הפעילות", "period":
                self = .period
            case "תאריכ", "date": self = .date
            case "מתאריכ", "תאריכ התחלה", "מ", "from": self = .start
            case "עד תאריכ", "תאריכ סיומ", "עד", "to": self = .end
            case "רבעונ", "quarter": self = .part("רבעון")
            case "מחצית", "half": self = .part("מחצית")
            case "חודש", "month": self = .part("")
            case "שנה", "שנת", "שנת דיווח", "שנת הדיווח", "year": self = .year
            default: return nil
            }
        }
    }

    private var labelled: ActivityDate?
    private var free: ActivityDate?
    private var start: ActivityDate?
    private var end: ActivityDate?
    private var part: String?
    private var year: String?
    /// Further ones are not looked at: a file of nothing but titles must not cost more than a table.
    private var attempts = 2000

    /// What a label says counts before what stands free.
    var period: ActivityDate? {
        if let labelled { return labelled }
        if let start, let end, start.from <= end.to {
            return ActivityDate(from: start.from, to: end.to, precision: .range)
        }
        if let part, let year, let date = Self.date("\(part) \(year)") { return date }
        return free ?? year.flatMap(Self.date)
    }

    mutating func take(_ text: String, behind label: Label) {
        switch label {
        case .period: labelled = labelled ?? leading(text)
        case .date:
            if let date = leading(text), date.precision != .day { labelled = labelled ?? date }
        case .start: start = start ?? leading(text)
        case .end: end = end ?? leading(text)
        case .part(let word):
            if let date = leading("\(word) \(text)".trimming([" "])) ?? leading(text) {
                labelled = labelled ?? date
            } else {
                part = part ?? "\(word) \(text)".trimming([" "])
            }
        case .year: year = year ?? text
        }
    }

    /// A period anywhere in a title: «סיכום פעילות 2015», «דוח – רבעון 4 2015». Of a year and a quarter of it the
    /// quarter.
    mutating func take(free text: String) {
        let words = text.split(separator: " ").prefix(24)
        var days: [ActivityDate] = []
        var index = 0
        while index < words.count {
            guard let (date, length) = longest(words[index...]) else {
                index += 1
                continue
            }
            index += length
            if date.precision == .day {
                days.append(date)
            } else if let known = free {
                if known.from <= date.from, date.to <= known.to { free = date }
            } else {
                free = date
            }
        }
        // «מ-1.10.2015 ועד ליום 31.12.2015».
        if free == nil, days.count == 2, days[0].from < days[1].to {
            free = ActivityDate(from: days[0].from, to: days[1].to, precision: .range)
        }
    }

    /// The date with which a text begins.
    private mutating func leading(_ text: String) -> ActivityDate? {
        longest(text.split(separator: " ").prefix(7))?.date
    }

    private mutating func longest(_ words: ArraySlice<Substring>) -> (date: ActivityDate, length: Int)? {
        for length in stride(from: min(7, words.count), to: 0, by: -1) where attempts > 0 {
            attempts -= 1
            let text = words.prefix(length).joined(separator: " ").trimming([" ", ",", ".", ";", ":", "(", ")", "|"])
            if let date = Self.date(text) { return (date, length) }
        }
        return nil
    }

    /// Also behind a preposition: «לרבעון 3/2015», «לשנת 2015», `מ-1.10.2015`.
    private static func date(_ text: String) -> ActivityDate? {
        if let date = DateText.parse(text)?.date { return date }
        guard let first = text.first, "בלמו".contains(first) else { return nil }
        return DateText.parse(text.dropFirst().trimmingPrefix("-").description)?.date
    }
}
