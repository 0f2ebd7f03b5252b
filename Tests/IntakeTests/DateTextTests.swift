import Accompaniment
import Testing

@testable import Intake

/// Single dates as people write them: domain.md 5.6.
@Suite struct DateTextTests {
    @Test(arguments: [
        ("30/11/2015", "2015-11-30"), ("30.11.15", "2015-11-30"), ("30-11-2015", "2015-11-30"),
        ("30–11–2015", "2015-11-30"), ("30־11־2015", "2015-11-30"), ("30/11-2015", "2015-11-30"),
        ("1.6.15", "2015-06-01"), ("01/06/2015", "2015-06-01"), ("5/4/2015", "2015-04-05"),
        ("2015-11-30", "2015-11-30"), ("2015/11/30", "2015-11-30"), ("29/2/2016", "2016-02-29"),
        ("1/2/00", "2000-02-01"), ("1/2/69", "2069-02-01"), ("1/2/70", "1970-02-01"), ("1/1/1900", "1900-01-01"),
        ("31/12/2199", "2199-12-31"),
        (" 30 / 11 / 2015 ", "2015-11-30"), ("30. 11. 2015", "2015-11-30"), ("30 - 11 - 2015", "2015-11-30"),
        ("30.11.15.", "2015-11-30"), ("\u{200F}30/11/2015\u{200F}", "2015-11-30"),
        ("\u{202B}30\u{200F}/11\u{200F}/2015\u{202C}", "2015-11-30"), ("30/11/2015\u{A0}", "2015-11-30"),
        ("ב-30/11/2015", "2015-11-30"), ("ב־30.11.15", "2015-11-30"), ("בתאריך 30/11/2015", "2015-11-30"),
    ])
    func `a day is read with the day before the month`(_ text: String, _ day: String) throws {
        #expect(DateText.parse(text) == whole(ActivityDate(day: try #require(CalendarDay(day)))))
    }

    @Test(arguments: [
        "30/11/2015 09:00", "30/11/2015 9:00:00", "30.11.15, 09:00", "30/11/2015 - 09:00", "30/11/2015 בשעה 9:00",
        "30/11/2015 9:00-11:30", "30/11/2015 9:00 – 11:30", "30/11/2015 9:00:00 AM", "09:00 30/11/2015",
        "2015-11-30T09:00:00Z", "2015-11-30T09:00:00.000Z", "2015-11-30T09:00:00+02:00", "2015-11-30T23:30:00-02:00",
        "2015-11-30 09:00:00", "2015-11-30T09:00", "30 בנובמבר 2015 בשעה 09:00", "י\"ח בכסלו תשע\"ו 9:00",
    ])
    func `a time beside the date is passed over`(_ text: String) throws {
        #expect(DateText.parse(text) == whole(ActivityDate(day: try #require(CalendarDay("2015-11-30")))))
    }

    @Test(arguments: [
        "יום שני 30.11.2015", "יום ב' 30.11.2015", "ביום שני, 30/11/2015", "ביום 30/11/2015", "30/11/2015 יום שני",
        "30.11.2015 (יום ב')", "יום שני ה-30.11.2015", "Monday, 30 November 2015", "Mon. 30/11/2015",
        "יום שני, 30 בנובמבר 2015", "יום ב' י\"ח בכסלו תשע\"ו", "ביום שני י\"ח בכסלו תשע\"ו",
    ])
    func `the day of the week is passed over`(_ text: String) throws {
        #expect(DateText.parse(text) == whole(ActivityDate(day: try #require(CalendarDay("2015-11-30")))))
    }

    @Test(arguments: [
        "30 בנובמבר 2015", "30 נובמבר 2015", "30 לנובמבר 2015", "30 נוב' 15", "30-נוב-15", "30-Nov-2015",
        "30 November 2015", "November 30, 2015", "Nov 30 2015", "2015 נובמבר 30", "30 בנובמבר של שנת 2015",
        "ב-30 בנובמבר 2015", "30 of November 2015", "30 בנוב. 2015",
    ])
    func `a month in words stands in a day`(_ text: String) throws {
        #expect(DateText.parse(text) == whole(ActivityDate(day: try #require(CalendarDay("2015-11-30")))))
    }

    @Test(arguments: [
        ("3/2016", "2016-03"), ("03.16", "2016-03"), ("3-2016", "2016-03"), ("2015-11", "2015-11"),
        ("מרץ-16", "2016-03"), ("מרץ 2016", "2016-03"), ("מרס 2016", "2016-03"), ("דצמבר 2015", "2015-12"),
        ("בדצמבר 2015", "2015-12"), ("ינו' 2015", "2015-01"), ("פבר׳ 2015", "2015-02"), ("2015 ספט", "2015-09"),
        ("December 2015", "2015-12"), ("Dec-15", "2015-12"), ("11/2015", "2015-11"), ("Sept. 2015", "2015-09"),
        ("נובמבר '15", "2015-11"), ("חודש נובמבר 2015", "2015-11"), ("בחודש 11/2015", "2015-11"),
        ("במהלך נובמבר 2015", "2015-11"), ("נובמבר של שנת 2015", "2015-11"), ("נובמבר, 2015", "2015-11"),
        ("12/2012", "2012-12"),
    ])
    func `a month is read with the precision of a month`(_ text: String, _ period: String) throws {
        #expect(DateText.parse(text) == whole(ActivityDate(try #require(Period(code: period)))))
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
        let alone = try #require(PartialDate(.month, month, year: nil))
        for text in [name, "ב\(name)", "ל\(name)", "\(name.prefix(3))'", "ב\(name.prefix(3))"] {
            #expect(DateText.parse("\(text) 2015") == whole(ActivityDate(period)), "\(text)")
            #expect(DateText.parse("\(text)-15") == whole(ActivityDate(period)), "\(text)")
            #expect(DateText.parse(text) == yearless(alone), "\(text)")
        }
    }

    @Test(arguments: [
        ("2015", "2015"), ("שנת 2015", "2015"), ("בשנת 2015", "2015"), ("ב-2015", "2015"), ("במהלך 2015", "2015"),
        ("רבעון 4/2015", "2015-Q4"), ("רבעון 4 / 2015", "2015-Q4"), ("רבעון ד' 2015", "2015-Q4"),
        ("רבעון א׳ 2016", "2016-Q1"), ("לרבעון 1/2016", "2016-Q1"), ("הרבעון הרביעי של 2015", "2015-Q4"),
        ("ברבעון השלישי של שנת 2015", "2015-Q3"), ("רבעון רביעי 15", "2015-Q4"), ("Q4-15", "2015-Q4"),
        ("Q1 2016", "2016-Q1"), ("q3/2015", "2015-Q3"), ("2015-Q3", "2015-Q3"), ("מחצית ב' 2015", "2015-H2"),
        ("מחצית 1/2015", "2015-H1"), ("מחצית ראשונה 2015", "2015-H1"), ("המחצית השנייה של 2015", "2015-H2"),
        ("חציון ב' 2015", "2015-H2"), ("2015-H2", "2015-H2"),
    ])
    func `a year, half or quarter is read with its own precision`(_ text: String, _ period: String) throws {
        #expect(DateText.parse(text) == whole(ActivityDate(try #require(Period(code: period)))))
    }

    @Test(arguments: [
        "", " ", "31/11/2015", "29/2/2015", "32/1/2015", "0/1/2015", "1/0/2015", "1/13/2015", "11/30/2015",
        "2015-02-30", "2015-13", "2015-2015-1", "13/2015", "0/2015", "30/11/215", "30/11/5", "1/1/1899", "1/1/2200",
        "1899", "2200", "0000", "Q5 2015", "Q0 2015", "רבעון 5/2015", "רבעון ה' 2015", "מחצית ג' 2015", "חודש ב' 2015",
        "15", "שנת", "של", "אחרי החגים", "בקרוב", "לפני שבועיים", "5 חודשים בתפקיד", "#REF!", "#N/A", "#####",
        "1.23457E+08", "טבת 2015", "29-2-2015", "29-02-15", "31-11-2015", "13-2016", "5-13-11-15", "1-3-12-15",
        "30.11-15", "עד נובמבר 2015", "-נובמבר 2015", "30/11/2015?", "09:00", "1:30", "01:30:00",
        "30/11/2015 25:00", "30/11/2015 09:99", "123456782", "050-1234567", "12-345-67", "30 11 2015",
        "פורום רווחה", "99999999999999999999/1/2015", "1/1/99999999999999999999", "36525", "73051", "42309.", ".5",
        "טרם נקבע", "יום שני", "2015-11-30 - 12-02",
    ])
    func `a text that names no day that exists is no date`(_ text: String) {
        #expect(DateText.parse(text) == nil)
    }

    @Test(arguments: ["2015", "2015-H1", "2015-H2", "2015-Q1", "2015-Q4", "2015-01", "2015-12"])
    func `a date is read back from its own text`(_ code: String) throws {
        let date = ActivityDate(try #require(Period(code: code)))
        #expect(DateText.parse(date.text) == whole(date))
        let day = ActivityDate(day: try #require(CalendarDay("2015-11-30")))
        #expect(DateText.parse(day.text) == whole(day))
    }

    @Test(arguments: [
        ("42309", "2015-11-01"), ("42309.375", "2015-11-01"), ("42309,5", "2015-11-01"),
        ("42309.0", "2015-11-01"), ("36526", "2000-01-01"), ("73050", "2099-12-31"), ("42338", "2015-11-30"),
        ("42309.374999999993", "2015-11-01"),
    ])
    func `a day number of Excel is a day, and may be another`(_ text: String, _ day: String) throws {
        let reading = try #require(DateText.parse(text))
        let read = try #require(CalendarDay(day))
        #expect(reading.value == .date(ActivityDate(day: read)))
        let other = try #require(CalendarDay(dayNumber: read.dayNumber + 1462))
        #expect(reading.guess == .excelSerial(from1904: other))
    }

    @Test func `counted from 1904 the day number of 1 November 2015 is 2 November 2019`() throws {
        let other = try #require(CalendarDay("2019-11-02"))
        #expect(DateText.parse("42309")?.guess == .excelSerial(from1904: other))
    }
}

/// A date with nothing guessed.
func whole(_ date: ActivityDate) -> DateReading { DateReading(value: .date(date), guess: nil) }

/// A date without its year, with nothing else guessed.
func yearless(_ date: PartialDate) -> DateReading {
    DateReading(value: .withoutYear(date, through: date), guess: nil)
}
