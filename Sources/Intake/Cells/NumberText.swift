internal import Accompaniment

/// Numbers, durations and money as people write them (domain.md 5.7).
enum NumberText {
    /// A whole number: `14`, `1,500`.
    static func whole(_ text: String) -> Int? {
        decimal(text).flatMap { $0 == $0.rounded() ? integer($0) : nil }
    }

    /// `1.5`, `1,5`, `1,500`: a comma before exactly three digits groups thousands, any other is the decimal mark.
    static func decimal(_ text: some StringProtocol) -> Double? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1 else { return finite(String(text)) }
        if groups.dropFirst().allSatisfy({ $0.prefix { $0.isNumber }.count == 3 }) { return finite(groups.joined()) }
        return groups.count == 2 ? finite(groups.joined(separator: ".")) : nil
    }

    /// Minutes: `90`, `1:30`, `90 דק'`, `שעה וחצי`, `1.5` in a column of hours, `0.0625` of a day as Excel keeps times.
    static func minutes(_ text: String, inHours: Bool) -> Int? {
        guard !isNegative(text) else { return nil }
        let key = Folding.key(text)
        if let minutes = hourWords[key] { return minutes }
        let clock = key.split(separator: ":").map { Int($0) }
        if clock.count >= 2, clock.count <= 3, let hours = clock[0], let minutes = clock[1] {
            return (0...1000).contains(hours) && (0...59).contains(minutes) ? hours * 60 + minutes : nil
        }
        let words = key.split(separator: " ")
        guard let amount = words.first.flatMap({ decimal($0) }), amount > 0 else { return nil }
        switch words.dropFirst().first {
        case nil:
            let isDayFraction = amount < 1 && key.count > 4
            return integer(amount * (isDayFraction ? 1440 : inHours ? 60 : 1))
        case "דק", "דקות", "minutes", "min": return integer(amount)
        case "ש", "שעות", "שעה", "hours": return integer(amount * 60)
        default: return nil
        }
    }

    /// Whole shekels, and whether the sender said "about": `כ-10 מלשח`, `1,500 ש"ח`, `2 מיליון`.
    ///
    /// - Parameter heading: Of the column; its unit, as in `סכום (באלפי ש"ח)`, applies where the cell names none.
    static func shekels(_ text: String, heading: String = "") -> (amount: Int, isApproximate: Bool)? {
        guard !isNegative(text) else { return nil }
        var key = Folding.key(text.filter { $0 != "₪" })
        let marks = ["כ ", "~", "בערכ "].filter { key.hasPrefix($0) }
        for mark in marks { key.removeFirst(mark.count) }
        let words = key.split(separator: " ")
        guard let number = words.first.flatMap({ decimal($0) }) else { return nil }
        var factor = words.count > 1 ? 1.0 : headingScale(heading)
        for word in words.dropFirst() {
            guard let scale = scales[String(word)] else { return nil }
            factor *= scale
        }
        let amount = (number * factor).rounded()
        guard (0...1e9).contains(amount), let whole = integer(amount) else { return nil }
        return (whole, !marks.isEmpty)
    }

    private static func headingScale(_ heading: String) -> Double {
        let words = Folding.key(heading.filter { !"()/,:".contains($0) }).split(separator: " ").map(String.init)
        return words.compactMap { scales[$0] ?? scales[String($0.drop { $0 == "ב" })] }.max() ?? 1
    }

    /// Folding makes a space of a dash, so the sign is looked for in the text itself.
    private static func isNegative(_ text: String) -> Bool {
        let trimmed = text.trimmingPrefix { $0.isWhitespace }
        guard let first = trimmed.first, let last = trimmed.last(where: { !$0.isWhitespace }) else { return false }
        return "-−–(".contains(first) || "-−–".contains(last)
    }

    private static func integer(_ value: Double) -> Int? { abs(value) < 1e12 ? Int(value.rounded()) : nil }

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
