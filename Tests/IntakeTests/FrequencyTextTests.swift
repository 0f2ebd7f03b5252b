import Accompaniment
import Testing

@testable import Intake

/// How often, as people write it: domain.md 5.7.
@Suite struct FrequencyTextTests {
    @Test(arguments: [
        ("אחת לשלושה שבועות", "1/3-WEEK"), ("כל 3 שבועות", "1/3-WEEK"),
        ("אחת לחודש", "1/1-MONTH"), ("פעם בחודש", "1/1-MONTH"), ("פעם בשבוע", "1/1-WEEK"), ("כל שבוע", "1/1-WEEK"),
        ("אחת לרבעון", "1/1-QUARTER"), ("אחת לשנה", "1/1-YEAR"), ("כל יום", "1/1-DAY"),
        ("אחת לשני חודשים", "1/2-MONTH"), ("4-6 פעמים בשנה", "4-6/1-YEAR"), ("6-4 פעמים בשנה", "4-6/1-YEAR"),
        ("4–6 פעמים בשנה", "4-6/1-YEAR"), ("3 פעמים בחודש", "3/1-MONTH"), ("שלוש פעמים בשנה", "3/1-YEAR"),
        ("פעמיים בשבוע", "2/1-WEEK"), ("שבועי", "1/1-WEEK"), ("חודשי", "1/1-MONTH"), ("רבעוני", "1/1-QUARTER"),
        ("שוטף", "ONGOING"), ("באופן שוטף", "ONGOING"), ("חד פעמי", "ONCE"), ("חד-פעמי", "ONCE"),
        ("תדירות משתנה", "VARYING"), ("לפי הצורך", "VARYING"),
    ])
    func `a frequency is times in units of time`(_ text: String, _ stored: String) {
        #expect(FrequencyText.parse(text)?.text == stored)
    }

    @Test(arguments: [
        "", "דו שבועי", "מדי פעם", "כל 0 שבועות", "כל 400 ימים", "כל", "אחת", "פעמים בשנה", "4-6", "12", "04-יונ",
        "כל אחד",
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

    @Test(arguments: ["", "פורום רווחה", "אחת לחודש", "פורום שבועי", "אחת לחודש מתקיים פורום"])
    func `a sentence that does not end in a frequency keeps all its words`(_ text: String) {
        #expect(FrequencyText.ending(text) == nil)
    }

    @Test func `no number of times is no frequency, also behind its prefix`() {
        #expect(FrequencyText.parse("אחת ל0 שבועות") == nil)
        #expect(FrequencyText.parse("אחת ל999999 שבועות") == nil)
    }
}
