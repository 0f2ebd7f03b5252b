import Accompaniment
import Testing

@testable import Intake

/// Where the dates of a row may lie: domain.md 5.3, fields 3, 4, 5 and 36.
@Suite struct DateLimitsTests {
    @Test(arguments: [
        ("30/11/2015", true), ("1/12/2015", true), ("2/12/2015", false), ("נובמבר 2015", true), ("1/2016", false),
        ("1/1/1900", true),
    ])
    func `a report is dated at most a day after its arrival`(_ text: String, _ isAllowed: Bool) throws {
        let received = try #require(CalendarDay("2015-11-30"))
        #expect(DateLimits.allows(reportDate: try date(text), receivedOn: received) == isAllowed)
    }

    @Test(arguments: [
        ("1/1/2012", true), ("31/12/2011", false), ("2012", true), ("2011", false), ("30/11/2017", true),
        ("1/12/2017", false), ("2017", true), ("12/2017", false),
    ])
    func `an activity begins between 2012 and two years after its report`(_ text: String, _ isAllowed: Bool) throws {
        let report = try #require(CalendarDay("2015-11-30"))
        #expect(DateLimits.allows(startDate: try date(text), reportedOn: report) == isAllowed)
    }

    @Test(arguments: [
        ("30/11/2015", "30/11/2015", true), ("30/11/2015", "29/11/2015", false), ("30/11/2015", "11/2015", true),
        ("11/2015", "1/11/2015", true), ("11/2015", "10/2015", false),
    ])
    func `an activity does not end before it begins`(_ start: String, _ end: String, _ isAllowed: Bool) throws {
        #expect(DateLimits.allows(endDate: try date(end), after: try date(start)) == isAllowed)
    }

    @Test(arguments: [
        ("30/11/2015", "30/11/2015", true), ("30/11/2015", "1/12/2015", false), ("11/2015", "30/11/2015", true),
        ("30/11/2015", "11/2015", true), ("30/11/2015", "12/2015", false),
    ])
    func `an activity is asked for before it begins`(_ start: String, _ request: String, _ isAllowed: Bool) throws {
        #expect(DateLimits.allows(requestedOn: try date(request), before: try date(start)) == isAllowed)
    }

    private func date(_ text: String) throws -> ActivityDate { try #require(DateText.parse(text)?.date) }
}
