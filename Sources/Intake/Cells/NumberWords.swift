/// Quantities in digits and in words, one to twenty, with halves and quarters (domain.md 5.7).
extension CellTokens {
    /// `3`, `½`, `שלושה`, `שתים עשרה`, `חצי`, `שלושת רבעי`, `2 וחצי`. Finite and not negative.
    mutating func takeQuantity() -> Double? {
        if let fraction = takeFraction() { return fraction }
        guard let whole = takeNumeral()?.value ?? takeNumberWord() else { return nil }
        return whole + (takeAddedFraction() ?? 0)
    }

    /// `וחצי`, `ורבע`, `ושלושת רבעי`, behind a number or its unit.
    mutating func takeAddedFraction() -> Double? {
        var rest = self
        guard rest.takePrefix("ו"), let fraction = rest.takeFraction() else { return nil }
        self = rest
        return fraction
    }

    private mutating func takeFraction() -> Double? {
        if takeWord("חצי") { return 0.5 }
        if takeWord("רבע") { return 0.25 }
        var rest = self
        guard rest.takeWord(in: ["שלושת", "שלושה"]), rest.takeWord(in: ["רבעי", "רבעימ"]) else { return nil }
        self = rest
        return 0.75
    }

    private mutating func takeNumberWord() -> Double? {
        if let masculine = takeWord(in: NumberWords.masculine) { return masculine + takeTeen("עשר") }
        if let feminine = takeWord(in: NumberWords.feminine) { return feminine + takeTeen("עשרה") }
        if let either = takeWord(in: NumberWords.either) { return either + takeTeen("עשר") + takeTeen("עשרה") }
        if let stem = takeTeenStem() { return stem + 10 }
        return takeWord(in: NumberWords.tens)
    }

    /// The ten of a teen, which agrees with its unit: «שלושה-עשרה» is three to ten.
    private mutating func takeTeen(_ ten: String) -> Double {
        var rest = self
        _ = rest.takeDash()
        guard rest.takeWord(ten) else { return 0 }
        self = rest
        return 10
    }

    /// «שנים» alone is years, and two only in `שנים עשר`.
    private mutating func takeTeenStem() -> Double? {
        var rest = self
        guard rest.takeWord("שנימ"), rest.takeTeen("עשר") > 0 else { return nil }
        self = rest
        return 2
    }
}

/// Folded words for one to nine in both genders, alone and construct; then ten and twenty.
private enum NumberWords {
    static let masculine: [String: Double] = [
        "אחד": 1, "שניימ": 2, "שני": 2, "שלושה": 3, "שלשה": 3, "שלושת": 3, "ארבעה": 4, "ארבעת": 4, "חמישה": 5,
        "חמשה": 5, "חמשת": 5, "חמישת": 5, "שישה": 6, "ששה": 6, "ששת": 6, "שישת": 6, "שבעה": 7, "שבעת": 7,
        "שמונת": 8, "תשעה": 9, "תשעת": 9,
    ]
    static let feminine: [String: Double] = [
        "אחת": 1, "שתיימ": 2, "שתימ": 2, "שתי": 2, "שלוש": 3, "שלש": 3, "ארבע": 4, "חמש": 5, "שש": 6, "שבע": 7,
        "תשע": 9,
    ]
    static let either: [String: Double] = ["שמונה": 8]
    static let tens: [String: Double] = ["עשרה": 10, "עשר": 10, "עשרת": 10, "עשרימ": 20]
}
