internal import Accompaniment

/// One activity of a crammed cell, with its status, frequency and date apart (domain.md 3.4).
///
/// At the end, in brackets or not, they are taken out of the text; brackets that say anything else stay. A date inside
/// the text is copied: the words stay as they were written.
struct ActivityDetails: Equatable, Sendable {
    /// Empty where the whole text was a remark on the activity before it: «בתהליך», «מתקיים אחת לחודש».
    private(set) var text: String
    /// In the sender's words, as are the others; empty where nothing was said.
    private(set) var status = ""
    private(set) var frequency = ""
    private(set) var date = ""

    init(_ part: String, lexicon: Lexicon) {
        text = part
        // A text without an end may hold anything; no activity with a status is that long.
        guard part.utf8.count <= 4000 else { return }
        if take(remark: Self.withoutBrackets(part), lexicon: lexicon) {
            text = ""
            return
        }
        // «פורום חינוך (בהקמה) אחת לחודש» and «פורום חינוך אחת לחודש (בהקמה)».
        var hasMore = true
        while hasMore {
            hasMore = false
            if let (before, remark) = Self.bracketAtEnd(text), take(remark: remark, lexicon: lexicon) {
                text = before
                hasMore = true
            } else if frequency.isEmpty, let ending = FrequencyText.ending(text) {
                (text, frequency) = (ending.before.trimming([" ", ",", "-", "–"]), ending.frequency)
                hasMore = true
            }
        }
        if date.isEmpty { date = DatePhrase.only(in: text) ?? "" }
    }

    /// A mark on several activities that cannot be told apart.
    init(unsplit text: String) {
        self.text = text
    }

    /// Adds what a remark behind the activity says.
    ///
    /// - Returns: False where one of the two would have to give way.
    mutating func add(_ remark: ActivityDetails) -> Bool {
        guard status.isEmpty || remark.status.isEmpty, frequency.isEmpty || remark.frequency.isEmpty,
            date.isEmpty || remark.date.isEmpty
        else { return false }
        status += remark.status
        frequency += remark.frequency
        date += remark.date
        return true
    }

    /// Takes a remark of which every part is a status, a frequency or a date, each at most once.
    private mutating func take(remark: String, lexicon: Lexicon) -> Bool {
        guard remark.utf8.count <= 120 else { return false }
        var taken = self
        for piece in remark.split(whereSeparator: { ",;".contains($0) }).map({ String($0).trimming([" "]) }) {
            guard taken.take(single: piece, lexicon: lexicon) else { return false }
        }
        guard taken != self else { return false }
        self = taken
        return true
    }

    private mutating func take(single text: String, lexicon: Lexicon) -> Bool {
        if status.isEmpty, lexicon.term(text, in: .status) != nil {
            status = text
        } else if frequency.isEmpty, let said = Self.frequency(text) {
            frequency = said
        } else if date.isEmpty, DatePhrase.isDate(text) {
            date = text
        } else if status.isEmpty, date.isEmpty, let cut = text.lastIndex(of: " "),
            lexicon.term(String(text[..<cut]), in: .status) != nil,
            DatePhrase.isDate(String(text[text.index(after: cut)...]))
        {
            // «מתחילה בדצמבר».
            status = String(text[..<cut])
            date = String(text[text.index(after: cut)...])
        } else {
            return false
        }
        return true
    }

    /// «אחת לחודש», also behind a verb: «מתקיים אחת לחודש».
    private static func frequency(_ text: String) -> String? {
        var said = text
        if let space = text.firstIndex(of: " "), meets.contains(Folding.key(String(text[..<space]))) {
            said = String(text[text.index(after: space)...])
        }
        guard let reading = FrequencyText.parse(said), reading.guess == nil || reading.guess == .everySecond else {
            return nil
        }
        return said
    }

    /// «תוכנית הנהגה (בהקמה)» into the name and the remark.
    private static func bracketAtEnd(_ text: String) -> (before: String, remark: String)? {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex else { return nil }
        let remark = text[text.index(after: open)...].dropLast()
        return (String(text[..<open]).trimming([" ", ","]), String(remark).trimming([" "]))
    }

    private static func withoutBrackets(_ text: String) -> String {
        guard text.hasPrefix("("), text.hasSuffix(")") else { return text }
        return String(text.dropFirst().dropLast()).trimming([" "])
    }

    /// Folded.
    private static let meets: Set = [
        "מתקיימ", "מתקיימת", "מתקיימימ", "מתקיימות", "נפגש", "נפגשת", "נפגשימ", "מתכנס", "מתכנסת", "מתכנסימ",
    ]
}
