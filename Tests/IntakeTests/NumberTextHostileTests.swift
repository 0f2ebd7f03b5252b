import Accompaniment
import TestSupport
import Testing

@testable import Intake

/// Cells that nobody writes: no parser traps, none leaves its limits, none takes long.
@Suite struct NumberTextHostileTests {
    private static let pieces = [
        "0", "1", "5", "9", "12", "90", "500", "999999999999", "1e309", "nan", "inf", "½", "¾", ".", ",", ":", "/", "-",
        "–",
        "־", "−", "(", ")", "%", "~", "+", "₪", "$", "€", "#", "E+08", " ", "  ", "\t", "\n", "\u{200F}", "\u{05B7}",
        "'",
        "\"", "״", "׳", "³", "כ", "כ-", "ל", "ב", "ו", "מ", "עד", "מעל", "לפחות", "בערך", "בין", "חצי", "רבע", "שלושת",
        "רבעי", "וחצי", "אחת", "שנים", "עשר", "עשרה", "שעה", "שעתיים", "דקות", "יום", "עבודה", "פעם", "פעמיים", "פעמים",
        "כל", "בשנה", "לשבועיים", "חודשים", "דו", "שבועי", "אלפי", "מיליון", "מלש\"ח", "ש\"ח", "דולר", "M", "k", "יונ",
        "Jun", "2015", "אחוז", "🙂", "٣", "\u{0}",
    ]

    private func cell(using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...9, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
            .joined(separator: Bool.random(using: &random) ? " " : "")
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `what is read from any cell is within the limits`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1500 {
            let text = cell(using: &random)
            let heading = cell(using: &random)
            check(text, heading)
        }
    }

    private func check(_ text: String, _ heading: String) {
        if let number = NumberText.parse(text) {
            #expect(number.least.isFinite && number.most.isFinite && number.least <= number.most, "\(text)")
            #expect(number.bound == nil || number.least == number.most, "\(text)")
            _ = number.whole(in: Int.min...Int.max)
        }
        if let percent = NumberText.percent(text) { #expect((0...100).contains(percent.value), "\(text)") }
        if let duration = DurationText.parse(text, heading: heading) {
            #expect(duration.minutes.map { (1...366 * 1440).contains($0) } ?? (duration.guess != nil), "\(text)")
        }
        if case .shekels(let amount, _, _)? = MoneyText.parse(text, heading: heading) {
            #expect((0...1_000_000_000).contains(amount), "\(text)")
        }
        if case .regular(let least, let most, let every, _)? = FrequencyText.parse(text)?.value {
            #expect(1 <= least && least <= most && most <= 366 && (1...366).contains(every), "\(text)")
        }
        if let ending = FrequencyText.ending(text) {
            #expect(FrequencyText.parse(ending.frequency) != nil, "\(text)")
        }
        if let range = ExcelDamage.rangeMadeDate(text) { #expect((1...99).contains(range.upperBound), "\(text)") }
        // Damage is never also a number.
        #expect(ExcelDamage(text) == nil || NumberText.parse(text) == nil, "\(text)")
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `any whole number is read back from its digits, with and without thousands`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let number = Int.random(in: 0...999_999_999, using: &random)
            let plain = NumberReading(least: Double(number), most: Double(number))
            #expect(NumberText.parse("\(number)") == plain)
            #expect(NumberText.parse(grouped(number, by: ",")) == plain)
            #expect(NumberText.parse(grouped(number, by: ".") + ",00") == plain)
            #expect(MoneyText.parse("\(number) ₪") == .shekels(number, isApproximate: false, bound: nil))
            let negative = NumberReading(least: -Double(number), most: -Double(number))
            #expect(NumberText.parse("-\(number)") == negative)
            #expect(NumberText.parse("\(number)-") == negative)
        }
    }

    private func grouped(_ number: Int, by mark: String) -> String {
        let digits = Array(String(number))
        return digits.indices.map { index in
            let isGroupEnd = index > 0 && (digits.count - index).isMultiple(of: 3)
            return (isGroupEnd ? mark : "") + String(digits[index])
        }.joined()
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "9", "-", "(", "כ", "1,", ".", "½", " ", "פעם ", "חצי ", "#", "ו", "1:", "שעה ", "9-", "\u{200F}", "E+",
        ]
    )
    func `a cell of a million characters is no number, and takes no time`(_ piece: String) {
        let text = String(repeating: piece, count: 1_000_000 / piece.count)
        check(text, text)
        #expect(NumberText.parse(text) == nil)
        #expect(FrequencyText.ending(text) == nil)
    }

    @Test(arguments: ["9", "-", "כ", "ו", "1,", "½ ", "½", "פעם ", "חצי ", "1:", "שעה ", "9-", "1 "])
    func `a cell as long as is read is no trap`(_ piece: String) {
        for length in [39, 40, 41, 249, 250, 499, 500, 501] {
            check(String(repeating: piece, count: length / piece.utf8.count), piece)
        }
    }
}
