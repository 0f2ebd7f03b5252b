import Testing

@testable import Intake

/// Numbers, durations and money as people write them: domain.md 5.7.
@Suite struct NumberTextTests {
    @Test(arguments: [
        ("14", 14), ("1.5", 1.5), ("1,5", 1.5), ("1,500", 1500), ("50,000", 50_000), ("1,234,567", 1_234_567),
        ("1,500.25", 1500.25), ("0.15", 0.15), ("-3", -3),
    ])
    func `a comma before three digits groups thousands, any other is the decimal mark`(
        _ text: String,
        _ number: Double
    ) {
        #expect(NumberText.decimal(text) == number)
    }

    @Test(arguments: ["", "אחת", "1,50,000", "1.2.3", "nan", "inf", "12 אנשים", "5-10", ",", "1e999"])
    func `a text that is no number is none`(_ text: String) {
        #expect(NumberText.decimal(text) == nil)
    }

    @Test(
        arguments: [("14", 14), ("1,500", 1500), ("14.0", 14), ("1.5", nil), ("1e300", nil), ("", nil)]
            as [(String, Int?)]
    )
    func `a whole number has no fraction, and is not too large`(_ text: String, _ number: Int?) {
        #expect(NumberText.whole(text) == number)
    }

    @Test(arguments: [
        ("90", 90), ("1:30", 90), ("01:30:00", 90), ("90 דק'", 90), ("90 דקות", 90), ("שעה", 60), ("שעה וחצי", 90),
        ("שעה ורבע", 75), ("שעתיים", 120), ("שעתיים וחצי", 150), ("חצי שעה", 30), ("רבע שעה", 15),
        ("שלושת רבעי שעה", 45), ("3 ש'", 180), ("2 שעות", 120), ("1.5 שעות", 90), ("90 min", 90),
    ])
    func `a duration is minutes`(_ text: String, _ minutes: Int) {
        #expect(NumberText.minutes(text, inHours: false) == minutes)
    }

    @Test(arguments: [("1.5", 90), ("1,5", 90), ("2", 120), ("0.5", 30), ("90 דק'", 90), ("1:30", 90), ("שעתיים", 120)])
    func `a bare number in a column of hours is hours`(_ text: String, _ minutes: Int) {
        #expect(NumberText.minutes(text, inHours: true) == minutes)
    }

    @Test(arguments: ["", "0", "יום", "חצי יום", "יום עבודה", "הרבה", "שעה בערך", "3 ימים", ":", "א:ב"])
    func `a text that is no length of time is no duration`(_ text: String) {
        #expect(NumberText.minutes(text, inHours: false) == nil)
        #expect(NumberText.minutes(text, inHours: true) == nil)
    }

    @Test(arguments: [
        ("1500", 1500), ("1,500 ש\"ח", 1500), ("₪1,500", 1500), ("1,500 ₪", 1500), ("1500 NIS", 1500),
        ("1500 שקל", 1500), ("10 מלש\"ח", 10_000_000), ("10 מלשח", 10_000_000), ("10 מיליון ש\"ח", 10_000_000),
        ("2.5 מיליון", 2_500_000), ("500 אלש\"ח", 500_000), ("500 אלפי ש\"ח", 500_000), ("10 M", 10_000_000),
        ("0", 0), ("1000000000", 1_000_000_000),
    ])
    func `an amount is whole shekels`(_ text: String, _ amount: Int) throws {
        let money = try #require(NumberText.shekels(text))
        #expect(money.amount == amount)
        #expect(!money.isApproximate)
    }

    @Test(arguments: [
        ("כ-10 מלשח", 10_000_000), ("כ־10 מלש״ח", 10_000_000), ("~300", 300), ("בערך 20,000 ש\"ח", 20_000),
    ])
    func `about an amount is an approximate amount`(_ text: String, _ amount: Int) throws {
        let money = try #require(NumberText.shekels(text))
        #expect(money.amount == amount)
        #expect(money.isApproximate)
    }

    @Test(arguments: ["", "הרבה", "$100", "100 €", "100 דולר", "5-10", "1000000001", "1e300", "10 מלשח מלשח", "ש\"ח"])
    func `another currency, a range or a text is no amount`(_ text: String) {
        #expect(NumberText.shekels(text) == nil)
    }

    @Test func `a number too large for a duration is no duration, and ends nothing`() async {
        await #expect(processExitsWith: .success) {
            for text in ["99999999999999999999", "1e300", "9223372036854775807:00"] {
                #expect(NumberText.minutes(text, inHours: false) == nil)
                #expect(NumberText.minutes(text, inHours: true) == nil)
            }
        }
    }

    @Test func `a sign before or after an amount is not lost`() {
        #expect(NumberText.shekels("-500") == nil)
        #expect(NumberText.shekels("500-") == nil)
        #expect(NumberText.minutes("-90", inHours: false) == nil)
    }

    @Test(arguments: [false, true])
    func `a fraction of a day, as a spreadsheet saves a time, is not a few minutes`(_ inHours: Bool) {
        #expect([90, nil].contains(NumberText.minutes("0.0625", inHours: inHours)))
    }
}
