import Accompaniment
import Testing

@testable import Intake

/// How often, as people write it: domain.md 5.7.
@Suite struct FrequencyTextTests {
    private static let stated = [
        ("אחת לשלושה שבועות", "1/3-WEEK"), ("לשלושה שבועות אחת", "1/3-WEEK"), ("פעם בשלושה שבועות", "1/3-WEEK"),
        ("פעם ב-3 שבועות", "1/3-WEEK"), ("אחת ל3 שבועות", "1/3-WEEK"), ("כל 3 שבועות", "1/3-WEEK"),
        ("כל שלושה שבועות", "1/3-WEEK"), ("every 3 weeks", "1/3-WEEK"), ("כל שבועיים", "1/2-WEEK"),
        ("אחת לשבועיים", "1/2-WEEK"), ("פעם בחודשיים", "1/2-MONTH"), ("אחת לשני חודשים", "1/2-MONTH"),
        ("אחת לחודש", "1/1-MONTH"), ("פעם בחודש", "1/1-MONTH"), ("פעם אחת בחודש", "1/1-MONTH"),
        ("בחודש פעם", "1/1-MONTH"), ("מדי חודש", "1/1-MONTH"), ("once a month", "1/1-MONTH"),
        ("פעם בשבוע", "1/1-WEEK"), ("כל שבוע", "1/1-WEEK"), ("בכל שבוע", "1/1-WEEK"), ("אחת לרבעון", "1/1-QUARTER"),
        ("פעם ברבעון", "1/1-QUARTER"), ("אחת לשנה", "1/1-YEAR"), ("אחת לחצי שנה", "1/6-MONTH"), ("כל יום", "1/1-DAY"),
        ("4-6 פעמים בשנה", "4-6/1-YEAR"), ("6-4 פעמים בשנה", "4-6/1-YEAR"), ("4–6 פעמים בשנה", "4-6/1-YEAR"),
        ("4 - 6 פעמים בשנה", "4-6/1-YEAR"), ("בשנה 4-6 פעמים", "4-6/1-YEAR"),
        ("בין 4 ל-6 פעמים בשנה", "4-6/1-YEAR"), ("ארבע עד שש פעמים בשנה", "4-6/1-YEAR"),
        ("3 פעמים בחודש", "3/1-MONTH"), ("שלוש פעמים בחודש", "3/1-MONTH"), ("שלוש פעמים בשנה", "3/1-YEAR"),
        ("אחת עשרה פעמים בשנה", "11/1-YEAR"), ("3 מפגשים בחצי שנה", "3/6-MONTH"), ("3 times a year", "3/1-YEAR"),
        ("פעמיים בשבוע", "2/1-WEEK"), ("בשבוע פעמיים", "2/1-WEEK"), ("twice a week", "2/1-WEEK"),
        ("פעם-פעמיים בחודש", "1-2/1-MONTH"), ("בתדירות של 4-6 פעמים בשנה", "4-6/1-YEAR"),
        ("באופן שוטף", "ONGOING"), ("חד פעמי", "ONCE"), ("חד-פעמי", "ONCE"), ("חד־פעמית", "ONCE"), ("פעם אחת", "ONCE"),
        ("תדירות משתנה", "VARYING"), ("לפי הצורך", "VARYING"), ("as needed", "VARYING"), ("חצי שנתי", "1/6-MONTH"),
        ("תדירות חודשית", "1/1-MONTH"), ("על בסיס שבועי", "1/1-WEEK"),
    ]

    private static let statedInAWord = [
        ("שבועי", "1/1-WEEK"), ("שבועית", "1/1-WEEK"), ("חודשי", "1/1-MONTH"), ("רבעוני", "1/1-QUARTER"),
        ("שנתי", "1/1-YEAR"), ("יומי", "1/1-DAY"), ("חצי-שנתי", "1/6-MONTH"), ("שוטף", "ONGOING"),
        ("weekly", "1/1-WEEK"),
        ("Monthly", "1/1-MONTH"), ("quarterly", "1/1-QUARTER"), ("once", "ONCE"), ("ongoing", "ONGOING"),
    ]

    private static let eitherOfTwo = [
        ("דו שבועי", "1/2-WEEK"), ("דו-שבועי", "1/2-WEEK"), ("דו־חודשי", "1/2-MONTH"), ("דו שבועית", "1/2-WEEK"),
        ("biweekly", "1/2-WEEK"), ("bi-monthly", "1/2-MONTH"),
    ]

    @Test(arguments: stated + statedInAWord)
    func `a frequency is times in units of time`(_ text: String, _ stored: String) throws {
        let reading = try #require(FrequencyText.parse(text))
        #expect(reading.value.text == stored)
        #expect(reading.guess == nil)
    }

    @Test(arguments: eitherOfTwo)
    func `every second week may be twice a week, and is marked`(_ text: String, _ stored: String) throws {
        let reading = try #require(FrequencyText.parse(text))
        #expect(reading.value.text == stored)
        #expect(reading.guess == .everySecond)
    }

    @Test(arguments: [
        ("04-יונ", "4-6/1-YEAR"), ("06/04/2015", "4-6/1-YEAR"), ("01-פבר", "1-2/1-YEAR"), ("4-Jun", "4-6/1-YEAR"),
        ("אוק-15", "10-15/1-YEAR"),
    ])
    func `a range of which Excel made a date is the range again, and marked`(_ text: String, _ stored: String) throws {
        let reading = try #require(FrequencyText.parse(text))
        #expect(reading.value.text == stored)
        #expect(reading.guess == .rangeMadeDate)
    }

    @Test func `a range alone is in a year, and marked`() {
        let value = Frequency.regular(least: 4, most: 6, every: 1, unit: .year)
        #expect(FrequencyText.parse("4-6") == FrequencyReading(value: value, guess: .yearAssumed))
    }

    @Test(arguments: [
        "", "מדי פעם", "כל 0 שבועות", "כל 400 ימים", "כל", "אחת", "פעם", "פעמים בשנה", "12", "כל אחד", "כל יום שני",
        "בחודש", "אחת ל0 שבועות", "אחת ל999999 שבועות", "4-6.5 פעמים בשנה", "1.5 פעמים בשנה", "0 פעמים בשנה", "-4-6",
        "עד 3 פעמים בשנה", "לפחות פעם בחודש", "400 פעמים בשנה", "אחת לשנה וחצי", "כל 3-4 שבועות", "1-400", "תדירות",
        "1e309 פעמים בשנה", "99999999999999999999 פעמים בשנה", "#REF!",
    ])
    func `a text that says no frequency is none`(_ text: String) {
        #expect(FrequencyText.parse(text) == nil)
    }

    @Test(arguments: [
        ("פורום חינוך אזורי: צרכים משותפים ותוכנית אחת לשלושה שבועות", "אחת לשלושה שבועות"),
        ("ועדת היגוי 4-6 פעמים בשנה", "4-6 פעמים בשנה"), ("ישיבה פעם בחודש", "פעם בחודש"),
        ("ליווי באופן שוטף", "באופן שוטף"),
    ])
    func `a sentence may end in its frequency`(_ text: String, _ frequency: String) throws {
        let ending = try #require(FrequencyText.ending(text))
        #expect(ending.frequency == frequency)
        #expect("\(ending.before) \(ending.frequency)" == text)
    }

    @Test(arguments: (stated + eitherOfTwo).map(\.0).filter { $0.contains(" ") })
    func `each frequency of several words may end a sentence`(_ frequency: String) throws {
        let ending = try #require(FrequencyText.ending("פורום רווחה \(frequency)"))
        #expect(ending == ("פורום רווחה", frequency))
    }

    @Test(arguments: [
        "", "פורום רווחה", "אחת לחודש", "פורום שבועי", "אחת לחודש מתקיים פורום", "שלב 4 - 6", "פורום 04-יונ",
        "פורום עד 3 פעמים בשנה", "פורום לפחות פעם בחודש",
    ])
    func `a sentence that does not end in a frequency keeps all its words`(_ text: String) {
        #expect(FrequencyText.ending(text) == nil)
    }
}
