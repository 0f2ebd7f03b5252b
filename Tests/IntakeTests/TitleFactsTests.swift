import Accompaniment
import Testing

@testable import Intake

/// What the rows above a table say: domain.md 5.5.
@Suite struct TitleFactsTests {
    private func facts(_ rows: [[String]]) throws -> TitleFacts {
        let rows = rows.enumerated().map { TableRow(number: $0 + 1, cells: $1) }
        return TitleFacts(rows[...], table: HeadingTable(), lexicon: try Shipped.lexicon())
    }

    @Test(arguments: [
        ([["אשכול נגב מערבי", ""]], "WEST-NEGEV"), ([["נגב מערבי"]], "WEST-NEGEV"),
        ([["אשכול:", "נגב מערבי"]], "WEST-NEGEV"),
        ([["אשכול", "", "נגב מערבי"]], "WEST-NEGEV"), ([["אשכול: נגב מערבי"]], "WEST-NEGEV"),
        ([["שם האשכול: הגליל המערבי"]], "WEST-GALILEE"),
        ([["דוח פעילות – אשכול נגב מערבי – רבעון 4 2015"]], "WEST-NEGEV"),
        ([["דוח פעילות באשכול הנגב המזרחי לשנת 2015"]], "EAST-NEGEV"), ([["דוח פעילות, אזור צפון"]], "AREA-NORTH"),
        ([["אשכול: נגב מערבי, מלווה: טל"]], "WEST-NEGEV"), ([["דוח – האשכול הארצי"]], "NATIONAL"),
        // A label counts before a word, and two units are none.
        ([["אזור דרום"], ["אשכול: נגב מערבי"]], "WEST-NEGEV"), ([["נגב מערבי"], ["נגב מזרחי"]], nil),
        ([["מיזם האשכולות הארצי"]], nil), ([["אשכול: נגב"]], nil), ([["דוח פעילות אלכא 2015"]], nil),
        ([["מחוז דרום של המשרדים"]], nil),
    ])
    func `a unit`(_ rows: [[String]], _ unit: String?) throws {
        #expect(try facts(rows).unit?.rawValue == unit)
    }

    @Test(arguments: [
        ([["מלווה: טל קריזסקי"]], "טל קריזסקי"), ([["שם המלווה:", "טל קריזסקי"]], "טל קריזסקי"),
        ([["אשכול", "נגב מערבי", "מלווה", "טל קריזסקי"]], "טל קריזסקי"), ([["מלווה: טל – אלכא"]], "טל"),
        ([["טל קריזסקי"]], nil), ([["מלווה:"]], nil), ([["מלווה: טל"], ["מלווה: גל"]], nil), ([["פעילות של טל"]], nil),
    ])
    func `an escort stands behind a label only`(_ rows: [[String]], _ escort: String?) throws {
        #expect(try facts(rows).escort == escort)
    }

    @Test(arguments: [
        ([["דו\"ח פעילות רבעוני – אלכא"]], "ORG-ELKA"), ([["סיכום פעילות מלווי אלכא 2015"]], "ORG-ELKA"),
        ([["ארגון: אורבניקס"]], "ORG-URBANICS"), ([["יועצים חיצוניים מטעם אורבניקס"]], "ORG-URBANICS-EXT"),
        ([["משרד הפנים"]], nil), ([["ארגון: משרד הפנים"]], "ORG-MOIN"), ([["אלכא ואחרים"], ["אורבניקס"]], nil),
    ])
    func `an organisation`(_ rows: [[String]], _ organisation: String?) throws {
        #expect(try facts(rows).organisation?.rawValue == organisation)
    }

    @Test(arguments: [
        ([["דוח ליווי והדרכה 2015"]], Function.help), ([["דוח פיקוח ובקרה"]], .oversight),
        ([["סוג: בקרה"]], .oversight),
        ([["דוח ליווי ובקרה"]], nil), ([["ליווי"], ["סוג: בקרה"]], .oversight), ([["סיכום פעילות מלווים"]], nil),
    ])
    func `a function`(_ rows: [[String]], _ function: Function?) throws {
        #expect(try facts(rows).function == function)
    }

    @Test(arguments: [
        ([["סיכום פעילות 2015"]], "2015-01-01", "2015-12-31"), ([["דוח רבעון 3/2015"]], "2015-07-01", "2015-09-30"),
        ([["פעילות בדצמבר 2014"]], "2014-12-01", "2014-12-31"),
        ([["דוח לרבעון 3/2015"]], "2015-07-01", "2015-09-30"), ([["דוח רבעון ג' 2015"]], "2015-07-01", "2015-09-30"),
        ([["דוח מחצית א' 2015"]], "2015-01-01", "2015-06-30"),
        ([["דוח פעילות – אשכול נגב מערבי – רבעון 4 2015"]], "2015-10-01", "2015-12-31"),
        ([["תקופה: 1.10.2015 - 31.12.2015"]], "2015-10-01", "2015-12-31"),
        ([["תקופת הדיווח", "אוקטובר-דצמבר 2015"]], "2015-10-01", "2015-12-31"),
        ([["מתאריך: 1/10/2015", "עד תאריך: 31/12/2015"]], "2015-10-01", "2015-12-31"),
        ([["דוח מ-1.10.2015 ועד ליום 31.12.2015"]], "2015-10-01", "2015-12-31"),
        ([["רבעון", "4", "שנה", "2015"]], "2015-10-01", "2015-12-31"),
        ([["רבעון: 4/2015"]], "2015-10-01", "2015-12-31"),
        ([["חודש: דצמבר 2015"]], "2015-12-01", "2015-12-31"), ([["שנה: 2015"]], "2015-01-01", "2015-12-31"),
        ([["תאריך פעילות: 30/11/2015"]], "2015-11-30", "2015-11-30"),
        // Of a year and a quarter in it the quarter; a label before all.
        ([["תוכנית 2015"], ["רבעון 4 2015"]], "2015-10-01", "2015-12-31"),
        ([["דוח 2014"], ["תקופה: 2015"]], "2015-01-01", "2015-12-31"),
        ([["הודפס: נובמבר 2016"], ["דוח 2015"]], "2015-01-01", "2015-12-31"),
    ])
    func `a period`(_ rows: [[String]], _ from: String, _ to: String) throws {
        let period = try #require(try facts(rows).period)
        #expect(period.from.description == from)
        #expect(period.to.description == to)
    }

    @Test(arguments: [
        [["הופק בתאריך 30/11/2015"]], [["30/11/2015"]], [["תאריך: 30/11/2015"]], [["תאריך", "30/11/2015"]],
        [["עמוד 12/15"]],
        [["תאריך דיווח: 30/11/2015"]], [["דוח פעילות"]], [[]], [["", ""]],
    ])
    func `the day on which a report was made is no period`(_ rows: [[String]]) throws {
        #expect(try facts(rows).period == nil)
    }

    @Test(arguments: ["אשכול ", "1 ", "א:", "- ", "2015 ", "אלכא "])
    func `a hostile title is passed over in bounded time`(_ piece: String) throws {
        let cell = String(repeating: piece, count: 400 / piece.utf8.count)
        _ = try facts(Array(repeating: Array(repeating: cell, count: 100), count: 25))
        let long = String(repeating: piece, count: 64 * 1024 / piece.utf8.count)
        #expect(try facts([[long]]) == TitleFacts())
    }
}
