internal import Accompaniment

/// Cells that speak of time and name no date (domain.md 5.6).
extension DateText {
    /// True for «אחרי החגים», «בקרוב», «לפני שבועיים»: words about time that no calendar can place. False where a date
    /// stands among them, as in «אחרי 30/11/2015», which the sender can mend.
    static func isNoDate(_ text: String) -> Bool {
        guard let words = words(text), let first = words.first else { return false }
        if timesAlone.contains(words.joined(separator: " ")) { return true }
        return openings.contains(first) && text.split(separator: " ").allSatisfy { parse(String($0)) == nil }
    }

    /// Months since someone took up a role: 5 for «5 חודשים בתפקיד», 2 for «חודשיים בתפקיד», 12 for «שנה בתפקיד»;
    /// at most 50 years. `nil` for any other text.
    static func monthsInRole(_ text: String) -> Int? {
        guard var words = words(text), let place = words.firstIndex(of: "בתפקיד"), words.count > 1,
            place == 0 || place == words.count - 1
        else { return nil }
        words.remove(at: place)
        if let months = lengths[words.joined(separator: " ")] { return months }
        guard words.count == 2, let unit = units[words[1]], let count = numbers[words[0]] ?? Int(words[0]),
            (1...50 * 12 / unit).contains(count)
        else { return nil }
        return count * unit
    }

    /// Folded; `nil` for a text too long to be about time alone.
    private static func words(_ text: String) -> [String]? {
        guard text.utf8.count <= 256 else { return nil }
        return Folding.key(text).split { " .,()".contains($0) }.map(String.init)
    }

    private static let openings: Set = ["אחרי", "לאחר", "לפני", "בקרוב", "טרמ", "בהמשכ", "בעתיד", "בעוד", "לקראת"]

    private static let timesAlone: Set = [
        "היומ", "אתמול", "מחר", "השבוע", "החודש", "השנה", "שבוע שעבר", "בשבוע שעבר", "חודש שעבר", "בחודש שעבר",
        "שנה שעברה", "בשנה שעברה", "שבוע הבא", "בשבוע הבא", "חודש הבא", "בחודש הבא", "שנה הבאה", "בשנה הבאה",
        "לאורכ השנה", "במהלכ השנה", "כל השנה", "לא ידוע", "לא נקבע", "ייקבע בהמשכ", "יתואמ",
    ]

    private static let lengths = [
        "חודש": 1, "חודש אחד": 1, "חודשיימ": 2, "חצי שנה": 6, "שנה": 12, "שנה אחת": 12,
        "שנה וחצי": 18, "שנתיימ": 24, "שנתיימ וחצי": 30,
    ]

    private static let units = ["חודש": 1, "חודשימ": 1, "שנה": 12, "שנימ": 12]

    private static let numbers = [
        "שני": 2, "שתי": 2, "שלושה": 3, "שלוש": 3, "ארבעה": 4, "ארבע": 4, "חמישה": 5, "חמש": 5, "שישה": 6, "שש": 6,
        "שבעה": 7, "שבע": 7, "שמונה": 8, "תשעה": 9, "תשע": 9, "עשרה": 10, "עשר": 10,
    ]
}
