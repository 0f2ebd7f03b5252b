import Accompaniment
import Foundation
import Testing

@testable import Intake

/// The Hebrew calendar and its dates in cells: domain.md 5.6.
@Suite struct HebrewDateTests {
    @Test(arguments: [
        ("י\"ח בכסלו תשע\"ו", "2015-11-30"), ("יח כסלו התשע״ו", "2015-11-30"), ("א' כסלו תשע\"ו", "2015-11-13"),
        ("י\"ט חשוון תשע\"ו", "2015-11-01"), ("א' אדר א' תשע\"ו", "2016-02-10"),
        ("י\"ד אדר ב' תשע\"ו", "2016-03-24"), ("י\"ד אדר תשע\"ה", "2015-03-05"), ("א' ניסן תשע\"ו", "2016-04-09"),
        ("כ' אב תשפ\"ה", "2025-08-14"),
        // Marks of every kind, the thousands, prepositions, figures.
        ("י״ח בכסלו ה'תשע״ו", "2015-11-30"), ("י''ח לכסלו ה׳תשע''ו", "2015-11-30"),
        ("י”ח בכסלו תשע“ו", "2015-11-30"), ("יח-כסלו-תשעו", "2015-11-30"), ("18 בכסלו תשע\"ו", "2015-11-30"),
        ("י\"ח בכסליו שנת תשע\"ו", "2015-11-30"), ("18 כסלו 5776", "2015-11-30"), ("ב-18 בכסלו תשע\"ו", "2015-11-30"),
        ("ה' בכסלו תשע\"ו", "2015-11-17"), ("ביום ה' בכסלו תשע\"ו", "2015-11-17"),
        // Variants of months.
        ("י\"ט בחשון תשע\"ו", "2015-11-01"), ("י\"ט מרחשוון תשע\"ו", "2015-11-01"),
        ("י\"ט במרחשון תשע\"ו", "2015-11-01"), ("ל' באב תשפ\"ה", "2025-08-24"), ("ט\"ו בשבט תשע\"ו", "2016-01-25"),
        ("ט״ז בשבט תשע״ו", "2016-01-26"), ("ה' באייר תשע\"ו", "2016-05-13"), ("ה' באיר תשע\"ו", "2016-05-13"),
        ("ו' בסיון תשע\"ו", "2016-06-12"), ("ו' בסיוון תשע\"ו", "2016-06-12"), ("י\"ז בתמוז תשע\"ו", "2016-07-23"),
        ("כ\"ט באלול תשע\"ו", "2016-10-02"), ("א' בתשרי תשע\"ז", "2016-10-03"), ("א' בטבת תשע\"ו", "2015-12-13"),
        ("י\"ד באדר שני תשע\"ו", "2016-03-24"), ("י\"ד באדר הראשון תשע\"ו", "2016-02-23"),
        ("ל' בחשוון תשע\"ו", "2015-11-12"), ("ל' בכסלו תשע\"ו", "2015-12-12"),
    ])
    func `a Hebrew date is the civil day in which it is light`(_ text: String, _ day: String) throws {
        #expect(DateText.parse(text) == whole(ActivityDate(day: try #require(CalendarDay(day)))))
    }

    @Test(arguments: [
        "ל' בטבת תשע\"ו", "ל' באלול תשע\"ו", "ל' אדר ב' תשע\"ו", "ל' חשוון תשע\"ה", "ל' אדר תשע\"ה",
        "א' אדר ב' תשע\"ה", "א' אדר א' תשע\"ה", "א' אדר ג' תשע\"ו", "א' אדר 5 תשע\"ו", "ל\"א כסלו תשע\"ו",
        "0 כסלו תשע\"ו", "31 כסלו תשע\"ו", "יה כסלו תשע\"ו", "י\"ח בכסלו", "כסלו", "תשע\"ו", "שנת תשע\"ו",
        "י\"ח בנובמבר תשע\"ו", "י\"ח בכסלו 2015", "א' תשרי תר\"ס", "י\"ח בכסלו 9999999999",
    ])
    func `a Hebrew day that does not exist is no date`(_ text: String) {
        #expect(DateText.parse(text) == nil)
    }

    @Test func `plain Adar in a leap year is a guess`() throws {
        let day = try #require(CalendarDay("2016-02-23"))
        let expected = DateReading(value: .date(ActivityDate(day: day)), guess: .plainAdar)
        #expect(DateText.parse("י\"ד באדר תשע\"ו") == expected)
    }

    @Test(arguments: [
        ("כסלו תשע\"ו", "2015-11-13", "2015-12-12"), ("בטבת ה'תשע\"ו", "2015-12-13", "2016-01-10"),
        ("אדר ב' תשע\"ו", "2016-03-11", "2016-04-08"), ("אדר תשע\"ה", "2015-02-20", "2015-03-20"),
    ])
    func `a Hebrew month is its civil days`(_ text: String, _ from: String, _ to: String) throws {
        let date = ActivityDate(
            from: try #require(CalendarDay(from)),
            to: try #require(CalendarDay(to)),
            precision: .range
        )
        #expect(DateText.parse(text) == whole(date))
    }

    @Test func `5776 is a leap year of 385 days`() {
        #expect(HebrewCalendar.isLeap(5776))
        #expect(HebrewCalendar.days(in: 5776) == 385)
    }

    /// The ICU in Foundation counts 385 days in 5806 and so begins 5807 on a Tuesday. By the rules the molad of 5807,
    /// a Sunday's, moves the new year to Monday 1 October 2046; printed calendars agree.
    @Test func `the months of 300 years are those of Foundation's calendar, but for its slip of 5806`() throws {
        var hebrew = Calendar(identifier: .hebrew)
        hebrew.timeZone = .gmt
        let reference = Date(timeIntervalSinceReferenceDate: 0)
        let start = try #require(CalendarDay("2001-01-01")).dayNumber
        var checked = 0
        for year in HebrewCalendar.years where year != 5806 && year != 5807 {
            for month in HebrewCalendar.Month.allCases {
                let length = HebrewCalendar.days(in: month, of: year)
                #expect(HebrewCalendar.dayNumber(of: length + 1, month, year) == nil)
                for day in Set([1, 15, length]) where length > 0 {
                    let number = try #require(HebrewCalendar.dayNumber(of: day, month, year))
                    let date = reference.addingTimeInterval(Double(number - start) * 86_400)
                    let parts = hebrew.dateComponents([.year, .month, .day], from: date)
                    // Foundation too counts Adar I as the sixth month and the Adar of a common year as the seventh.
                    #expect([parts.year, parts.month, parts.day] == [year, month.rawValue + 1, day])
                    checked += 1
                }
            }
        }
        #expect(checked > 11_000)
        #expect(DateText.parse("א' בתשרי תת\"ז") == whole(ActivityDate(day: try #require(CalendarDay("2046-10-01")))))
    }

    @Test func `no year has another length than the six, or begins on a Sunday, Wednesday or Friday`() throws {
        for year in HebrewCalendar.years {
            let lengths = HebrewCalendar.isLeap(year) ? 383...385 : 353...355
            #expect(lengths.contains(HebrewCalendar.days(in: year)))
            let months = HebrewCalendar.Month.allCases.map { HebrewCalendar.days(in: $0, of: year) }
            #expect(months.reduce(0, +) == HebrewCalendar.days(in: year))
            // Day numbers leave 0 on a Sunday.
            #expect(![0, 3, 5].contains(try #require(HebrewCalendar.dayNumber(of: 1, .tishri, year)) % 7))
        }
    }

    @Test(arguments: [0, 5659, 5961, .min, .max])
    func `no other year has days`(_ year: Int) {
        #expect(HebrewCalendar.dayNumber(of: 1, .tishri, year) == nil)
    }

    @Test func `day numbers are those of Foundation's calendar, there and back`() throws {
        var gregorian = Calendar(identifier: .gregorian)
        gregorian.timeZone = .gmt
        let first = try #require(CalendarDay("1900-01-01")).dayNumber
        let last = try #require(CalendarDay("2199-12-31")).dayNumber
        #expect(CalendarDay(dayNumber: first - 1) == nil)
        #expect(CalendarDay(dayNumber: last + 1) == nil)
        #expect(CalendarDay(dayNumber: .min) == nil)
        #expect(CalendarDay(dayNumber: .max) == nil)
        let reference = Date(timeIntervalSinceReferenceDate: 0)
        let start = try #require(CalendarDay("2001-01-01")).dayNumber
        for number in first...last {
            let day = try #require(CalendarDay(dayNumber: number))
            #expect(day.dayNumber == number)
            guard number.isMultiple(of: 7) else { continue }
            let date = reference.addingTimeInterval(Double(number - start) * 86_400)
            let parts = gregorian.dateComponents([.year, .month, .day], from: date)
            #expect(parts.year == day.year && parts.month == day.month && parts.day == day.day)
        }
    }
}
