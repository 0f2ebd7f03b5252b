import Accompaniment
import Testing

@testable import Intake

/// Dates as people write them: domain.md 5.6.
@Suite struct DateTextTests {
    @Test(arguments: [
        ("30/11/2015", "2015-11-30"), ("30.11.15", "2015-11-30"), ("30-11-2015", "2015-11-30"),
        ("30–11–2015", "2015-11-30"), ("1.6.15", "2015-06-01"), ("01/06/2015", "2015-06-01"),
        ("2015-11-30", "2015-11-30"), ("2015/11/30", "2015-11-30"), ("2015-11-30T09:00:00Z", "2015-11-30"),
        ("30/11/2015 09:00", "2015-11-30"), ("29/2/2016", "2016-02-29"), ("5/4/2015", "2015-04-05"),
        ("1/2/00", "2000-02-01"), ("1/2/69", "2069-02-01"),
    ])
    func `a day is read with the day before the month`(_ text: String, _ day: String) throws {
        #expect(DateText.parse(text) == ActivityDate(day: try #require(CalendarDay(day))))
    }

    @Test(arguments: [
        ("3/2016", "2016-03"), ("03.16", "2016-03"), ("3-2016", "2016-03"), ("2015-11", "2015-11"),
        ("מרץ-16", "2016-03"), ("מרץ 2016", "2016-03"), ("מרס 2016", "2016-03"), ("דצמבר 2015", "2015-12"),
        ("בדצמבר 2015", "2015-12"), ("ינו' 2015", "2015-01"), ("פבר׳ 2015", "2015-02"), ("2015 ספט", "2015-09"),
        ("December 2015", "2015-12"), ("Dec-15", "2015-12"), ("11/2015", "2015-11"),
    ])
    func `a month is read with the precision of a month`(_ text: String, _ period: String) throws {
        #expect(DateText.parse(text) == ActivityDate(try #require(Period(code: period))))
    }

    @Test(
        arguments: zip(
            [
                "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר",
                "דצמבר",
            ],
            1...12
        )
    )
    func `every month is known by its name, shortened, and with a prefix`(_ name: String, _ month: Int) throws {
        let period = try #require(Period(code: "2015-\(pad(month, 2))"))
        for text in [name, "ב\(name)", "\(name.prefix(3))'", "ב\(name.prefix(3))"] {
            #expect(DateText.parse("\(text) 2015") == ActivityDate(period), "\(text)")
            #expect(DateText.parse("\(text)-15") == ActivityDate(period), "\(text)")
        }
    }

    @Test(arguments: [
        ("2015", "2015"), ("שנת 2015", "2015"), ("בשנת 2015", "2015"), ("רבעון 4/2015", "2015-Q4"),
        ("רבעון ד' 2015", "2015-Q4"), ("רבעון א׳ 2016", "2016-Q1"), ("Q4-15", "2015-Q4"), ("Q1 2016", "2016-Q1"),
        ("q3/2015", "2015-Q3"), ("מחצית ב' 2015", "2015-H2"), ("מחצית 1/2015", "2015-H1"),
    ])
    func `a year, half or quarter is read with its own precision`(_ text: String, _ period: String) throws {
        #expect(DateText.parse(text) == ActivityDate(try #require(Period(code: period))))
    }

    @Test(arguments: [
        "", "31/11/2015", "29/2/2015", "32/1/2015", "0/1/2015", "1/13/2015", "11/30/2015", "2015-02-30", "13/2015",
        "0/2015",
        "Q5 2015", "Q0 2015", "רבעון 5/2015", "רבעון ה' 2015", "מחצית ג' 2015", "רבעון ד'", "דצמבר", "15", "אחרי החגים",
        "בקרוב", "לפני שבועיים", "5 חודשים בתפקיד", "#REF!", "#####", "1/1/1899", "1/1/2200", "30/11/2015–2/12/2015",
        "1-3.12.15", "2015-2016", "שנת", "30/11", "טבת 2015",
    ])
    func `a text that names no day that exists is no date`(_ text: String) {
        #expect(DateText.parse(text) == nil)
    }

    @Test(arguments: ["2015", "2015-H1", "2015-H2", "2015-Q1", "2015-Q4", "2015-01", "2015-12"])
    func `a date is read back from its own text`(_ code: String) throws {
        let date = ActivityDate(try #require(Period(code: code)))
        #expect(DateText.parse(date.text) == date)
        let day = ActivityDate(day: try #require(CalendarDay("2015-11-30")))
        #expect(DateText.parse(day.text) == day)
    }

    @Test func `a quarter with a huge number is no date, and ends nothing`() async {
        await #expect(processExitsWith: .success) { #expect(DateText.parse("Q9000000000000000000 2015") == nil) }
    }

    @Test func `December 2012 is a month although month and year are written alike`() throws {
        let december = ActivityDate(try #require(Period(code: "2012-12")))
        #expect(DateText.parse("12/12") == december)
        #expect(DateText.parse("12.12") == december)
    }
}
