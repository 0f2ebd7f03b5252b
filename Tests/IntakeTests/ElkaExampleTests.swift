import Accompaniment
import TestSupport
import Testing

@testable import Intake

/// `Examples/2015/elka-2015.csv`: the 27 rows of the report's own table (domain.md 3.1).
@Suite struct ElkaExampleTests {
    /// One row of the table: where, in which state, for which needs, of which forum.
    struct Expected: Sendable {
        let row: Int
        let unit: String
        var status = "UNKNOWN"
        var needs: String?
        var forum: String?
        var date = "2015"
        var frequency: String?
    }

    static let table = [
        Expected(row: 2, unit: "WEST-NEGEV", status: "PLANNED", needs: "NEED-10 NEED-11", date: "2015-12"),
        Expected(row: 3, unit: "WEST-NEGEV"),
        Expected(row: 4, unit: "WEST-NEGEV"),
        Expected(row: 5, unit: "WEST-NEGEV", status: "ONGOING", needs: "NEED-12", forum: "FOR-WELFARE"),
        Expected(row: 6, unit: "WEST-NEGEV", status: "ONGOING", needs: "NEED-12", forum: "FOR-EDU"),
        Expected(row: 7, unit: "WEST-NEGEV", status: "ONGOING", needs: "NEED-12", forum: "FOR-SPED"),
        Expected(row: 8, unit: "WEST-NEGEV", status: "ONGOING", needs: "NEED-12", forum: "FOR-EMERG"),
        Expected(row: 9, unit: "EAST-NEGEV", needs: "NEED-10 NEED-11"),
        Expected(
            row: 10,
            unit: "EAST-NEGEV",
            needs: "NEED-11",
            forum: "COM-STEER-CLUSTER",
            frequency: "4-6/1-YEAR"
        ),
        Expected(row: 11, unit: "EAST-NEGEV", status: "SETUP", needs: "NEED-12", forum: "FOR-WELFARE"),
        Expected(row: 12, unit: "EAST-NEGEV", status: "REVALIDATING", needs: "NEED-03 NEED-11"),
        Expected(row: 13, unit: "EAST-NEGEV", needs: "NEED-12", forum: "FOR-EMERG"),
        Expected(row: 14, unit: "EAST-NEGEV", needs: "NEED-05"),
        Expected(row: 15, unit: "BEIT-HAKEREM", needs: "NEED-10 NEED-11"),
        Expected(row: 16, unit: "BEIT-HAKEREM", needs: "NEED-12", forum: "FOR-CEOS"),
        Expected(row: 17, unit: "BEIT-HAKEREM", needs: "NEED-12", forum: "FOR-WELFARE"),
        Expected(row: 18, unit: "BEIT-HAKEREM", needs: "NEED-07"),
        Expected(row: 19, unit: "WEST-GALILEE", needs: "NEED-03"),
        Expected(row: 20, unit: "WEST-GALILEE", status: "SETUP", needs: "NEED-10 NEED-11"),
        Expected(row: 21, unit: "WEST-GALILEE", needs: "NEED-12"),
        Expected(
            row: 22,
            unit: "WEST-GALILEE",
            status: "ONGOING",
            needs: "NEED-10 NEED-12",
            forum: "FOR-EDU",
            frequency: "1/3-WEEK"
        ),
        Expected(row: 23, unit: "AREA-SOUTH", needs: "NEED-07 NEED-13"),
        Expected(row: 24, unit: "AREA-SOUTH", needs: "NEED-07 NEED-16"),
        Expected(row: 25, unit: "AREA-SOUTH"),
        Expected(row: 26, unit: "AREA-NORTH", needs: "NEED-13"),
        Expected(row: 27, unit: "AREA-NORTH", status: "IN_PROGRESS", needs: "NEED-10 NEED-13"),
        Expected(row: 28, unit: "AREA-NORTH"),
    ]

    private static let drop = Result { try Drop(example: "elka-2015.csv") }

    private let drop: Drop

    init() throws {
        drop = try Self.drop.get()
    }

    @Test func `twenty-seven activities are taken in, and nothing is held`() {
        #expect(!drop.reading.isRejected)
        #expect(drop.reports.count + drop.held.count == 27)
        #expect(drop.reports.count == 27)
        #expect(drop.held.isEmpty)
        #expect(Set(drop.reports.map(\.recordID)).count == 27)
        #expect(!drop.reports.contains { $0.unit.rawValue == "EAST-GALILEE" })
    }

    @Test(arguments: table)
    func `each row is understood as the report tells it`(_ expected: Expected) throws {
        let report = try #require(drop.reports.first { $0.row == expected.row })
        #expect(report.unit.rawValue == expected.unit)
        #expect(report.scope.rawValue == (expected.unit.hasPrefix("AREA") ? "AREA" : "CLUSTER"))
        #expect(report.status?.rawValue == expected.status)
        #expect(report.needs?.text == expected.needs)
        #expect(report.forum?.rawValue == expected.forum)
        #expect(report.frequency == expected.frequency)
        #expect(report.date == ActivityDate(try #require(Period(code: expected.date))))
        #expect(report.period.description == "2015-Q4")
        #expect(report.function == .help)
        #expect(report.organisation.rawValue == "ORG-ELKA")
        #expect(report.extra.isEmpty)
    }

    @Test(arguments: [
        (2, "טל קריזסקי", "תוכנית מנהיגות אזורית: איסוף צרכים, בנייה, ריכוז והנחיה"),
        (14, "דפנה נחמנאי", "ליווי המנכ\"ל בוועדה"),
        (24, "מיכל צלול", "קשר עם גופים אזוריים: אוניברסיטאות, HUB, מחוזות המשרדים"),
    ])
    func `texts stay as they were written`(_ row: Int, _ escort: String, _ activity: String) throws {
        let report = try #require(drop.reports.first { $0.row == row })
        #expect(report.escort == escort)
        #expect(report.activity == activity)
    }

    @Test func `a year counts in its last quarter, and the sender is told so once`() throws {
        #expect(drop.codes == ["I-NORMALISED", "W-PERIOD-CHOSEN"])
        let finding = try #require(drop.finding(.periodChosen))
        #expect(finding.count == 26)
        #expect(finding.rows == Array(3...22))
        #expect(finding.column == Finding.Column(index: 5, heading: "תאריך"))
        #expect(finding.detail == "2015-Q4")
    }

    @Test func `the receipt can say how the table was read`() {
        #expect(
            drop.reading.layout
                == TableLayout(
                    shape: .table,
                    encoding: "UTF-8 (BOM)",
                    delimiter: ",",
                    headerRow: 1,
                    headings: ["אשכול/אזור", "מלווה", "פעילות", "סטטוס", "תדירות", "תאריך", "צורך", "פורום"],
                    period: nil,
                    unit: nil
                )
        )
        #expect(drop.reading.sha256.count == 32 && drop.reading.sha256.contains { $0 != 0 })
    }
}
