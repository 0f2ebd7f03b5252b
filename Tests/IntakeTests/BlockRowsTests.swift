import Accompaniment
import Testing

@testable import Intake

/// Notes in blocks as rows of a table: domain.md 3.4.
@Suite struct BlockRowsTests {
    private func layout() throws -> BlockLayout { BlockLayout(lexicon: try Shipped.lexicon()) }

    private func items(_ rows: [[String]]) throws -> (items: [BlockLayout.Item], notes: [AssignmentNote]) {
        var layout = try layout()
        let items = rows.enumerated().flatMap { layout.rows(of: TableRow(number: $0 + 1, cells: $1)) }
        return (items, layout.notes)
    }

    @Test func `the notes of 2015 are twenty-seven activities and notes on three assignments`() throws {
        var layout = try layout()
        let items = KeptNotes.rows.flatMap { layout.rows(of: $0) }
        #expect(items.count == 27)
        #expect(!items.contains { $0.isUnsplit })
        for (item, expected) in zip(items, KeptNotes.activities) {
            #expect((0..<item.row.count).map(item.row.text) == expected)
        }
        #expect(Set(items.map(\.row.number)) == [3, 5, 7, 9, 11, 13])
        #expect(layout.notes.map(\.status) == [.ended, .acting, .new])
        #expect(layout.notes.map(\.unit.rawValue) == ["BEIT-HAKEREM", "BEIT-HAKEREM", "WEST-GALILEE"])
        #expect(layout.notes.map(\.text).suffix(2) == ["סיימה תפקידה – גל מ\"מ", "5 חודשים בתפקיד"])
        #expect(layout.notes.map(\.row) == [6, 6, 8])
    }

    @Test func `the notes of 2015 are recognised, and a table is not`() throws {
        let lexicon = try Shipped.lexicon()
        #expect(BlockLayout.recognises(KeptNotes.rows, lexicon: lexicon))
        #expect(!BlockLayout.recognises([TableRow(number: 1, cells: ["סיכום", "אשכול"])], lexicon: lexicon))
    }

    @Test(arguments: [
        ("(סיימה תפקידה – גל מ\"מ)", "ENDED ACTING"), ("(סיים את תפקידו)", "ENDED"), ("(גל מ\"מ)", "ACTING"),
        ("(5 חודשים בתפקיד)", "NEW"), ("( חדשה )", "NEW"), ("(2015)", "UNKNOWN"),
    ])
    func `a remark beside a unit is a note for each thing that it tells`(_ remark: String, _ status: String) throws {
        let (items, notes) = try items([["אשכול נגב מערבי \(remark)", "טל"], ["מיפוי"]])
        #expect(items.map { $0.row.text(2) } == ["מיפוי"])
        #expect(notes.map(\.status.rawValue).joined(separator: " ") == status)
    }

    @Test func `a remark beside the escort is a note, another bracket is part of the name`() throws {
        let (items, notes) = try items([
            ["נגב מערבי", "טל קריזסקי (5 חודשים בתפקיד)"], ["מיפוי"], ["צפון", "גל (ג'ון)"], ["סיור"],
            ["בית הכרם", "רות לוי - סיימה תפקידה"], ["סיור"], ["דרום", "רון לוי מ\"מ"], ["סיור"],
        ])
        #expect(items.map { $0.row.text(1) } == ["טל קריזסקי", "גל (ג'ון)", "רות לוי", "רון לוי"])
        #expect(notes.map(\.status) == [.new, .ended, .acting])
        #expect(notes.map(\.person) == ["טל קריזסקי", "רות לוי", "רון לוי"])
    }

    @Test(arguments: [
        ([["נגב מערבי", "טל", "מיפוי. סיור"]], [["טל", "מיפוי"], ["טל", "סיור"]]),
        ([["נגב מערבי", "מיפוי. סיור"]], [["", "מיפוי"], ["", "סיור"]]),
        ([["נגב מערבי", "פורום רווחה"]], [["", "פורום רווחה"]]),
        ([["נגב מערבי", "טל"], ["", "מיפוי", "סיור"]], [["טל", "מיפוי"], ["טל", "סיור"]]),
        ([["מיפוי שדה. פורום רווחה."]], [["", "מיפוי שדה"], ["", "פורום רווחה"]]),
        ([["דוח פעילות. רבעון 4."], ["נגב מערבי", "טל"], ["הופק בתאריך 30/11/2015"], ["חתימה: ____"]], []),
    ])
    func `no cell of a row is dropped`(_ rows: [[String]], _ expected: [[String]]) throws {
        let items = try items(rows).items
        #expect(items.map { [$0.row.text(1), $0.row.text(2)] } == expected)
    }

    @Test(arguments: [
        (
            ["תוכנית מנהיגות. מתחילה בדצמבר. פורום חינוך. אחת לחודש."],
            ["תוכנית מנהיגות|מתחילה||בדצמבר", "פורום חינוך||אחת לחודש|"]
        ),
        (["פורום חינוך", "בתהליך"], ["פורום חינוך|בתהליך||"]),
        (["סיור. מיפוי.", "בתהליך"], ["סיור|||", "מיפוי|||", "?בתהליך|||"]),
        (["בתהליך. סיור"], ["?בתהליך|||", "סיור|||"]),
        (["סיור (בתהליך). בוצע."], ["סיור|בתהליך||", "?בוצע|||"]),
        (["ניהול הפורום ליווי למנכל בועדה (בהקמה)"], ["?ניהול הפורום ליווי למנכל בועדה (בהקמה)|||"]),
    ])
    func `a remark belongs to the activity before it, or is held`(_ cells: [String], _ expected: [String]) throws {
        let items = try items([["נגב מערבי", "טל"], cells]).items
        let found = items.map { item in
            (item.isUnsplit ? "?" : "") + (2..<6).map(item.row.text).joined(separator: "|")
        }
        #expect(found == expected)
    }
}
