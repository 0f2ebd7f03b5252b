import Accompaniment
import Testing

@testable import Intake

/// What a registry with people and local authorities makes of a row (domain.md 5.3, fields 8, 9 and 11).
@Suite struct RegistryListsTests {
    private let table = "אשכול,פעילות,תאריך,מלווה,רשויות\n"

    private func drop(_ escort: String, _ authorities: String = "") throws -> Drop {
        var inbox = Drop.Inbox(organisation: "ORG-URBANICS")
        inbox.people = [
            Person(
                code: try code("P-01"),
                firstName: "נועה",
                surnames: ["ארזי"],
                organisation: try code("ORG-URBANICS")
            ),
            Person(
                code: try code("P-02"),
                firstName: "יואב",
                surnames: ["סלע"],
                organisation: try code("ORG-URBANICS-EXT")
            ),
            Person(code: try code("P-03"), firstName: "רון", surnames: ["גבע"], organisation: try code("ORG-ELKA")),
        ]
        inbox.authorities = [
            authority("AUT-01", "עיר הדוגמה", unit: try code("BEIT-HAKEREM")),
            authority("AUT-02", "כפר הדוגמה", unit: try code("WEST-NEGEV")),
        ].compactMap { $0 }
        return try Drop(table + "בית הכרם,מפגש,11/2015,\(escort),\"\(authorities)\"\n", in: inbox)
    }

    private func authority(_ text: String, _ name: String, unit: Code) -> Registry.Authority? {
        Code(rawValue: text).map {
            Registry.Authority(code: $0, kind: .city, unit: unit, label: Label(he: name, en: text), aliases: [])
        }
    }

    @Test(arguments: [
        ("נועה ארזי", "P-01", "EMPLOYEE"), ("יואב סלע", "P-02", "EXTERNAL_ON_BEHALF"), ("רון גבע", "P-03", nil),
        ("נועה ארזי ויואב סלע", "P-01 P-02", nil), ("מישהי אחרת", nil, nil),
    ])
    func `whom the registry knows brings the identity that it says`(
        _ escort: String,
        _ person: String?,
        _ identity: String?
    ) throws {
        let report = try #require(try drop(escort).reports.first)
        #expect(report.attributes.text(.escortId) == person)
        #expect(report.attributes.text(.identity) == identity)
    }

    @Test(arguments: [
        ("\"נועה ארזי, מר גיל בן\"", "P-01", "גיל בנ"), ("גיל לב ורון בר", nil, "גיל לב,רונ בר"),
        ("נועה ארזי ויואב סלע", "P-01 P-02", nil), ("מר גיל לב", nil, nil),
    ])
    func `whom the registry does not know is a person beside those whom it knows`(
        _ escort: String,
        _ known: String?,
        _ others: String?
    ) throws {
        let report = try #require(try drop(escort).reports.first)
        #expect(report.attributes.text(.escortId) == known)
        #expect(report.attributes.text(.escortOthers) == others)
    }

    @Test func `authorities are codes, and what is not one of them is told`() throws {
        let known = try drop("", "עיר הדוגמה")
        #expect(known.reports.first?.attributes.text(.authorities) == "AUT-01")
        #expect(known.reading.findings.isEmpty)

        let unknown = try drop("", "עיר הדוגמה, עיר אחרת")
        #expect(unknown.reports.first?.attributes.text(.authorities) == "AUT-01")
        #expect(unknown.finding(.valueUnknown)?.written == "עיר אחרת")
    }

    @Test func `an authority of another cluster is told by name, and counted as written`() throws {
        let drop = try drop("", "עיר הדוגמה; כפר הדוגמה")
        #expect(drop.reports.first?.attributes.text(.authorities) == "AUT-01 AUT-02")
        #expect(drop.finding(.valueUnlikely)?.detail == "כפר הדוגמה")
    }

    @Test func `without the list their names stay words`() throws {
        let drop = try Drop(table + "בית הכרם,מפגש,11/2015,,עיר הדוגמה\n")
        #expect(drop.reports.first?.attributes.text(.authorities) == "עיר הדוגמה")
    }

    @Test func `a remark about who accompanies whom is a proposal for the registry, in the receipt`() throws {
        var inbox = Drop.Inbox(organisation: "ORG-URBANICS")
        let (leaver, other) = (try code("P-01"), try code("P-02"))
        inbox.people = [
            Person(code: leaver, firstName: "נועה", surnames: ["ארזי"], organisation: .urbanics),
            Person(code: other, firstName: "גל", surnames: ["סלע"], organisation: .urbanics),
        ]
        let row = "בית הכרם,מפגש,8/4/2015,נועה ארזי (סיימה תפקידה ב-31/3/2015)"
        let drop = try Drop(
            "אשכול,פעילות,תאריך,מלווה,שיבוץ\n\(row),\n\(row),\n"
                + "בית הכרם,סיור,11/2015,נועה ארזי,\"סיימה תפקידה – גל מ\"\"מ\"\n"
                + "נגב מערבי,סיור,8/4/2015,רות לב,5 חודשים בתפקיד\n",
            in: inbox
        )
        #expect(drop.reports.count == 4 && drop.reports.allSatisfy { $0.escort?.contains("(") == false })
        #expect(drop.reports[0].attributes.text(.escortId) == "P-01")
        let recorded = try drop.recorded(in: inbox)
        var registry = try Shipped.lexicon().registry
        registry.people = inbox.people
        let began = try #require(CalendarDay("2014-02-01"))
        registry.engagements = [
            Engagement(unit: try code("BEIT-HAKEREM"), organisation: .urbanics, person: leaver, from: began)
        ]
        let lexicon = try Lexicon(registry)
        let who = "- {unit: BEIT-HAKEREM, organisation: ORG-URBANICS, person:"
        #expect(
            drop.reading.assignmentNotes.map { $0.proposal(in: recorded.file, lexicon) } == [
                "\(who) P-01, from: 2014-02-01, until: 2015-03-31}  # נועה ארזי",
                "\(who) P-01, from: 2014-02-01, until: \"?\"}  # נועה ארזי",
                "\(who) P-02, status: ACTING, from: \"?\"}  # גל",
                "- {unit: WEST-NEGEV, organisation: ORG-URBANICS, person: \"?\", from: 2015-07-01}  # רות לב",
            ]
        )
        let page = try ReceiptPage(lexicon: lexicon, language: .hebrew).render(recorded, toFixName: nil)
        #expect(page.contains("<code dir=\"ltr\">\(who) P-02, status: ACTING, from: &quot;?&quot;}  # גל</code>"))
        #expect(page.contains("(<bdi>גל – מ&quot;מ</bdi>)"))
        registry.engagements?[0].status = .acting
        #expect(
            drop.reading.assignmentNotes[0].proposal(in: recorded.file, try Lexicon(registry))
                == "\(who) P-01, status: ACTING, from: 2014-02-01, until: 2015-03-31}  # נועה ארזי"
        )
        // What to do with them is said where there are any.
        let advice = ReceiptWords(language: .hebrew).proposals
        #expect(page.contains(advice))
        var overseen = recorded
        overseen.file.function = .oversight
        #expect(drop.reading.assignmentNotes.allSatisfy { $0.proposal(in: overseen.file, lexicon) == nil })
        let overseenPage = try ReceiptPage(lexicon: lexicon, language: .hebrew).render(overseen, toFixName: nil)
        #expect(!overseenPage.contains(advice))
    }

    @Test func `a remark that goes on and on is no remark, and takes no file with it`() throws {
        let long = String(repeating: "מ\"\"מ,", count: 300)
        let drop = try Drop("אשכול,פעילות,תאריך,שיבוץ\nבית הכרם,סיור,8/4/2015,\"\(long)\"\n")
        #expect(drop.reports.count == 1 && drop.reading.assignmentNotes.isEmpty)
        let many = "גל מ\"\"מ; טל מ\"\"מ; רון מ\"\"מ; דן מ\"\"מ; יעל מ\"\"מ"
        let notes = try Drop("אשכול,פעילות,תאריך,שיבוץ\nבית הכרם,סיור,8/4/2015,\"\(many)\"\n").reading.assignmentNotes
        #expect(notes.map(\.person) == ["גל", "טל", "רון", "דן"])
    }

    @Test func `nobody is proposed as the escort of the nation`() throws {
        let drop = try Drop("אשכול,פעילות,תאריך,שיבוץ\nארצי,סיור,8/4/2015,גל מ\"\"מ\n")
        let note = try #require(drop.reading.assignmentNotes.first)
        #expect(note.unit == .national && note.person == "גל")
        #expect(note.proposal(in: try drop.recorded().file, try Shipped.lexicon()) == nil)
    }

    @Test func `what is proposed without a date is left to whoever knows`() throws {
        let drop = try Drop(
            "אשכול,פעילות,תאריך,מלווה,שיבוץ\nבית הכרם,סיור,2015,רות לב,סיימה תפקידה\n"
        )
        let note = try #require(drop.reading.assignmentNotes.first)
        #expect(
            note.proposal(in: try drop.recorded().file, try Shipped.lexicon())
                == "- {unit: BEIT-HAKEREM, organisation: ORG-ELKA, person: \"?\", from: \"?\", until: \"?\"}  # רות לב"
        )
    }
}
