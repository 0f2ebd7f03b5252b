import Testing

@testable import Intake

/// What Excel leaves in place of a value: domain.md 5.5.
@Suite struct ExcelDamageTests {
    @Test(
        arguments: [
            ("#REF!", .errorValue), ("#N/A", .errorValue), ("#VALUE!", .errorValue), ("#DIV/0!", .errorValue),
            ("#NAME?", .errorValue), ("#NULL!", .errorValue), ("#NUM!", .errorValue), ("\u{200F}#REF! ", .errorValue),
            ("#####", .columnTooNarrow), ("##", .columnTooNarrow), ("1.23457E+08", .digitsLost), ("1E+11", .digitsLost),
            ("-1,5e+12", .digitsLost),
        ] as [(String, ExcelDamage)]
    )
    func `an error, a narrow column and a shortened number have no value`(_ text: String, _ damage: ExcelDamage) {
        #expect(ExcelDamage(text) == damage)
    }

    @Test(arguments: [
        "", "#", "#1", "# תגית", "N/A", "#REF", "12", "E+08", "1.5", "12.3E+08", "1.2.3E+08", "1E+", "1E+0008", "5E3",
        "1E+1E+1", "פורום #REF!",
    ])
    func `a cell with a value of its own is not damaged`(_ text: String) {
        #expect(ExcelDamage(text) == nil)
    }

    @Test(arguments: [
        ("04-יונ", 4...6), ("04-יוני", 4...6), ("4-Jun", 4...6), ("06-אפר", 4...6), ("06/04/2015", 4...6),
        ("04/06/2015", 4...6), ("4.6.2015", 4...6), ("4/6/15", 4...6), ("2015-06-04", 4...6), ("04-יונ-2015", 4...6),
        ("4-Jun-15", 4...6), ("01-פבר", 1...2), ("05-אוק", 5...10), ("אוק-15", 10...15), ("Oct-15", 10...15),
        ("מרץ-16", 3...16), ("ינו'-20", 1...20),
    ])
    func `a range that Excel made a date of is the range again`(_ text: String, _ range: ClosedRange<Int>) {
        #expect(ExcelDamage.rangeMadeDate(text) == range)
    }

    @Test(arguments: [
        "", "4-6", "12", "יונ", "04-יונתן", "00-יונ", "31/31/2015", "13/14/2015", "0/4/2015", "4/6/5", "4/6", "1,500",
        "1.5", "100-יונ", "---", "9223372036854775808-יונ", "1/1/9223372036854775808", "יונ-יול",
    ])
    func `no other text is a range that was made a date`(_ text: String) {
        #expect(ExcelDamage.rangeMadeDate(text) == nil)
    }
}
