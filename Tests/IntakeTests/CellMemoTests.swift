import Accompaniment
import Foundation
import Testing

@testable import Intake

/// What was understood of a cell is remembered, and is never another cell's.
@Suite struct CellMemoTests {
    @Test func `each different cell is parsed once, and gives its own value`() {
        var memo = CellMemo<String>()
        var parsed: [String] = []
        for _ in 0..<3 {
            for text in ["א", "ב", "", "אב", "א "] {
                let row = TableRow(number: 1, cells: ["x", text, "y"])
                let value = memo.value(of: row, 1) { text in
                    parsed.append(text)
                    return "<\(text)>"
                }
                #expect(value == "<\(text)>")
            }
        }
        #expect(parsed == ["א", "ב", "", "אב", "א "])
    }

    @Test func `with more different cells than it holds, every value is still right`() {
        var memo = CellMemo<Int>()
        var parsings = 0
        for _ in 0..<2 {
            for number in 0..<6000 {
                let value = memo.value(of: TableRow(number: 1, cells: ["תא \(number)"]), 0) { text in
                    parsings += 1
                    return Int(text.dropFirst(3)) ?? -1
                }
                #expect(value == number)
            }
        }
        #expect(parsings >= 6000 && parsings < 9000)
    }

    @Test func `a failure to parse is passed on, and remembered as nothing`() {
        struct Failure: Error {}
        var memo = CellMemo<Int>()
        let row = TableRow(number: 1, cells: ["א"])
        #expect(throws: Failure.self) { try memo.value(of: row, 0) { _ in throw Failure() } }
        #expect(memo.value(of: row, 0) { _ in 7 } == 7)
    }

    @Test func `thousands of different dates in one column are each understood`() throws {
        var days: [CalendarDay] = []
        for year in 2012...2024 {
            for month in 1...12 {
                for day in 1...31 { days += [CalendarDay(year: year, month: month, day: day)].compactMap(\.self) }
            }
        }
        #expect(days.count > 4096)
        let rows = (days + days.reversed()).map { "ארצי,ישיבה,\($0.day)/\($0.month)/\($0.year)" }
        let inbox = Drop.Inbox(received: Date(timeIntervalSince1970: 1_735_000_000))
        let drop = try Drop("אשכול,פעילות,תאריך\n" + rows.joined(separator: "\n"), in: inbox)
        #expect(drop.held.isEmpty)
        #expect(drop.reports.map(\.date.from) == days + days.reversed())
    }

    @Test func `the rows of a word that is not known are counted, remembered or not`() throws {
        let rows = (0..<5000).map { "ארצי,ישיבה,2015,מצב \($0)\nארצי,ישיבה,2015,מצב 0" }
        let drop = try Drop("אשכול,פעילות,תאריך,סטטוס\n" + rows.joined(separator: "\n"))
        let findings = drop.reading.findings.filter { $0.code == .valueUnknown }
        #expect(findings.first?.count == 5001)
        #expect(findings.reduce(0) { $0 + $1.count } == 10_000)
        #expect(drop.reports.count == 10_000)
        #expect(drop.reports.last?.extra == ["סטטוס": "מצב 0"])
    }
}
