import Foundation
import TestSupport
import Testing

@testable import Accompaniment

/// The indicators of a small declared world, each counted by hand (domain.md 4.3).
@Suite struct FiguresTests {
    private let world: SmallWorld
    private let figures: Figures

    init() throws {
        world = try SmallWorld()
        figures = world.figures
    }

    @Test func `Q05: a need that nobody served stands with zero`() {
        let served = ["01": 1, "02": 1, "07": 3, "10": 1, "11": 1, "12": 4, "13": 4]
        let expected = (1...16).map { number in ("NEED-\(pad(number, 2))", served[pad(number, 2)] ?? 0) }
        let national = figures.needs.national?.map { ($0.key.rawValue, $0.value) } ?? []
        #expect(Dictionary(uniqueKeysWithValues: national) == Dictionary(uniqueKeysWithValues: expected))
        #expect(["09", "14", "15"].allSatisfy { served[$0] == nil })
    }

    @Test(arguments: [
        ("WEST-NEGEV", ["DOM-A": 1, "DOM-E": 4, "DOM-F": 1]), ("EAST-NEGEV", ["DOM-E": 1]),
        ("WEST-GALILEE", ["DOM-F": 1]), ("BEIT-HAKEREM", [:]),
    ])
    func `Q05: a cluster that reported has a count for each domain`(_ cluster: String, _ served: [String: Int]) throws {
        let coverage = try #require(figures.needs.byCluster[try code(cluster)] ?? nil)
        let counts = Dictionary(uniqueKeysWithValues: coverage.domains.map { ($0.key.rawValue, $0.value) })
        let zeros = Dictionary(uniqueKeysWithValues: ["A", "B", "C", "D", "E", "F", "G"].map { ("DOM-\($0)", 0) })
        #expect(counts == zeros.merging(served) { $1 })
    }

    @Test func `Q35: none of the needs and no need stated are two counts`() {
        #expect(figures.needs.none == 1)
        #expect(figures.needs.notStated == 2)
    }

    @Test func `Q07: choice that nobody stated is unknown, and where help was imposed is named`() {
        #expect(figures.choice.request == 2 && figures.choice.acceptedOffer == 1)
        #expect(figures.choice.imposed == 1 && figures.choice.unknown == 10)
        #expect(figures.choice.imposedClusters.map(\.rawValue) == ["EAST-NEGEV"])
    }

    @Test func `Q08: an organisation that helps and oversees the same cluster is one pair`() {
        #expect(figures.separation == Figures.Separation(orgClusterPairs: 1, personClusterPairs: 2))
    }

    @Test func `Q11 and Q36: the pool counts organisations, and clusters that hear more than one`() throws {
        #expect(figures.pool.organisations == 3 && figures.pool.newOrganisations == 3)
        #expect(figures.pool.multiVoiceClusters == 1)
        // Of the others there is but the Mifam, which is hidden beside Urbanics: their share would be its own.
        #expect(figures.pool.shareOthers == nil)
        var later = world
        later.facts.earlierOrganisations = [.elka, try code("ORG-MIFAM")]
        #expect(later.figures.pool.newOrganisations == 1)
    }

    @Test func `Q16: a forum counts once for each cluster in which it lives`() throws {
        #expect(figures.forums.byType == [try code("FOR-WELFARE"): 2])
        #expect(figures.forums.byCluster[try code("WEST-NEGEV")] == .init(active: 1))
        #expect(figures.forums.byCluster[try code("BEIT-HAKEREM")] == .init(active: 0))
        #expect(figures.forums.byCluster[try code("EAST-GALILEE")] == .some(nil))
    }

    @Test func `Q17: each ministry counts the activities that reached it`() throws {
        let ministries = try ["ORG-MIN-WELFARE", "ORG-MIN-ECONOMY", "ORG-MIN-ENV"].map(code)
        #expect(figures.ministries.national == Dictionary(uniqueKeysWithValues: ministries.map { ($0, 1) }))
        #expect(figures.ministries.byCluster[try code("WEST-NEGEV")] == .init(distinct: 0))
    }

    @Test func `Q19: money is summed within a certainty and never over certainties`() throws {
        let kinds = figures.resources.national
        #expect(kinds.count == 1)
        let sums = try #require(kinds[try code("GOV_OPPORTUNITY")])
        #expect(sums.count == 2)
        #expect(sums[.identified]?.nis == 10_500_000 && sums[.identified]?.approx == true)
        let approved = try #require(sums[try code("APPROVED")])
        #expect(approved.nis == 400_000 && !approved.approx)
    }

    @Test func `Q22: who did not report is named, and counts as not reported`() {
        #expect(figures.reporting.expected == 5)
        #expect(figures.reporting.received == 4)
        #expect(figures.reporting.missingClusters.map(\.rawValue) == ["EAST-GALILEE"])
    }

    @Test func `Q32: oversight counts kinds by decision, noted where none is stated`() throws {
        let west = figures.oversight.byCluster[try code("WEST-NEGEV")] ?? nil
        let expected = [try code("ACT-CONTROL"): [Code.noted: 1], try code("ACT-APPROVE"): [try code("APPROVED"): 2]]
        #expect(west == expected)
        let east = figures.oversight.byCluster[try code("EAST-NEGEV")] ?? nil
        let returned = [try code("RETURNED"): 1]
        let both = [try code("ACT-MEASURE"): returned, try code("ACT-CONTROL"): returned]
        #expect(east == both)
        #expect(figures.oversight.byCluster[try code("BEIT-HAKEREM")] == .some(nil))
        #expect(figures.oversight.national == [try code("ACT-APPROVE"): [.noted: 1]])
    }

    @Test func `Q28: the quality of the reports is passed on as it is`() {
        #expect(figures.quality == world.facts.quality)
        let files = figures.quality.files
        #expect(files.accepted + files.held + files.rejected == files.received)
    }

    @Test(arguments: ["escort", "orientation", "engagement\"", "clientRating", "ACT-CEO", "minutesByEscort", "P-01"])
    func `Q15, Q30, Q33, Q34 and ratings are in no push`(_ word: String) throws {
        var world = world
        try world.help(
            "ORG-ELKA",
            "WEST-NEGEV",
            [
                .activityTypes: "ACT-CEO", .orientation: "ORI-EXEC", .engagement: "CONTINUOUS", .escort: "escort",
                .escortId: "P-01",
            ],
            numbers: [.durationMin: 90]
        )
        let body = String(decoding: try JSONEncoder.canonical.encode(world.figures), as: UTF8.self)
        let isGapFlag = word == "escort"
        #expect(!body.replacing("escortGap", with: isGapFlag ? "" : "escortGap").contains(word))
    }
}

/// Figures at their edges.
@Suite struct FiguresEdgeTests {
    @Test func `a period without any report has no national figures, not zeros`() throws {
        let figures = try SmallWorld.silent().figures
        #expect(figures.needs.national == nil)
        #expect(figures.oversight.national == nil)
        #expect(figures.needs.byCluster.values.allSatisfy { $0 == nil })
        #expect(figures.track.values.allSatisfy { $0 == nil })
        #expect(figures.core.byCluster.values.allSatisfy { $0 == nil })
        #expect(figures.pool.shareOthers == nil && figures.client.medianDays == nil)
        #expect(figures.reporting.received == 0)
        #expect(figures.reporting.missingClusters.count == 5)
        #expect(figures.reporting.missingClusters == figures.reporting.missingClusters.sorted())
    }

    @Test func `oversight alone is a report, and none of help`() throws {
        var world = try SmallWorld.silent()
        try world.oversee("ORG-URBANICS", "WEST-NEGEV", [.activityTypes: "ACT-CONTROL"])
        #expect(world.figures.reporting.received == 1)
        #expect(world.figures.needs.national == nil)
        #expect(world.figures.separation.orgClusterPairs == 0)
    }

    @Test(arguments: ["AREA-SOUTH", "NATIONAL"])
    func `help for an area or the nation is no report of a cluster, and no pair`(_ unit: String) throws {
        var world = try SmallWorld.silent()
        try world.help("ORG-ELKA", unit, [.needCodes: "NEED-12"])
        try world.oversee("ORG-ELKA", unit, [.activityTypes: "ACT-APPROVE"])
        #expect(world.figures.reporting.received == 0)
        #expect(world.figures.needs.national?[try code("NEED-12")] == 1)
        #expect(world.figures.separation.orgClusterPairs == 0)
        #expect(world.figures.pool.organisations == 1 && world.figures.pool.multiVoiceClusters == 0)
    }

    @Test func `money without a kind or a certainty is in no sum`() throws {
        var world = try SmallWorld.silent()
        try world.help("ORG-ELKA", "NATIONAL", [.certainty: "IDENTIFIED"], numbers: [.amountNIS: 5])
        #expect(world.figures.resources.national.isEmpty)
    }

    @Test func `the order of the facts changes nothing`() throws {
        var world = try SmallWorld()
        let before = world.figures
        var random = SeededGenerator(seed: 5)
        for _ in 0..<10 {
            world.facts.units.shuffle(using: &random)
            #expect(world.figures == before)
        }
    }

    @Test func `oversight whose kind nobody stated is oversight all the same`() throws {
        var world = try SmallWorld.silent()
        try world.oversee("ORG-URBANICS", "WEST-NEGEV", times: 3)
        let results = world.figures.oversight.byCluster[try code("WEST-NEGEV")]
        #expect(results == [.otherActivity: [.noted: 3]])
    }
}
