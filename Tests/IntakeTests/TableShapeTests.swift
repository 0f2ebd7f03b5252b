import Accompaniment
import Testing

@testable import Intake

/// Tables as they really look: domain.md 5.5.
@Suite struct TableShapeTests {
    private static let header = "אשכול,פעילות,תאריך\n"

    @Test(arguments: ["סה\"כ", "סהכ", "סה״כ", "סך הכל", "סך-הכל", "סיכום", "ממוצע", "Total"])
    func `a row of totals is no activity`(_ word: String) throws {
        let drop = try Drop(Self.header + "נגב מערבי,א,11/2015\n\(word.replacing("\"", with: "\"\"")),,2\n,\(word),2\n")
        #expect(drop.reports.map(\.row) == [2])
        #expect(drop.held.isEmpty)
        #expect(drop.reports.count + drop.held.count == 1)
        #expect(drop.finding(.totalsSkipped)?.rows == [3, 4])
    }

    @Test func `the headings once more, and blank rows, are passed`() throws {
        let drop = try Drop(Self.header + "נגב מערבי,א,11/2015\n\n,,\n\(Self.header)\nנגב מערבי,ב,11/2015\n")
        #expect(drop.reports.map(\.row) == [2, 7])
        #expect(drop.held.isEmpty)
        #expect(drop.reports.count + drop.held.count == 2)
    }

    @Test(arguments: ["מס'", ""])
    func `rows that were only numbered are passed`(_ heading: String) throws {
        let drop = try Drop("\(heading),\(Self.header)1,נגב מערבי,א,11/2015\n2,,,\n3,,,\n")
        #expect(drop.reports.map(\.row) == [2])
        #expect(drop.held.isEmpty)
    }

    @Test func `titles above the headings are passed, and row numbers are those of the spreadsheet`() throws {
        let drop = try Drop("\"דו\"\"ח פעילות – אלכא\",,\nהופק בתאריך 30/11/2015,,\n,,\n\(Self.header)חיפה,א,11/2015\n")
        #expect(drop.reading.layout?.headerRow == 4)
        #expect(drop.held.map(\.row) == [5])
        #expect(drop.reading.layout?.period == nil)
    }

    @Test(arguments: [
        ("סיכום פעילות 2015", "2015", "2015-Q4"), ("דוח רבעון 3/2015", "Q3 2015", "2015-Q3"),
        ("פעילות בדצמבר 2014", "2014-12", "2014-Q4"), ("רבעון 1/2016", "Q1 2016", "2016-Q1"),
    ])
    func `the period in a title dates the rows that bear no date`(
        _ title: String,
        _ text: String,
        _ period: String
    ) throws {
        let drop = try Drop("\(title),,\n\(Self.header)נגב מערבי,א,\nנגב מערבי,ב,1/2/2012\n")
        #expect(drop.reading.layout?.period == text)
        #expect(drop.reports.map(\.period.description) == [period, "2012-Q1"])
    }

    @Test func `a date that covers the period of the title counts there`() throws {
        let drop = try Drop("דוח רבעון 2/2015,,\n\(Self.header)נגב מערבי,א,2015\nנגב מערבי,ב,2014\n")
        #expect(drop.reports.map(\.period.description) == ["2015-Q2", "2014-Q4"])
        #expect(drop.reading.findings.map(\.detail) == ["2015-Q2", "2014-Q4"])
    }

    @Test func `a column that is not known is kept, and reported once`() throws {
        let drop = try Drop(
            "אשכול,מזג אוויר,פעילות,תאריך\nנגב מערבי,חם,א,11/2015\nנגב מערבי,,ב,11/2015\nנגב מערבי,\" קר \",ג,11/2015\n"
        )
        #expect(drop.reports.map(\.extra) == [["מזג אוויר": "חם"], [:], ["מזג אוויר": "קר"]])
        let finding = try #require(drop.finding(.columnUnused))
        #expect(drop.codes == ["I-COLUMN-UNUSED"])
        #expect(finding.column == Finding.Column(index: 1, heading: "מזג אוויר"))
        #expect(finding.rows.isEmpty)
    }

    @Test func `a word that is not in the list of its column is kept in words, with a warning`() throws {
        let drop = try Drop("אשכול,פעילות,תאריך,סטטוס,צורך\nנגב מערבי,א,11/2015,בערך,\"12, לא ברור\"\n")
        let report = try #require(drop.reports.first)
        #expect(report.status == .unknownStatus)
        #expect(report.needs?.text == "NEED-12")
        #expect(report.extra == ["סטטוס": "בערך", "צורך": "12, לא ברור"])
        let written = drop.reading.findings.filter { $0.code == .valueUnknown }.map(\.written)
        #expect(written == ["בערך", "לא ברור"])
    }

    @Test func `of two columns with the same meaning the first counts and the other is kept`() throws {
        let drop = try Drop("אשכול,פעילות,תיאור,תאריך\nנגב מערבי,א,ב,11/2015\n")
        #expect(drop.reports.first?.activity == "א")
        #expect(drop.reports.first?.extra == ["תיאור": "ב"])
    }

    @Test(arguments: [
        ("אשכול,מלווה,תאריך\nנגב מערבי,טל,2015\nנגב מערבי,טל,2015\n", "פעילות"),
        ("פעילות,מלווה,תאריך\nא,טל,2015\nב,טל,2015\n", "אשכול"),
    ])
    func `a column without which nothing can be taken in is missed once`(_ content: String, _ missing: String) throws {
        let drop = try Drop(content)
        #expect(drop.reading.isRejected)
        #expect(drop.reading.findings.map(\.code) == [.columnMissing])
        #expect(drop.reading.findings.first?.detail == missing)
        #expect(drop.reports.isEmpty && drop.held.isEmpty)
    }

    @Test(arguments: [
        ("", "E-FILE-EMPTY"), ("\n\n,,\n", "E-FILE-EMPTY"), ("\u{FEFF}", "E-FILE-EMPTY"), (header, "E-FILE-EMPTY"),
        (header + "סה\"\"כ,,\n,,\n", "E-FILE-EMPTY"), ("קניות,מחיר\nחלב,6\n", "E-HEADER-NOT-FOUND"),
        ("{\"a\":1}", "E-COLUMN-MISSING"), ("[1,2]", "E-HEADER-NOT-FOUND"), ("{", "E-DOCUMENT-INVALID"),
        ("[{\"unit\":\"ארצי\",\"activity\":\"א\",", "E-DOCUMENT-INVALID"),
        ("{\"schema\":\"eshkol-activity/2\",\"records\":[]}", "E-DOCUMENT-INVALID"),
    ])
    func `a file in which there is nothing to take in is refused with one reason`(
        _ content: String,
        _ code: String
    ) throws {
        let drop = try Drop(content)
        #expect(drop.reading.isRejected)
        #expect(drop.codes == [code])
        #expect(drop.reports.isEmpty && drop.held.isEmpty)
    }

    @Test func `headings may stand in any order, with marks, colons, stars and hints`() throws {
        let drop = try Drop(
            "\u{200F}תאריך (יום/חודש):,\"* פעילות\",\"שם האשכול\u{200F} *\",מס' משתתפים\n30/11/15,א,ארצי,14\n"
        )
        let report = try #require(drop.reports.first)
        #expect(report.unit == .national && report.activity == "א" && report.participantsCount == 14)
        #expect(report.date.text == "2015-11-30")
        #expect(drop.reading.findings.isEmpty)
    }

    @Test func `rows are handed on in their order and in lots of bounded size`() throws {
        let rows = (1...1300).map { $0 % 5 == 0 ? "חיפה,פעילות \($0),11/2015" : "ארצי,פעילות \($0),11/2015" }
        let drop = try Drop(Self.header + rows.joined(separator: "\n"))
        #expect(drop.reports.count + drop.held.count == 1300)
        #expect(drop.reports.count == 1040 && drop.held.count == 260)
        #expect(drop.reports.map(\.row) == drop.reports.map(\.row).sorted())
        #expect(drop.lots.allSatisfy { $0 <= 512 })
        #expect(drop.finding(.clusterUnknown)?.count == 260)
    }

    @Test func `a report that is made in the memory of another says nothing of what that said`() throws {
        let rows = (1...1300).map { "ארצי,פעילות \($0),11/2015,\($0 % 3 == 0 ? String($0) : "")" }
        let drop = try Drop("אשכול,פעילות,תאריך,מספר משתתפים\n" + rows.joined(separator: "\n"))
        #expect(drop.reports.map(\.participantsCount) == (1...1300).map { $0 % 3 == 0 ? $0 : nil })
    }

    @Test func `the headings once more leave nothing to tell the sender`() throws {
        let drop = try Drop("\(Self.header)נגב מערבי,א,11/2015\n\(Self.header)")
        #expect(drop.codes.isEmpty)
    }

    @Test func `a row of nothing but spaces is blank`() throws {
        let drop = try Drop("\(Self.header)נגב מערבי,א,11/2015\n , ,\n")
        #expect(drop.held.isEmpty)
    }

    @Test(arguments: [",,,נפגשנו עם ראש המועצה", ",,,,נפגשנו", ",,, ,ד\"ר כהן 050-1234567"])
    func `a row with words under no known heading alone is held`(_ row: String) throws {
        let header = "אשכול,פעילות,תאריך,מה היה\n"
        let drop = try Drop(header + "נגב מערבי,א,11/2015,\n\(row)\nנגב מערבי,ב,11/2015,\n")
        #expect(drop.reports.map(\.row) == [2, 4] && drop.held.map(\.row) == [3])
        #expect(drop.held.first?.findings.map(\.code).contains(.activityEmpty) == true)
        #expect(drop.held.first?.cells.last?.contains("1234567") == false)
    }

    @Test func `of two tables in one file no row vanishes`() throws {
        let rows = (1...5).map { "נגב מערבי,פעילות \($0),11/2015,טל\n" }.joined()
        let drop = try Drop("אשכול,פעילות,תאריך,איש קשר\n\(rows)\nאשכול,פעילות,תאריך,סטטוס\nארצי,סיור,11/2015,שוטף\n")
        #expect(drop.reading.layout?.headerRow == 1)
        #expect(drop.reports.map(\.row) == [2, 3, 4, 5, 6, 9])
        #expect(drop.reading.rowsNotRead == 1)
    }

    @Test func `the total of a merged table is no activity`() throws {
        let table = "רבעון 4 2015,,\nאשכול,פעילות,שעות\nנגב מערבי,סיור,50\n,ישיבה,7\n,סך הכול,57\n"
        let drop = try Drop(table)
        #expect(drop.reports.map(\.activity) == ["סיור", "ישיבה"] && drop.held.isEmpty)
        #expect(drop.finding(.totalsSkipped)?.rows == [5] && drop.finding(.totalsDiffer) == nil)
    }

    @Test func `an activity called a summary is an activity`() throws {
        let drop = try Drop("פעילות,אשכול,תאריך\nסיכום,נגב מערבי,11/2015\n")
        #expect(drop.reports.count + drop.held.count == 1)
    }

    @Test func `a cell without a heading is kept`() throws {
        let beyond = try Drop("\(Self.header)נגב מערבי,א,11/2015,עוד\n")
        let between = try Drop("אשכול,פעילות,,תאריך\nנגב מערבי,א,עוד,11/2015\n")
        #expect(beyond.reports.first?.extra.values.contains("עוד") == true && !beyond.codes.isEmpty)
        #expect(between.reports.first?.extra.values.contains("עוד") == true && !between.codes.isEmpty)
    }

    @Test(arguments: [
        ("דוח לרבעון 3/2015", "2015-Q3"), ("דוח רבעון ג' 2015", "2015-Q3"), ("דוח מחצית א' 2015", "2015-Q2"),
    ])
    func `a quarter or a half in a title is understood in every spelling`(_ title: String, _ period: String) throws {
        let drop = try Drop("\(title),,\n\(Self.header)נגב מערבי,א,\n")
        #expect(drop.reports.first?.period.description == period)
    }
}
