import Accompaniment
import Testing

@testable import Intake

/// Which rows are the same activity, as files bring them.
@Suite struct RowIdentityTests {
    private static let header = "אשכול,מלווה,פעילות,תאריך,פורום,סטטוס\n"

    private func ids(_ rows: String, in inbox: Drop.Inbox = Drop.Inbox()) throws -> [RecordID] {
        try Drop(Self.header + rows, in: inbox).reports.map(\.recordID)
    }

    @Test func `a row written otherwise, with other remarks, is the same activity`() throws {
        let ids = try ids(
            """
            נגב מערבי,טל,ליווי מנכ"ל,30/11/2015,,שוטף
            אשכול הנגב המערבי,דפנה,"ליווי מנכ״ל ",2015-11-30,,בוצע
            W. Negev,,ליווי  מנכל,30.11.15,,

            """
        )
        #expect(ids.count == 3)
        #expect(Set(ids).count == 1)
    }

    @Test func `another place, day, activity or forum is another activity`() throws {
        let ids = try ids(
            """
            נגב מערבי,טל,ישיבה,30/11/2015,,
            נגב מזרחי,טל,ישיבה,30/11/2015,,
            נגב מערבי,טל,ישיבה,29/11/2015,,
            נגב מערבי,טל,ישיבה,11/2015,,
            נגב מערבי,טל,ישיבה שנייה,30/11/2015,,
            נגב מערבי,טל,ישיבה,30/11/2015,פורום רווחה,

            """
        )
        #expect(Set(ids).count == 6)
    }

    @Test func `help and oversight, and two organisations, share no identifier`() throws {
        let row = "נגב מערבי,טל,ישיבה,30/11/2015,,\n"
        let inboxes = [
            Drop.Inbox(), Drop.Inbox(function: .oversight), Drop.Inbox(organisation: "ORG-URBANICS"),
            Drop.Inbox(organisation: "ORG-URBANICS", function: .oversight),
        ]
        let ids = try inboxes.flatMap { try self.ids(row, in: $0) }
        #expect(Set(ids).count == 4)
    }

    @Test func `the period in which a row is counted does not change what it is`() throws {
        let row = "נגב מערבי,טל,ישיבה,2015,,\n"
        let ids = try Period.Kind.allCases.flatMap { try self.ids(row, in: Drop.Inbox(period: $0)) }
        #expect(ids.count == 4 && Set(ids).count == 1)
    }

    private static let numbered = "מזהה,אשכול,פעילות,תאריך,סטטוס\n"

    @Test func `a number that is filled down the column makes no record but the first`() throws {
        let rows = (1...40).map { "נגב,נגב מערבי,פעילות \($0),\($0 % 28 + 1)/11/2015,\n" }
        let drop = try Drop(Self.numbered + rows.joined())
        #expect(Set(drop.reports.map(\.recordID)).count == 40 && drop.held.isEmpty)
        let finding = try #require(drop.finding(.numberRepeated))
        #expect(finding.count == 39 && finding.rows.first == 3 && finding.written == "נגב")
        #expect(finding.column == Finding.Column(index: 0, heading: "מזהה"))
        // Those without the number are what they would be in a file that has none.
        let plain = try Drop(Self.numbered + rows.map { $0.replacing("נגב,", with: ",", maxReplacements: 1) }.joined())
        #expect(drop.reports.dropFirst().map(\.recordID) == plain.reports.dropFirst().map(\.recordID))
        #expect(drop.reports.first?.recordID != plain.reports.first?.recordID)
    }

    @Test(arguments: [
        "נגב-17,נגב מזרחי,סיור,30/11/2015,", "נגב-17,נגב מערבי,ישיבה,30/11/2015,", "נגב-17,נגב מערבי,סיור,29/11/2015,",
    ])
    func `beside another place, activity or day the same number is none`(_ row: String) throws {
        let drop = try Drop(Self.numbered + "נגב-17,נגב מערבי,סיור,30/11/2015,\n\(row)\n\(row)\n")
        let ids = drop.reports.map(\.recordID)
        #expect(ids.count == 3 && ids[0] != ids[1] && ids[1] == ids[2])
        #expect(drop.finding(.numberRepeated)?.rows == [3, 4])
    }

    @Test func `the same number beside the same activity is that record once more`() throws {
        let row = "נגב-17,נגב מערבי,סיור,30/11/2015,"
        let drop = try Drop(Self.numbered + "\(row)מתוכנן\n\(row)בוצע\n")
        #expect(Set(drop.reports.map(\.recordID)).count == 1 && drop.codes.isEmpty)
    }

    @Test func `of very many different numbers each makes its record`() {
        var numbers = OwnNumbers()
        func record(_ number: Int) -> RecordID { RecordID(high: 0, low: UInt64(number)) }
        let refused = (0..<70_000).count { !numbers.admits(record($0), for: $0) }
        let (same, other) = (numbers.admits(record(5), for: 5), numbers.admits(record(5), for: 6))
        // Beyond the bound nothing is compared.
        let beyond = numbers.admits(record(69_999), for: 6)
        #expect(refused == 0 && same && !other && beyond)
    }

    @Test func `a forum that the activity names is the forum of the column`() throws {
        let ids = try ids("נגב מערבי,,פורום רווחה,2015,,\nנגב מערבי,,פורום רווחה,2015,פורום הרווחה,\n")
        #expect(ids.count == 2 && Set(ids).count == 1)
    }

    @Test func `a table and a JSON document of the same activity are the same record`() throws {
        let table = try ids("נגב מערבי,טל,\"ליווי מנכ\"\"ל\",30/11/2015,,\n")
        let json = try Drop(
            #"{"records":[{"unit":"WEST-NEGEV","activity":"ליווי מנכ\"ל","startDate":"2015-11-30"}]}"#
        ).reports.map(\.recordID)
        #expect(table == json && json.count == 1)
    }
}
