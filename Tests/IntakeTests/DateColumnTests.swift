import Accompaniment
import Testing

@testable import Intake

/// Day before month or month before day, over a whole column: domain.md 5.6.
@Suite struct DateColumnTests {
    private static let header = "אשכול,פעילות,תאריך\n"

    /// Rows from `first` on, with a date for each.
    private static func rows(_ dates: [String]) -> String {
        dates.enumerated().map { "ארצי,פעילות \($0),\($1)\n" }.joined()
    }

    /// January of an American export, sorted by date: its first 72 rows can be read both ways.
    private static let january = (1...12).flatMap { day in Array(repeating: "1/\(day)/2016", count: 6) }

    @Test func `an export of the other order is refused at the first date that shows it`() throws {
        let drop = try Drop(Self.header + Self.rows(Self.january + ["1/13/2016", "1/14/2016"]))
        #expect(drop.reading.isRejected && drop.codes == ["E-DATES-MIXED"])
        let finding = try #require(drop.finding(.datesMixed))
        // The first date of two meanings, and the first of one.
        #expect(finding.rows == [8, 74] && finding.count == 2)
        #expect(finding.written == "1/13/2016")
        #expect(finding.column == Finding.Column(index: 2, heading: "תאריך"))
    }

    @Test func `a date of the other order before those of two meanings is refused with the first of them`() throws {
        let certain = Array(repeating: "5/5/2016", count: 60)
        let drop = try Drop(Self.header + Self.rows(certain + ["1/13/2016", "30/11/2015", "1/2/2016"]))
        #expect(drop.codes == ["E-DATES-MIXED"])
        #expect(drop.finding(.datesMixed)?.rows == [62, 64])
    }

    @Test func `where none can be read both ways, a date of the other order holds its row alone`() throws {
        let certain = Array(repeating: "30/11/2015", count: 60)
        let drop = try Drop(Self.header + Self.rows(certain + ["1/13/2016"]))
        #expect(!drop.reading.isRejected && drop.held.map(\.row) == [62])
        #expect(drop.reports.count == 60)
    }

    @Test func `a column that is month first stays so`() throws {
        let dates = ["1/13/2016"] + Self.january
        let good = try Drop(Self.header + Self.rows(dates + ["1/31/2016"]))
        #expect(good.held.isEmpty && good.reports.last?.date.text == "2016-01-31")
        let mixed = try Drop(Self.header + Self.rows(dates + ["31/1/2016"]))
        #expect(mixed.codes.contains("E-DATES-MIXED") && mixed.reading.isRejected)
    }

    @Test func `a day-first column of any length is taken in`() throws {
        let dates = Self.january + ["31/1/2016", "2016-01-13", "42309", "11/2015", "1-3.12.15", "בקרוב", "13/13/2016"]
        let drop = try Drop(Self.header + Self.rows(dates))
        #expect(!drop.reading.isRejected)
        #expect(drop.reports.count == dates.count - 2 && drop.held.count == 2)
    }

    @Test func `records of a document are watched like rows of a table`() throws {
        let records = ["1/1/2016", "1/2/2016", "1/13/2016"].map {
            "{\"unit\":\"ארצי\",\"activity\":\"א\",\"startDate\":\"\($0)\"}"
        }
        let drop = try Drop("[\(records.joined(separator: ","))]")
        #expect(drop.reading.isRejected && drop.codes == ["E-DATES-MIXED"])
        #expect(drop.finding(.datesMixed)?.rows == [2, 3])
    }
}
