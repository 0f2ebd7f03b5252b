/// What a cell of a number column says: `14`, `כ-20`, `10-15`, `לפחות שלושה`.
struct NumberReading: Sendable, Equatable {
    /// Equal to `most` unless a range was written. Both are finite, `least <= most`.
    var least: Double
    var most: Double
    /// The sender wrote "about".
    var isApproximate = false
    /// Never set for a range.
    var bound: NumberQualifier.Bound?

    /// The reading in whole numbers; `nil` where it has a fraction or leaves `allowed`.
    func whole(in allowed: ClosedRange<Int>) -> ClosedRange<Int>? {
        guard let least = Int(exactly: least), let most = Int(exactly: most), least <= most,
            allowed.contains(least), allowed.contains(most)
        else { return nil }
        return least...most
    }
}

/// A percentage.
struct PercentReading: Sendable, Equatable {
    /// In hundredths, 0 to 100: `15%` is 15.
    var value: Double
    /// The sender wrote "about".
    var isApproximate: Bool
    /// Written as a part of one, without a sign: `0.15` is taken for 15 %, and the sender is told.
    var wasFraction: Bool
}

/// Numbers and percentages as people write them (domain.md 5.7).
enum NumberText {
    /// A number or a range, in digits or in words, and how exact it is. Negative: `-5`, `5-` as right-to-left exports
    /// have it, `(5)`. The ends of a range are put in order, since bidirectional text may turn them round.
    ///
    /// - Returns: `nil` for a text that is no number, or a number and something else.
    static func parse(_ text: String) -> NumberReading? { CellTokens(text).flatMap(number) }

    /// `15%`, `%15`, `15 אחוז`, `אחוז 15`, `0.15`, `15`.
    ///
    /// - Returns: `nil` also for a range, for `מעל 15%`, and outside 0 to 100.
    static func percent(_ text: String) -> PercentReading? {
        guard var tokens = CellTokens(text) else { return nil }
        let isMarked = tokens.removeAll { $0 == .mark("%") || percentWords.contains($0) }
        guard let number = number(tokens), number.least == number.most, number.bound == nil else { return nil }
        let wasFraction = !isMarked && number.most > 0 && number.most < 1
        // Rounded: `0.29` times 100 is not quite 29.
        let value = wasFraction ? (number.most * 1e8).rounded() / 1e6 : number.most
        guard (0...100).contains(value) else { return nil }
        return PercentReading(value: value, isApproximate: number.isApproximate, wasFraction: wasFraction)
    }

    private static func number(_ cell: CellTokens) -> NumberReading? {
        var tokens = cell
        if tokens.takeMark("(") {
            guard let value = tokens.takeQuantity(), tokens.takeMark(")"), tokens.isEmpty else { return nil }
            return NumberReading(least: 0 - value, most: 0 - value)
        }
        var qualifier = tokens.takeQualifier()
        let opensRange = tokens.takeRangeOpening()
        var isNegative = tokens.takeDash()
        guard let first = tokens.takeQuantity() else { return nil }
        if !isNegative, let other = tokens.takeRangeEnd() {
            tokens.takeTrailingQualifier(of: &qualifier)
            guard tokens.isEmpty, qualifier.bound == nil else { return nil }
            return NumberReading(
                least: min(first, other),
                most: max(first, other),
                isApproximate: qualifier.isApproximate
            )
        }
        if !isNegative { isNegative = tokens.takeDash() }
        tokens.takeTrailingQualifier(of: &qualifier)
        guard tokens.isEmpty, !opensRange else { return nil }
        let value = isNegative ? 0 - first : first
        return NumberReading(
            least: value,
            most: value,
            isApproximate: qualifier.isApproximate,
            bound: qualifier.bound
        )
    }

    private static let percentWords: [CellTokens.Token] = [.word("אחוז"), .word("אחוזימ"), .word("percent")]
}

extension CellTokens {
    /// The first word of `בין 4 ל-6` and `מ-4 עד 6`.
    mutating func takeRangeOpening() -> Bool {
        if takeWord("בינ") || takeWord("between") || takeWord("from") { return true }
        guard takeWord("מ") else { return false }
        _ = takeDash()
        return true
    }

    /// What stands between the ends of a range.
    mutating func takeRangeMark() -> Bool {
        takeDash() || takeWord("עד") || takeWord("to") || takeWord("and") || takePrefix("ל")
    }

    /// The second end of a range, with the mark before it.
    mutating func takeRangeEnd() -> Double? {
        var rest = self
        guard rest.takeRangeMark(), let end = rest.takeQuantity() else { return nil }
        self = rest
        return end
    }
}
