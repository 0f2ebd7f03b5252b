internal import Accompaniment

/// Numbers, durations and money as people write them (domain.md 5.7).
enum NumberText {
    /// A whole number: `14`, `1,500`.
    static func whole(_ text: String) -> Int? {
        guard let value = decimal(text), value == value.rounded(), abs(value) < 1e15 else { return nil }
        return Int(value)
    }

    /// `1.5`, `1,5`, `1,500`: a comma before exactly three digits groups thousands, any other is the decimal mark.
    static func decimal(_ text: some StringProtocol) -> Double? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1 else { return finite(String(text)) }
        if groups.dropFirst().allSatisfy({ $0.prefix { $0.isNumber }.count == 3 }) { return finite(groups.joined()) }
        return groups.count == 2 ? finite(groups.joined(separator: ".")) : nil
    }

    /// Minutes: `90`, `1:30`, `90 דק'`, `שעה וחצי`, `1.5` in a column of hours.
    static func minutes(_ text: String, inHours: Bool) -> Int? {
        let key = Folding.key(text)
        if let minutes = hourWords[key] { return minutes }
        let clock = key.split(separator: ":").map { Int($0) }
        if clock.count >= 2, clock.count <= 3, let hours = clock[0], let minutes = clock[1] {
            return hours * 60 + minutes
        }
        let words = key.split(separator: " ")
        guard let amount = words.first.flatMap({ decimal($0) }), amount > 0 else { return nil }
        switch words.dropFirst().first {
        case nil: return Int((inHours ? amount * 60 : amount).rounded())
        case "דק", "דקות", "minutes", "min": return Int(amount.rounded())
        case "ש", "שעות", "שעה", "hours": return Int((amount * 60).rounded())
        default: return nil
        }
    }

    /// Whole shekels, and whether the sender said "about": `כ-10 מלשח`, `1,500 ש"ח`, `2 מיליון`.
    static func shekels(_ text: String) -> (amount: Int, isApproximate: Bool)? {
        var key = Folding.key(text.filter { $0 != "₪" })
        let marks = ["כ ", "~", "בערכ "].filter { key.hasPrefix($0) }
        for mark in marks { key.removeFirst(mark.count) }
        let words = key.split(separator: " ")
        guard let number = words.first.flatMap({ decimal($0) }) else { return nil }
        var factor = 1.0
        for word in words.dropFirst() {
            guard let scale = scales[String(word)] else { return nil }
            factor *= scale
        }
        let amount = (number * factor).rounded()
        guard (0...1e9).contains(amount) else { return nil }
        return (Int(amount), !marks.isEmpty)
    }

    private static func finite(_ text: String) -> Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

    private static let hourWords = [
        "שעה": 60, "שעה וחצי": 90, "שעה ורבע": 75, "שעתיימ": 120, "שעתיימ וחצי": 150, "חצי שעה": 30, "רבע שעה": 15,
        "שלושת רבעי שעה": 45,
    ]

    /// Folded words after an amount, and by what they multiply it.
    private static let scales: [String: Double] = [
        "שח": 1, "nis": 1, "ils": 1, "שקל": 1, "שקלימ": 1, "אלש": 1e3, "אלשח": 1e3, "אלפ": 1e3, "אלפי": 1e3, "k": 1e3,
        "מלש": 1e6, "מלשח": 1e6, "מיליונ": 1e6, "מיליוני": 1e6, "m": 1e6,
    ]
}
