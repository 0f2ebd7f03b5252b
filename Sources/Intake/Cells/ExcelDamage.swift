internal import Accompaniment

/// What Excel left in place of a value that it no longer has (domain.md 5.5): the cell is empty, and its sender is told.
enum ExcelDamage: Sendable, Equatable {
    /// `#REF!`, `#N/A`: a formula that failed; the same in every language of Excel.
    case errorValue
    /// `#####`: the column was too narrow when the file was saved.
    case columnTooNarrow
    /// `1.23457E+08`: a long number of which only the first digits are left.
    case digitsLost

    /// `nil` for a cell with a value of its own.
    init?(_ text: String) {
        guard text.utf8.count <= Self.widest else { return nil }
        let key = Folding.key(text)
        if Self.errorValues.contains(key) {
            self = .errorValue
        } else if key.utf8.count >= 2, key.utf8.allSatisfy({ $0 == UInt8(ascii: "#") }) {
            self = .columnTooNarrow
        } else if Self.isScientific(key) {
            self = .digitsLost
        } else {
            return nil
        }
    }

    /// The range that Excel made a date of: `4-6` becomes `04-יונ`, `4-Jun` or `06/04/2015`, `10-15` becomes `אוק-15`.
    /// For columns of numbers only; elsewhere these are dates. It is a guess: a full date may also have been meant.
    ///
    /// - Returns: The two numbers in order, each from 1 to 99; `nil` for a text of another shape.
    static func rangeMadeDate(_ text: String) -> ClosedRange<Int>? {
        guard text.utf8.count <= longest else { return nil }
        let parts = text.split(omittingEmptySubsequences: false) { "-/.–־−‑".contains($0) }.map { part in
            let key = Folding.key(String(part))
            return (number: wholeNumber(key), month: MonthNames.civil(key), length: key.utf8.count)
        }
        let numbers = parts.map(\.number)
        let months = parts.map(\.month)
        switch parts.count {
        case 2: return range(numbers[0], months[1]) ?? range(numbers[1], months[0])
        case 3 where parts[0].length == 4: return dayAndMonth(numbers[1], numbers[2], year: numbers[0])
        case 3 where parts[2].length == 4 || parts[2].length == 2:
            guard let year = numbers[2] else { return nil }
            return range(numbers[0], months[1]) ?? dayAndMonth(numbers[0], numbers[1], year: year)
        default: return nil
        }
    }

    /// In bytes: a column is at most 255 characters wide.
    private static var widest: Int { 300 }

    /// In bytes, of a text that may be a date or a number.
    private static var longest: Int { 40 }

    /// Folded.
    private static let errorValues: Set = ["#ref!", "#n/a", "#value!", "#div/0!", "#name?", "#null!", "#num!"]

    /// One digit, a fraction or none, and the power of a large number.
    private static func isScientific(_ key: String) -> Bool {
        guard key.utf8.count <= longest else { return false }
        let halves = key.split(separator: "e+", omittingEmptySubsequences: false)
        guard halves.count == 2, (1...3).contains(halves[1].utf8.count) else { return false }
        let digits = halves[0].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        return digits.count <= 2 && digits[0].utf8.count == 1 && (digits + [halves[1]]).allSatisfy(isDigits)
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func wholeNumber(_ key: String) -> Int? { isDigits(key[...]) ? Int(key) : nil }

    /// A day or the last digits of a year, and the month that Excel made of the other number.
    private static func range(_ number: Int?, _ month: Int?) -> ClosedRange<Int>? {
        guard let number, let month, (1...99).contains(number) else { return nil }
        return min(number, month)...max(number, month)
    }

    /// Of a full date the order is not known, nor is it needed.
    private static func dayAndMonth(_ one: Int?, _ other: Int?, year: Int?) -> ClosedRange<Int>? {
        guard let one, let other, year != nil, (1...12).contains(min(one, other)), max(one, other) <= 31 else {
            return nil
        }
        return range(one, other)
    }
}
