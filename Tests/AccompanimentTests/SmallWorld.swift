import Accompaniment
import Foundation
import Testing

/// A declared period of a few activities, small enough to count by hand, in the shipped vocabulary.
struct SmallWorld {
    let registry: Registry
    var facts: PeriodFacts

    /// What 2015 could have looked like. East Galilee did not report.
    init() throws {
        registry = try Shipped.lexicon().registry
        var control = try Self.group("ORG-URBANICS", "WEST-NEGEV", types: ["ACT-CONTROL"])
        control.decision = nil
        var approval = try Self.group("ORG-URBANICS", "WEST-NEGEV", types: ["ACT-APPROVE"], count: 2)
        approval.decision = try code("APPROVED")
        var elsewhere = try Self.group("ORG-URBANICS", "EAST-NEGEV", types: ["ACT-MEASURE", "ACT-CONTROL"])
        elsewhere.decision = try code("RETURNED")
        let national = try Self.group("ORG-ELKA", "NATIONAL", types: ["ACT-APPROVE"])
        facts = PeriodFacts(
            help: try Self.help(),
            oversight: [control, approval, elsewhere, national],
            personClusterPairs: 2,
            quality: PeriodFacts.Quality(
                files: .init(accepted: 3, withWarnings: 2, held: 1),
                rows: .init(accepted: 14, held: 1),
                topReasons: [.init(code: try code("E-CLUSTER-UNKNOWN"), rows: 1)]
            )
        )
    }

    /// The same vocabulary, and not one report.
    static func silent() throws -> SmallWorld {
        var world = try SmallWorld()
        (world.facts.help, world.facts.oversight, world.facts.personClusterPairs) = ([], [], 0)
        return world
    }

    var figures: Figures { Figures(facts, registry: registry) }

    private static func help() throws -> [PeriodFacts.Group] {
        var requested = try group("ORG-ELKA", "WEST-NEGEV", needs: ["NEED-12"], forum: "FOR-WELFARE", count: 2)
        requested.choiceBasis = try code("CLUSTER_REQUEST")
        var imposed = try group("ORG-ELKA", "EAST-NEGEV", needs: ["NEED-12"], forum: "FOR-WELFARE")
        imposed.choiceBasis = try code("IMPOSED")
        var accepted = try group("ORG-URBANICS", "WEST-NEGEV", needs: ["NEED-01", "NEED-02"])
        accepted.choiceBasis = try code("CLUSTER_ACCEPTED_OFFER")
        var course = try group("ORG-MIFAM", "NATIONAL", needs: ["NEED-07"])
        course.ministries = CodeSet([
            try code("ORG-MIN-WELFARE"), try code("ORG-MIN-ECONOMY"), try code("ORG-MIN-ENV"),
        ])
        return [
            try group("ORG-ELKA", "WEST-NEGEV", needs: ["NEED-10", "NEED-11"]),
            try group("ORG-ELKA", "WEST-NEGEV", needs: ["NEED-12"], forum: "FOR-WELFARE"),
            requested, imposed, accepted, course,
            try group("ORG-ELKA", "AREA-SOUTH", needs: ["NEED-13", "NEED-07"]),
            try group("ORG-ELKA", "BEIT-HAKEREM", needs: nil, count: 2),
            try group("ORG-ELKA", "NATIONAL", needs: ["NEED-NONE"]),
            try money(10_000_000, "IDENTIFIED", in: "NATIONAL", needs: ["NEED-13", "NEED-07"], isApproximate: true),
            try money(500_000, "IDENTIFIED", in: "WEST-GALILEE", needs: ["NEED-13"]),
            try money(400_000, "APPROVED", in: "WEST-NEGEV", needs: ["NEED-13"]),
        ]
    }

    private static func money(
        _ amount: Int,
        _ certainty: String,
        in unit: String,
        needs: [String],
        isApproximate: Bool = false
    ) throws -> PeriodFacts.Group {
        var group = try group("ORG-ELKA", unit, needs: needs)
        group.resourceKind = try code("GOV_OPPORTUNITY")
        group.certainty = try code(certainty)
        group.amountNIS = amount
        group.isApproximate = isApproximate
        return group
    }

    static func group(
        _ organisation: String,
        _ unit: String,
        needs: [String]? = nil,
        forum: String? = nil,
        types: [String] = [],
        count: Int = 1
    ) throws -> PeriodFacts.Group {
        PeriodFacts.Group(
            organisation: try code(organisation),
            unit: try code(unit),
            needs: try needs.map { CodeSet(try $0.map(code)) },
            forum: try forum.map(code),
            ministries: CodeSet(),
            activityTypes: CodeSet(try types.map(code)),
            track: nil,
            choiceBasis: nil,
            decision: nil,
            resourceKind: nil,
            certainty: nil,
            amountNIS: nil,
            isApproximate: false,
            count: count
        )
    }
}
