/// What a cell of a money column says.
enum MoneyReading: Sendable, Equatable {
    /// Whole new Israeli shekels, 0 to 1,000,000,000.
    case shekels(Int, isApproximate: Bool, bound: NumberQualifier.Bound?)
    /// Dollars, euros: the row is held, since nothing here converts.
    case foreignCurrency
}

/// Amounts of money as people write them (domain.md 5.7 and 5.3, field 42).
enum MoneyText {
    /// `כ-10 מלשח`, `1,500 ש"ח`, `₪500`, `10M`, `מיליון וחצי`, `עד 500 אלש"ח`.
    ///
    /// - Parameter heading: Of the column; its unit, as in `סכום (באלפי ש"ח)` or `K₪`, multiplies each cell that names
    ///   no thousands or millions of its own, and its currency is that of each cell that names none.
    /// - Returns: `nil` for a text that is no amount, a range, a negative amount, or one outside the limits.
    static func parse(_ text: String, heading: String = "") -> MoneyReading? {
        guard var tokens = CellTokens(text) else { return nil }
        if tokens.contains(where: isForeign) { return .foreignCurrency }
        let namesShekels = tokens.removeAll(where: isShekel)
        let column = ColumnUnit(heading)
        guard let amount = amount(&tokens, column) else { return nil }
        return column.isForeign && !namesShekels ? .foreignCurrency : amount
    }

    private static func amount(_ tokens: inout CellTokens, _ column: ColumnUnit) -> MoneyReading? {
        var qualifier = tokens.takeQualifier()
        guard let number = tokens.takeQuantity() ?? one(before: tokens) else { return nil }
        let scale = tokens.takeWord(in: scales)
        let added = scale == nil ? nil : tokens.takeAddedFraction()
        tokens.takeTrailingQualifier(of: &qualifier)
        let shekels = ((number + (added ?? 0)) * (scale ?? column.scale)).rounded()
        guard tokens.isEmpty, (0...1e9).contains(shekels), let whole = Int(exactly: shekels) else { return nil }
        return .shekels(whole, isApproximate: qualifier.isApproximate, bound: qualifier.bound)
    }

    /// «מיליון» alone is one million.
    private static func one(before tokens: CellTokens) -> Double? {
        var rest = tokens
        return rest.takeWord(in: ["אלפ", "מיליונ", "מיליארד"]) ? 1 : nil
    }

    /// What a heading says of all cells under it.
    private struct ColumnUnit {
        var scale = 1.0
        var isForeign = false

        init(_ heading: String) {
            guard let tokens = CellTokens(heading) else { return }
            isForeign = tokens.contains(where: MoneyText.isForeign) && !tokens.contains(where: MoneyText.isShekel)
            scale = tokens.words.compactMap { MoneyText.scales[$0] ?? MoneyText.scales[stem($0)] }.max() ?? 1
        }
    }

    private static func isShekel(_ token: CellTokens.Token) -> Bool {
        token == .mark("₪") || matches(token, shekelWords)
    }

    private static func isForeign(_ token: CellTokens.Token) -> Bool {
        token == .mark("$") || token == .mark("€") || token == .mark("£") || matches(token, foreignWords)
    }

    private static func matches(_ token: CellTokens.Token, _ words: Set<String>) -> Bool {
        guard case .word(let word) = token else { return false }
        return words.contains(word) || words.contains(stem(word))
    }

    /// Without «ב»: `באלפי`, `בדולרים`.
    private static func stem(_ word: String) -> String { word.hasPrefix("ב") ? String(word.dropFirst()) : word }

    /// Folded, as are those below.
    private static let shekelWords: Set = ["שח", "שקל", "שקלימ", "nis", "ils"]

    private static let foreignWords: Set = [
        "דולר", "דולרימ", "אירו", "יורו", "usd", "eur", "euro", "euros", "dollar", "dollars", "gbp",
    ]

    private static let scales: [String: Double] = [
        "אלש": 1e3, "אלשח": 1e3, "אלפ": 1e3, "אלפי": 1e3, "אלפימ": 1e3, "k": 1e3, "thousand": 1e3, "thousands": 1e3,
        "מלש": 1e6, "מלשח": 1e6, "מיליונ": 1e6, "מיליוני": 1e6, "מיליונימ": 1e6, "m": 1e6, "million": 1e6,
        "millions": 1e6, "מיליארד": 1e9,
    ]
}
