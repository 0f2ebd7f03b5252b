import Accompaniment
import Testing

@testable import Intake

/// Activity documents in JSON: domain.md 5.3.
@Suite struct DocumentTests {
    @Test(arguments: [
        #"{"schema":"eshkol-activity/1","records":[{"unit":"ארצי","activity":"א","startDate":"2015-11"}]}"#,
        #"{"schema":"eshkol-activity/1.2","records":[{"unit":"ארצי","activity":"א","startDate":"2015-11"}]}"#,
        #"[{"unit":"NATIONAL","activity":"א","startDate":"11/2015"}]"#,
        #"[{"אשכול":"ארצי","פעילות":"א","תאריך":"נובמבר 2015"}]"#,
        #"{"period":"11/2015","records":[{"scope":"NATIONAL","activity":"א"}]}"#,
        "\u{FEFF}\n[{\"unit\":\"ארצי\",\"activity\":\"א\",\"startDate\":\"2015-11\"}]\n",
    ])
    func `a document and a bare array, with English or Hebrew keys, are the same`(_ content: String) throws {
        let drop = try Drop(content)
        let report = try #require(drop.reports.first)
        #expect(drop.reports.count == 1 && drop.held.isEmpty)
        #expect(report.unit == .national && report.activity == "א" && report.date.text == "2015-11")
        #expect(drop.codes.isEmpty)
        #expect(report.row == 1)
    }

    @Test func `a value may be a number, a list or null`() throws {
        let drop = try Drop(
            #"""
            [{"unit":"ארצי","activity":"א","startDate":2015,"durationMin":90,"participantsCount":"14",
              "needCodes":["NEED-12",3],"ministryCodes":["משרד הרווחה","ORG-MIN-ENV"],"notes":null,"frequency":null}]
            """#,
            in: Drop.Inbox(period: .year)
        )
        let report = try #require(drop.reports.first)
        #expect(report.date.text == "2015")
        #expect(report.durationMinutes == 90 && report.participantsCount == 14)
        #expect(report.needs?.text == "NEED-03 NEED-12")
        #expect(report.ministries.text == "ORG-MIN-ENV ORG-MIN-WELFARE")
        #expect(report.notes == nil && report.frequency == nil)
        #expect(drop.codes.isEmpty)
    }

    @Test func `records may hold different fields, and an unknown one is kept`() throws {
        let drop = try Drop(
            #"[{"unit":"ארצי","activity":"א","startDate":"2015-11"},{"activity":"ב","startDate":"2015-11","mood":"טוב"}]"#
        )
        #expect(drop.reports.map(\.row) == [1])
        #expect(drop.held.map(\.row) == [2])
        #expect(drop.held.first?.findings.map(\.code) == [.clusterUnknown])
        #expect(drop.finding(.columnUnused)?.column?.heading == "mood")
    }

    @Test func `a document without records is empty`() throws {
        let drop = try Drop(#"{"schema":"eshkol-activity/1","records":[]}"#)
        #expect(drop.reading.isRejected)
        #expect(drop.codes == ["E-FILE-EMPTY"])
    }
}
