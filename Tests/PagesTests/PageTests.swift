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
