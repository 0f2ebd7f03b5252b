import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Pages

/// The pages as documents: whole, self-contained, and in both languages.
@Suite struct PageTests {
    static let subjects = ["WEST-NEGEV", "EAST-GALILEE", "ORG-ELKA", "ORG-URBANICS", "NATIONAL"]

    @Test(arguments: subjects, Language.allCases)
    func `a page asks for nothing from outside and runs nothing`(_ subject: String, _ language: Language) throws {
        let page = try Quarter().page(subject, language)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n") || page.hasSuffix("</html>"))
        for word in ["<script", "http://", "https://", "src=", "@import", "{{", "}}", "nil", "Optional("] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains(#"<html lang="\#(language.rawValue)" dir="\#(language.direction)">"#))
    }

    @Test(arguments: subjects, Language.allCases)
    func `every figure leads to its definition, and every name stands once`(_ subject: String, _ language: Language)
        throws
    {
        let page = try Quarter().page(subject, language)
        let ids = try matches(#" id="([^"]+)""#, in: page)
        #expect(Set(ids).count == ids.count)
        let links = try matches(##"href="#([^"]+)""##, in: page)
        #expect(links.count > 20)
        #expect(Set(links).subtracting(ids).isEmpty)
    }

    @Test(arguments: subjects)
    func `the same facts give the same bytes`(_ subject: String) throws {
        var shuffled = try Quarter()
        let page = try shuffled.page(subject)
        shuffled.history[1].units.reverse()
        #expect(try shuffled.page(subject) == page)
    }

    @Test(arguments: subjects, Language.allCases)
    func `a page of which nothing was reported says so and draws nothing`(_ subject: String, _ language: Language)
        throws
    {
        let quarter = try Quarter()
        let empty = [PeriodFacts(period: quarter.history[1].period)]
        let page = try quarter.page(subject, language, history: empty)
        #expect(page.contains(language == .hebrew ? "לא דווח" : "not reported"))
        #expect(!page.contains(#"<rect class="box""#))
    }

    @Test func `what people wrote is text and no markup`() throws {
        let page = try Quarter().page("WEST-NEGEV")
        #expect(page.contains("&lt;b&gt;וטרינריה&lt;/b&gt; &amp; סודית"))
        #expect(!page.contains("<b>וטרינריה"))
    }

    @Test func `markup behind a sign that joins the next one is text as well`() throws {
        // All that make one character with a `<` behind them (UAX 29, Prepend); they stand in these planes alone.
        let joining = [0x600...0xFFF, 0x11000...0x11FFF].joined().compactMap(Unicode.Scalar.init).filter { scalar in
            String(String.UnicodeScalarView([scalar, "<"])).count == 1
        }
        try #require(joining.contains("\u{0600}") && joining.count > 20)
        let markup = joining.flatMap { sign in ["<form>", ">", "&x", "\"", "'"].map { "\(sign)\($0)" } }
        var quarter = try Quarter()
        quarter.history[1].units[0].services[0].name = markup.joined(separator: " ")
        let page = Data(try quarter.page("WEST-NEGEV").utf8)
        for text in markup { #expect(page.range(of: Data(text.utf8)) == nil, "\(text.unicodeScalars.map(\.value))") }
        #expect(page.range(of: Data("\u{0600}&lt;form&gt;".utf8)) != nil)
    }

    @Test(arguments: subjects)
    func `one of something is said in the singular`(_ subject: String) throws {
        let page = try Quarter().page(subject)
        #expect(try matches(#"[^0-9.,/](1 [א-ת]+(?:ים|ות))[^א-ת]"#, in: page) == [])
    }
}

/// Who may know what: domain.md 4.1 and 4.2.
@Suite struct PageReadersTests {
    @Test func `a supplier's page tells of nobody else`() throws {
        let quarter = try Quarter()
        let page = try quarter.page("ORG-MIFAM")
        #expect(page.contains(quarter.lexicon.label(.mifam, .hebrew).replacing("\"", with: "&quot;")))
        #expect(!page.contains(quarter.lexicon.label(.elka, .hebrew)))
        #expect(!page.contains("3,200,000") && !page.contains("סודית"))
        // The same page, whatever others did.
        var alone = quarter
        for place in alone.history.indices {
            for index in alone.history[place].units.indices {
                alone.history[place].units[index].help[.elka] = nil
                alone.history[place].units[index].services = []
            }
        }
        #expect(try alone.page("ORG-MIFAM") == page)
    }

    @Test func `a cluster's page tells of no other cluster`() throws {
        let quarter = try Quarter()
        let page = try quarter.page("WEST-NEGEV")
        for unit in quarter.lexicon.registry.clusters where unit.code.rawValue != "WEST-NEGEV" {
            #expect(!page.contains(unit.label.he))
        }
        var alone = quarter
        for place in alone.history.indices {
            alone.history[place].units.removeAll { $0.unit.rawValue != "WEST-NEGEV" }
        }
        #expect(try alone.page("WEST-NEGEV") == page)
    }

    @Test func `the national page holds no word that anybody wrote, and no organisation in a cluster`() throws {
        let quarter = try Quarter()
        let page = try quarter.page("NATIONAL")
        #expect(!page.contains("סודית"))
        for organisation in quarter.lexicon.registry.organisations where organisation.kind == .supplier {
            #expect(!page.contains(">\(organisation.label.he)<"))
        }
    }

    @Test func `the national page tells no single need of a cluster`() throws {
        // Two needs of one domain; one of them is for the chief executive alone.
        func page(_ west: String, _ east: String) throws -> String {
            var quarter = try Quarter()
            try quarter.add("ORG-ELKA", "WEST-GALILEE", [.needCodes: west])
            try quarter.add("ORG-ELKA", "EAST-NEGEV", [.needCodes: east])
            return try quarter.page("NATIONAL")
        }
        #expect(try page("NEED-05", "NEED-06") == page("NEED-06", "NEED-05"))
        #expect(try page("NEED-05", "NEED-06") != page("NEED-05", "NEED-05"))
    }

    @Test(arguments: PageTests.subjects)
    func `no page counts by adviser`(_ subject: String) throws {
        var quarter = try Quarter()
        let before = try quarter.page(subject)
        try quarter.add("ORG-ELKA", "WEST-NEGEV", [.escort: "טל קריסצקי", .escortId: "P-01"])
        let after = try quarter.page(subject)
        #expect(!after.contains("טל") && !after.contains("P-01"))
        #expect(subject == "ORG-URBANICS" || subject == "EAST-GALILEE" || after != before)
    }
}

/// What a reader learns by looking.
@Suite struct PageContentTests {
    private let quarter: Quarter

    init() throws {
        quarter = try Quarter()
    }

    @Test func `the chief executive sees needs, what is unmet, the core service on its way, and money by certainty`()
        throws
    {
        let page = try quarter.page("WEST-NEGEV")
        #expect(page.contains("3 מתוך 16 הצרכים קיבלו מענה; צורך אחד התבקש ולא קיבל מענה."))
        #expect(page.contains("✗ התבקש, אין מענה"))
        #expect(page.contains("שלב 5 מתוך 6, מאז 5.11.2015"))
        #expect(page.contains("חיסכון שדווח: 12.5% (מתחת לרף של 15%)"))
        #expect(page.contains("הדרישה לשירות אחד טרם מולאה."))
        #expect(page.contains("1 מתוך 3 מפגשים") && page.contains("פחות מהמתוכנן"))
        #expect(page.contains("3,200,000"))
    }

    @Test func `engagements say when they end, and who stands in`() throws {
        var registry = quarter.lexicon.registry
        registry.engagements = [
            Engagement(
                unit: try #require(Code(rawValue: "WEST-NEGEV")),
                status: .acting,
                organisation: .elka,
                from: try #require(CalendarDay("2012-01-01")),
                until: CalendarDay("2016-01-31")
            )
        ]
        let page = try PageRenderer(lexicon: Lexicon(registry), language: .hebrew)
            .render(.cluster(try #require(Code(rawValue: "WEST-NEGEV"))), quarter.history, madeAt: .distantPast)
        #expect(page.contains("! בעוד 31 ימים") && page.contains("ממלא מקום"))
        registry.engagements?[0].until = CalendarDay("2016-01-01")
        let sooner = try PageRenderer(lexicon: Lexicon(registry), language: .hebrew)
            .render(.cluster(try #require(Code(rawValue: "WEST-NEGEV"))), quarter.history, madeAt: .distantPast)
        #expect(sooner.contains("! בעוד יום אחד"))
    }

    @Test func `days without an escort or a chief executive are counted and named, on the pages of those concerned`()
        throws
    {
        var quarter = quarter
        let (west, east) = (try #require(Code(rawValue: "WEST-NEGEV")), try #require(Code(rawValue: "EAST-NEGEV")))
        func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }
        let engagements = [
            Engagement(unit: west, organisation: .elka, from: try day("2014-01-01"), until: try day("2015-10-10")),
            Engagement(
                unit: west,
                status: .acting,
                organisation: .mifam,
                from: try day("2015-10-12"),
                until: try day("2015-11-30")
            ),
            Engagement(unit: west, role: .chief, from: try day("2015-10-02")),
            Engagement(unit: east, organisation: .mifam, from: try day("2014-01-01"), until: try day("2015-12-31")),
            // Nobody any more, and that since long ago.
            Engagement(
                unit: try #require(Code(rawValue: "BEIT-HAKEREM")),
                organisation: .mifam,
                from: try day("2013-01-01"),
                until: try day("2013-12-31")
            ),
        ]
        try quarter.register { $0.engagements = engagements }
        func gaps(_ page: String, _ language: Language = .hebrew) throws -> [String] {
            try matches(#"✗</span> ([^<]*)</li>"#, in: part("escorts", of: quarter.page(page, language)))
        }
        // 11 October, and the 31 days of December.
        #expect(
            try gaps("WEST-NEGEV") == [
                "בתקופה זו 32 ימים בלי מלווה: ב־11.10.2015, מ־1.12.2015 עד 31.12.2015",
                "בתקופה זו יום אחד בלי מנכ&quot;ל: ב־1.10.2015",
            ]
        )
        #expect(
            try gaps("WEST-NEGEV", .english) == [
                "In this period 32 days without an escort: on 2015-10-11, 2015-12-01 to 2015-12-31",
                "In this period 1 day without a chief executive: on 2015-10-01",
            ]
        )
        #expect(try gaps("EAST-NEGEV") == [] && gaps("WEST-GALILEE") == [])
        let never = try part("escorts", of: quarter.page("BEIT-HAKEREM"))
        #expect(never.contains("בתקופה זו 92 ימים בלי מלווה: מ־1.10.2015 עד 31.12.2015"))
        #expect(!never.contains("מינויים אינם רשומים"))
        let (all, chief) = (
            "הנגב המערבי: 32 ימים בלי מלווה: ב־11.10.2015, מ־1.12.2015 עד 31.12.2015",
            "הנגב המערבי: יום אחד בלי מנכ&quot;ל: ב־1.10.2015"
        )
        #expect(try gaps("ORG-MIFAM") == [all, chief])
        #expect(try gaps("ORG-URBANICS") == [])
        // Expected there, though engaged no more.
        let beitHaKerem = try #require(Code(rawValue: "BEIT-HAKEREM"))
        try quarter.register { $0.expectations = [Expectation(organisation: .mifam, unit: beitHaKerem)] }
        #expect(
            try gaps("ORG-MIFAM") == ["בית הכרם: 92 ימים בלי מלווה: מ־1.10.2015 עד 31.12.2015", all, chief]
        )
    }

    @Test func `clusters stand in the order of the registry, areas and the nation behind them`() throws {
        var quarter = quarter
        let due = ["NATIONAL", "AREA-SOUTH", "EAST-NEGEV", "BEIT-HAKEREM", "WEST-GALILEE", "EAST-GALILEE"]
        try quarter.register {
            $0.expectations = try due.map {
                Expectation(organisation: .urbanics, unit: try #require(Code(rawValue: $0)))
            }
        }
        let page = try quarter.page("ORG-URBANICS")
        let inOrder = ["הגליל המזרחי", "הגליל המערבי", "בית הכרם", "הנגב המזרחי", "דרום", "האשכול הארצי"]
        #expect(page.contains("עדיין לא דיווחתם על: \(inOrder.joined(separator: ", "))."))
        #expect(try matches(#"לא דווח: ([^<]*)</li>"#, in: part("silent", of: page)) == inOrder)
        for unit in ["EAST-NEGEV", "WEST-GALILEE", "BEIT-HAKEREM", "AREA-SOUTH", "NATIONAL"] {
            try quarter.add("ORG-URBANICS", unit, [.forum: "FOR-EDU"])
        }
        let busy = try quarter.page("ORG-URBANICS")
        let reported = Array(inOrder.dropFirst())
        #expect(try matches(#"דווח: ([^<]*)</li>"#, in: part("silent", of: busy)).dropFirst() == reported[...])
        #expect(
            try matches(#"</svg> ([^<]*)</th>"#, in: part("clusters", of: busy)) == reported
        )
        #expect(try matches(#"class="name">[^<]*, ([^<]*)</span>"#, in: part("forums", of: busy)) == reported)
        let silent = [PeriodFacts(period: quarter.history[1].period)]
        try quarter.register { $0.expectations = nil }
        #expect(
            try quarter.page("NATIONAL", history: silent).contains(
                """
                לא התקבל דיווח על: אשכול הגליל המזרחי, אשכול הגליל המערבי, אשכול בית הכרם, אשכול הנגב המערבי, \
                אשכול הנגב המזרחי.
                """
            )
        )
    }

    @Test(arguments: PageTests.subjects)
    func `a page has one form of dates`(_ subject: String) throws {
        let english = try quarter.page(subject, .english)
        #expect(try matches(#"(\d+[/.]\d+[/.]\d{4})"#, in: english) == [])
        #expect(try matches(#"<dd>(2016-01-0\d, \d\d:\d\d)</dd>"#, in: english).count == 1)
        let hebrew = try quarter.page(subject)
        #expect(try matches(#"(\d{4}-\d\d-\d\d)"#, in: hebrew) == [])
        #expect(try matches(#"<dd>(\d\.1\.2016, \d\d:\d\d)</dd>"#, in: hebrew).count == 1)
    }

    @Test func `what nobody stated is not two zeros`() throws {
        var quarter = try Quarter()
        func values(_ language: Language) throws -> [String] {
            try tileValues(in: part("client", of: quarter.page("WEST-NEGEV", language)))
        }
        #expect(try values(.hebrew)[4...5] == ["לא צוין", "לא צוין"])
        #expect(try values(.english)[4...5] == ["not stated", "not stated"])
        try quarter.add("ORG-ELKA", "WEST-NEGEV", [.track: "CORE", .horizon: "LONG"])
        #expect(try values(.hebrew)[4...5] == ["1 / 0", "0 / 1"])
        // Each under its name: the first of two numbers stands where the line begins, and a number alone does not say where.
        #expect(try quarter.page("WEST-NEGEV").contains(#"<bdi dir="rtl">1 / 0</bdi>"#))
        #expect(try quarter.page("WEST-NEGEV", .english).contains(#"<bdi dir="ltr">1 / 0</bdi>"#))
    }

    @Test func `the national view marks needs that nobody serves, and who did not report`() throws {
        let page = try quarter.page("NATIONAL")
        #expect(page.contains("5 מתוך 16 הצרכים קיבלו מענה; ל־11 צרכים אין מענה באף מקום."))
        #expect(page.contains("✗ אין מענה; אשכול אחד ביקש"))
        #expect(page.contains("לא דווח: אשכול הגליל המזרחי"))
        #expect(page.contains("✗ עדיין אין שירות פועל"))
        #expect(page.contains("2 פורומים פעילים, מ־2 סוגים.") && page.contains("באשכול אחד"))
    }

    @Test func `a cluster of which nothing came did not report, whether somebody expected it or not`() throws {
        var registry = quarter.lexicon.registry
        registry.expectations = [
            Expectation(organisation: .mifam, unit: try #require(Code(rawValue: "WEST-NEGEV")))
        ]
        let renderer = PageRenderer(lexicon: try Lexicon(registry), language: .hebrew)
        let page = try renderer.render(.national, quarter.history, madeAt: .distantPast)
        #expect(page.contains("אשכולות שהתקבל עליהם דיווח: 3 מתוך 5."))
        #expect(page.contains("לא נדרש דיווח: אשכול הגליל המזרחי"))
        let empty = PeriodFacts(period: quarter.history[1].period)
        let nothing = try renderer.render(.national, [empty], madeAt: .distantPast)
        #expect(nothing.contains("אשכולות שהתקבל עליהם דיווח: 0 מתוך 5."))
        #expect(nothing.contains("לא דווח: אשכול הנגב המערבי") && !nothing.contains("דווח: אשכול הגליל"))
        #expect(!nothing.contains("✓") && !nothing.contains("הרצוי: 0"))
    }

    @Test func `a supplier that did not report what is expected is told what is missing`() throws {
        var registry = quarter.lexicon.registry
        registry.expectations = [
            Expectation(organisation: .mifam, unit: try #require(Code(rawValue: "WEST-GALILEE"))),
            Expectation(organisation: .mifam, unit: try #require(Code(rawValue: "WEST-NEGEV"))),
        ]
        let page = try PageRenderer(lexicon: Lexicon(registry), language: .hebrew)
            .render(.supplier(.mifam), quarter.history, madeAt: .distantPast)
        #expect(page.contains("עדיין לא דיווחתם על: הגליל המערבי"))
        #expect(page.contains("דיווחים צפויים שהתקבלו: 1 מתוך 2."))
        #expect(page.contains("דווח: הנגב המערבי") && page.contains("דווח גם: "))
    }
}

/// The geometry of the charts.
@Suite struct StackTests {
    @Test func `the first period stands where the line begins`() {
        let right = Table.Stack.stacks([[1], [1], [1]], rightToLeft: true)
        let left = Table.Stack.stacks([[1], [1], [1]], rightToLeft: false)
        #expect(right.map { $0.boxes[0].x } == left.map { $0.boxes[0].x }.reversed())
        #expect((right[0].boxes.first?.x ?? 0) > (right[2].boxes.first?.x ?? 0))
    }

    @Test func `boxes stand on each other, as high as their share of the highest column`() {
        let stacks = Table.Stack.stacks([[10, 0, 30], [20, 0, 0]], rightToLeft: false)
        #expect(stacks[0].boxes.map(\.fill) == [1, 3])
        #expect(stacks[0].boxes.map(\.height) == [22, 66] && stacks[0].boxes.map(\.y) == [78, 12])
        #expect(stacks[1].boxes.map(\.height) == [44])
        #expect(stacks[0].top?.text == "40")
    }

    @Test func `a period without a report is a gap, and one of zeros is not`() {
        let stacks = Table.Stack.stacks([nil, [0, 0]], rightToLeft: true)
        #expect(stacks[0].gap != nil && stacks[0].top == nil)
        #expect(stacks[1].gap == nil && stacks[1].boxes.isEmpty && stacks[1].top?.text == "0")
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-12345, "-12,345"), (1_234_567, "1,234,567")])
    func `numbers have marks between thousands`(_ number: Int, _ text: String) {
        #expect(PageWords.number(number) == text)
    }

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
            try matches(#"[✓✗]</span> ([^<]*)</li>"#, in: standing) == [
                "בין 5 ל-10 רשויות: מתקיימת", "בפריפריה: אינה מתקיימת",
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
