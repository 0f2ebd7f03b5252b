import Testing

@testable import Intake

/// Amounts of money as people write them: domain.md 5.7.
@Suite struct MoneyTextTests {
    @Test(arguments: [
        ("1500", 1500), ("1,500 ש\"ח", 1500), ("1,500 ש״ח", 1500), ("1,500 ש''ח", 1500), ("ש\"ח 1,500", 1500),
        ("₪1,500", 1500), ("1,500 ₪", 1500), ("1.500,00 ₪", 1500), ("1500 NIS", 1500), ("NIS1500", 1500),
        ("1500 שקל", 1500), ("10 מלש\"ח", 10_000_000), ("10 מלשח", 10_000_000), ("10 מיליון ש\"ח", 10_000_000),
        ("2.5 מיליון", 2_500_000), ("מיליון ש\"ח", 1_000_000), ("מיליון וחצי", 1_500_000), ("חצי מיליון", 500_000),
        ("שני מיליון", 2_000_000), ("500 אלש\"ח", 500_000), ("500 אלפי ש\"ח", 500_000), ("500 אלף", 500_000),
        ("עשרת אלפים ש\"ח", 10_000), ("10M", 10_000_000), ("10 M", 10_000_000), ("10K₪", 10_000), ("1.5k", 1500),
        ("0", 0), ("1000000000", 1_000_000_000), ("מיליארד ש\"ח", 1_000_000_000), ("99.6", 100),
    ])
    func `an amount is whole shekels`(_ text: String, _ amount: Int) {
        #expect(MoneyText.parse(text) == .shekels(amount, isApproximate: false, bound: nil))
    }

    @Test(arguments: [
        ("כ-10 מלשח", 10_000_000), ("כ־10 מלש״ח", 10_000_000), ("~300", 300), ("בערך 20,000 ש\"ח", 20_000),
        ("כמיליון ש\"ח", 1_000_000), ("כחצי מיליון", 500_000), ("₪ 500 בערך", 500),
    ])
    func `about an amount is an approximate amount`(_ text: String, _ amount: Int) {
        #expect(MoneyText.parse(text) == .shekels(amount, isApproximate: true, bound: nil))
    }

    @Test(
        arguments: [
            ("עד 50,000 ש\"ח", 50_000, .atMost), ("מעל מיליון ש\"ח", 1_000_000, .moreThan),
            ("לפחות 5K", 5000, .atLeast),
        ] as [(String, Int, NumberQualifier.Bound)]
    )
    func `an amount may be a bound`(_ text: String, _ amount: Int, _ bound: NumberQualifier.Bound) {
        #expect(MoneyText.parse(text) == .shekels(amount, isApproximate: false, bound: bound))
    }

    @Test(arguments: [
        ("500", "סכום (באלפי ש\"ח)", 500_000), ("1.5", "תקציב במיליוני ש״ח", 1_500_000), ("1,500", "K₪", 1_500_000),
        ("5", "סכום באלש\"ח", 5000), ("5", "סכום (מלש\"ח)", 5_000_000), ("5", "amount (thousands NIS)", 5000),
        ("₪500", "סכום (באלפי ש\"ח)", 500_000), ("500 ש\"ח", "סכום (באלפי ש\"ח)", 500_000),
        ("2 מיליון", "סכום (באלפי ש\"ח)", 2_000_000), ("מיליון", "באלפי ש\"ח", 1_000_000), ("500", "סכום בש\"ח", 500),
    ])
    func `the unit of the heading multiplies the column`(_ text: String, _ heading: String, _ amount: Int) {
        #expect(MoneyText.parse(text, heading: heading) == .shekels(amount, isApproximate: false, bound: nil))
    }

    @Test(arguments: [
        "$100", "100$", "100 €", "100 דולר", "1,000 דולרים", "כ-10 אלף אירו", "USD 100", "EUR100", "100-200 דולר",
        "£5", "100$ (370 ש\"ח)", "-$5",
    ])
    func `another currency is its own outcome`(_ text: String) {
        #expect(MoneyText.parse(text) == .foreignCurrency)
    }

    @Test(arguments: ["סכום ($)", "תקציב בדולרים", "amount (USD)", "סכום באלפי דולר"])
    func `another currency in the heading is that of cells that name none`(_ heading: String) {
        #expect(MoneyText.parse("100", heading: heading) == .foreignCurrency)
        #expect(MoneyText.parse("טרם נקבע", heading: heading) == nil)
        #expect(
            MoneyText.parse("5 מיליון ש\"ח", heading: heading) == .shekels(5_000_000, isApproximate: false, bound: nil)
        )
    }

    @Test(arguments: [
        "", "הרבה", "5-10", "1000000001", "1e300", "1.23457E+08", "10 מלשח מלשח", "ש\"ח", "₪", "אלפי ש\"ח", "-500",
        "500-",
        "(500)", "₪-500", "-₪500", "₪(500)", "2 מיליארד", "10 מיליון איש", "1.2.3 ₪", "99999999999999999999",
    ])
    func `a range, a negative number, a text, and too much are no amount`(_ text: String) {
        #expect(MoneyText.parse(text) == nil)
    }
}
