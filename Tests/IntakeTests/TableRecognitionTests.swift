import Accompaniment
import Foundation
import Testing

@testable import Intake

/// Whole tables as people keep them: domain.md 5.5 and 5.6.
@Suite struct TableRecognitionTests {
    @Test func `cells that are merged down a column hold for the rows below`() throws {
        let drop = try Drop(
            """
            אשכול,מלווה,פעילות,תאריך
            נגב מערבי,טל,א,11/2015
            ,,ב,11/2015
            גליל מערבי,,ג,11/2015

            ,,ד,11/2015

            """
        )
        #expect(drop.reports.map(\.unit.rawValue) == ["WEST-NEGEV", "WEST-NEGEV", "WEST-GALILEE"])
        #expect(drop.reports.map(\.escort) == ["טל", "טל", nil])
        let carried = drop.reading.findings.filter { $0.code == .valueCarried }
        #expect(carried.map(\.detail) == ["2", "2"] && carried.allSatisfy { $0.rows == [3] })
        // A blank row ends the block.
        #expect(drop.held.map(\.row) == [6])
    }

    @Test func `a held row comes back with what was merged into it`() throws {
        let drop = try Drop("אשכול,מלווה,פעילות,תאריך\nנגב מערבי,טל,א,11/2015\n,,ב,31/11/2015\n")
        #expect(drop.held.map(\.cells) == [["נגב מערבי", "טל", "ב", "31/11/2015"]])
    }

    @Test func `place, escort and time may stand above the table`() throws {
        let drop = try Drop(
            """
            דוח פעילות – אשכול נגב מערבי – רבעון 4 2015,,
            מלווה:,טל קריסצקי,
            פעילות,תאריך,סטטוס
            פורום רווחה,30/11,בתהליך
            סיור,,
            """
        )
        #expect(drop.held.isEmpty)
        #expect(drop.reports.map(\.unit.rawValue) == ["WEST-NEGEV", "WEST-NEGEV"])
        #expect(drop.reports.map(\.escort) == ["טל קריסצקי", "טל קריסצקי"])
        #expect(drop.reports.map(\.date.text) == ["2015-11-30", "Q4 2015"])
        #expect(drop.finding(.dateInferred)?.detail == "30/11/2015")
        #expect(drop.reading.layout?.unit != nil && drop.reading.layout?.headerRow == 3)
    }

    @Test func `headings in two rows are one`() throws {
        let drop = try Drop(
            """
            אשכול,פעילות,תאריך,,סכום,
            ,,התחלה,סיום,תקציב,מקור מימון
            ארצי,א,1.11.2015,30.11.2015,500,קרן
            """
        )
        #expect(drop.held.isEmpty)
        #expect(drop.reports.map(\.date.text) == ["2015-11-01–2015-11-30"])
        #expect(drop.reports.map(\.amount) == [500])
    }

    @Test func `a column of American dates is one, and is said`() throws {
        let drop = try Drop("אשכול,פעילות,תאריך\nארצי,א,11/30/2015\nארצי,ב,11/2/2015\n")
        #expect(drop.reports.map(\.date.text) == ["2015-11-30", "2015-11-02"])
        #expect(drop.codes == ["W-VALUE-GUESSED"])
    }

    @Test func `in a column that contradicts itself the impossible dates are held`() throws {
        let drop = try Drop("אשכול,פעילות,תאריך\nארצי,א,11/30/2015\nארצי,ב,30/11/2015\n")
        #expect(drop.reports.map(\.date.text) == ["2015-11-30"])
        #expect(drop.held.map(\.row) == [2])
    }

    @Test(arguments: [("60", false), ("70", true)])
    func `a total is compared with the rows above it`(_ total: String, _ differs: Bool) throws {
        let drop = try Drop("אשכול,פעילות,תאריך,סכום\nארצי,א,11/2015,20\nארצי,ב,11/2015,40\nסה\"\"כ,,,\(total)\n")
        #expect((drop.finding(.totalsDiffer)?.column?.heading == "סכום") == differs)
        #expect(drop.reports.count == 2)
    }

    @Test func `a cell whose letters are lost holds its row and no other`() throws {
        var bytes = Array("אשכול,פעילות,תאריך\nארצי,א,11/2015\nארצי,".utf8)
        bytes += [0xE0, 0xF9, 0xEB] + Array(",11/2015\nארצי,ג,11/2015\n".utf8)
        let drop = try Drop(bytes: .init(bytes))
        #expect(drop.reports.map(\.activity) == ["א", "ג"])
        #expect(drop.held.map { $0.findings.map(\.code) } == [[.charactersLost]])
    }

    @Test func `letters in the order of the screen are explained`() throws {
        let rows = ["אשכול,פעילות,תאריך,מלווה", "נגב מערבי,פורום רווחה,2015,דפנה כהן"]
        let drop = try Drop(rows.map { String($0.reversed()) }.joined(separator: "\n"))
        #expect(drop.codes == ["E-TEXT-REVERSED"] && drop.reading.isRejected)
    }

    @Test func `letters that were misread and saved are repaired`() throws {
        let text = "אשכול,פעילות,תאריך\nארצי,פורום רווחה,11/2015\n"
        let misread = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.value >= 0x5D0 ? Unicode.Scalar(UInt8(scalar.value - 0x5D0 + 0xE0)) : scalar
                }
            )
        )
        let drop = try Drop(misread)
        #expect(drop.reports.map(\.activity) == ["פורום רווחה"])
        #expect(drop.finding(.encodingRepaired) != nil)
    }

    @Test func `a person who is cared for is not stored`() throws {
        let drop = try Drop(
            "אשכול,פעילות,תאריך,הערות,מזג אוויר\nארצי,ביקור אצל הקשישה שרה כהן,11/2015,,\nארצי,ב,11/2015,,הקשיש דוד לוי\n"
        )
        #expect(drop.reports.isEmpty)
        #expect(drop.held.allSatisfy { $0.findings.map(\.code) == [.personalDetails] })
        let kept = drop.held.flatMap(\.cells) + drop.reading.findings.compactMap(\.written)
        #expect(!kept.contains { $0.contains("שרה") || $0.contains("דוד") })
    }

    @Test func `numbers of people are masked wherever they stand`() throws {
        let drop = try Drop(
            "אשכול,מלווה,פעילות,תאריך,מזהה,חדש\nארצי,טל 052-1234567,א,11/2015,123456782,tal@example.org\n"
        )
        let report = try #require(drop.reports.first)
        #expect(report.escort == "טל [הוסר טלפון]" || report.escort?.contains("1234567") == false)
        #expect(report.attributes.text(.externalId) == nil)
        #expect(report.extra["חדש"]?.contains("@") == false)
        #expect(drop.reading.findings.filter { $0.code == .personalDataRemoved }.count == 3)
    }

    @Test func `an own number makes the record, a place in a list does not`() throws {
        func ids(_ id: String, _ date: String) throws -> RecordID {
            try #require(try Drop("מזהה,אשכול,פעילות,תאריך\n\(id),ארצי,א,\(date)\n").reports.first).recordID
        }
        #expect(try ids("A-17", "11/2015") == ids("A-17", "12/2015"))
        #expect(try ids("17", "11/2015") != ids("17", "12/2015"))
    }

    @Test func `a title of the other function is refused`() throws {
        let drop = try Drop("דוח בקרה,,\nאשכול,פעילות,תאריך\nארצי,א,11/2015\n")
        #expect(drop.reading.isRejected && drop.codes == ["E-FUNCTION-CONFLICT"])
    }
}
