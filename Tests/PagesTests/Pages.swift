import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Pages

/// A declared quarter and the one before it: two suppliers, three clusters that reported and two that did not.
struct Quarter {
    var lexicon: Lexicon
    var history: [PeriodFacts]

    init() throws {
        lexicon = try Repository.lexicon()
        let period = try #require(Period(code: "2015-Q4"))
        history = [PeriodFacts(period: period.previous), PeriodFacts(period: period)]
        try add(
            "ORG-ELKA",
            "WEST-NEGEV",
            [.needCodes: "NEED-12", .hat: "HAT-PARTNER-CLU", .forum: "FOR-WELFARE"],
            in: 0
        )
        let asked: [Attribute: String] = [
            .needCodes: "NEED-12 NEED-07", .hat: "HAT-ADVISE", .forum: "FOR-WELFARE", .frequency: "1/1-MONTH",
            .unmetNeeds: "NEED-09", .ministryCodes: "ORG-MIN-WELFARE", .choiceBasis: "CLUSTER_REQUEST",
            .resourceKind: "CALL", .certainty: "APPROVED",
        ]
        try add("ORG-ELKA", "WEST-NEGEV", asked, numbers: [.durationMin: 90, .amountNIS: 3_200_000])
        try add("ORG-MIFAM", "WEST-NEGEV", [.needCodes: "NEED-05"])
        try add("ORG-MIFAM", "EAST-NEGEV", [.needCodes: "NEED-01", .forum: "FOR-EDU"])
        try add("ORG-ELKA", "BEIT-HAKEREM", [.needCodes: "NEED-13"])
        history[1].units[0].services = [
            .init(
                name: "<b>וטרינריה</b> & סודית",
                stage: .setup,
                since: try #require(CalendarDay("2015-11-05")),
                tier: .coreTier,
                basis: CodeSet([.saving]),
                savingPct: 12.5
            )
        ]
        history[1].quality.files.received = 3
        history[1].quality.files.accepted = 3
        history[1].quality.rows.accepted = 4
    }

    mutating func register(_ change: (inout Registry) throws -> Void) throws {
        var registry = lexicon.registry
        try change(&registry)
        lexicon = try Lexicon(registry)
    }

    mutating func add(
        _ organisation: String,
        _ unit: String,
        _ texts: [Attribute: String],
        numbers: [Attribute: Int] = [:],
        in place: Int = 1
    ) throws {
        let (organisation, unit) = (
            try #require(Code(rawValue: organisation)), try #require(Code(rawValue: unit))
        )
        var said = Attributes(texts.map { .init($0.key, .text($0.value)) })
        for (attribute, number) in numbers { said[attribute] = .integer(number) }
        if !history[place].units.contains(where: { $0.unit == unit }) {
            history[place].units.append(UnitFacts(unit: unit))
        }
        let index = try #require(history[place].units.firstIndex { $0.unit == unit })
        let period = history[place].period
        history[place].units[index].help[organisation, default: Tally()].count(
            said,
            on: period.from.description,
            isDay: true,
            in: unit,
            period: period
        )
    }

    func page(_ code: String, _ language: Language = .hebrew, history other: [PeriodFacts]? = nil) throws -> String {
        let subject = PageSubject(try #require(Code(rawValue: code)))
        return try PageRenderer(lexicon: lexicon, language: language)
            .render(subject, other ?? history, madeAt: Date(timeIntervalSince1970: 1_451_887_200))
    }
}

/// Formulas that a page prints, by code.
func printedFormulas(in page: String) throws -> [String: String] {
    let codes = try matches(#"<div id="([AQ]\d+)"><dt>"#, in: page)
    let formulas = try matches(#"<div id="[AQ]\d+"><dt>.*</dt><dd>([^<]*)</dd>"#, in: page)
    try #require(codes.count == formulas.count && Set(codes).count == codes.count)
    let texts = formulas.map { $0.replacing("&quot;", with: "\"").replacing("&#39;", with: "'") }
    return Dictionary(uniqueKeysWithValues: zip(codes, texts))
}

/// The large numbers of a page or of a part of it.
func tileValues(in page: String) throws -> [String] {
    try matches(#"class="figure"><b><bdi dir="[a-z]+">([^<]*)</bdi>"#, in: page)
}

/// What stands under the heading with the anchor `name`.
func part(_ name: String, of page: String) throws -> String {
    try #require(try matches(#"(?s)aria-labelledby="\#(name)">(.*?)</section>"#, in: page).first)
}

/// All that a pattern finds in a page.
func matches(_ pattern: String, in page: String) throws -> [String] {
    try page.matches(of: Regex(pattern)).compactMap {
        $0.output.count > 1 ? $0.output[1].substring.map(String.init) : nil
    }
}
