import Accompaniment
import Testing

@testable import Intake

/// Ranges, dates without a year, and the order of a column: domain.md 5.6 and 5.3, field 4.
@Suite struct DateRangeTests {
    @Test(arguments: [
        ("30/11–2/12/2015", "2015-11-30", "2015-12-02"), ("30/11-2/12/2015", "2015-11-30", "2015-12-02"),
        ("30/11 - 2/12/2015", "2015-11-30", "2015-12-02"), ("30.11-2.12.15", "2015-11-30", "2015-12-02"),
        ("1-3.12.15", "2015-12-01", "2015-12-03"), ("1–3/12/2015", "2015-12-01", "2015-12-03"),
        ("30/11/2015-2/12/2015", "2015-11-30", "2015-12-02"), ("30-11-2015 - 2-12-2015", "2015-11-30", "2015-12-02"),
        ("30-11-2015–2-12-2015", "2015-11-30", "2015-12-02"), ("2015-11-30 – 2015-12-02", "2015-11-30", "2015-12-02"),
        ("30/11/2015 עד 2/12/2015", "2015-11-30", "2015-12-02"), ("מ-30/11 עד 2/12/2015", "2015-11-30", "2015-12-02"),
        ("מ-30/11 ועד ה-2/12/2015", "2015-11-30", "2015-12-02"), ("30/11/2015–2/12", "2015-11-30", "2015-12-02"),
        ("30/11/2015 09:00 - 2/12/2015 10:00", "2015-11-30", "2015-12-02"),
        ("1-3 בדצמבר 2015", "2015-12-01", "2015-12-03"), ("30 בנובמבר – 2 בדצמבר 2015", "2015-11-30", "2015-12-02"),
        ("30-נוב - 2-דצמ-2015", "2015-11-30", "2015-12-02"),
        ("ינואר-מרץ 2016", "2016-01-01", "2016-03-31"), ("ינואר – מרץ 2016", "2016-01-01", "2016-03-31"),
        ("מינואר עד מרץ 2016", "2016-01-01", "2016-03-31"), ("נוב'-דצמ' 15", "2015-11-01", "2015-12-31"),
        ("1-3/2016", "2016-01-01", "2016-03-31"), ("1-3/16", "2016-01-01", "2016-03-31"),
        ("דצמבר 2015 – פברואר 2016", "2015-12-01", "2016-02-29"), ("12/2015-2/2016", "2015-12-01", "2016-02-29"),
        ("2015-11 - 2016-01", "2015-11-01", "2016-01-31"), ("Q3-Q4 2015", "2015-07-01", "2015-12-31"),
        ("רבעון ג' - רבעון ד' 2015", "2015-07-01", "2015-12-31"), ("2014-2015", "2014-01-01", "2015-12-31"),
        ("1/1-31/12/2015", "2015-01-01", "2015-12-31"),
        ("א' בכסלו תשע\"ו - י\"ח בכסלו תשע\"ו", "2015-11-13", "2015-11-30"),
        // Across the end of a year.
        ("30/12-2/1/2016", "2015-12-30", "2016-01-02"), ("30/12/2015-2/1", "2015-12-30", "2016-01-02"),
        ("דצמבר-פברואר 2016", "2015-12-01", "2016-02-29"), ("דצמבר 2015 – פברואר", "2015-12-01", "2016-02-29"),
    ])
    func `a range runs from its first day to its last`(_ text: String, _ from: String, _ to: String) throws {
        #expect(DateText.parse(text) == whole(try range(from, to)))
    }

    @Test(arguments: [
        ("2/12/2015–30/11", "2015-11-30", "2015-12-02"), ("2/12–30/11/2015", "2015-11-30", "2015-12-02"),
        ("2/12/2015 - 30/11/2015", "2015-11-30", "2015-12-02"), ("3-1.12.15", "2015-12-01", "2015-12-03"),
        ("3.12.15-1", "2015-12-01", "2015-12-03"), ("מרץ-ינואר 2016", "2016-01-01", "2016-03-31"),
        ("2015-2014", "2014-01-01", "2015-12-31"),
    ])
    func `a reversed range is put in order, and said so`(_ text: String, _ from: String, _ to: String) throws {
        #expect(DateText.parse(text) == DateReading(value: .date(try range(from, to)), guess: .reversedRange))
    }

    @Test func `a range of one day is that day`() throws {
        let day = ActivityDate(day: try #require(CalendarDay("2015-12-03")))
        #expect(DateText.parse("3/12/2015-3/12/2015") == whole(day))
    }

    private static let q4 = ("2015-10-01", "2015-12-31")
    private static let year = ("2015-01-01", "2015-12-31")

    @Test(
        arguments: [
            ("דצמבר", q4, "2015-12-01", "2015-12-31"), ("בדצמבר", year, "2015-12-01", "2015-12-31"),
            ("ינואר", q4, "2016-01-01", "2016-01-31"), ("ספטמבר", q4, "2015-09-01", "2015-09-30"),
            ("30/11", q4, "2015-11-30", "2015-11-30"), ("30.11", year, "2015-11-30", "2015-11-30"),
            ("5/4", year, "2015-04-05", "2015-04-05"), ("12/12", year, "2015-12-12", "2015-12-12"),
            ("30 בנובמבר", year, "2015-11-30", "2015-11-30"), ("2/1", q4, "2016-01-02", "2016-01-02"),
            ("29/2", year, "2016-02-29", "2016-02-29"),
            ("רבעון ד'", year, "2015-10-01", "2015-12-31"), ("רבעון רביעי", q4, "2015-10-01", "2015-12-31"),
            ("Q1", q4, "2016-01-01", "2016-03-31"), ("רבעון 4", year, "2015-10-01", "2015-12-31"),
            ("מחצית ראשונה", year, "2015-01-01", "2015-06-30"), ("מחצית ב'", q4, "2015-07-01", "2015-12-31"),
            ("חודש 11", year, "2015-11-01", "2015-11-30"),
            ("1-3.12", year, "2015-12-01", "2015-12-03"), ("30/11-2/12", q4, "2015-11-30", "2015-12-02"),
            ("ינואר-מרץ", year, "2015-01-01", "2015-03-31"), ("30/12-2/1", q4, "2015-12-30", "2016-01-02"),
            ("דצמבר", ("2014-07-01", "2016-06-30"), "2015-12-01", "2015-12-31"),
        ] as [(String, (String, String), String, String)]
    )
    func `a date without a year takes that of the file's period`(
        _ text: String,
        _ period: (String, String),
        _ from: String,
        _ to: String
    ) throws {
        let reading = try #require(DateText.parse(text))
        #expect(reading.date == nil)
        let days = (from: try #require(CalendarDay(period.0)), to: try #require(CalendarDay(period.1)))
        let date = try #require(reading.completed(by: days))
        #expect(date.from.description == from)
        #expect(date.to.description == to)
    }

    @Test func `a period turned round completes nothing, and ends nothing`() throws {
        let days = (from: try #require(CalendarDay("2199-01-01")), to: try #require(CalendarDay("1900-01-01")))
        #expect(DateText.parse("30/11")?.completed(by: days) == nil)
    }

    @Test func `a date with its year stays as it is`() throws {
        let days = (from: try #require(CalendarDay("2012-01-01")), to: try #require(CalendarDay("2012-12-31")))
        let reading = try #require(DateText.parse("30/11/2015"))
        #expect(reading.completed(by: days) == reading.date)
    }

    @Test(arguments: [("04-יונ", 4, 6), ("01-פבר", 1, 2), ("4-Jun", 4, 6), ("30-נוב", 30, 11)])
    func `a day and a month by name may be a range that Excel took for a date`(
        _ text: String,
        _ day: Int,
        _ month: Int
    ) throws {
        let date = try #require(PartialDate(day: day, month: month, year: nil))
        #expect(DateText.parse(text) == DateReading(value: .withoutYear(date, through: date), guess: .excelRange))
    }

    @Test func `a month and a year is what Excel makes of a typed month and year`() throws {
        #expect(DateText.parse("מרץ-16") == DateText.parse("3/2016"))
    }

    @Test(
        arguments: [
            (["30/11/2015", "1/12/2015"], .dayFirst), ([], .dayFirst), (["1/2/2015"], .dayFirst),
            (["11/30/2015", "12/1/2015"], .monthFirst), (["11/30/2015", "30/11/2015"], .mixed),
            (["11/30/2015", "", "בקרוב", "דצמבר 2015", "2015-11-30"], .monthFirst),
            (["31/31/2015", "2/3/2015"], .dayFirst), (["11/30/2015", "13/12"], .mixed),
            (["11/30/2015 9:00:00 AM"], .monthFirst),
        ] as [([String], DateOrder)]
    )
    func `a column is month first only if a cell needs it and none forbids it`(
        _ column: [String],
        _ order: DateOrder
    ) {
        #expect(DateColumn(column.map { (1, $0) }).order == order)
    }

    @Test(arguments: [
        ("11/30/2015", "2015-11-30", true), ("12/1/2015", "2015-12-01", true), ("5/5/2015", "2015-05-05", false),
        ("2015-11-30", "2015-11-30", false), ("30 בנובמבר 2015", "2015-11-30", false),
    ])
    func `in a month-first column days in numbers are read so, and said so`(
        _ text: String,
        _ day: String,
        _ isGuess: Bool
    ) throws {
        let date = ActivityDate(day: try #require(CalendarDay(day)))
        let expected = DateReading(value: .date(date), guess: isGuess ? .monthFirst : nil)
        #expect(DateText.parse(text, order: .monthFirst) == expected)
    }

    @Test(arguments: [
        ("30/11/2015", "2015-11-30"), ("11/30/2015", nil), ("5/6/2015", nil), ("5/5/2015", "2015-05-05"),
        ("2015-06-05", "2015-06-05"), ("30/11-2/12/2015", nil),
    ])
    func `in a column that contradicts itself only what is day first for certain is read`(
        _ text: String,
        _ day: String?
    ) throws {
        #expect(DateText.parse(text, order: .mixed)?.date?.from == day.flatMap { CalendarDay($0) })
    }

    @Test(arguments: [
        "אחרי החגים", "בקרוב", "לפני שבועיים", "בקרוב מאוד", "לאחר החגים", "לפני 3 שבועות", "בשבוע הבא", "טרם נקבע",
        "השבוע", "לאורך השנה", "לא ידוע",
    ])
    func `words about time may name no date`(_ text: String) {
        #expect(DateText.isNoDate(text))
        #expect(DateText.parse(text) == nil)
    }

    @Test(arguments: ["", "30/11/2015", "31/11/2015", "אחרי 30/11/2015", "לפני דצמבר", "פורום רווחה", "#REF!", "15"])
    func `a date and a text about something else are no such words`(_ text: String) {
        #expect(!DateText.isNoDate(text))
    }

    @Test(
        arguments: [
            ("5 חודשים בתפקיד", 5), ("חודשיים בתפקיד", 2), ("שנה בתפקיד", 12), ("שנתיים בתפקיד", 24),
            ("חודש בתפקיד", 1), ("חצי שנה בתפקיד", 6), ("שנה וחצי בתפקיד", 18), ("חמישה חודשים בתפקיד", 5),
            ("3 שנים בתפקיד", 36), ("בתפקיד 5 חודשים", 5), ("(5 חודשים בתפקיד)", 5), ("5 חודשים", nil),
            ("בתפקיד", nil), ("0 חודשים בתפקיד", nil), ("601 חודשים בתפקיד", nil), ("-5 שבועות בתפקיד", nil),
            ("99999999999999999999 שנים בתפקיד", nil), ("51 שנים בתפקיד", nil), ("סיימה תפקידה", nil), ("", nil),
        ] as [(String, Int?)]
    )
    func `time in a role is months`(_ text: String, _ months: Int?) {
        #expect(DateText.monthsInRole(text) == months)
    }

    private func range(_ from: String, _ to: String) throws -> ActivityDate {
        ActivityDate(
            from: try #require(CalendarDay(from)),
            to: try #require(CalendarDay(to)),
            precision: .range
        )
    }
}
