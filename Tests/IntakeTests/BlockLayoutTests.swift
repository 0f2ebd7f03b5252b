import Accompaniment
import Testing

@testable import Intake

/// Notes in the layout in which people keep them: domain.md 3.4.
@Suite struct BlockLayoutTests {
    private func activities(_ cell: String) throws -> [ActivityReport] {
        let quoted = "\"\(cell.replacing("\"", with: "\"\""))\""
        let drop = try Drop("סיכום 2015\t\nאשכול נגב מערבי\tטל קריזסקי\n\(quoted)\t\n")
        #expect(drop.held.isEmpty)
        return drop.reports
    }

    @Test(arguments: [
        ("מיפוי. פורום רווחה.", ["מיפוי", "פורום רווחה"]), ("מיפוי", ["מיפוי"]),
        ("מיפוי\nפורום רווחה", ["מיפוי", "פורום רווחה"]), ("• מיפוי • פורום רווחה", ["מיפוי", "פורום רווחה"]),
        ("מיפוי (שלב א. ושלב ב). סיור", ["מיפוי (שלב א. ושלב ב)", "סיור"]),
        ("מיפוי. . סיור", ["מיפוי", "סיור"]),
        ("<ul style=\"x\"><li>מיפוי</li>. סיור&nbsp;לימודי<br>ישיבה", ["מיפוי", "סיור לימודי", "ישיבה"]),
    ])
    func `a crammed cell is split into its activities, and no word is dropped`(
        _ cell: String,
        _ expected: [String]
    ) throws {
        #expect(try activities(cell).map(\.activity) == expected)
    }

    @Test func `unit and escort of a block hold for all its activities`() throws {
        let reports = try activities("מיפוי. פורום רווחה אחת לחודש. תוכנית הנהגה (בהקמה).")
        #expect(reports.allSatisfy { $0.unit.rawValue == "WEST-NEGEV" && $0.escort == "טל קריזסקי" && $0.row == 3 })
        #expect(reports.map { $0.frequency } == [nil, "1/1-MONTH", nil])
        #expect(reports.map(\.status?.rawValue) == ["UNKNOWN", "UNKNOWN", "SETUP"])
        #expect(reports.map { $0.forum?.rawValue } == [nil, "FOR-WELFARE", nil])
    }

    @Test(arguments: [
        ("(סיימה תפקידה – גל מ\"מ)", "ENDED טל, ACTING גל"), ("(סיים את תפקידו)", "ENDED טל"),
        ("(גל מ\"מ)", "ACTING גל"),
        ("(5 חודשים בתפקיד)", "NEW טל"), ("( חדשה )", "NEW טל"), ("(גל מחליפה את טל)", "ACTING גל"),
        ("(מ\"מ)", "ACTING "),
    ])
    func `a note beside a unit tells of its escort and of others, and is no activity`(_ note: String, _ events: String)
        throws
    {
        let drop = try Drop("סיכום 2015\t\nאשכול נגב מערבי \(note)\tטל\nמיפוי\t\n")
        #expect(drop.reports.map(\.activity) == ["מיפוי"])
        let notes = drop.reading.assignmentNotes
        #expect(notes.map { "\($0.status.rawValue) \($0.person ?? "")" }.joined(separator: ", ") == events)
        #expect(notes.allSatisfy { $0.unit.rawValue == "WEST-NEGEV" && $0.row == 2 })
    }

    @Test(arguments: [
        ("פורום רווחה", ["פורום רווחה"]), ("• עזרה לרשויות • הכנה לקראת מפגש", ["עזרה לרשויות", "הכנה לקראת מפגש"]),
    ])
    func `activities beside a unit are no escort of it`(_ cell: String, _ expected: [String]) throws {
        let drop = try Drop("סיכום 2015\t\nאשכול נגב מערבי\t\(cell)\nמיפוי\t\n")
        #expect(drop.reports.map(\.activity) == expected + ["מיפוי"])
        #expect(drop.reports.allSatisfy { $0.escort == nil && $0.unit.rawValue == "WEST-NEGEV" })
    }

    @Test func `each block belongs to its own unit`() throws {
        let drop = try Drop("2015\nגליל מערב\tאורית\nמיפוי\n\nאזור צפון\tגל\nסיור\nישיבה\n")
        #expect(drop.reports.map(\.unit.rawValue) == ["WEST-GALILEE", "AREA-NORTH", "AREA-NORTH"])
        #expect(drop.reports.map(\.escort) == ["אורית", "גל", "גל"])
        #expect(drop.reports.map(\.row) == [3, 6, 7])
    }

    @Test func `notes without a year are held, each with its own words`() throws {
        let drop = try Drop("אשכול נגב מערבי\tטל\nמיפוי. סיור.\t\n")
        #expect(drop.reports.isEmpty)
        #expect(drop.held.map(\.cells) == [["אשכול נגב מערבי", "טל", "מיפוי"], ["אשכול נגב מערבי", "טל", "סיור"]])
        #expect(drop.held.allSatisfy { $0.findings.map(\.code) == [.dateUnreadable] })
    }

    @Test func `a full stop inside a date or a number ends no activity`() throws {
        let reports = try activities("פורום חינוך ב-30.11.2015. הדרכה של 1.5 שעות.")
        #expect(reports.map(\.activity) == ["פורום חינוך ב-30.11.2015", "הדרכה של 1.5 שעות"])
    }
}
