internal import Accompaniment

/// Dates inside running text: «פורום חינוך ב-30.11.2015», «מתחילה בדצמבר». What they mean is for ``DateText`` to say.
enum DatePhrase {
    /// The one date in `text`, in its words; `nil` where there is none, or several: which is meant is not said.
    ///
    /// A bare year is no date here: «תכנית עבודה 2016» was not worked on in 2016.
    static func only(in text: String) -> String? {
        let words = text.split(separator: " ")
        var found: Set<String> = []
        var index = 0
        // A cell made of nothing but numbers is not worth more.
        var attempts = 0
        while index < words.count, found.count < 2, attempts < 64 {
            var length = 0
            if mayBegin(words[index]) {
                attempts += 1
                length =
                    (1...3).last { count in
                        index + count <= words.count && isIn(words[index..<index + count])
                    } ?? 0
            }
            if length > 0 { found.insert(phrase(words[index..<index + length])) }
            index += max(1, length)
        }
        return found.count == 1 ? found.first : nil
    }

    /// True for a text that is a date and nothing else, a year too.
    static func isDate(_ text: String) -> Bool {
        guard text.utf8.count <= 60, let reading = DateText.parse(text) else { return false }
        guard case .withoutYear = reading.value else { return saysYear(text) }
        // `4/6` may be anything.
        return text.unicodeScalars.contains { $0.properties.isAlphabetic }
    }

    private static func isIn(_ words: ArraySlice<Substring>) -> Bool {
        let text = phrase(words)
        guard let reading = DateText.parse(text) else { return false }
        switch reading.value {
        case .date(let date): return date.precision != .year && saysYear(text)
        // «בדצמבר»; without ב a month may be a name.
        case .withoutYear(let first, _): return first.kind == .month && text.hasPrefix("ב")
        case .monthsBefore: return false
        }
    }

    /// `2015`, or three numbers: `12/15` may be a fraction.
    private static func saysYear(_ text: String) -> Bool {
        let numbers = text.split { !("0"..."9").contains($0) }
        return numbers.count > 2 || numbers.contains { $0.count == 4 }
            || DateText.parse(text)?.date?.precision == .month
                && numbers.count == 1
    }

    /// Without the comma behind it and the preposition before a number.
    private static func phrase(_ words: ArraySlice<Substring>) -> String {
        var text = words.joined(separator: " ").trimming([" ", ",", ".", ":", "(", ")"])
        if let digit = text.firstIndex(where: { ("0"..."9").contains($0) }),
            ["ב-", "ב–", "ב", "ב־", "וב-", "וב־", "ו-", "מ-", "ל-", "עד "].contains(String(text[..<digit]))
        {
            text = String(text[digit...])
        }
        return text
    }

    /// A number, or a word that is a month.
    private static func mayBegin(_ word: Substring) -> Bool {
        word.utf8.count <= 40
            && (word.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                || DateText.parse(String(word).trimming([",", ".", ":", "(", ")"])) != nil || periods.contains(word))
    }

    private static let periods: Set<Substring> = ["רבעון", "ברבעון", "מחצית", "במחצית"]
}
