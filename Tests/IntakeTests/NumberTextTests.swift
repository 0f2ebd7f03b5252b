import Testing

@testable import Intake

/// Numbers and percentages as people write them: domain.md 5.7.
@Suite struct NumberTextTests {
    @Test(arguments: [
        ("14", 14), ("1.5", 1.5), ("1,5", 1.5), ("1,50", 1.5), ("1,500", 1500), ("50,000", 50_000),
        ("1,234,567", 1_234_567), ("1.500", 1.5), ("1.500,00", 1500), ("1.234.567,5", 1_234_567.5),
        ("1,500.25", 1500.25), ("0.15", 0.15), ("0,125", 0.125), (".5", 0.5), ("14.", 14), ("007", 7), ("2015³", 2015),
        ("\u{200F}1\u{200E}4", 14),
    ])
    func `a comma before three digits groups thousands, any other is the decimal mark`(
        _ text: String,
        _ number: Double
    ) {
        #expect(NumberText.parse(text) == NumberReading(least: number, most: number))
    }

    @Test(arguments: [("½", 0.5), ("1½", 1.5), ("1 ¼", 1.25), ("2¾", 2.75), ("חצי", 0.5), ("רבע", 0.25)])
    func `halves and quarters stand alone or behind a number`(_ text: String, _ number: Double) {
        #expect(NumberText.parse(text) == NumberReading(least: number, most: number))
    }

    @Test(arguments: [
        ("אחד", 1), ("אחת", 1), ("שניים", 2), ("שתיים", 2), ("שני", 2), ("שתי", 2), ("שלושה", 3), ("שלוש", 3),
        ("שלושת", 3), ("ארבעה", 4), ("ארבע", 4), ("ארבעת", 4), ("חמישה", 5), ("חמש", 5), ("חמשת", 5), ("שישה", 6),
        ("שש", 6), ("ששת", 6), ("שבעה", 7), ("שבע", 7), ("שבעת", 7), ("שמונה", 8), ("שמונת", 8), ("תשעה", 9),
        ("תשע", 9), ("תשעת", 9), ("עשרה", 10), ("עשר", 10), ("עשרת", 10), ("אחד עשר", 11), ("אחת עשרה", 11),
        ("שנים עשר", 12), ("שניים עשר", 12), ("שתים עשרה", 12), ("שתים-עשרה", 12), ("שלושה עשר", 13),
        ("שלוש עשרה", 13), ("ארבעה עשר", 14), ("ארבע עשרה", 14), ("חמישה עשר", 15), ("חמש עשרה", 15),
        ("שישה עשר", 16), ("שש עשרה", 16), ("שבעה עשר", 17), ("שבע עשרה", 17), ("שמונה עשר", 18),
        ("שמונה עשרה", 18), ("תשעה עשר", 19), ("תשע עשרה", 19), ("עשרים", 20),
    ])
    func `one to twenty may be words`(_ text: String, _ number: Double) {
        #expect(NumberText.parse(text) == NumberReading(least: number, most: number))
    }

    @Test(arguments: [
        ("2 וחצי", 2.5), ("שלושה וחצי", 3.5), ("שניים ורבע", 2.25), ("שלושת רבעי", 0.75), ("3 ושלושת רבעי", 3.75),
    ])
    func `a fraction may be added in words`(_ text: String, _ number: Double) {
        #expect(NumberText.parse(text) == NumberReading(least: number, most: number))
    }

    @Test(arguments: [("-5", -5), ("−5", -5), ("- 5", -5), ("5-", -5), ("(5)", -5), ("-1½", -1.5), ("(1,500)", -1500)])
    func `a sign before or after a number, or brackets round it, make it negative`(_ text: String, _ number: Double) {
        #expect(NumberText.parse(text) == NumberReading(least: number, most: number))
    }

    @Test(arguments: [
        ("כ-10", 10), ("כ־10", 10), ("כ 10", 10), ("כ10", 10), ("~10", 10), ("בערך 10", 10), ("10 בערך", 10),
        ("כשלושה", 3), ("בערך כ-20", 20), ("about 10", 10), ("~-5", -5),
    ])
    func `about a number is an approximate number`(_ text: String, _ number: Double) {
        #expect(NumberText.parse(text) == NumberReading(least: number, most: number, isApproximate: true))
    }

    @Test(
        arguments: [
            ("מעל 50", 50, .moreThan), ("מעל-50", 50, .moreThan), ("יותר מ-50", 50, .moreThan),
            ("לפחות 3", 3, .atLeast),
            ("3 לפחות", 3, .atLeast), ("50+", 50, .atLeast), ("at least 3", 3, .atLeast), ("עד 20", 20, .atMost),
            ("עד עשרים", 20, .atMost), ("עד -5", -5, .atMost), ("up to 20", 20, .atMost),
        ] as [(String, Double, NumberQualifier.Bound)]
    )
    func `a bound says on which side the true number lies`(
        _ text: String,
        _ number: Double,
        _ bound: NumberQualifier.Bound
    ) {
        #expect(NumberText.parse(text) == NumberReading(least: number, most: number, bound: bound))
    }

    @Test func `about and at most are said together`() {
        let reading = NumberReading(least: 20, most: 20, isApproximate: true, bound: .atMost)
        #expect(NumberText.parse("עד כ-20") == reading)
    }

    @Test(arguments: [
        ("4-6", 4, 6), ("6-4", 4, 6), ("4 – 6", 4, 6), ("4–6", 4, 6), ("בין 4 ל-6", 4, 6), ("מ-4 עד 6", 4, 6),
        ("4 עד 6", 4, 6), ("שניים-שלושה", 2, 3), ("שלושה-עשרה", 3, 10), ("1,500-2,000", 1500, 2000), ("5-5", 5, 5),
    ])
    func `a range has two ends, in order`(_ text: String, _ least: Double, _ most: Double) {
        #expect(NumberText.parse(text) == NumberReading(least: least, most: most))
    }

    @Test(arguments: [
        "", "-", "כ-", "הרבה", "1,50,000", "1.2.3", "1.500.000", "1,5.3", "nan", "inf", "12 אנשים", "12 1.2.3", ",",
        "1e999", "1e309", "1.23457E+08", "--5", "-5-", "(-5)", "(5", "4-6-8", "-4-6", "עד 4-6", "בין 4", "04-יונ",
        "06/04/2015", "5%", "₪5", "עשרים וחמישה", "עשר עשר", "#REF!", "5,", "12 34",
    ])
    func `a text that is no number is none`(_ text: String) {
        #expect(NumberText.parse(text) == nil)
    }

    @Test(
        arguments: [
            ("14", 14...14), ("14.0", 14...14), ("4-6", 4...6), ("2,000", 2000...2000), ("0", 0...0), ("1.5", nil),
            ("4-6.5", nil), ("2001", nil), ("-1", nil), ("1990-2010", nil), ("9223372036854775808", nil),
        ] as [(String, ClosedRange<Int>?)]
    )
    func `a whole number has no fraction, and is within its limits`(_ text: String, _ whole: ClosedRange<Int>?) throws {
        #expect(try #require(NumberText.parse(text)).whole(in: 0...2000) == whole)
    }

    @Test(arguments: [-Double.infinity, .infinity, .nan, 1e300, -1e300])
    func `no double is too much for a whole number`(_ value: Double) {
        #expect(NumberReading(least: value, most: value).whole(in: Int.min...Int.max) == nil)
    }

    @Test(arguments: [
        ("15%", 15), ("%15", 15), ("15 %", 15), ("15 אחוז", 15), ("אחוז 15", 15), ("15 אחוזים", 15), ("15", 15),
        ("12.5%", 12.5), ("12,5%", 12.5), ("0.5%", 0.5), ("חצי אחוז", 0.5), ("עשרה אחוזים", 10), ("0", 0), ("1", 1),
        ("100%", 100),
    ])
    func `a percentage is in hundredths, whatever the place of its sign`(_ text: String, _ value: Double) {
        #expect(NumberText.percent(text) == PercentReading(value: value, isApproximate: false, wasFraction: false))
    }

    @Test(arguments: [("0.15", 15), ("0,15", 15), ("0.29", 29), (".07", 7), ("½", 50)])
    func `a part of one is taken for a percentage, and marked`(_ text: String, _ value: Double) {
        #expect(NumberText.percent(text) == PercentReading(value: value, isApproximate: false, wasFraction: true))
    }

    @Test func `about a percentage is approximate`() {
        #expect(NumberText.percent("כ-15%") == PercentReading(value: 15, isApproximate: true, wasFraction: false))
    }

    @Test(arguments: ["", "%", "אחוז", "-15%", "15%-", "(15%)", "101%", "10-15%", "מעל 15%", "15% חיסכון", "1%5"])
    func `a range, a bound, and what is outside 0 to 100 are no percentage`(_ text: String) {
        #expect(NumberText.percent(text) == nil)
    }
}
