import Accompaniment
import Testing

@testable import Pages

/// Who reported, where a cluster stands, and how it is served.
@Suite struct PageStandingTests {
    @Test func `who is expected by nobody has neither reported nor failed to`() throws {
        var quarter = try Quarter()
        var registry = quarter.lexicon.registry
        let due = [("ORG-ELKA", "WEST-NEGEV"), ("ORG-MIFAM", "WEST-NEGEV"), ("ORG-ELKA", "WEST-GALILEE")]
        registry.expectations = try due.map { organisation, unit in
            Expectation(
                organisation: try #require(Code(rawValue: organisation)),
                unit: try #require(Code(rawValue: unit))
            )
        }
        quarter.lexicon = try Lexicon(registry)
        // On East Negev and Beit HaKerem somebody reported whom nobody expected to.
        let expected = [
            "Clusters of which a report came: 3 of 5.", "</span>not reported: West Galilee",
            "</span>no report expected: East Galilee", "</span>reported: West Negev", "</span>reported: East Negev",
            "</span>reported: Beit HaKerem",
        ]
        let page = try quarter.page("NATIONAL", .english).replacing(/<\/span>\s+/, with: "</span>")
        for text in expected { #expect(page.contains(text), "\(text)") }
        let silent = try quarter.page("NATIONAL", .english, history: [PeriodFacts(period: quarter.history[1].period)])
            .replacing(/<\/span>\s+/, with: "</span>")
        #expect(silent.contains("Clusters of which a report came: 0 of 5."))
        #expect(silent.contains("</span>no report expected: East Negev"))
        #expect(!silent.contains("</span>reported: "))
    }

    @Test(arguments: Language.allCases)
    func `a cluster of which no core service was told of lacks none at zero`(_ language: Language) throws {
        // West Negev sets one up; the others that reported told of none.
        let page = try Quarter().page("NATIONAL", language)
        let lacking = language == .hebrew ? "✗ עדיין אין שירות פועל" : "✗ none operating yet"
        #expect(page.ranges(of: lacking).count == 1)
    }

    @Test(arguments: Language.allCases)
    func `a cluster sees how it is served as a client`(_ language: Language) throws {
        var quarter = try Quarter()
        let said: [Attribute: String] = [
            .activityTypes: "ACT-CEO", .horizon: "QUICK", .track: "DEVELOPMENT", .requestedOn: "2015-09-27",
            .status: "IN_PROGRESS",
        ]
        for _ in 0..<7 { try quarter.add("ORG-ELKA", "WEST-NEGEV", said, numbers: [.achievement: 1]) }
        try quarter.add("ORG-ELKA", "EAST-NEGEV", said)
        // Another request, three days before, and done.
        try quarter.add("ORG-ELKA", "WEST-NEGEV", [.requestedOn: "2015-09-28", .status: "DONE"])
        // Two of the three organisations present themselves, one of them twice.
        for organisation in ["ORG-MIFAM", "ORG-MIFAM", "ORG-URBANICS"] {
            try quarter.add(organisation, "WEST-NEGEV", [.activityTypes: "ACT-PRESENT"])
        }
        quarter.history[1].units[0].personPairs = 3
        let page = try quarter.page("WEST-NEGEV", language)
        let section = try #require(try matches(#"(?s)id="client"(.*?)</section>"#, in: page).first)
        let values = try tileValues(in: section)
        // Yes; no organisation and three persons of both functions; four days, half way; 7 of development and 6 not told of;
        // 7 quick ones; no social service; 7 with the chief executive; 2 organisations.
        let (yes, days) = language == .hebrew ? ("כן", "4 ימים") : ("yes", "4 days")
        #expect(values == [yes, "0", "3", days, "0 / 7", "7 / 0", "0", "7", "2"])
        #expect(section.contains(language == .hebrew ? "חציון; נסגרו: 1 מתוך 2<" : "median; closed: 1 of 2<"))
        for code in ["Q04", "Q08", "Q13", "Q14", "Q25", "Q27", "Q31", "Q34"] { #expect(section.contains("#\(code)")) }
        let supplier = try quarter.page("ORG-ELKA", language)
        let bars = try #require(try matches(#"(?s)id="ceo"(.*?)</section>"#, in: supplier).first)
        #expect(bars.contains(language == .hebrew ? "7 פעילויות" : "7 activities"))
    }

    @Test func `what a cluster was not told of is not reported, and what was is counted`() throws {
        var quarter = try Quarter()
        func tiles() throws -> [String] { try tileValues(in: part("client", of: quarter.page("WEST-NEGEV"))) }
        // Achievement, both functions, persons, days from a request; social services.
        #expect(try tiles()[0...3] == ["לא דווח", "0", "0", "לא דווח"] && tiles()[6] == "0")
        let said: [Attribute: String] = [.activityTypes: "ACT-SERVICE", .track: "DEVELOPMENT", .serviceName: "מועדון"]
        try quarter.add("ORG-ELKA", "WEST-NEGEV", said)
        let elka = try #require(quarter.history[1].units[0].help[.elka])
        quarter.history[1].units[0].oversight[.elka] = elka
        #expect(try tiles()[1] == "1" && tiles()[6] == "1")
        // Of three activities one names its track.
        #expect(try part("client", of: quarter.page("WEST-NEGEV")).contains("בפעילויות; לא צוין: 2<"))
    }

    @Test(arguments: Language.allCases)
    func `a supplier sees how it serves the clusters, by its own rows`(_ language: Language) throws {
        var quarter = try Quarter()
        let rows: [(String, String, [Attribute: String])] = [
            // Asked on the 20th and on the 26th before: after eleven days, and after five.
            ("ORG-URBANICS", "WEST-NEGEV", [.requestedOn: "2015-09-20", .status: "DONE", .track: "CORE"]),
            (
                "ORG-URBANICS", "EAST-NEGEV",
                [.requestedOn: "2015-09-26", .status: "PLANNED", .activityTypes: "ACT-PRESENT"]
            ),
            ("ORG-URBANICS", "BEIT-HAKEREM", [.activityTypes: "ACT-PRESENT ACT-TRAIN", .horizon: "LONG"]),
            ("ORG-URBANICS", "NATIONAL", [.activityTypes: "ACT-PRESENT", .needCodes: "NEED-NONE"]),
            ("ORG-URBANICS", "NATIONAL", [.track: "CORE", .identity: "EXTERNAL_ON_BEHALF"]),
            ("ORG-URBANICS", "NATIONAL", [.track: "DEVELOPMENT", .identity: "EMPLOYEE"]),
            // Of another one.
            ("ORG-MIFAM", "WEST-GALILEE", [.activityTypes: "ACT-PRESENT", .track: "CORE", .identity: "EMPLOYEE"]),
        ]
        for row in rows { try quarter.add(row.0, row.1, row.2) }
        let page = try quarter.page("ORG-URBANICS", language)
        let service = try part("service", of: page)
        #expect(
            try tileValues(in: service) == [language == .hebrew ? "8 ימים" : "8 days", "2", "0 / 1", "0", "1"]
        )
        #expect(service.contains(language == .hebrew ? "חציון; נסגרו: 1 מתוך 2<" : "median; closed: 1 of 2<"))
        #expect(service.contains(language == .hebrew ? "מתוך 6 פעילויות<" : "of 6 activities<"))
        // By employees, by outside advisers, not stated; of core, of development, not stated.
        let cells = try matches(#"<td role="cell" class="[^"]*figures[^"]*"><bdi>(\d+)"#, in: part("work", of: page))
        #expect(cells == ["0", "1", "1", "1", "0", "0", "0", "0", "3"])
    }

    @Test(arguments: [
        ("orientation", Attribute.orientation, "ORI-SUPPORT", "ORI-EXEC", "Supportive", "Executive"),
        ("engagement", .engagement, "CONTINUOUS", "ONE_OFF", "Continuous", "One-off"),
    ])
    func `Q15 and Q30: activities by orientation and by mode, of the cluster and of the supplier`(
        _ name: String,
        _ attribute: Attribute,
        _ first: String,
        _ second: String,
        _ firstLabel: String,
        _ secondLabel: String
    ) throws {
        var quarter = try Quarter()
        func bars(_ page: String) throws -> [String] {
            let section = try part(name, of: quarter.page(page, .english))
            let names = try matches(#"<span class="name">([^<]*)</span>"#, in: section)
            return try zip(names, matches(#"<b>([^<]*)</b>"#, in: section)).map { "\($0): \($1)" }
        }
        #expect(try part(name, of: quarter.page("WEST-NEGEV", .english)).contains("Not stated in the reports."))
        // Two activities of the cluster say nothing of it; Elka adds four, and one elsewhere.
        for code in [first, second, first, first] { try quarter.add("ORG-ELKA", "WEST-NEGEV", [attribute: code]) }
        try quarter.add("ORG-ELKA", "EAST-NEGEV", [attribute: second])
        #expect(
            try bars("WEST-NEGEV") == [
                "\(firstLabel): 3 activities", "\(secondLabel): 1 activity", "not stated: 2 activities",
            ]
        )
        // Elka's own: the four, the one, and two that say nothing.
        #expect(
            try bars("ORG-ELKA") == [
                "\(firstLabel): 3 activities", "\(secondLabel): 2 activities", "not stated: 2 activities",
            ]
        )
        #expect(try part(name, of: quarter.page("ORG-MIFAM", .english)).contains("Not stated in the reports."))
    }

    @Test func `a cluster sees where it stands, and which of its authorities were reached`() throws {
        var quarter = try Quarter()
        let west = try #require(Code(rawValue: "WEST-NEGEV"))
        let (size, periphery) = (
            try #require(Code(rawValue: "CRIT-SIZE")), try #require(Code(rawValue: "CRIT-PERIPHERY"))
        )
        let codes = try (1...5).map { try #require(Code(rawValue: "AUT-0\($0)")) }
        #expect(try part("standing", of: quarter.page("WEST-NEGEV")).contains("אינם רשומים במערכת"))
        #expect(try part("authorities", of: quarter.page("WEST-NEGEV")).contains("רשויות אינן רשומות במערכת"))
        let silent = [PeriodFacts(period: quarter.history[1].period)]
        try quarter.register { registry in
            let place = try #require(registry.units.firstIndex { $0.code == west })
            registry.units[place].stage = Code(rawValue: "STG-SETTLE")
            registry.units[place].incorporatedOn = CalendarDay("2015-03-01")
            registry.units[place].criteria = [size: true, periphery: false]
            registry.authorities = codes.enumerated().map { index, code in
                // Four regional councils of the cluster, and one of another.
                Registry.Authority(
                    code: code,
                    kind: .regional,
                    unit: index < 4 ? west : .national,
                    label: Label(he: "מועצה \(index)", en: "Council \(index)"),
                    aliases: []
                )
            }
        }
        // Nobody reported, which is not less than three (S7).
        let none = try part("authorities", of: quarter.page("WEST-NEGEV", history: silent))
        #expect(none.contains("אין נתונים") && !none.contains("מוסתר"))
        try quarter.add("ORG-ELKA", "WEST-NEGEV", [.authorities: "AUT-01 AUT-02 AUT-05"])
        let standing = try part("standing", of: quarter.page("WEST-NEGEV"))
        #expect(standing.contains("שלב: התמקמות; התאגד ב־1.3.2015."))
        #expect(
            try matches(#"<span[^>]*>([✓✗]</span> [^<]*)</li>"#, in: standing) == [
                "✓</span> בין 5 ל-10 רשויות: מתקיימת", "✗</span> בפריפריה: אינה מתקיימת",
            ]
        )
        // Two of the four: too few to be told.
        let few = try part("authorities", of: quarter.page("WEST-NEGEV"))
        #expect(few.contains("מועצות אזוריות") && few.contains("מוסתר: פחות מ־3"))
        try quarter.add("ORG-ELKA", "WEST-NEGEV", [.authorities: "AUT-03"])
        let enough = try part("authorities", of: quarter.page("WEST-NEGEV"))
        #expect(try matches(#"<td role="cell" class="[^"]*figures[^"]*"><bdi>(\d+)"#, in: enough) == ["3", "4"])
    }
}
