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
