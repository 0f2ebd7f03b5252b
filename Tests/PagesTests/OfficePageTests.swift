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
        for section in ["domains", "needs", "core", "silent", "ministries", "pool", "separation", "quality"] {
            func part(_ page: String) throws -> String? {
                try matches(#"(?s)aria-labelledby="\#(section)">(.*?)</section>"#, in: page).first
            }
            #expect(try part(office) == part(national), "\(section)")
        }
    }

    @Test func `a cluster that did not report is never shown as 0`() throws {
        let figures = try #require(try history().last).figures
        let silent = figures.needs.byCluster.filter { $0.value == nil }.count
        let page = try page(history())
        let domains = try #require(try matches(#"(?s)aria-labelledby="domains">(.*?)</section>"#, in: page).first)
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
        let part = try #require(try matches(#"(?s)aria-labelledby="authorities">(.*?)</section>"#, in: page).first)
        #expect(part.components(separatedBy: "מוסתר: פחות מ־3").count == 3)
        #expect(part.contains("<bdi>12</bdi>") && !part.contains("<bdi>0</bdi>"))
        #expect(part.contains("עיריות"))
    }

    @Test func `help by hat is shown by organisation, in percent, and who said nothing has no 0`() throws {
        let page = try page(history())
        let part = try #require(try matches(#"(?s)aria-labelledby="hats">(.*?)</section>"#, in: page).first)
        #expect(part.contains("50%") && part.contains(quarter.lexicon.label(.elka, .hebrew)))
        let suppliers = try #require(try history().last).figures.suppliers
        #expect(part.contains("לא דווח") == suppliers.values.contains { $0.hatShare == nil })
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
