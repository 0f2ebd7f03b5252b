import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// The held rows as a table to mend and drop back: design.md 3.3.
@Suite struct ToFixTests {
    private static let header = "אשכול,מלווה,פעילות,תאריך\n"

    private func toFix(_ drop: Drop, name: String = "דוח.csv") throws -> (file: ToFix, text: String) {
        let file = try #require(ToFix(try drop.recorded(name: name), language: .hebrew))
        return (file, String(decoding: file.bytes, as: UTF8.self))
    }

    @Test func `only the held rows stand in it, behind what is to be mended`() throws {
        let drop = try Drop(Self.header + "ארצי,טל,א,11/2015\nחיפה,טל,ב,11/2015\nארצי,גל,,11/2015\n")
        let (file, text) = try toFix(drop)
        #expect(file.name == "דוח.csv")
        #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let rows = try rows(of: Data(file.bytes.dropFirst(3))).map { $0.cells() }
        #expect(rows.map(\.count) == [5, 5, 5])
        #expect(rows[0] == ["מה לתקן", "אשכול", "מלווה", "פעילות", "תאריך"])
        #expect(rows[1].dropFirst() == ["חיפה", "טל", "ב", "11/2015"])
        #expect(rows[2].dropFirst() == ["ארצי", "גל", "", "11/2015"])
        #expect(rows[1][0].contains("אשכול: ") && rows[1][0].contains(FindingCode.clusterUnknown.text.problem.he))
        #expect(rows[2][0].contains(FindingCode.activityEmpty.text.problem.he))
        #expect(text.hasSuffix("\r\n"))
    }

    @Test func `a file without held rows needs none`() throws {
        #expect(ToFix(try Drop(Self.header + "ארצי,טל,א,11/2015\n").recorded(), language: .hebrew) == nil)
        #expect(ToFix(try Drop("קניות,מחיר\n").recorded(), language: .hebrew) == nil)
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func `the sender's delimiter is kept, and the mended file is taken in`(_ delimiter: String) throws {
        let content = [
            "אשכול,מלווה,פעילות,תאריך,הערות", "חיפה,טל,\"א; ב| ג\t, ד \"\"ה\"\"\",11/2015,עוד", "חיפה,,ב,31/11/2015",
        ]
        let rows = try rows(of: Data(content.joined(separator: "\n").utf8)).map { $0.cells() }
        let table = rows.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: delimiter) }
        let (file, text) = try toFix(try Drop(table.joined(separator: "\n")))
        #expect(text.hasPrefix("\u{FEFF}מה לתקן\(delimiter)אשכול\(delimiter)"))
        let mended = text.replacing("חיפה", with: "ארצי").replacing("31/11/2015", with: "30/11/2015")
        let again = try Drop(mended)
        #expect(again.reading.layout?.delimiter == delimiter)
        #expect(again.held.isEmpty)
        #expect(again.reports.map(\.activity) == ["א; ב| ג , ד \"ה\"", "ב"])
        #expect(again.reports.map(\.notes) == ["עוד", nil])
        #expect(again.codes.isEmpty)
        #expect(file.name == "דוח.csv")
    }

    @Test(arguments: ["=HYPERLINK(\"http://x\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "=1,2"])
    func `a cell that a spreadsheet would calculate begins with an apostrophe`(_ formula: String) throws {
        let cell = "\"\(formula.replacing("\"", with: "\"\""))\""
        let (file, text) = try toFix(try Drop(Self.header + "חיפה,\(cell),\(cell),11/2015\n"))
        let row = try rows(of: Data(file.bytes.dropFirst(3)))[1].cells()
        #expect(row[2] == "'\(formula)" && row[3] == "'\(formula)")
        let again = try Drop(text.replacing("חיפה", with: "ארצי"))
        let original = try Drop(Self.header + "ארצי,\(cell),\(cell),11/2015\n")
        #expect(again.reports.map(\.recordID) == original.reports.map(\.recordID))
        #expect(again.reports.map(\.activity) == original.reports.map(\.activity))
        #expect(again.reports.map(\.escort) == original.reports.map(\.escort))
    }

    @Test func `the period of a JSON document becomes a column`() throws {
        let inbox = Drop.Inbox(organisation: "ORG-URBANICS")
        let (file, text) = try toFix(try Drop(example: "urbanics-2015.json", in: inbox), name: "urbanics-2015.json")
        #expect(file.name == "urbanics-2015.json.csv")
        let rows = try rows(of: Data(file.bytes.dropFirst(3))).map { $0.cells() }
        #expect(rows[0].last == "תאריך" && rows[1].last == "2015")
        let mended = try Drop(text.replacing("ליווי ובקרה,", with: "ליווי,"), in: inbox)
        #expect(mended.held.isEmpty)
        #expect(mended.reports.map(\.activity) == ["ליווי ובקרה על עבודת היועץ"])
        #expect(mended.reports.map(\.date.text) == ["2015"])
    }

    @Test func `the period of a title becomes a column, where the table has none for it`() throws {
        let (_, text) = try toFix(try Drop("פעילות רבעון 3/2015,\nאשכול,פעילות\nחיפה,א\n"))
        let again = try Drop(text.replacing("חיפה", with: "ארצי"))
        #expect(again.reports.map(\.period.description) == ["2015-Q3"])
        let (_, own) = try toFix(try Drop("פעילות 2015,,\nאשכול,פעילות,תאריך\nחיפה,א,11/2015\n"))
        #expect(own.components(separatedBy: "תאריך").count == 2)
    }

    @Test func `notes as people keep them come back as an ordinary table`() throws {
        let (_, text) = try toFix(try Drop("אשכול נגב מערבי\tטל\nמיפוי. פורום רווחה (בהקמה).\t\n"))
        #expect(text.hasPrefix("\u{FEFF}מה לתקן\tאשכול/אזור\tמלווה\tפעילות\tסטטוס\tתדירות\tתאריך\r\n"))
    }

    @Test(arguments: ["א\r\nב", "א,\u{0301}ב", "\"\u{0301}אב", "\r\n=1"])
    func `a cell is quoted by its bytes, whatever character they make`(_ cell: String) throws {
        let drop = try Drop(#"[{"unit":"חיפה","activity":"x","startDate":"11/2015"}]"#)
        var recorded = try drop.recorded()
        recorded.heldRows[0].cells = [cell, "11/2015", "חיפה"]
        let file = try #require(ToFix(recorded, language: .hebrew))
        let rows = try rows(of: Data(file.bytes.dropFirst(3)))
        #expect(rows.map(\.count) == [4, 4])
    }

    @Test func `a row that comes back says which row it was, mended or not`() throws {
        let content = Self.header + "ארצי,טל,א,11/2015\nחיפה,טל,ב,11/2015\nארצי,גל,,11/2015\n"
        let (_, text) = try toFix(try Drop(content))
        let again = try Drop(text.replacing("חיפה", with: "ארצי"))
        #expect(again.reports.map(\.mends) == [HeldRowReference(file: 1, position: 1)])
        #expect(again.held.map(\.mends) == [HeldRowReference(file: 1, position: 2)])
        #expect(try Drop(content).reports.map(\.mends) == [nil])
        // Held once more, it has still one column that says what to mend.
        let (_, third) = try toFix(again)
        #expect(third.components(separatedBy: "מה לתקן").count == 2)
        let rows = try rows(of: Data(third.dropFirst().utf8)).map { $0.cells() }
        #expect(rows.map(\.count) == [5, 5])
        #expect(rows[1].dropFirst() == ["ארצי", "גל", "", "11/2015"])
    }

    @Test func `in English it speaks English`() throws {
        let drop = try Drop("cluster,activity,date\nHaifa,b,11/2015\n")
        let file = try #require(ToFix(try drop.recorded(), language: .english))
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.hasPrefix("\u{FEFF}What to fix,cluster,activity,date\r\n"))
        #expect(text.contains(FindingCode.clusterUnknown.text.problem.en))
    }

    @Test(arguments: [
        ("כתבו תאריך. #12-3", HeldRowReference(file: 12, position: 3)),
        ("#1-1 ", HeldRowReference(file: 1, position: 1)),
        ("", nil), ("#", nil), ("#1", nil), ("#-1-1", nil), ("#0-1", nil), ("#1-0", nil), ("#x-1", nil),
        ("#1-1 עוד", nil), ("#99999999999999999999-1", nil),
    ])
    func `a reference is what stands at the end`(_ text: String, _ expected: HeldRowReference?) {
        #expect(HeldRowReference(endOf: text) == expected)
    }

    @Test func `a formula with a mark on its first letter is a formula`() throws {
        let (_, text) = try toFix(try Drop(Self.header + "חיפה,,=\u{0301}1+1,11/2015\n"))
        #expect(holds(text, ",'=\u{0301}1+1,"))
    }
}
