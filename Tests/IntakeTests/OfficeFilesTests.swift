import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// What office software does to files: `Examples/office-pc`, each as it was saved (domain.md 5.4 to 5.7).
@Suite struct OfficeFilesTests {
    private func drop(_ name: String) throws -> Drop {
        let path = "\(Repository.root)/Examples/office-pc/\(name)"
        return try Drop(bytes: try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test(arguments: [
        ("utf16-unicode-text.txt", "UTF-16LE (BOM)", "\t", 1), ("windows-1255-semicolon.csv", "windows-1255", ";", 1),
        ("title-and-totals.csv", "UTF-8 (BOM)", ",", 4),
    ])
    func `the same eleven activities, however they were saved`(
        _ name: String,
        _ encoding: String,
        _ delimiter: String,
        _ headerRow: Int
    ) throws {
        let (drop, table) = (try drop(name), try Drop(example: "elka-2015.csv"))
        #expect(drop.held.isEmpty && drop.reports.count == 11)
        let known = Set(table.reports.map(\.recordID))
        #expect(drop.reports.allSatisfy { known.contains($0.recordID) })
        let layout = try #require(drop.reading.layout)
        #expect(layout.encoding == encoding && layout.delimiter == delimiter && layout.headerRow == headerRow)
    }

    @Test func `a title is none of the rows, and a total is told`() throws {
        let drop = try drop("title-and-totals.csv")
        #expect(drop.reports.map(\.row) == Array(5...15))
        #expect(drop.reading.rowsNotRead == 1)
        #expect(drop.finding(.totalsSkipped)?.rows == [16])
    }

    @Test func `a bare gershayim is text, also inside quotes`() throws {
        let drop = try drop("bare-gershayim.csv")
        #expect(drop.reports.map(\.activity) == ["ליווי מנכ\"ל האשכול", "מנכ\"ל האשכול, ישיבה", "פורום חירום"])
        #expect(drop.finding(.quoteRepaired)?.rows == [3])
        #expect(drop.held.isEmpty)
    }

    @Test func `what Excel made of cells is repaired with a warning, or held`() throws {
        let drop = try drop("excel-damage.csv")
        #expect(drop.reports.map(\.row) == [2, 3, 4])
        #expect(drop.reports.map(\.frequency) == ["4-6/1-YEAR", nil, "1/1-MONTH"])
        #expect(drop.reports.map(\.date.text) == ["2016-03", "2015-11-01", "2015-11-30"])
        #expect(drop.reports.map(\.durationMinutes) == [90, 90, 90])
        #expect(drop.reports.map(\.participantsCount) == [14, 1, 20])
        #expect(drop.reports.map { $0.attributes.integer(.participantsMost) } == [nil, 2, nil])
        #expect(drop.held.map(\.row) == [5])
        #expect(drop.held.first?.findings.map(\.code) == [.dateUnreadable])
        #expect(drop.finding(.excelRange)?.written == "06/04/2015")
        #expect(drop.finding(.excelRange)?.detail == "4 עד 6 פעמים בשנה")
    }

    @Test func `good rows go on, the others are held, and no phone number is kept`() throws {
        let drop = try drop("mixed-good-and-bad.csv")
        #expect(drop.reports.map(\.row) == [2, 7])
        #expect(
            drop.held.map { $0.findings.map(\.code) } == [
                [.clusterUnknown], [.activityEmpty], [.dateUnreadable], [.functionMixed],
            ]
        )
        #expect(drop.finding(.personalDataRemoved)?.rows == [5])
        #expect(drop.held.allSatisfy { row in !row.cells.contains { $0.contains("1234567") } })
        let told = drop.reading.findings.flatMap { [$0.written, $0.detail] }.compactMap(\.self)
        #expect(!told.contains { $0.contains("1234567") })
    }
}
