import Accompaniment
import Testing

@testable import Intake

/// Rows that wait for their sender: domain.md 5.1 and 5.8.
@Suite struct HeldRowTests {
    private static let header = "אשכול,מלווה,פעילות,תאריך,סוג,ארגון\n"
    private static let good = "נגב מערבי,טל,פורום רווחה,30/11/2015,ליווי,אלכא\n"

    @Test(
        arguments: [
            ("אשכול הגליל הדרומי,,פורום,30/11/2015,,", "E-CLUSTER-UNKNOWN", "אשכול הגליל הדרומי"),
            ("נגב מערבי,טל,,30/11/2015,,", "E-ACTIVITY-EMPTY", nil),
            ("נגב מערבי,טל,\u{200F} ,30/11/2015,,", "E-ACTIVITY-EMPTY", nil),
            ("נגב מערבי,,פורום,31/11/2015,,", "E-DATE-UNREADABLE", "31/11/2015"),
            ("נגב מערבי,,פורום,אחרי החגים,,", "E-DATE-UNREADABLE", "אחרי החגים"),
            ("נגב מערבי,,פורום,,,", "E-DATE-UNREADABLE", nil),
            ("נגב מערבי,,פורום,30/11/2015,ליווי ובקרה,", "E-FUNCTION-MIXED", "ליווי ובקרה"),
            ("נגב מערבי,,פורום,30/11/2015,פיקוח,", "E-FUNCTION-CONFLICT", "פיקוח"),
            ("נגב מערבי,,פורום,30/11/2015,,אורבניקס", "E-ORG-CONFLICT", nil),
        ] as [(String, String, String?)]
    )
    func `a row with a problem is held with its reason, and the good rows go on`(
        _ row: String,
        _ reason: String,
        _ written: String?
    ) throws {
        let drop = try Drop(Self.header + Self.good + row + "\n" + Self.good.replacing("רווחה", with: "חירום"))
        #expect(drop.reports.map(\.row) == [2, 4])
        #expect(drop.held.map(\.row) == [3])
        #expect(drop.held.first?.findings.map(\.code.rawValue) == [reason])
        let finding = try #require(drop.reading.findings.first { $0.code.rawValue == reason })
        #expect(finding.rows == [3])
        #expect(finding.written == written)
        #expect(drop.reports.count + drop.held.count == 3)
        #expect(!drop.reading.isRejected)
    }

    @Test(arguments: Language.allCases)
    func `an unknown cluster lists the names that are known`(_ language: Language) throws {
        let drop = try Drop(
            Self.header + "חיפה,,פורום,2015,,\n,,סיור,2015,,\n",
            in: Drop.Inbox(language: language)
        )
        let registry = try Shipped.lexicon().registry
        let findings = drop.reading.findings.filter { $0.code == .clusterUnknown }
        #expect(findings.count == 2)
        for finding in findings {
            for unit in registry.units { #expect(finding.detail?.contains(unit.label[language]) == true) }
            #expect(finding.column == Finding.Column(index: 0, heading: "אשכול"))
        }
    }

    @Test func `all problems of one row are found in one pass`() throws {
        let drop = try Drop(Self.header + "חיפה,טל,,31/11/2015,ליווי ובקרה,אורבניקס\n")
        let reasons = Set(drop.held.first?.findings.map(\.code) ?? [])
        #expect(
            reasons == [.clusterUnknown, .activityEmpty, .dateUnreadable, .functionMixed, .organisationConflict]
        )
        #expect(Set(drop.reading.findings.map(\.code)) == reasons)
        #expect(drop.reading.findings.allSatisfy { $0.rows == [2] && $0.count == 1 })
    }

    @Test func `a held row keeps the sender's own cells`() throws {
        let drop = try Drop(Self.header + "חיפה,\" טל, \",\"דו\"\"ח\",31/11/2015,,\n")
        #expect(drop.held.first?.cells == ["חיפה", " טל, ", "דו\"ח", "31/11/2015"])
    }

    @Test(arguments: [
        ("כובע", "מבקר ומפקח", FindingCode.functionConflict), ("כובע", "מנהל", .functionConflict),
        ("סוג פעילות", "אישור תקציב", .functionConflict), ("סוג פעילות", "הדרכה, אישור תקציב", .functionMixed),
        ("סוג פעילות", "מדידה", .functionConflict),
    ])
    func `a hat or a kind of activity that is oversight does not pass as help`(
        _ heading: String,
        _ value: String,
        _ code: FindingCode
    ) throws {
        let drop = try Drop("אשכול,פעילות,תאריך,\(heading)\nנגב מערבי,ישיבה,11/2015,\"\(value)\"\n")
        #expect(drop.reports.isEmpty)
        #expect(drop.held.first?.findings.map(\.code) == [code])
        #expect(drop.finding(code)?.column?.heading == heading)
    }

    @Test func `an end before its start is held, and a range is taken`() throws {
        let drop = try Drop(
            "אשכול,פעילות,מתאריך,עד תאריך\nנגב מערבי,א,30/11/2015,1/11/2015\nנגב מערבי,ב,30/11/2015,3/2016\n"
        )
        #expect(drop.held.map(\.row) == [2])
        #expect(drop.held.first?.findings.map(\.code) == [.dateOrder])
        let range = try #require(drop.reports.first).date
        #expect(range.from.description == "2015-11-30" && range.to.description == "2016-03-31")
        #expect(range.precision == .range)
        #expect(drop.reports.first?.period.description == "2016-Q1")
    }

    @Test func `a scope that is not the unit's is held`() throws {
        let drop = try Drop("אשכול,רמה,פעילות,תאריך\nנגב מערבי,ארצי,א,2015\nנגב מערבי,אשכולי,ב,2015\n,ארצי,ג,2015\n")
        #expect(drop.held.map(\.row) == [2])
        #expect(drop.held.first?.findings.map(\.code) == [.valueNotAllowed])
        #expect(drop.reports.map(\.unit.rawValue) == ["WEST-NEGEV", "NATIONAL"])
    }

    @Test func `a name one letter away is taken in, and its sender is told`() throws {
        let drop = try Drop("אשכול,פעילות,תאריך\nגליל מערבו,א,11/2015\nגליל מערבו,ב,11/2015\n")
        #expect(drop.reports.map(\.unit.rawValue) == ["WEST-GALILEE", "WEST-GALILEE"])
        let finding = try #require(drop.finding(.fuzzyMatch))
        #expect(finding.rows == [2, 3])
        #expect(finding.written == "גליל מערבו")
        #expect(finding.detail == "אשכול הגליל המערבי")
    }
}
