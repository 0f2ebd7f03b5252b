internal import Accompaniment

/// How often, as people write it (domain.md 5.7).
enum FrequencyText {
    /// `nil` for a text that is no frequency.
    static func parse(_ text: String) -> Frequency? {
        let key = Folding.key(text)
        return fixed[key] ?? interval(key) ?? times(key)
    }

    /// The frequency with which a sentence ends, and what stands before it: «פורום חינוך אחת לשלושה שבועות».
    static func ending(_ text: String) -> (before: String, frequency: String)? {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        for length in stride(from: min(4, words.count - 1), to: 1, by: -1) {
            let tail = words.suffix(length).joined(separator: " ")
            if parse(tail) != nil { return (words.dropLast(length).joined(separator: " "), tail) }
        }
        return nil
    }

    private static let fixed: [String: Frequency] = [
        "שוטפ": .ongoing, "באופנ שוטפ": .ongoing, "חד פעמי": .once, "תדירות משתנה": .varying, "לפי הצורכ": .varying,
        "שבועי": .regular(least: 1, most: 1, every: 1, unit: .week),
        "חודשי": .regular(least: 1, most: 1, every: 1, unit: .month),
        "רבעוני": .regular(least: 1, most: 1, every: 1, unit: .quarter),
    ]

    /// `אחת לשלושה שבועות`, `כל 3 שבועות`, `פעם בחודש`.
    private static func interval(_ key: String) -> Frequency? {
        var words = key.split(separator: " ").map(String.init)
        guard let first = words.first, ["אחת", "פעמ", "כל"].contains(first), words.count >= 2 else { return nil }
        words.removeFirst()
        if let unit = unit(words[0]), words.count == 1 { return .regular(least: 1, most: 1, every: 1, unit: unit) }
        guard words.count == 2, let every = count(words[0]), let unit = unit(words[1]) else { return nil }
        return .regular(least: 1, most: 1, every: every, unit: unit)
    }

    /// `4-6 פעמים בשנה`, `פעמיים בשבוע`.
    private static func times(_ key: String) -> Frequency? {
        let words = key.split(separator: " ").map(String.init)
        guard let last = words.last, let unit = unit(last) else { return nil }
        switch words.count {
        case 2 where words[0] == "פעמיימ":
            return .regular(least: 2, most: 2, every: 1, unit: unit)
        case 3 where words[1] == "פעמימ":
            return count(words[0]).map { .regular(least: $0, most: $0, every: 1, unit: unit) }
        case 4 where words[2] == "פעמימ":
            guard let one = count(words[0]), let other = count(words[1]) else { return nil }
            return .regular(least: min(one, other), most: max(one, other), every: 1, unit: unit)
        default:
            return nil
        }
    }

    private static func unit(_ word: String) -> Frequency.Unit? {
        let stem = "בל".contains(word.prefix(1)) ? String(word.dropFirst()) : word
        return switch stem {
        case "יומ", "ימימ": .day
        case "שבוע", "שבועות": .week
        case "חודש", "חודשימ": .month
        case "רבעונ", "רבעונימ": .quarter
        case "שנה", "שנימ": .year
        default: nil
        }
    }

    private static func count(_ word: String) -> Int? {
        if let number = Int(word) { return (1...366).contains(number) ? number : nil }
        let stem = word.hasPrefix("ל") ? String(word.dropFirst()) : word
        return numberWords[stem] ?? Int(stem).flatMap { (1...366).contains($0) ? $0 : nil }
    }

    private static let numberWords = [
        "שבועיימ": 2, "שני": 2, "שתי": 2, "שלושה": 3, "שלוש": 3, "ארבעה": 4, "ארבע": 4, "חמישה": 5, "חמש": 5,
        "שישה": 6, "שש": 6,
    ]
}
