import Accompaniment
import Testing

@testable import Intake

/// Cells that hold numbers, durations and money, in a whole row: domain.md 5.3 and 5.7.
@Suite struct MeasuredCellTests {
    private func report(_ heading: String, _ cell: String) throws -> (report: ActivityReport, drop: Drop) {
        let drop = try Drop("אשכול,פעילות,תאריך,\"\(heading)\"\nארצי,א,11/2015,\"\(cell)\"\n")
        return (try #require(drop.reports.first), drop)
    }

    @Test(arguments: [("מספר מפגשים", "3"), ("מפגשים שהתקיימו", "3"), ("כמות מפגשים", "3.0")])
    func `a number of meetings is a number`(_ heading: String, _ cell: String) throws {
        let (report, drop) = try report(heading, cell)
        #expect(report.meetingsHeld == 3 && report.frequency == nil)
        #expect(drop.codes.isEmpty)
    }

    @Test func `a frequency under the number of meetings is a frequency`() throws {
        let (report, _) = try report("מספר מפגשים", "4-6 פעמים בשנה")
        #expect(report.frequency == "4-6/1-YEAR" && report.meetingsHeld == nil)
    }

    @Test(arguments: [
        ("משך", "90", 90), ("שעות", "1.5", 90), ("מס' שעות", "1,5", 90), ("משך (שעות)", "2", 120),
        ("זמן", "שעתיים", 120),
    ])
    func `a duration is minutes, by its column`(_ heading: String, _ cell: String, _ minutes: Int) throws {
        #expect(try report(heading, cell).report.durationMinutes == minutes)
    }

    @Test(arguments: [
        ("משך", "חצי יום"), ("מס' משתתפים", "הרבה"), ("מס' משתתפים", "-3"), ("מס' משתתפים", "2001"),
        ("החלטה", "אולי"), ("משרדים", "משרד החלל"), ("כובע", "מצחייה"),
    ])
    func `what is not understood is kept in words, with a warning`(_ heading: String, _ cell: String) throws {
        let (report, drop) = try report(heading, cell)
        #expect(report.extra == [heading: cell])
        #expect(drop.codes == ["W-VALUE-UNKNOWN"])
        #expect(drop.finding(.valueUnknown)?.written == cell)
    }

    @Test(arguments: ["$100", "100 דולר", "€5"])
    func `an amount in another currency holds the row`(_ cell: String) throws {
        let drop = try Drop("אשכול,פעילות,תאריך,סכום\nארצי,א,11/2015,\(cell)\n")
        #expect(drop.held.map { $0.findings.map(\.code) } == [[.foreignCurrency]])
    }

    @Test(arguments: [
        ("תדירות", "דו שבועי", FindingCode.valueGuessed), ("תדירות", "04-יונ", .excelRange),
        ("מס' משתתפים", "04-יונ", .excelRange), ("שעות", "90", .valueUnlikely), ("חיסכון", "0.15", .valueGuessed),
        ("חיסכון", "75%", .valueUnlikely), ("משך", "0.0625", .valueGuessed),
    ])
    func `a guess is said, and what was written is kept beside it`(
        _ heading: String,
        _ cell: String,
        _ finding: FindingCode
    ) throws {
        let (report, drop) = try report(heading, cell)
        #expect(drop.reading.findings.map(\.code) == [finding])
        #expect(report.written == [heading: cell] && report.extra.isEmpty)
    }

    @Test func `money has its kind and its state`() throws {
        let drop = try Drop(
            "אשכול,פעילות,תאריך,סכום,מקור מימון,מצב הגיוס\nארצי,א,11/2015,\"1,500 ש\"\"ח\",קול קורא,אושר\n"
        )
        let report = try #require(drop.reports.first)
        #expect(report.attributes.text(.resourceKind) == "CALL" && report.certainty?.rawValue == "APPROVED")
        #expect(report.amount == 1500 && report.attributes.integer(.amountApproximate) == 0)
        #expect(drop.codes.isEmpty)
    }

    @Test func `an amount whose source nobody named is not lost`() throws {
        let (report, drop) = try report("סכום", "500")
        #expect(report.amount == 500 && report.certainty == .identified)
        #expect(!drop.codes.isEmpty)
    }

    @Test(arguments: [
        ("123456782", nil), ("12345674", nil), ("521234567", nil), ("123,456,782", 123_456_782),
        ("123456782 ש\"\"ח", 123_456_782), ("₪123456782", 123_456_782), ("123456789", 123_456_789),
        ("18000000", 18_000_000),
    ])
    func `a bare number that may be that of a person is no amount`(_ cell: String, _ amount: Int?) throws {
        let (report, drop) = try report("סכום", cell)
        #expect(report.amount == amount)
        #expect(drop.codes.contains("W-PERSONAL-DATA-REMOVED") == (amount == nil))
        #expect((report.extra["סכום"] ?? "").contains("1234") == false)
    }

    @Test func `an amount in thousands, by its heading, is thousands`() throws {
        let drop = try Drop("אשכול,פעילות,תאריך,מקור מימון,\"סכום (באלפי ש\"\"ח)\"\nארצי,א,11/2015,קרן,500\n")
        #expect(drop.reports.first?.amount == 500_000)
    }

    @Test(arguments: ["-3", "5000"])
    func `a number of meetings that cannot be is not taken`(_ cell: String) throws {
        let (report, _) = try report("מספר מפגשים", cell)
        #expect(report.meetingsHeld == nil)
    }
}
