import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Pages

/// The page of what advisers did: for the management in the order of names, for an adviser alone (domain.md 4.2, S2, S9).
@Suite struct WorkloadPageTests {
    private let lexicon: Lexicon
    private let (noa, yoav): (Code, Code)

    init() throws {
        var registry = try Repository.lexicon().registry
        (noa, yoav) = (try #require(Code(rawValue: "P-01")), try #require(Code(rawValue: "P-02")))
        registry.people = [
            Person(code: noa, firstName: "נועה", surnames: ["ארזי"]),
            Person(code: yoav, firstName: "יואב", surnames: ["בר סלע"]),
        ]
        lexicon = try Lexicon(registry)
    }

    private func count(_ minutes: Int?...) -> Workload.Count {
        minutes.reduce(into: Workload.Count()) { $0.add(minutes: $1) }
    }

    /// Neither the first nor the last by name did most.
    private func workload(reversed: Bool = false) throws -> Workload {
        var workload = Workload(of: .elka, in: try #require(Period(code: "2015-Q4")))
        let (west, south) = (
            try #require(Code(rawValue: "WEST-NEGEV")), try #require(Code(rawValue: "AREA-SOUTH"))
        )
        let stranger = try #require(Code(rawValue: "P-07"))
        let parts: [(Workload.Count, Code, [Workload.Adviser: String])] = [
            (count(600, 65), .national, [.nobody: ""]), (count(nil, 6000), west, [.known(noa): "נועה ארזי"]),
            (count(45), south, [.known(noa): "", .named("גיל <לב>"): "מר גיל <לב>"]),
            (count(nil), west, [.known(yoav): ""]), (count(30), west, [.removed: ""]),
            (count(20), south, [.known(stranger): "תמר רז"]),
        ]
        for (count, unit, advisers) in reversed ? parts.reversed() : parts {
            workload.add(count, in: unit, of: advisers)
        }
        return workload
    }

    private func page(_ workload: Workload? = nil, of adviser: Code? = nil, _ language: Language = .hebrew) throws
        -> String
    {
        try PageRenderer(lexicon: lexicon, language: language)
            .render(workload ?? self.workload(), of: adviser, madeAt: Date(timeIntervalSince1970: 1_451_887_200))
    }

    /// The names of the table, each with the cells of its rows.
    private func lines(_ page: String) throws -> [[String]] {
        try matches(#"(?s)<tbody[^>]*>(.*?)</tbody>"#, in: page).map { group in
            try matches(#"(?:<th[^>]*>|<td[^>]*><bdi>)([^<]*)<"#, in: group)
        }
    }

    @Test func `advisers stand in the order of names, whatever they did, and those without one last`() throws {
        let page = try page()
        #expect(
            try lines(page) == [
                ["מר גיל &lt;לב&gt;", "אזור דרום", "1", "0:45", "0"],
                ["יואב בר סלע", "אשכול הנגב המערבי", "1", "לא צוין", "1"],
                [
                    "נועה ארזי", "אשכול הנגב המערבי", "2", "100:00", "1", "אזור דרום", "1", "0:45", "0", "סה&quot;כ",
                    "3",
                    "100:45", "1",
                ], ["תמר רז", "אזור דרום", "1", "0:20", "0"], ["שם שהוסר", "אשכול הנגב המערבי", "1", "0:30", "0"],
                ["לא צוין מלווה", "האשכול הארצי", "2", "11:05", "0"],
            ]
        )
        #expect(page.contains("8 שורות שנקלטו") && page.contains("הנהלת הארגון בלבד"))
        #expect(page.contains("סדר האלף־בית") && page.contains("הסדר הוא סדר השמות"))
        // Nothing is measured against anything.
        for sign in [#"class="bars""#, #"class="meter""#, #"class="tile"#, "<rect class=\"box\""] {
            #expect(!page.contains(sign), "\(sign)")
        }
        #expect(!page.contains("P-0"))
    }

    @Test func `the same rows give the same bytes, in whatever order they were read`() throws {
        #expect(try page(workload(reversed: true)) == page())
    }

    @Test func `of several spellings the shortest stands there, in whatever order they were read`() throws {
        let gil = Workload.Adviser.named("גיל לב")
        let names = ["גיל-לב", "ד\"ר גיל לב", "גיל לב", ""]
        for names in [names, names.reversed()] {
            var workload = Workload(of: .elka, in: try workload().period)
            for name in names { workload.add(count(10), in: .national, of: [gil: name]) }
            #expect(workload.written[gil] == "גיל לב")
        }
    }

    @Test(arguments: Language.allCases)
    func `one adviser sees nobody else, and nothing of others`(_ language: Language) throws {
        let page = try page(of: noa, language)
        for name in ["יואב", "גיל", "תמר", "הוסר", "removed", "לא צוין מלווה", "No adviser"] {
            #expect(!page.contains(name), "\(name)")
        }
        let cells = try #require(try lines(page).first)
        #expect(cells.count == 12 && cells.contains("100:00") && cells.contains("100:45"))
        #expect(page.contains(language == .hebrew ? "המלווה בלבד" : "The adviser alone"))
        #expect(page.contains(language == .hebrew ? "3 שורות שנקלטו" : "3 rows taken in"))
        // The same page, whatever others did.
        var alone = Workload(of: .elka, in: try workload().period)
        for (unit, count) in try workload().counts[.known(noa)] ?? [:] {
            alone.add(count, in: unit, of: [.known(noa): ""])
        }
        #expect(try self.page(alone, of: noa, language) == page)
    }

    @Test(arguments: Language.allCases)
    func `it asks for nothing, runs nothing, and what it shows is meant for its reader`(_ language: Language) throws {
        for (adviser, audience) in [(nil, .supplier), (noa, .adviser)] as [(Code?, Indicator.Audience)] {
            let page = try page(of: adviser, language)
            for word in ["<script", "http://", "https://", "src=", "@import", "{{", "}}", "nil", "Optional("] {
                #expect(!page.contains(word), "\(word)")
            }
            #expect(page.contains(#"<html lang="\#(language.rawValue)" dir="\#(language.direction)">"#))
            let ids = try matches(#" id="([^"]+)""#, in: page)
            #expect(Set(ids).count == ids.count)
            #expect(Set(try matches(##"href="#([^"]+)""##, in: page)).subtracting(ids).isEmpty)
            let shown = Indicator.allCases.filter { ids.contains($0.rawValue) }
            #expect(shown == [.q33])
            #expect(shown.allSatisfy { $0.definition.audiences.contains(audience) })
        }
    }

    @Test func `where nothing is known the page says so`() throws {
        let empty = Workload(of: .elka, in: try workload().period)
        #expect(try page(empty).contains("לא התקבל דיווח על התקופה"))
        let stranger = try page(empty, of: yoav)
        #expect(stranger.contains("לא נקלטה בתקופה פעילות שכתוב בה שם המלווה") && !stranger.contains("<table"))
    }
}
