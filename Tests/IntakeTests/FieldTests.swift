import Accompaniment
import Testing

@testable import Intake

/// Each optional field of domain.md 5.3, from a heading and a cell to what is stored.
@Suite struct FieldTests {
    private func report(_ heading: String, _ cell: String, more: [(String, String)] = []) throws -> (
        ActivityReport, Drop
    ) {
        let all = [(heading, cell)] + more
        func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
        let drop = try Drop(
            "אשכול,פעילות,תאריך,\(all.map { quoted($0.0) }.joined(separator: ","))\n"
                + "נגב מערבי,ישיבה,30/11/2015,\(all.map { quoted($0.1) }.joined(separator: ","))\n"
        )
        return (try #require(drop.reports.first), drop)
    }

    @Test(arguments: [
        ("מס\"ד", "12", Attribute.externalId, "12"), ("תאריך הדו\"ח", "30/11/2015", .reportDate, "2015-11-30"),
        ("רשויות משתתפות", "כרמיאל; מעלות", .authorities, "כרמיאל; מעלות"),
        ("מעמד", "יועץ חיצוני", .identity, "EXTERNAL_ON_BEHALF"),
        ("כובע", "שותף", .hat, "HAT-PARTNER-CLU"), ("אופן התערבות", "הדרכה, ייעוץ", .modes, "MOD-07 MOD-08"),
        ("אוריינטציה", "ביצועית", .orientation, "ORI-EXEC"), ("ליבה/פיתוח", "ליבה", .track, "CORE"),
        ("נושא", "רווחה", .subject, "WELFARE"), ("נושא", "אסטרונומיה", .subject, "OTHER"),
        ("סוג שירות", "שירות ליבה", .tier, "TIER-CORE"),
        ("שם הפרויקט", "וטרינריה אזורית", .serviceName, "וטרינריה אזורית"),
        ("שלב הפרויקט", "הפעלה", .stage, "OPERATING"), ("סוג תועלת", "חיסכון", .coreBasis, "COREBASIS-SAVING"),
        ("סוג הפעילות", "הנחיה", .activityTypes, "ACT-FACIL"), ("שם הפורום", "פורום חירום", .forum, "FOR-EMERG"),
        ("בהשתתפות", "ראשי רשויות", .participantsKind, "AUTH_HEAD"), ("צורך מס'", "צורך 12", .needCodes, "NEED-12"),
        ("מטרות", "ב, ה", .goalCodes, "GOAL-B GOAL-E"), ("סטאטוס", "בתהליך", .status, "IN_PROGRESS"),
        ("כל כמה זמן", "אחת לשלושה שבועות", .frequency, "1/3-WEEK"),
        ("חד פעמי/שוטף", "שוטף", .engagement, "CONTINUOUS"),
        ("ביוזמת", "לבקשת המנכ\"ל", .requestedBy, "CLUSTER_CEO"),
        ("תאריך פנייה", "1.10.2015", .requestedOn, "2015-10-01"),
        ("אופן הבחירה", "לבקשת האשכול", .choiceBasis, "CLUSTER_REQUEST"), ("בתיווך", "מפעם", .brokeredBy, "ORG-MIFAM"),
        ("משרדי ממשלה", "משרדי הרווחה והכלכלה", .ministryCodes, "ORG-MIN-ECONOMY ORG-MIN-WELFARE"),
        ("שותפים", "הקואליציה לטראומה", .partners, "ORG-TRAUMA"), ("טווח", "קצר", .horizon, "QUICK"),
        ("צרכים ללא מענה", "9", .unmetNeeds, "NEED-09"), ("חסמים", "זמן", .difficulties, "זמן"),
        ("צעדים הבאים", "פגישה", .nextSteps, "פגישה"), ("מה הושג", "הסכם", .outcome, "הסכם"),
        ("הישג בולט", "נחתם הסכם", .achievementText, "נחתם הסכם"),
    ])
    func `a field is read under the headings that people write`(
        _ heading: String,
        _ cell: String,
        _ attribute: Attribute,
        _ value: String
    ) throws {
        #expect(try report(heading, cell).0.attributes.text(attribute) == value)
    }

    @Test(arguments: [
        ("הישג", "כן", Attribute.achievement, 1), ("הישג", "✓", .achievement, 1), ("הצלחה", "לא", .achievement, 0),
        ("תוצר ידע", "V", .knowledgeItem, 1), ("כמות מפגשים", "3", .meetingsHeld, 3), ("שעות", "1,5", .durationMin, 90),
        ("מספר משתתפים", "10-15", .participantsCount, 10), ("מספר משתתפים", "10-15", .participantsMost, 15),
        ("תקציב", "כ-10 מלש\"ח", .amountNIS, 10_000_000), ("תקציב", "כ-10 מלש\"ח", .amountApproximate, 1),
    ])
    func `a number is a number`(_ heading: String, _ cell: String, _ attribute: Attribute, _ value: Int) throws {
        #expect(try report(heading, cell).0.attributes.integer(attribute) == value)
    }

    @Test(arguments: [("15%", 15.0), ("15 אחוז", 15), ("0.15", 15), ("12.5", 12.5)])
    func `a saving is a percentage`(_ cell: String, _ value: Double) throws {
        #expect(try report("אחוז חיסכון", cell).0.attributes[.savingPct] == .decimal(value))
    }

    @Test(
        arguments: [
            ("תחום", "ליבה", Attribute.track, "CORE"), ("תחום", "תיירות", .subject, "TOURISM"),
            ("היקף", "500 ש\"ח", .amountNIS, nil), ("משתתפים", "14", .participantsCount, nil),
            ("משתתפים", "ראשי רשויות", .participantsKind, "AUTH_HEAD"),
            ("מטעם", "חיצוני", .identity, "EXTERNAL_ON_BEHALF"),
            ("הערה", "נדחה פעמיים", .notes, "נדחה פעמיים"),
        ] as [(String, String, Attribute, String?)]
    )
    func `a heading of two meanings means what its cells say`(
        _ heading: String,
        _ cell: String,
        _ attribute: Attribute,
        _ value: String?
    ) throws {
        let attributes = try report(heading, cell).0.attributes
        #expect(attributes.has(attribute))
        if let value { #expect(attributes.text(attribute) == value) }
    }

    @Test func `a rating of an escort is for the cluster to give`() throws {
        let (report, drop) = try report("שביעות רצון", "5")
        #expect(drop.finding(.valueIgnored)?.rows == [2])
        #expect(report.extra.isEmpty)
    }

    @Test func `a core service is on the core track, and never on the other`() throws {
        #expect(try report("סוג שירות", "שירות ליבה").0.track == .core)
        let drop = try Drop("אשכול,פעילות,תאריך,סוג שירות,מסלול\nארצי,א,11/2015,שירות ליבה,פיתוח\n")
        #expect(drop.held.map { $0.findings.map(\.code) } == [[.valueNotAllowed]])
    }

    @Test(arguments: [
        ("הדרכה, בקרה", [FindingCode.functionConflict]), ("מדידה", [.functionConflict]), ("הדרכה", []),
    ])
    func `a mode of oversight in a folder of help is held`(_ modes: String, _ codes: [FindingCode]) throws {
        let drop = try Drop("אשכול,פעילות,תאריך,אופן התערבות\nארצי,א,11/2015,\"\(modes)\"\n")
        #expect(drop.held.flatMap { $0.findings.map(\.code) } == codes)
    }

    @Test func `a decision belongs to oversight`() throws {
        let drop = try Drop("אשכול,פעילות,תאריך,החלטה\nארצי,א,11/2015,אושר\n")
        #expect(drop.held.map { $0.findings.map(\.code) } == [[.functionConflict]])
        let own = try Drop("אשכול,פעילות,תאריך,החלטה\nארצי,א,11/2015,אושר\n", in: Drop.Inbox(function: .oversight))
        #expect(own.reports.first?.decision?.rawValue == "APPROVED")
    }

    @Test(arguments: [
        (["שלב הפרויקט": "מכרז"], FindingCode.serviceUnnamed), (["ביוזמת": "משרד ממשלתי"], .choiceUnstated),
        (["תאריך פנייה": "1.12.2015"], .valueUnknown), (["תאריך דיווח": "1.1.2017"], .valueUnlikely),
        (["סכום": "500"], .certaintyAssumed), (["צורך": "גיוס משאבים ממפעלים"], .needInferred),
    ])
    func `what does not go together is said`(_ cells: [String: String], _ code: FindingCode) throws {
        let cell = try #require(cells.first)
        let (_, drop) = try report(cell.key, cell.value)
        #expect(drop.reading.findings.map(\.code) == [code])
    }

    @Test func `advisers who work on behalf of the organisation report in its folder, and are external`() throws {
        let drop = try Drop(
            "אשכול,פעילות,תאריך,ארגון\nארצי,א,11/2015,מטעם אורבניקס\n",
            in: Drop.Inbox(organisation: "ORG-URBANICS")
        )
        #expect(drop.reports.map { $0.identity?.rawValue } == ["EXTERNAL_ON_BEHALF"])
        #expect(drop.reports.first?.organisation.rawValue == "ORG-URBANICS")
    }

    @Test func `how long someone has been in a role is a month, counted back from the report`() throws {
        let drop = try Drop(
            "אשכול,פעילות,תאריך,תאריך דיווח\nארצי,ליווי,5 חודשים בתפקיד,3.11.2015\nארצי,הכרות,שנה בתפקיד,\n"
        )
        #expect(drop.reports.map(\.date.from.description) == ["2015-06-01", "2014-12-01"])
        #expect(drop.reports.map(\.date.precision) == [.month, .month])
        #expect(drop.reading.findings.filter { $0.code == .valueGuessed }.map(\.detail) == ["6/2015", "12/2014"])
    }

    @Test func `in a column of both orders of day and month the doubtful cells are held`() throws {
        let drop = try Drop(
            "אשכול,פעילות,תאריך\nארצי,א,30/11/2015\nארצי,ב,11/30/2015\nארצי,ג,5/6/2015\nארצי,ד,6/6/2015\n"
        )
        #expect(drop.reports.map(\.activity) == ["א", "ד"])
        #expect(drop.held.map { $0.findings.map(\.code) } == [[.dateUnreadable], [.dateUnreadable]])
    }
}
