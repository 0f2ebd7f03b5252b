import TestSupport
import Testing

@testable import Accompaniment

/// The indicators of a small declared world, each counted by hand.
@Suite struct FiguresTests {
    private let world: SmallWorld
    private let figures: Figures

    init() throws {
        world = try SmallWorld()
        figures = world.figures
    }

    @Test func `who did not report is named, and counts as not reported`() {
        #expect(figures.reporting.expected == 5)
        #expect(figures.reporting.received == 4)
        #expect(figures.reporting.missingClusters.map(\.rawValue) == ["EAST-GALILEE"])
    }

    @Test func `a need that nobody served stands with zero`() {
        let served = ["01": 1, "02": 1, "07": 3, "10": 1, "11": 1, "12": 4, "13": 4]
        let expected = (1...16).map { number in ("NEED-\(pad(number, 2))", served[pad(number, 2)] ?? 0) }
        let national = figures.needs.national?.map { ($0.key.rawValue, $0.value) } ?? []
        #expect(Dictionary(uniqueKeysWithValues: national) == Dictionary(uniqueKeysWithValues: expected))
        #expect(["09", "14", "15"].allSatisfy { served[$0] == nil })
    }

    @Test func `none of the needs and no need stated are two counts`() {
        #expect(figures.needs.none == 1)
        #expect(figures.needs.notStated == 2)
    }

    @Test(arguments: [
        ("WEST-NEGEV", ["DOM-A": 1, "DOM-E": 4, "DOM-F": 1]), ("EAST-NEGEV", ["DOM-E": 1]),
        ("WEST-GALILEE", ["DOM-F": 1]), ("BEIT-HAKEREM", [:]),
    ])
    func `a cluster that reported has a count for each domain`(_ cluster: String, _ served: [String: Int]) throws {
        let coverage = try #require(figures.needs.byCluster[try code(cluster)] ?? nil)
        let counts = Dictionary(uniqueKeysWithValues: coverage.domains.map { ($0.key.rawValue, $0.value) })
        let zeros = Dictionary(uniqueKeysWithValues: ["A", "B", "C", "D", "E", "F", "G"].map { ("DOM-\($0)", 0) })
        #expect(counts == zeros.merging(served) { $1 })
    }

    @Test func `a cluster without a report is there, without figures`() throws {
        #expect(figures.needs.byCluster[try code("EAST-GALILEE")] == .some(nil))
        #expect(figures.needs.byCluster.count == 5)
    }

    @Test func `an organisation that helps and oversees the same cluster is one pair`() {
        #expect(figures.separation == Figures.Separation(orgClusterPairs: 1, personClusterPairs: 2))
    }

    @Test func `the pool counts organisations, and clusters that hear more than one`() {
        #expect(figures.pool == Figures.Pool(organisations: 3, multiVoiceClusters: 1))
    }

    @Test func `choice that nobody stated is unknown`() {
        #expect(figures.choice == Figures.Choice(request: 2, acceptedOffer: 1, imposed: 1, unknown: 10))
    }

    @Test func `a forum counts once for each cluster in which it lives`() throws {
        #expect(figures.forums.byType == [try code("FOR-WELFARE"): 2])
    }

    @Test func `each ministry counts the activities that reached it`() throws {
        let ministries = try ["ORG-MIN-WELFARE", "ORG-MIN-ECONOMY", "ORG-MIN-ENV"].map(code)
        #expect(figures.ministries.national == Dictionary(uniqueKeysWithValues: ministries.map { ($0, 1) }))
    }

    @Test func `money is summed within a certainty and never over certainties`() throws {
        let kinds = figures.resources.national
        #expect(kinds.count == 1)
        #expect(
            kinds[try code("GOV_OPPORTUNITY")] == [
                .identified: Figures.Resources.Amount(nis: 10_500_000, approx: true),
                try code("APPROVED"): Figures.Resources.Amount(nis: 400_000, approx: false),
            ]
        )
    }

    @Test func `oversight counts kinds by decision, noted where none is stated`() throws {
        let west = figures.oversight.byCluster[try code("WEST-NEGEV")] ?? nil
        #expect(
            west == [
                try code("ACT-CONTROL"): [.noted: 1], try code("ACT-APPROVE"): [try code("APPROVED"): 2],
            ]
        )
        let east = figures.oversight.byCluster[try code("EAST-NEGEV")] ?? nil
        let returned = [try code("RETURNED"): 1]
        #expect(east == [try code("ACT-MEASURE"): returned, try code("ACT-CONTROL"): returned])
        #expect(figures.oversight.byCluster[try code("BEIT-HAKEREM")] == .some(nil))
        #expect(figures.oversight.national == [try code("ACT-APPROVE"): [.noted: 1]])
    }

    @Test func `the quality of the reports is passed on as it is`() {
        #expect(figures.quality == world.facts.quality)
    }
}

/// Figures at their edges.
@Suite struct FiguresEdgeTests {
    @Test func `a period without any report has no national figures, not zeros`() throws {
        let figures = try SmallWorld.silent().figures
        #expect(figures.needs.national == nil)
        #expect(figures.oversight.national == nil)
        #expect(figures.needs.byCluster.values.allSatisfy { $0 == nil })
        #expect(figures.reporting.received == 0)
        #expect(figures.reporting.missingClusters.count == 5)
        #expect(figures.reporting.missingClusters == figures.reporting.missingClusters.sorted())
    }

    @Test func `oversight alone is no report of help`() throws {
        var world = try SmallWorld()
        world.facts.help = []
        #expect(world.figures.reporting.received == 0)
        #expect(world.figures.needs.national == nil)
        #expect(world.figures.separation.orgClusterPairs == 0)
    }

    @Test(arguments: ["AREA-SOUTH", "NATIONAL"])
    func `help for an area or the nation is no report of a cluster, and no pair`(_ unit: String) throws {
        var world = try SmallWorld.silent()
        world.facts.help = [try SmallWorld.group("ORG-ELKA", unit, needs: ["NEED-12"])]
        world.facts.oversight = [try SmallWorld.group("ORG-ELKA", unit, types: ["ACT-APPROVE"])]
        #expect(world.figures.reporting.received == 0)
        #expect(world.figures.needs.national?[try code("NEED-12")] == 1)
        #expect(world.figures.separation.orgClusterPairs == 0)
        #expect(world.figures.pool == Figures.Pool(organisations: 1, multiVoiceClusters: 0))
    }

    @Test func `money without a kind or a certainty is in no sum`() throws {
        var world = try SmallWorld.silent()
        var group = try SmallWorld.group("ORG-ELKA", "NATIONAL", needs: ["NEED-13"])
        group.amountNIS = 5
        group.certainty = .identified
        world.facts.help = [group]
        #expect(world.figures.resources.national.isEmpty)
    }

    @Test func `the order of the facts changes nothing`() throws {
        var world = try SmallWorld()
        let before = world.figures
        var random = SeededGenerator(seed: 5)
        for _ in 0..<10 {
            world.facts.help.shuffle(using: &random)
            world.facts.oversight.shuffle(using: &random)
            #expect(world.figures == before)
        }
    }

    @Test func `oversight whose kind nobody stated is oversight all the same`() throws {
        var world = try SmallWorld.silent()
        world.facts.oversight = [try SmallWorld.group("ORG-URBANICS", "WEST-NEGEV", count: 3)]
        let results = world.figures.oversight.byCluster[try code("WEST-NEGEV")]
        #expect(results != .some(nil))
    }
}
