import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Pages

/// The page of a central office: the pictures of the national page, from summaries alone.
@Suite struct OfficePageTests {
    private let quarter: Quarter

    init() throws { quarter = try Quarter() }

    private static let moment = Date(timeIntervalSince1970: 1_451_887_200)

    /// The summaries of both quarters, as the sender would have made them.
    private func history(_ change: (inout Figures) -> Void = { _ in }) throws -> [SummaryDocument] {
        try quarter.history.enumerated().map { index, facts in
            var figures = Figures(facts, registry: quarter.lexicon.registry)
            if index == quarter.history.count - 1 { change(&figures) }
            let content = try SummaryDocument.Content(
                figures: figures,
                period: facts.period,
                labelPack: "1"
            )
            return SummaryDocument(
                content,
                at: .init(office: "office", sequence: index + 1, revision: 2, supersedes: 1),
                installation: UUID(),
                changedAt: Self.moment
            )
        }
    }

    private func page(
        _ history: [SummaryDocument],
        senders: [OfficeView.Sender] = [],
        lexicon: Lexicon? = nil,
        _ language: Language = .hebrew
    ) throws -> String {
        let view = OfficeView(
            senders: senders,
            periods: [OfficeView.Link(text: "רבעון 4, 2015", address: "/?period=2015-Q4", isShown: true)],
            downloads: [OfficeView.Link(text: "CSV", address: "/v1/export.csv")],
            shown: history.isEmpty
                ? nil : OfficeView.Shown(history: history, sender: "שרת <א>", receivedAt: Self.moment)
        )
        return try PageRenderer(lexicon: lexicon ?? quarter.lexicon, language: language)
            .render(view, madeAt: Self.moment)
    }

    @Test(arguments: Language.allCases)
    func `it asks for nothing, runs nothing, and every mark leads to a definition`(_ language: Language) throws {
        let page = try page(history(), language)
        for word in ["<script", "http://", "https://", "src=", "@import", "{{", "}}", "nil", "Optional("] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains(#"<html lang="\#(language.rawValue)" dir="\#(language.direction)">"#))
        let ids = try matches(#" id="([^"]+)""#, in: page)
        #expect(Set(ids).count == ids.count)
        // Whatever the office may know is there; of hours a summary tells nothing but shares.
        let due = Indicator.allCases.filter { $0.definition.audiences.contains(.office) }.map(\.rawValue)
        #expect(Set(due).subtracting(ids) == [])
        #expect(Set(try matches(##"href="#([^"]+)""##, in: page)).subtracting(ids).isEmpty)
        #expect(!page.contains("<א>") && page.contains("שרת &lt;א&gt;"))
    }

    @Test func `it shows what the national page shows, where a summary tells it`() throws {
        let (office, national) = (try page(history()), try quarter.page("NATIONAL"))
        for same in [
            "5 מתוך 16 הצרכים קיבלו מענה; ל־11 צרכים אין מענה באף מקום.", "✗ אין מענה; אשכול אחד ביקש",
            "כ־3,200,000", "לא דווח: אשכול הגליל המזרחי", "לא התקבל דיווח על: ",
        ] where national.contains(same) {
            #expect(office.contains(same), "\(same)")
        }
        #expect(national.contains("הצרכים קיבלו מענה") && office.contains("הצרכים קיבלו מענה"))
        // One picture, one way to draw it.
        for section in ["domains", "needs", "core", "silent", "ministries", "separation", "quality"] {
            func part(_ page: String) throws -> String? {
                try matches(#"(?s)aria-labelledby="\#(section)">(.*?)</section>"#, in: page).first
            }
            #expect(try part(office) == part(national), "\(section)")
        }
        // Two organisations, both new, none brokered, both in one cluster; of the time all is Elka's. A page does not know
        // what earlier ones of the period told, and keeps the share to itself.
        func pool(_ page: String) throws -> [String] {
            try tileValues(in: matches(#"(?s)aria-labelledby="pool">(.*?)</section>"#, in: page).joined())
        }
        let (told, kept) = (try pool(office), try pool(national))
        #expect(told == ["2", "2", "0", "1", "0%"])
        #expect(kept == ["2", "2", "0", "1"])
    }

    @Test func `a cluster that did not report is never shown as 0`() throws {
        let figures = try #require(try history().last).figures
        let silent = figures.needs.byCluster.filter { $0.value == nil }.count
        let page = try page(history())
        let domains = try part("domains", of: page)
        let domainCount = quarter.lexicon.registry.terms[.needDomain]?.count ?? 0
        #expect(silent == 2)
        // A cell of each domain, and the sample of the legend, which has no word for those who hear it.
        #expect(domains.components(separatedBy: "<span class=\"vh\">לא דווח</span>").count - 1 == silent * domainCount)
    }

    @Test func `what is too small to be told is said to be hidden`() throws {
        let reach = #"{"reached": {"lt": 3}, "all": 12}"#
        let equality = try JSONDecoder().decode(
            Figures.Equality.self,
            from: Data(#"{"byAuthorityKind": {"CITY": \#(reach), "LOCAL": \#(reach)}}"#.utf8)
        )
        let page = try page(history { $0.equality = equality })
        let part = try part("authorities", of: page)
        #expect(part.components(separatedBy: "מוסתר: פחות מ־3").count == 3)
        #expect(part.contains("<bdi>12</bdi>") && !part.contains("<bdi>0</bdi>"))
        #expect(part.contains("עיריות"))
    }

    @Test func `help by hat is shown by organisation, in percent, and who said nothing has no 0`() throws {
        let page = try page(history())
        let part = try part("hats", of: page)
        #expect(part.contains("50%") && part.contains(quarter.lexicon.label(.elka, .hebrew)))
        let suppliers = try #require(try history().last).figures.suppliers
        #expect(part.contains("לא דווח") == suppliers.values.contains { $0.hatShare == nil })
    }

    @Test(arguments: Language.allCases)
    func `every formula is that of the office, and every code is the office's`(_ language: Language) throws {
        let printed = try printedFormulas(in: page(history(), language))
        #expect(printed.count > 20)
        for (code, formula) in printed {
            let definition = try #require(Indicator(rawValue: code)).definition
            #expect(formula == definition.formula(for: .office)[language] && definition.audiences.contains(.office))
        }
    }

    @Test(arguments: [
        (
            "Q03",
            """
            מספר שירותי הליבה שאושרו בשל חיסכון וחוסכים 15% לפחות, מתוך כל אלה שאושרו בשל חיסכון. שירות שלא צוין בו \
            חיסכון נספר בנפרד.
            """
        ),
        (
            "Q09",
            """
            חלקו של כל כובע בכל פעילויות הארגון בתקופה, ליווי ובקרה יחד, באחוזים שלמים. פעילות שלא צוין בה כובע אינה \
            באף כובע.
            """
        ),
        (
            "Q13",
            """
            החציון של מספר הימים מתאריך הפנייה ועד הפעילות הראשונה אחריה. פניות של אשכול לארגון באותו יום הן פנייה \
            אחת. פנייה בלי תאריך, או אחרי שהפעילות התחילה, אינה נספרת. נספרות פעילויות התקופה בלבד, גם כשהפנייה קדמה \
            לה.
            """
        ),
        (
            "Q16",
            """
            מספר האשכולות שדווח בהם על פורום מסוג זה. בטבלת האשכולות: מספר הפורומים שדווח עליהם בכל אשכול.
            """
        ), ("Q28", "מספר הקבצים שהתקבלו, מספר השורות שנקלטו ומספר השורות שממתינות לתיקון, וההערות השכיחות."),
        ("Q29", "מספר הימים מסוף התקופה ועד סוף ההתקשרות האחרונה של כל ארגון, גם של מי שלא דיווח."),
    ])
    func `the formula is that of the figure beside it`(_ code: String, _ formula: String) throws {
        #expect(try printedFormulas(in: page(history()))[code] == formula)
    }

    @Test func `work is split by function, by track and by who did it, of each organisation`() throws {
        let axes = #"""
            {"hatShare": null, "axes": {"HELP": {"CORE": {"EMPLOYEE": 3, "UNKNOWN": 1}, "UNKNOWN":
            {"EXTERNAL_ON_BEHALF": 2}}, "OVERSIGHT": {"DEVELOPMENT": {"EMPLOYEE": 5}}}}
            """#
        let supplier = try JSONDecoder().decode(Figures.Supplier.self, from: Data(axes.utf8))
        let table = try part("work", of: page(history { $0.suppliers = [.elka: supplier] }))
        // 3 + 1 + 2 of help, 5 of oversight; 3 + 1 of core, 5 of development; 3 + 5 by employees, 2 by others.
        #expect(try matches(#"<bdi>(\d+)</bdi>"#, in: table) == ["6", "5", "4", "5", "8", "2"])
        let heads = try matches(#"<th [^>]*scope="col" class="figures"><span>([^<]*) ?<"#, in: table)
        #expect(heads == ["ליווי", "בקרה", "ליבה", "פיתוח", "בידי עובד", "בידי יועץ חיצוני"])
    }

    @Test func `what nobody stated, and what nobody reported, is not 0`() throws {
        func values(_ change: (inout Figures) -> Void) throws -> [String] {
            try tileValues(in: part("further", of: page(history(change))))
        }
        let none = try values {
            ($0.core.saving15.reached, $0.core.saving15.total, $0.core.saving15.unknown) = (0, 0, 0)
            ($0.horizon.quick, $0.horizon.long, $0.horizon.unknown) = (0, 0, 5)
        }
        #expect(none[0] == "לא דווח" && none[5] == "לא צוין" && none[3] == "0")
        let silent = try values {
            ($0.core.saving15.reached, $0.core.saving15.total, $0.core.saving15.unknown) = (0, 2, 2)
            $0.needs.national = nil
        }
        #expect(silent == ["לא צוין"] + Array(repeating: "לא דווח", count: 5))
        let told = try values {
            ($0.core.saving15.reached, $0.core.saving15.total, $0.core.saving15.unknown) = (0, 2, 1)
            ($0.horizon.quick, $0.horizon.long, $0.horizon.unknown) = (0, 1, 4)
        }
        #expect(told[0] == "0" && told[5] == "0")
        let unsaid = try page(
            history { figures in
                for case (let cluster, var track?) in figures.track {
                    (track.core, track.development, track.unknown) = (0, 0, 7)
                    figures.track[cluster] = track
                }
            }
        )
        let tracks = try part("track", of: unsaid)
        #expect(tracks.ranges(of: "לא צוין<").count == 1 + 2 * 3)
    }

    @Test func `of each cluster stands what was declared and reported of it, each under its head`() throws {
        let (west, galilee) = (try #require(Code(rawValue: "WEST-NEGEV")), try #require(Code(rawValue: "EAST-GALILEE")))
        let (size, periphery, population, stage) = (
            try #require(Code(rawValue: "CRIT-SIZE")), try #require(Code(rawValue: "CRIT-PERIPHERY")),
            try #require(Code(rawValue: "CRIT-POP")), try #require(Code(rawValue: "STG-SETTLE"))
        )
        func row(_ name: String, _ change: @escaping (inout Figures) -> Void) throws -> [String] {
            let table = try part("clusters", of: page(history(change)))
            let row = try #require(try matches(#"(?s)<tr[^>]*>(.*?)</tr>"#, in: table).first { $0.contains(name) })
            return try matches(#"<td[^>]*>(?:<[^>]*>)*([^<]*)<"#, in: row)
        }
        let told = try row("הנגב המערבי") { figures in
            figures.clusters[west]?.stage = stage
            figures.clusters[west]?.incorporated = true
            figures.clusters[west]?.criteria = [size: true, periphery: true, population: false]
            figures.forums.byCluster[west]??.active = 4
            figures.ministries.byCluster[west]??.distinct = 7
        }
        #expect(told == ["התמקמות", "✓ כן", "2 מתוך 3", "4", "7", "לא דווח"])
        let silent = try row("הגליל המזרחי") { $0.clusters[galilee] = nil }
        #expect(silent[..<3] == ["לא רשום", "לא רשום", "לא רשום"] && silent[5] == "לא דווח")
        #expect(!silent.contains("0"))
    }

    @Test func `figures of the whole stand each under its name`() throws {
        let page = try page(
            history { figures in
                figures.client.medianDays = 12
                figures.national.outlineSessions = 3
                figures.national.knowledgeItems = 4
                figures.national.socialServices = 5
                (figures.horizon.quick, figures.horizon.long, figures.horizon.unknown) = (6, 7, 8)
            },
            .english
        )
        let part = try part("further", of: page)
        #expect(try tileValues(in: part)[1...] == ["12", "3", "4", "5", "6"])
        #expect(part.contains("for the long term: 7; not stated: 8"))
    }

    @Test func `who presented to nobody, and who did not report, are two things`() throws {
        func ending(_ days: Int) throws -> Figures.Ending {
            try JSONDecoder().decode(Figures.Ending.self, from: Data(#"{"daysToEnd": \#(days)}"#.utf8))
        }
        let (soon, past) = (try ending(92), try ending(-1))
        let table = try part(
            "organisations",
            of: page(
                history { figures in
                    figures.pool.presentedTo = [.elka: 2]
                    let supplier = figures.suppliers[.elka]
                    figures.suppliers = [.elka: supplier, .urbanics: supplier].compactMapValues { $0 }
                    figures.engagements = [.mifam: soon, .urbanics: past]
                }
            )
        )
        let rows = try matches(#"(?s)<tr[^>]*>(.*?)</tr>"#, in: table).dropFirst().map {
            try matches(#"<td[^>]*>(?:<[^>]*>)*([^<]*)<"#, in: $0)
        }
        #expect(Set(rows.map { $0[0] }) == ["2", "0", "לא דווח"])
        #expect(Set(rows.map { $0[1] }) == ["לא רשום", "! הסתיימה", "! 92 ימים אחרי התקופה"])
    }

    @Test
    func `needs that were asked for and not met are counted and named, and nothing is said where nobody reported`()
        throws
    {
        let (first, second) = (try #require(Code(rawValue: "NEED-09")), try #require(Code(rawValue: "NEED-14")))
        func tile(_ change: @escaping (inout Figures) -> Void) throws -> String {
            try #require(
                try matches(#"(?s)(<li class="tile[^>]*>.*?</li>)"#, in: page(history(change))).first {
                    $0.contains("התבקשו, ואין מענה")
                }
            )
        }
        // Three clusters asked for two needs.
        let unmet = try tile { $0.needs.unmetNational = [first: 2, second: 1] }
        #expect(try tileValues(in: unmet) == ["2"] && unmet.contains("tile bad"))
        #expect(unmet.contains("צרכים: 09, 14"))
        let none = try tile { $0.needs.unmetNational = [:] }
        #expect(try tileValues(in: none) == ["0"] && !none.contains("tile good") && !none.contains("tile bad"))
        let silent = try tile { ($0.needs.national, $0.needs.unmetNational) = (nil, [:]) }
        #expect(try tileValues(in: silent) == ["לא דווח"])
    }

    @Test(arguments: [
        (4, 4, "good", "מתוך 4"), (3, 4, "warn", "מתוך 4"), (0, 0, "none", "לא נקבע מי אמור לדווח"),
    ])
    func `reports that came are well when none is missing, and nothing is said where none is expected`(
        _ received: Int,
        _ expected: Int,
        _ tone: String,
        _ detail: String
    ) throws {
        let page = try page(history { ($0.reporting.received, $0.reporting.expected) = (received, expected) })
        let tile = try #require(
            try matches(#"(?s)<li class="(tile[^>]*>.*?</li>)"#, in: page).first { $0.contains("דיווחים שהתקבלו") }
        )
        #expect(try tileValues(in: tile) == ["\(received)"])
        #expect(try matches(#"^tile ([a-z]*)""#, in: tile) == [tone] && tile.contains(detail))
    }

    @Test func `clusters stand in the order of the registry`() throws {
        let codes = try ["BEIT-HAKEREM", "EAST-GALILEE", "EAST-NEGEV", "WEST-GALILEE"].map {
            try #require(Code(rawValue: $0))
        }
        let page = try page(history { $0.reporting.missingClusters = codes })
        let labels = ["הגליל המזרחי", "הגליל המערבי", "בית הכרם", "הנגב המזרחי"].map { "אשכול \($0)" }
        #expect(page.contains("לא התקבל דיווח על: \(labels.joined(separator: ", "))."))
    }

    @Test func `codes that the office has no words for are shown, in whichever list they are`() throws {
        let page = try page(history(), lexicon: Lexicon(.none))
        for code in ["WEST-NEGEV", "NEED-12", "FOR-WELFARE", "ORG-MIN-WELFARE", "CALL"] {
            #expect(page.contains(code), "\(code)")
        }
    }

    @Test func `missing summaries and late senders are said in words above all else`() throws {
        let senders = [
            OfficeView.Sender(
                name: "צפון",
                last: (Self.moment, 9),
                missing: [2...2, 5...7],
                isLate: true,
                expectedEvery: .seconds(30 * 86_400)
            ),
            OfficeView.Sender(name: "דרום", last: nil, missing: [], isLate: false, expectedEvery: nil),
        ]
        for page in [try page(history(), senders: senders), try page([], senders: senders)] {
            #expect(page.contains("צפון: חסרים 4 סיכומים, מספרים 2, 5–7."))
            #expect(page.contains("צפון מאחר: לא הגיע סיכום מאז 4.1.2016, וצפוי לפחות אחד ב־30 ימים."))
            #expect(page.contains("✗ חסרים סיכומים, מאחר") && page.contains("✓ תקין") && page.contains("עדיין לא"))
        }
    }

    @Test func `before anything came the page says what to do, and draws nothing`() throws {
        let page = try page([])
        #expect(page.contains("עדיין לא הגיע אף סיכום") && page.contains("לא הוגדרו שולחים"))
        #expect(!page.contains("<table") && !page.contains(#"id="definitions""#))
    }
}
