import Accompaniment
import Foundation
import Testing

/// A declared period of a few activities, small enough to count by hand, in the shipped vocabulary.
struct SmallWorld {
    var registry: Registry
    var facts: PeriodFacts

    /// The shipped vocabulary, and not one report.
    static func silent() throws -> SmallWorld {
        SmallWorld(
            registry: try Shipped.lexicon().registry,
            facts: PeriodFacts(period: try #require(Period(code: "2015-Q4")))
        )
    }

    private init(registry: Registry, facts: PeriodFacts) {
        (self.registry, self.facts) = (registry, facts)
    }

    /// What 2015 could have looked like. East Galilee did not report.
    init() throws {
        self = try Self.silent()
        facts.quality.files.received = 5
        facts.quality.files.accepted = 3
        facts.quality.files.withWarnings = 2
        facts.quality.files.held = 1
        facts.quality.files.rejected = 1
        facts.quality.rows.accepted = 19
        facts.quality.rows.held = 1
        facts.quality.topReasons = [.init(code: try code("E-CLUSTER-UNKNOWN"), rows: 1)]
        try help("ORG-ELKA", "WEST-NEGEV", [.needCodes: "NEED-10 NEED-11"])
        try help("ORG-ELKA", "WEST-NEGEV", [.needCodes: "NEED-12", .forum: "FOR-WELFARE"])
        let requested: [Attribute: String] = [.forum: "FOR-WELFARE", .choiceBasis: "CLUSTER_REQUEST"]
        try help("ORG-ELKA", "WEST-NEGEV", requested.merging([.needCodes: "NEED-12"]) { $1 }, times: 2)
        try help(
            "ORG-ELKA",
            "EAST-NEGEV",
            [.needCodes: "NEED-12", .forum: "FOR-WELFARE", .choiceBasis: "IMPOSED"]
        )
        try help(
            "ORG-URBANICS",
            "WEST-NEGEV",
            [.needCodes: "NEED-01 NEED-02", .choiceBasis: "CLUSTER_ACCEPTED_OFFER"]
        )
        try help(
            "ORG-MIFAM",
            "NATIONAL",
            [.needCodes: "NEED-07", .ministryCodes: "ORG-MIN-ECONOMY ORG-MIN-ENV ORG-MIN-WELFARE"]
        )
        try help("ORG-ELKA", "AREA-SOUTH", [.needCodes: "NEED-07 NEED-13"])
        try help("ORG-ELKA", "BEIT-HAKEREM", times: 2)
        try help("ORG-ELKA", "NATIONAL", [.needCodes: "NEED-NONE"])
        try money(10_000_000, "IDENTIFIED", in: "NATIONAL", needs: "NEED-07 NEED-13", isApproximate: true)
        try money(500_000, "IDENTIFIED", in: "WEST-GALILEE", needs: "NEED-13")
        try money(400_000, "APPROVED", in: "WEST-NEGEV", needs: "NEED-13")
        try oversee("ORG-URBANICS", "WEST-NEGEV", [.activityTypes: "ACT-CONTROL"])
        try oversee("ORG-URBANICS", "WEST-NEGEV", [.activityTypes: "ACT-APPROVE", .decision: "APPROVED"], times: 2)
        try oversee("ORG-URBANICS", "EAST-NEGEV", [.activityTypes: "ACT-CONTROL ACT-MEASURE", .decision: "RETURNED"])
        try oversee("ORG-ELKA", "NATIONAL", [.activityTypes: "ACT-APPROVE"])
        try change("WEST-NEGEV") { $0.personPairs = 2 }
    }

    var figures: Figures { Figures(facts, registry: registry) }

    mutating func help(
        _ organisation: String,
        _ unit: String,
        _ texts: [Attribute: String] = [:],
        numbers: [Attribute: Int] = [:],
        on day: String = "2015-11-30",
        times: Int = 1
    ) throws {
        let added = try tally(unit, texts, numbers, day, times)
        let organisation = try code(organisation)
        try change(unit) { $0.help[organisation, default: Tally()] += added }
    }

    mutating func oversee(
        _ organisation: String,
        _ unit: String,
        _ texts: [Attribute: String] = [:],
        numbers: [Attribute: Int] = [:],
        times: Int = 1
    ) throws {
        let added = try tally(unit, texts, numbers, "2015-11-30", times)
        let organisation = try code(organisation)
        try change(unit) { $0.oversight[organisation, default: Tally()] += added }
    }

    mutating func money(
        _ amount: Int,
        _ certainty: String,
        in unit: String,
        needs: String,
        isApproximate: Bool = false
    ) throws {
        try help(
            "ORG-ELKA",
            unit,
            [.needCodes: needs, .resourceKind: "GOV_OPPORTUNITY", .certainty: certainty],
            numbers: [.amountNIS: amount, .amountApproximate: isApproximate ? 1 : 0]
        )
    }

    mutating func change(_ unit: String, _ body: (inout UnitFacts) -> Void) throws {
        let unit = try code(unit)
        if let index = facts.units.firstIndex(where: { $0.unit == unit }) {
            body(&facts.units[index])
        } else {
            var new = UnitFacts(unit: unit)
            body(&new)
            facts.units.append(new)
        }
    }

    private func tally(
        _ unit: String,
        _ texts: [Attribute: String],
        _ numbers: [Attribute: Int],
        _ day: String,
        _ times: Int
    ) throws -> Tally {
        var said = Attributes()
        for (attribute, text) in texts { said[attribute] = .text(text) }
        for (attribute, number) in numbers { said[attribute] = .integer(number) }
        var tally = Tally()
        for _ in 0..<times {
            tally.count(
                said,
                on: day,
                isDay: true,
                in: try code(unit),
                period: facts.period
            )
        }
        return tally
    }
}
