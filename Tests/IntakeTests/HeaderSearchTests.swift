import Accompaniment
import Testing

@testable import Intake

/// Where the headings are: domain.md 5.5.
@Suite struct HeaderSearchTests {
    private let table = HeadingTable()

    private func search(_ rows: [[String]]) throws -> HeaderSearch {
        let rows = rows.enumerated().map { TableRow(number: $0 + 1, cells: $1) }
        return HeaderSearch(rows, hits: rows.map(table.hits), table: table, lexicon: try Shipped.lexicon())
    }

    private static let header = ["אשכול/אזור", "מלווה", "פעילות", "סטטוס", "תדירות", "תאריך", "צורך", "פורום"]

    @Test func `the table with titles and totals is recognised`() throws {
        let search = try search([
            ["דו\"ח פעילות רבעוני – אלכא", "", "", "", "", "", "", ""],
            ["הופק בתאריך 30/11/2015", "", "", "", "", "", "", ""], ["", "", "", "", "", "", "", ""], Self.header,
            ["אשכול נגב מערבי", "טל קריזסקי", "פורום רווחה", "שוטף", "", "2015", "12", "פורום רווחה"],
        ])
        #expect(search.headerRows == 4...4)
        #expect(search.headings == Self.header)
        #expect(search.titles.organisation?.rawValue == "ORG-ELKA")
        #expect(search.titles.period == nil && search.titles.unit == nil && search.titles.escort == nil)
    }

    @Test(arguments: [
        ([["פעילות", "תאריך"]], 1), ([["אשכול", "מלווה"]], 1), ([["מלווה", "תאריך"]], nil), ([["אשכול"]], nil),
        ([["קניות", "מחיר"], ["חלב", "6"]], nil),
        // The row with the most headings, and of equals the first.
        ([["פעילות", "תאריך"], ["אשכול", "פעילות", "תאריך"]], 2),
        ([["אשכול", "פעילות", "תאריך"], ["אשכול", "פעילות", "תאריך"]], 1),
        // Labels with their values are titles, however many they are.
        ([["אשכול:", "נגב מערבי", "מלווה:", "טל", "תקופה:", "2015"], ["פעילות", "תאריך", "סטטוס"]], 2),
        ([["אשכול", "נגב מערבי", "מלווה", "טל"], ["פעילות", "תאריך"]], 2),
        // Below activities stands a second table, not the headings of the first; below titles, the headings.
        (
            [["אשכול", "פעילות", "תאריך"], ["ארצי", "א", "2015"], [], ["אשכול", "פעילות", "תאריך", "סטטוס"]], 1
        ),
        ([["פעילות", "סטטוס"], ["סיור", ""], ["אשכול", "פעילות", "תאריך"]], 1),
        ([["אשכול", "פעילות"], [], ["", "", "2015"], ["אשכול:", "ארצי"], ["אשכול", "פעילות", "תאריך"]], 5),
        ([["אשכול", "מלווה", "תאריך"], ["ארצי", "טל", "2015"], ["פעילות", "סטטוס", "צורך", "פורום"]], 3),
        (Array(repeating: ["כותרת"], count: 24) + [["אשכול", "פעילות"]], 25),
        (Array(repeating: ["כותרת"], count: 25) + [["אשכול", "פעילות"]], nil),
    ])
    func `one row of headings`(_ rows: [[String]], _ row: Int?) throws {
        let search = try search(rows)
        #expect(search.headerRows == row.map { $0...$0 })
        #expect(search.headings == row.map { rows[$0 - 1] } ?? [])
    }

    @Test(arguments: [
        (
            [["אשכול", "מלווה", "פעילות", "", "תאריך", ""], ["", "", "סוג", "תיאור", "התחלה", "סיום"]],
            ["אשכול", "מלווה", "פעילות / סוג", "פעילות / תיאור", "תאריך / התחלה", "תאריך / סיום"],
            [Field.unit, .escort, .function, .activity, .startDate, .endDate]
        ),
        (
            [["דוח 2015"], ["אשכול", "פעילות", "מספר", "", "ליבה"], ["", "", "משתתפים", "מפגשים", "פיתוח"]],
            ["אשכול", "פעילות", "מספר / משתתפים", "מספר / מפגשים", "ליבה / פיתוח"],
            [.unit, .activity, .participantsCount, .frequency, .track]
        ),
    ])
    func `two rows of headings are joined, the upper one carried to the right`(
        _ rows: [[String]],
        _ headings: [String],
        _ fields: [Field]
    ) throws {
        let rows = rows + [["נגב מערבי", "טל", "ליווי", "סיור", "1/12/2015", "2/12/2015"]]
        let search = try search(rows)
        #expect(search.headerRows == rows.count - 2...rows.count - 1)
        #expect(search.headings == headings)
        #expect(headings.map { table.fields(of: $0).first } == fields)
    }

    @Test(arguments: [
        [["אשכול", "פעילות", "", "תאריך"], ["נגב מערבי", "א", "עוד", "11/2015"]],
        [["אשכול", "פעילות", "", "תאריך"], ["נגב מערבי", "פורום", "פורום", "סיום"]],
        [["אשכול", "פעילות", "תאריך"], ["", "", "", "תדירות"]],
    ])
    func `a row of data under an empty heading is no second row of headings`(_ rows: [[String]]) throws {
        let isHeading = rows[1].last == "תדירות"
        #expect(try search(rows).headerRows == (isHeading ? 1...2 : 1...1))
    }

    @Test(arguments: [
        ("תאריך / התחלה", Field.startDate), ("מספר / משתתפים", .participantsCount), ("ליבה / פיתוח", .track),
        ("אשכול / מלווה", .escort), ("פעילות / הערכה כללית", .activity), ("רשות/אשכול", .unit),
    ])
    func `a joined heading is looked up whole, then by its lower line, then by its upper one`(
        _ heading: String,
        _ field: Field
    ) {
        #expect(table.fields(of: heading).first == field)
    }

    @Test func `a group over headings that are enough by themselves is a title`() throws {
        let search = try search([["נתונים", "", "ביצוע"], ["אשכול", "מלווה", "פעילות", "תאריך"]])
        #expect(search.headerRows == 2...2)
    }

    @Test func `above notes in blocks stands their title`() throws {
        let search = HeaderSearch(
            KeptNotes.rows,
            hits: KeptNotes.rows.map(table.hits),
            table: table,
            lexicon: try Shipped.lexicon()
        )
        #expect(search.headerRows == nil && search.headings.isEmpty)
        #expect(search.titles.period?.text == "2015" && search.titles.unit == nil)
    }
}
