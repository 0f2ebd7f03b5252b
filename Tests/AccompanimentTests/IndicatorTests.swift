import Foundation
import Testing

@testable import Accompaniment

/// The other indicators of domain.md 4.3, each in a world of the few activities that it needs.
@Suite struct IndicatorTests {
    private var world: SmallWorld
    private let cluster: Code

    init() throws {
        world = try SmallWorld.silent()
        cluster = try code("WEST-NEGEV")
    }

    private func service(_ name: String, _ stage: ServiceStage, _ basis: String = "", _ saving: Double? = nil) throws
        -> UnitFacts.Service
    {
        UnitFacts.Service(
            name: name,
            stage: stage,
            since: try #require(CalendarDay("2015-11-0\(name.count)")),
            tier: .coreTier,
            basis: CodeSet(text: basis),
            savingPct: saving
        )
    }

    @Test mutating func `Q01 and Q02: core services by stage, of each the last one told`() throws {
        let services = [
            try service("א", .operating), try service("בב", .setup), try service("גגג", .tender),
            UnitFacts.Service(name: "ד", stage: .operating, since: try #require(CalendarDay("2015-12-01"))),
        ]
        try world.change("WEST-NEGEV") { $0.services = services }
        let core = try #require(world.figures.core.byCluster[cluster] ?? nil)
        #expect(core.operating == 1 && core.inSetup == 1)
        #expect(
            core.stages == [try code("OPERATING"): 1, try code("SETUP"): 1, try code("TENDER"): 1]
        )
        #expect(core.lastChange?.description == "2015-11-03")
        #expect(world.figures.core.byCluster[try code("EAST-NEGEV")] == .some(nil))
    }

    @Test mutating func `Q03: saving of 15 percent counts where saving is the ground`() throws {
        let services = [
            try service("א", .operating, "COREBASIS-SAVING", 15), try service("ב", .setup, "COREBASIS-SAVING", 14.9),
            try service("ג", .idea, "COREBASIS-GAP COREBASIS-SAVING"), try service("ד", .idea, "COREBASIS-GAP", 40),
        ]
        try world.change("WEST-NEGEV") { $0.services = services }
        let core = world.figures.core
        #expect(core.basis == [.saving: 3, try code("COREBASIS-GAP"): 2])
        #expect(core.saving15 == .init(reached: 1, total: 3, unknown: 1))
    }

    @Test(arguments: [([1], true), ([0], false), ([0, 1], true), ([], nil)] as [([Int], Bool?)])
    mutating func `Q04: an achievement is yes, no or not told`(_ said: [Int], _ expected: Bool?) throws {
        try world.help("ORG-ELKA", "WEST-NEGEV")
        for value in said { try world.help("ORG-ELKA", "WEST-NEGEV", numbers: [.achievement: value]) }
        #expect(world.figures.core.byCluster[cluster]??.achievement == expected)
    }

    @Test mutating func `Q04: whoever controls may tell of an achievement, too`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", numbers: [.achievement: 0])
        try world.oversee("ORG-URBANICS", "WEST-NEGEV", numbers: [.achievement: 1])
        #expect(world.figures.core.byCluster[cluster]??.achievement == true)
    }

    @Test mutating func `Q06: a need is unmet where it is asked for and nobody served it there`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.unmetNeeds: "NEED-09 NEED-12"])
        try world.help("ORG-MIFAM", "WEST-NEGEV", [.needCodes: "NEED-12"])
        try world.help("ORG-ELKA", "EAST-NEGEV", [.unmetNeeds: "NEED-09"])
        // Nationwide wishes are no cluster's.
        try world.help("ORG-ELKA", "NATIONAL", [.unmetNeeds: "NEED-14"])
        #expect(world.figures.needs.unmetNational == [try code("NEED-09"): 2])
    }

    @Test mutating func `Q09: hats as parts of a hundred of all activities, of both functions`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.hat: "HAT-ADVISE"])
        try world.help("ORG-ELKA", "EAST-NEGEV", [.hat: "HAT-PARTNER-CLU"], times: 2)
        try world.help("ORG-ELKA", "EAST-NEGEV")
        try world.oversee("ORG-ELKA", "EAST-NEGEV", [.hat: "HAT-AUDIT"])
        let share = world.figures.suppliers[.elka]?.hatShare
        #expect(
            share == [try code("HAT-ADVISE"): 20, try code("HAT-PARTNER-CLU"): 40, try code("HAT-AUDIT"): 20]
        )
    }

    @Test mutating func `Q10: function by track by identity`() throws {
        try world.help("ORG-URBANICS", "WEST-NEGEV", [.track: "CORE", .identity: "EXTERNAL_ON_BEHALF"], times: 2)
        try world.help("ORG-URBANICS", "EAST-NEGEV", [.track: "CORE"])
        try world.oversee("ORG-URBANICS", "EAST-NEGEV", [.identity: "EMPLOYEE"])
        let axes = world.figures.suppliers[.urbanics]?.axes
        #expect(axes?[.help] == [.core: [.externalOnBehalf: 2, .unknownStatus: 1]])
        #expect(axes?[.oversight] == [.unknownStatus: [.employee: 1]])
    }

    @Test mutating func `Q11: the share of others is one of minutes where lengths are told`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", numbers: [.durationMin: 90])
        try world.help("ORG-URBANICS", "WEST-NEGEV", numbers: [.durationMin: 60])
        try world.help("ORG-MIFAM", "WEST-NEGEV", numbers: [.durationMin: 50])
        try world.help("ORG-JDC", "WEST-NEGEV")
        #expect(world.figures.pool.shareOthers == 25)
    }

    @Test mutating func `Q11: without any length the share of others is one of activities`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", times: 13)
        try world.help("ORG-ELKA", "EAST-NEGEV")
        try world.help("ORG-MIFAM", "NATIONAL")
        #expect(world.figures.pool.shareOthers == 6)
    }

    @Test mutating func `Q12: help that the Mifam brokered`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.brokeredBy: "ORG-MIFAM"], times: 3)
        try world.help("ORG-ELKA", "WEST-NEGEV", [.brokeredBy: "ORG-JDC"])
        try world.help("ORG-URBANICS", "NATIONAL", [.brokeredBy: "ORG-MIFAM"])
        try world.help("ORG-URBANICS", "EAST-NEGEV", [.brokeredBy: "ORG-MIFAM"])
        #expect(world.figures.pool.brokeredByMifam == 5 && world.figures.pool.brokeredOrganisations == 2)
    }

    @Test mutating func `Q12: who was brokered by another is not counted, who was for the nation is`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.brokeredBy: "ORG-JDC"])
        try world.help("ORG-URBANICS", "NATIONAL", [.brokeredBy: "ORG-MIFAM"])
        #expect(world.figures.pool.brokeredByMifam == 1 && world.figures.pool.brokeredOrganisations == 1)
    }

    @Test mutating func `Q13: half of the requests were answered in so many days or less`() throws {
        for day in ["2015-11-29", "2015-11-20", "2015-10-01"] {
            try world.help("ORG-ELKA", "WEST-NEGEV", [.requestedOn: day])
        }
        #expect(world.figures.client.medianDays == 10)
    }

    @Test mutating func `Q13: a request is answered by its first activity, and two in the middle are halved`() throws {
        // Asked for on the first: after 4 days, and again after 20. Asked for on the 26th before: after 11.
        for day in ["2015-11-05", "2015-11-21"] {
            try world.help("ORG-ELKA", "WEST-NEGEV", [.requestedOn: "2015-11-01"], on: day)
        }
        try world.help("ORG-ELKA", "WEST-NEGEV", [.requestedOn: "2015-10-26"], on: "2015-11-06")
        // 7.5, of whole days.
        #expect(world.figures.client.medianDays == 8)
        // On one day another cluster and another organisation may be asked as well: 4, 4, 6 and 11 days.
        try world.help("ORG-ELKA", "EAST-NEGEV", [.requestedOn: "2015-11-01"], on: "2015-11-05")
        try world.help("ORG-MIFAM", "WEST-NEGEV", [.requestedOn: "2015-11-01"], on: "2015-11-07")
        #expect(world.figures.client.medianDays == 5)
    }

    @Test func `Q13: an answer that is taken back leaves the one after it, or none`() throws {
        var tally = Tally()
        let row = Attributes([.init(.requestedOn, .text("2015-11-01"))])
        for (day, times) in [("2015-11-05", 1), ("2015-11-21", 1), ("2015-11-05", -1)] {
            tally.count(row, on: day, isDay: true, in: cluster, period: world.facts.period, times: times)
        }
        #expect([tally].medianRequestDays == 20)
        tally.count(row, on: "2015-11-21", isDay: true, in: cluster, period: world.facts.period, times: -1)
        #expect(tally == Tally())
    }

    @Test func `Q13: a request is closed when one of its activities is done`() throws {
        func tally(_ rows: [(requested: String, status: String, times: Int)]) -> Tally {
            var tally = Tally()
            for row in rows {
                let said = Attributes([
                    .init(.requestedOn, .text(row.requested)), .init(.status, .text(row.status)),
                ])
                let period = world.facts.period
                tally.count(said, on: "2015-11-05", isDay: false, in: cluster, period: period, times: row.times)
            }
            return tally
        }
        // Of what was asked on three days, one is under way, one done in part, and one was done and is taken back.
        let elka = tally([
            ("2015-10-01", "IN_PROGRESS", 1), ("2015-10-02", "IN_PROGRESS", 1), ("2015-10-02", "DONE", 1),
            ("2015-10-03", "DONE", 1), ("2015-10-03", "DONE", -1), ("2015-10-03", "PLANNED", 1),
        ])
        #expect([elka].closedRequests == (1, 3))
        // Of a request of which no status was told nobody knows whether it is closed.
        #expect([elka, tally([("2015-10-04", "UNKNOWN", 1)])].closedRequests == (1, 3))
        // Another organisation was asked on one of the days as well.
        #expect([elka, tally([("2015-10-02", "DONE", 1)])].closedRequests == (2, 4))
        #expect([elka].medianRequestDays == nil)
        #expect(tally([("2015-10-03", "DONE", 1), ("2015-10-03", "DONE", -1)]) == Tally())
    }

    @Test mutating func `Q13: what was asked for after the activity had begun is answered by another one`() throws {
        // As of an activity from the first of the month on.
        try world.help("ORG-ELKA", "WEST-NEGEV", [.requestedOn: "2015-10-15"], on: "2015-10-01")
        #expect(world.figures.client.medianDays == nil)
        try world.help("ORG-ELKA", "WEST-NEGEV", [.requestedOn: "2015-10-01"], on: "2015-10-01")
        #expect(world.figures.client.medianDays == 0)
    }

    @Test func `Q19: a sum above the largest figure is told as that, and what is taken back is taken back`() throws {
        var tally = Tally()
        let row = Attributes([
            .init(.resourceKind, .text("CALL")), .init(.certainty, .text("APPROVED")),
            .init(.amountNIS, .integer(1_000_000_000)),
        ])
        func count(_ times: Int) {
            tally.count(row, on: "2015-11-30", isDay: true, in: cluster, period: world.facts.period, times: times)
        }
        func sum() throws -> Int? { tally.resources[try code("CALL")]?[try code("APPROVED")]?.nis }
        count(1_100_000)
        #expect(try sum() == Figures.largest)
        count(-1_099_999)
        #expect(try sum() == 1_000_000_000)
    }

    @Test mutating func `Q14: minutes by track, or activities where a length is missing`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.track: "CORE"], numbers: [.durationMin: 90])
        try world.help("ORG-ELKA", "WEST-NEGEV", [.track: "DEVELOPMENT"], numbers: [.durationMin: 30], times: 2)
        #expect(
            world.figures.track[cluster] == .init(core: 90, development: 60, unknown: 0, inMinutes: true)
        )
        try world.help("ORG-ELKA", "WEST-NEGEV")
        #expect(
            world.figures.track[cluster] == .init(core: 1, development: 2, unknown: 1, inMinutes: false)
        )
    }

    @Test mutating func `Q16: meetings held, and those that the frequency asks for`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.forum: "FOR-EDU", .frequency: "1/3-WEEK"], times: 2)
        try world.help("ORG-ELKA", "WEST-NEGEV", [.forum: "FOR-EDU"], numbers: [.meetingsHeld: 3])
        try world.help("ORG-ELKA", "WEST-NEGEV", [.forum: "FOR-WELFARE", .frequency: "ONGOING"])
        let forums = try #require(world.facts[cluster]).help.values.sum.forums
        // 92 days are four times three weeks.
        let (education, welfare) = (forums[try code("FOR-EDU")], forums[try code("FOR-WELFARE")])
        #expect(education?.held == 5 && education?.expected == 4)
        #expect(welfare?.held == 1 && welfare?.expected == nil)
    }

    @Test mutating func `Q18, Q20 and Q31: what the nation gets`() throws {
        try world.help("ORG-MIFAM", "NATIONAL", [.activityTypes: "ACT-TRAIN", .needCodes: "NEED-07"], times: 3)
        try world.help("ORG-MIFAM", "WEST-NEGEV", [.activityTypes: "ACT-TRAIN", .needCodes: "NEED-07"])
        try world.help("ORG-ELKA", "NATIONAL", [.needCodes: "NEED-16"])
        try world.help("ORG-ELKA", "NATIONAL", numbers: [.knowledgeItem: 1])
        // A name counts once in the nation, however it is spelt.
        for (name, unit) in [("מרכז יום", "WEST-NEGEV"), ("מרכז-יום", "BEIT-HAKEREM"), ("מועדון", "WEST-NEGEV")] {
            let said = [Attribute.activityTypes: "ACT-SERVICE", .track: "DEVELOPMENT", .serviceName: name]
            try world.help("ORG-ELKA", unit, said)
        }
        #expect(world.figures.national == .init(outlineSessions: 3, knowledgeItems: 2, socialServices: 2))
    }

    @Test func `Q21: days without anyone, and who stands in`() throws {
        var world = world
        func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }
        let east = try code("EAST-NEGEV")
        world.registry.engagements = [
            Engagement(unit: cluster, organisation: .elka, from: try day("2015-01-01"), until: try day("2015-10-31")),
            Engagement(unit: cluster, status: .acting, organisation: .elka, from: try day("2015-11-02")),
            Engagement(unit: east, organisation: .elka, from: try day("2014-01-01"), until: try day("2015-12-31")),
            Engagement(unit: east, role: .chief, from: try day("2015-12-01")),
        ]
        let period = world.facts.period
        #expect(world.registry.gaps(of: .escort, in: cluster, period) == [try day("2015-11-01")...day("2015-11-01")])
        #expect(world.registry.gaps(of: .chief, in: east, period) == [try day("2015-10-01")...day("2015-11-30")])
        #expect(world.registry.gaps(of: .escort, in: east, period) == [])
        #expect(world.registry.gaps(of: .chief, in: cluster, period) == nil)
        let continuity = world.figures.continuity.byCluster
        #expect(continuity[cluster] == .init(escortGap: true, ceoGap: nil, acting: true))
        #expect(continuity[east] == .init(escortGap: false, ceoGap: true, acting: false))
        #expect(continuity[try code("WEST-GALILEE")] == .init(escortGap: nil, ceoGap: nil, acting: nil))
    }

    @Test mutating func `Q22: who should report is what the registry says, in its time`() throws {
        let (west, east) = (cluster, try code("EAST-NEGEV"))
        world.registry.expectations = [
            Expectation(organisation: .elka, unit: west), Expectation(organisation: .urbanics, unit: west),
            Expectation(organisation: .elka, unit: east, until: CalendarDay("2015-12-30")),
        ]
        try world.help("ORG-ELKA", "WEST-NEGEV")
        #expect(world.figures.reporting.expected == 2 && world.figures.reporting.received == 1)
        #expect(world.figures.reporting.missingClusters.isEmpty)
        world = try SmallWorld.silent()
        world.registry.expectations = [Expectation(organisation: .elka, unit: east)]
        #expect(world.figures.reporting.missingClusters == [east])
    }

    @Test mutating func `Q22: nobody should report before it is expected`() throws {
        world.registry.expectations = [
            Expectation(organisation: .elka, unit: cluster, from: CalendarDay("2015-12-31")),
            Expectation(organisation: .urbanics, unit: cluster, from: CalendarDay("2016-01-01")),
        ]
        #expect(world.figures.reporting.expected == 1)
    }

    @Test mutating func `Q22: a file of oversight is a report as well`() throws {
        world.registry.expectations = [
            Expectation(organisation: .urbanics, unit: cluster), Expectation(organisation: .elka, unit: cluster),
        ]
        try world.oversee("ORG-URBANICS", "WEST-NEGEV")
        #expect(world.figures.reporting == .init(expected: 2, received: 1, missingClusters: []))
    }

    @Test mutating func `Q23 and Q24: what the registry declares of a cluster`() throws {
        let index = try #require(world.registry.units.firstIndex { $0.code == cluster })
        world.registry.units[index].stage = try code("STG-ACTION")
        world.registry.units[index].incorporatedOn = CalendarDay("2016-01-01")
        world.registry.units[index].criteria = [try code("CRIT-SIZE"): true, try code("CRIT-POP"): false]
        let declared = try #require(world.figures.clusters[cluster])
        #expect(declared.stage?.rawValue == "STG-ACTION" && declared.incorporated == false)
        #expect(declared.criteria[try code("CRIT-SIZE")] == true)
        #expect(world.figures.clusters[try code("EAST-NEGEV")] == .init(stage: nil, incorporated: nil, criteria: [:]))
    }

    @Test mutating func `Q25: clusters to which an organisation presented its offer`() throws {
        for unit in ["WEST-NEGEV", "EAST-NEGEV", "EAST-NEGEV", "NATIONAL"] {
            try world.help("ORG-ELKA", unit, [.activityTypes: "ACT-PRESENT"])
        }
        #expect(world.figures.pool.presentedTo == [.elka: 2])
        // Two that are counted together, in the same cluster.
        for organisation in ["ORG-MIFAM", "ORG-URBANICS"] {
            try world.help(organisation, "WEST-NEGEV", [.activityTypes: "ACT-PRESENT"])
        }
        #expect(world.figures.pool.presentedTo == [.elka: 2, .otherOrganisations: 1])
    }

    @Test mutating func `Q26: authorities reached by kind, none told where they are fewer than three`() throws {
        func authority(_ number: Int, _ kind: Registry.Authority.Kind) throws -> Registry.Authority {
            Registry.Authority(
                code: try code("AUT-\(number)"),
                kind: kind,
                unit: cluster,
                label: Label(he: "\(number)", en: "\(number)"),
                aliases: []
            )
        }
        world.registry.authorities = try (1...4).map { try authority($0, .city) } + [try authority(5, .regional)]
        try world.help("ORG-ELKA", "WEST-NEGEV", [.authorities: "AUT-1 AUT-2 AUT-5"])
        try world.help("ORG-ELKA", "WEST-NEGEV", [.authorities: "AUT-2 AUT-3"])
        let kinds = try #require(world.figures.equality.byAuthorityKind)
        #expect(kinds[try code("CITY")] == .init(reached: SmallCount(3), all: SmallCount(4)))
        #expect(kinds[try code("REGIONAL")]?.reached.count == nil)
        let body = String(decoding: try JSONEncoder.canonical.encode(world.figures.equality), as: UTF8.self)
        #expect(
            body
                == #"{"byAuthorityKind":{"CITY":{"all":4,"reached":3},"REGIONAL":{"all":{"lt":3},"reached":{"lt":3}}}}"#
        )
    }

    @Test mutating func `Q27: quick and long`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.horizon: "QUICK"], times: 2)
        try world.help("ORG-ELKA", "WEST-NEGEV", [.horizon: "LONG"])
        try world.help("ORG-ELKA", "WEST-NEGEV")
        #expect(world.figures.horizon == .init(quick: 2, long: 1, unknown: 1))
    }

    @Test mutating func `Q29: days from the end of the period to the end of the engagement`() throws {
        func engagement(_ organisation: Code, _ until: String?) throws -> Engagement {
            Engagement(
                unit: cluster,
                organisation: organisation,
                from: try #require(CalendarDay("2012-01-01")),
                until: until.flatMap(CalendarDay.init)
            )
        }
        world.registry.engagements = [
            try engagement(.elka, "2016-03-31"), try engagement(.urbanics, "2016-01-31"), try engagement(.mifam, nil),
        ]
        // Also of who did not report, and whatever is reported: no revision tells by it who came to report since.
        let expected: [Code: Figures.Ending] = [.elka: .init(daysToEnd: 91), .urbanics: .init(daysToEnd: 31)]
        #expect(world.figures.engagements == expected)
        for unit in ["WEST-NEGEV", "EAST-NEGEV"] { try world.help("ORG-ELKA", unit) }
        try world.help("ORG-URBANICS", "WEST-NEGEV")
        #expect(world.figures.engagements == expected)
    }

    @Test mutating func `Q29: of several engagements that have begun the last end counts, an open one has none`() throws
    {
        func engagement(_ organisation: Code, _ from: String, _ until: String?) throws -> Engagement {
            Engagement(
                unit: cluster,
                organisation: organisation,
                from: try #require(CalendarDay(from)),
                until: until.flatMap(CalendarDay.init)
            )
        }
        world.registry.engagements = [
            try engagement(.elka, "2012-01-01", "2016-01-10"), try engagement(.elka, "2013-01-01", "2015-12-01"),
            try engagement(.elka, "2016-01-01", "2017-01-01"),
            try engagement(.urbanics, "2012-01-01", "2016-01-10"), try engagement(.urbanics, "2012-01-01", nil),
            try engagement(.mifam, "2012-01-01", "2015-12-01"),
        ]
        #expect(world.figures.engagements == [.elka: .init(daysToEnd: 10), .mifam: .init(daysToEnd: -30)])
    }

    @Test(arguments: [
        ("ACT-SERVICE", "DEVELOPMENT", 1), ("ACT-SERVICE", "CORE", 0), ("ACT-TRAIN", "DEVELOPMENT", 0),
    ])
    mutating func `Q31: a social service is one of development that was made or improved`(
        _ type: String,
        _ track: String,
        _ services: Int
    ) throws {
        let said = [Attribute.activityTypes: type, .track: track, .serviceName: "מרכז יום"]
        try world.help("ORG-ELKA", "WEST-NEGEV", said)
        #expect(world.figures.national.socialServices == services)
    }

    @Test mutating func `Q01 and Q04: where nobody told of a core service nothing stands at zero`() throws {
        try world.oversee("ORG-URBANICS", "WEST-NEGEV", [.activityTypes: "ACT-CONTROL"])
        try world.help("ORG-ELKA", "EAST-NEGEV", numbers: [.achievement: 1])
        let ended = [try service("א", .stopped)]
        try world.change("BEIT-HAKEREM") { $0.services = ended }
        let core = world.figures.core.byCluster
        #expect(core[cluster] == .some(nil))
        let told = try #require(core[try code("EAST-NEGEV")] ?? nil)
        #expect(told.achievement == true && told.operating == nil && told.inSetup == nil)
        let stopped = try #require(core[try code("BEIT-HAKEREM")] ?? nil)
        #expect(stopped.operating == 0 && stopped.inSetup == 0)
    }
}
