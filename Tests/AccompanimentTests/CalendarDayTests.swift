import Accompaniment
import Testing

/// Days of the calendar, and the dates that are made of them.
@Suite struct CalendarDayTests {
    @Test(arguments: ["2015-11-30", "2016-02-29", "2000-02-29", "1900-01-01", "2199-12-31", "2012-01-01"])
    func `a day that exists is read and written the same`(_ text: String) {
        #expect(CalendarDay(text)?.description == text)
    }

    @Test(arguments: [
        "2015-11-31", "2015-02-29", "1900-02-29", "2100-02-29", "2015-04-31", "2015-00-10", "2015-13-01", "2015-01-00",
        "2015-01-32", "1899-12-31", "2200-01-01", "2015-11", "2015-11-30-1", "2015/11/30", "", "אתמול", "2015--30",
        "2015-11-30T00:00:00Z",
    ])
    func `a day that does not exist is no day`(_ text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test(arguments: [
        (1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31),
    ])
    func `the last day of each month of 2015 is the calendar's`(_ month: Int, _ day: Int) {
        #expect(CalendarDay.last(year: 2015, month: month) == CalendarDay(year: 2015, month: month, day: day))
        #expect(CalendarDay.first(year: 2015, month: month) == CalendarDay(year: 2015, month: month, day: 1))
        #expect(CalendarDay(year: 2015, month: month, day: day + 1) == nil)
    }

    @Test(arguments: [
        (13, "2016-01-01", "2016-01-31"), (14, "2016-02-01", "2016-02-29"), (24, "2016-12-01", "2016-12-31"),
    ])
    func `a month beyond December carries into the year`(_ month: Int, _ first: String, _ last: String) {
        #expect(CalendarDay.first(year: 2015, month: month).description == first)
        #expect(CalendarDay.last(year: 2015, month: month).description == last)
    }

    @Test func `days are ordered by year, month and day`() throws {
        let days = try ["2014-12-31", "2015-01-01", "2015-01-31", "2015-02-01"].map { try #require(CalendarDay($0)) }
        #expect(days.reversed().sorted() == days)
    }

    @Test(arguments: [(0, 2, "00"), (7, 2, "07"), (12, 2, "12"), (123, 2, "123"), (45, 4, "0045")])
    func `padding fills with zeros and never cuts`(_ number: Int, _ width: Int, _ text: String) {
        #expect(pad(number, width) == text)
    }
}
