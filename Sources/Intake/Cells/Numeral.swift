/// A number in digits: `14`, `1.5`, `1,5`, `1,500`, `1.500,00` (domain.md 5.7). Never negative, always finite.
struct Numeral: Sendable, Equatable {
    let value: Double
    /// Digits after the decimal mark.
    let decimals: Int

    /// More digits than anyone writes, and far fewer than a `Double` can hold.
    private static var longest: Int { 40 }

    init(value: Double, decimals: Int) {
        self.value = value
        self.decimals = decimals
    }

    /// A comma before exactly three digits groups thousands, any other is the decimal mark; a full stop is the decimal
    /// mark, and groups thousands only where a comma follows it. Nothing is grouped behind a lone zero: `0,125`.
    ///
    /// - Parameter text: Digits, commas and full stops; others are not looked for.
    /// - Returns: `nil` where the marks make no number: `1.2.3`, `1,50,000`.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        let decimalMark = Self.decimalMark(of: text)
        let parts = decimalMark.map { text.split(separator: $0, omittingEmptySubsequences: false) } ?? [text[...]]
        guard parts.count <= 2 else { return nil }
        let groups = parts[0].split(separator: decimalMark == "," ? "." : ",", omittingEmptySubsequences: false)
        guard groups.count == 1 || Self.areGrouped(groups) else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard let value = Double("0\(groups.joined()).\(fraction)0") else { return nil }
        self.init(value: value, decimals: fraction.utf8.count)
    }

    private static func decimalMark(of text: String) -> Character? {
        guard text.contains(",") else { return text.contains(".") ? "." : nil }
        if text.contains(".") { return text.last { $0 == "," || $0 == "." } }
        return areGrouped(text.split(separator: ",", omittingEmptySubsequences: false)) ? nil : ","
    }

    private static func areGrouped(_ groups: [Substring]) -> Bool {
        groups[0] != "" && groups[0] != "0" && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
    }
}
