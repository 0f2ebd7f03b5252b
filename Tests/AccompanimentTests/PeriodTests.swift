import Accompaniment
import Testing

/// Reporting periods and their codes.
@Suite struct PeriodTests {
    @Test(arguments: [
        ("2015", "2015-01-01", "2015-12-31"), ("2015-H1", "2015-01-01", "2015-06-30"),
        ("2015-H2", "2015-07-01", "2015-12-31"), ("2015-Q1", "2015-01-01", "2015-03-31"),
        ("2015-Q2", "2015-04-01", "2015-06-30"), ("2015-Q3", "2015-07-01", "2015-09-30"),
        ("2015-Q4", "2015-10-01", "2015-12-31"), ("2015-01", "2015-01-01", "2015-01-31"),
        ("2015-12", "2015-12-01", "2015-12-31"), ("2016-02", "2016-02-01", "2016-02-29"),
    ])
    func `a code is read, has its two edges, and is written the same`(_ code: String, _ from: String, _ to: String)
        throws
    {
        let period = try #require(Period(code: code))
        #expect(period.description == code)
        #expect(period.from.description == from)
        #expect(period.to.description == to)
    }

    @Test(arguments: [
        "", "15", "2015-Q0", "2015-Q5", "2015-H0", "2015-H3", "2015-00", "2015-13", "2015-1", "2015-001", "2015-Q",
        "2015-H",
        "2015-12-01", "Q4-2015", "2015-q4", "1899", "2200", "20155", "שנת 2015", "2015 ", "2015-X1",
    ])
    func `anything else is no period`(_ code: String) {
        #expect(Period(code: code) == nil)
    }

    @Test(arguments: Period.Kind.allCases)
    func `every day of a year lies in exactly one period of a kind`(_ kind: Period.Kind) throws {
        var periods: [Period] = []
        for month in 1...12 {
            for day in 1...31 {
                guard let day = CalendarDay(year: 2016, month: month, day: day) else { continue }
                let period = Period(kind, containing: day)
                #expect(period.from <= day && day <= period.to)
                if periods.last != period { periods.append(period) }
            }
        }
        #expect(periods.count == 12 / kind.months)
        #expect(periods == periods.sorted())
        #expect(periods.map { Period(code: $0.description) } == periods)
        for (earlier, later) in zip(periods, periods.dropFirst()) { #expect(earlier.to < later.from) }
    }

    @Test func `a shorter period that begins on the same day comes first`() throws {
        let codes = ["2015-01", "2015-Q1", "2015-H1", "2015", "2015-02"]
        let periods = try codes.map { try #require(Period(code: $0)) }
        #expect(periods.shuffled().sorted().map(\.description) == codes)
    }

    @Test func `a year with nothing after its hyphen is no period`() {
        #expect(Period(code: "2015-") == nil)
    }
}

/// In which period an activity counts: design.md 4, step 6.
@Suite struct CountingPeriodTests {
    @Test(arguments: [
        ("2015", Period.Kind.quarter, "2015-Q4"), ("2015", .month, "2015-12"), ("2015", .half, "2015-H2"),
        ("2015", .year, "2015"), ("2015-H1", .quarter, "2015-Q2"), ("2015-H1", .month, "2015-06"),
        ("2015-Q3", .month, "2015-09"), ("2015-Q3", .quarter, "2015-Q3"), ("2015-Q3", .year, "2015"),
        ("2015-02", .quarter, "2015-Q1"), ("2015-02", .half, "2015-H1"),
    ])
    func `a date coarser than the period counts in the last one that it covers`(
        _ date: String,
        _ kind: Period.Kind,
        _ counted: String
    ) throws {
        let date = ActivityDate(try #require(Period(code: date)))
        #expect(Period.counting(date, as: kind).description == counted)
    }

    @Test(arguments: [
        ("2015-11-30", "2015-11", "2015-Q4"), ("2015-12-31", "2015-12", "2015-Q4"),
        ("2016-01-01", "2016-01", "2016-Q1"),
    ])
    func `a day counts in the period that it lies in`(_ day: String, _ month: String, _ quarter: String) throws {
        let date = ActivityDate(day: try #require(CalendarDay(day)))
        #expect(Period.counting(date, as: .month).description == month)
        #expect(Period.counting(date, as: .quarter).description == quarter)
    }

    @Test(arguments: [
        ("2015", "2015"), ("2015-12", "2015-12"), ("2015-Q4", "Q4 2015"), ("2015-Q1", "Q1 2015"),
        ("2015-H1", "מחצית 1/2015"), ("2015-H2", "מחצית 2/2015"),
    ])
    func `a coarse date has a text in its own precision`(_ code: String, _ text: String) throws {
        #expect(ActivityDate(try #require(Period(code: code))).text == text)
    }
}
