extension Figures {
    /// The indicators of domain.md 4.3, from the facts of one period. The same facts give the same figures.
    ///
    /// - Parameter discretion: Who may be told apart; as for a first revision where none is given.
    package init(_ facts: PeriodFacts, registry: Registry, discretion: Discretion? = nil) {
        let world = World(facts, registry)
        let discretion = discretion ?? Discretion(facts, registry: registry)
        choice = world.choice
        client = Client(medianDays: facts.units.flatMap(\.help.values).medianRequestDays)
        clusters = world.declared
        continuity = world.continuity
        core = world.core
        engagements = world.endings
        equality = Equality(registry.authorities, reachedBy: world.help)
        forums = world.forums
        horizon = world.help.horizon
        ministries = Ministries(
            byCluster: world.byCluster { Ministries.Cluster(distinct: $0.counts(.ministryCodes).count) },
            national: world.help.activities(.ministryCodes)
        )
        national = National(
            outlineSessions: world.help.outlineSessions,
            knowledgeItems: world.help.knowledgeItems,
            socialServices: world.help.socialServices.count
        )
        needs = world.needs
        oversight = world.oversight
        pool = world.pool(discretion)
        quality = facts.quality
        reporting = world.reporting
        resources = Resources(national: world.help.resources)
        separation = world.separation
        suppliers = discretion.apply(world.bodies, +).mapValues(\.supplier)
        track = world.byCluster(\.track)
    }
}

/// The facts of a period with the registry beside them.
private struct World {
    let facts: PeriodFacts
    let registry: Registry
    let clusters: [Code]
    /// Help by place; none where nothing was reported.
    let places: [Code: Tally]
    /// All help of the period.
    let help: Tally
    /// How much each organisation helped.
    let organisations: [Code: Tally.Count]

    init(_ facts: PeriodFacts, _ registry: Registry) {
        self.facts = facts
        self.registry = registry
        clusters = registry.clusters.map(\.code)
        places = facts.units.reduce(into: [:]) { if !$1.help.isEmpty { $0[$1.unit] = $1.help.values.sum } }
        help = places.values.sum
        organisations = facts.units.reduce(into: [:]) { $0.merge($1.help.mapValues(\.all), uniquingKeysWith: +) }
    }

    func byCluster<Value>(_ value: (Tally) -> Value) -> [Code: Value?] {
        Dictionary(uniqueKeysWithValues: clusters.map { ($0, places[$0].map(value)) })
    }

    /// Clusters of which `holds`.
    func count(_ holds: (UnitFacts) -> Bool) -> Int { clusters.compactMap { facts[$0] }.count(where: holds) }

    var reporting: Figures.Reporting {
        let expected =
            registry.expected(in: facts.period)?.map { ($0.unit, Optional($0.organisation)) }
            ?? clusters.map { ($0, nil) }
        func reporting(on unit: Code) -> Set<Code> { facts[unit]?.reporting ?? [] }
        let missing = expected.filter { unit, organisation in
            organisation.map { !reporting(on: unit).contains($0) } ?? reporting(on: unit).isEmpty
        }
        return Figures.Reporting(
            expected: expected.count,
            received: expected.count - missing.count,
            missingClusters: Set(missing.map(\.0)).intersection(clusters).filter { reporting(on: $0).isEmpty }.sorted()
        )
    }

    var core: Figures.Core {
        let services = clusters.flatMap { facts[$0]?.coreServices ?? [] }
        let saving = services.filter { $0.basis.codes.contains(.saving) }
        return Figures.Core(
            byCluster: Dictionary(uniqueKeysWithValues: clusters.map { ($0, facts[$0].flatMap(\.core)) }),
            basis: Dictionary(services.flatMap(\.basis.codes).map { ($0, 1) }, uniquingKeysWith: +),
            saving15: Figures.Core.Saving(
                reached: saving.count { $0.savingPct.map { $0 >= 15 } ?? false },
                total: saving.count,
                unknown: saving.count { $0.savingPct == nil }
            )
        )
    }

    var needs: Figures.Needs {
        let domains = Dictionary(
            uniqueKeysWithValues: (registry.terms[.need] ?? []).compactMap { need in need.domain.map { (need.code, $0) }
            }
        )
        let none = Dictionary(Set(domains.values).map { ($0, 0) }, uniquingKeysWith: +)
        var served = help.activities(.needCodes)
        let withoutNeed = served.removeValue(forKey: .noNeed) ?? 0
        let zeros = Dictionary(uniqueKeysWithValues: registry.needs.map { ($0, 0) })
        return Figures.Needs(
            byCluster: byCluster { tally in
                let served = tally.activities(.needCodes) { domains[$0] }
                return Figures.Needs.ClusterCoverage(domains: none.merging(served, uniquingKeysWith: +))
            },
            national: help.all.activities == 0 ? nil : zeros.merging(served, uniquingKeysWith: +),
            unmetNational: clusters.compactMap { places[$0] }.reduce(into: [:]) { counts, help in
                for need in help.unmetNeeds { counts[need, default: 0] += 1 }
            },
            none: withoutNeed,
            notStated: help.unstated(.needCodes)
        )
    }

    var choice: Figures.Choice {
        var choice = help.choice
        choice.imposedClusters = clusters.filter { places[$0]?.choice.imposed ?? 0 > 0 }.sorted()
        return choice
    }

    var separation: Figures.Separation {
        let units = clusters.compactMap { facts[$0] }
        return Figures.Separation(
            orgClusterPairs: units.reduce(0) { $0 + Set($1.help.keys).intersection($1.oversight.keys).count },
            personClusterPairs: units.reduce(0) { $0 + $1.personPairs }
        )
    }

    func pool(_ discretion: Discretion) -> Figures.Pool {
        func size(_ count: Tally.Count) -> Int { help.timed > 0 ? count.minutes : count.activities }
        let others = organisations.filter { $0.key != .elka && $0.key != .urbanics }
        let tellsShare = size(help.all) > 0 && discretion.allows(sumOf: Set(others.keys), of: Set(organisations.keys))
        var presented = organisations.mapValues { _ in Set<Code>() }
        var brokered: Set<Code> = []
        for unit in facts.units {
            for (organisation, tally) in unit.help {
                if clusters.contains(unit.unit), tally.activities(.activityTypes)[.presenting] != nil {
                    presented[organisation, default: []].insert(unit.unit)
                }
                if tally.activities(.brokeredBy)[.mifam] != nil { brokered.insert(organisation) }
            }
        }
        return Figures.Pool(
            organisations: organisations.count,
            newOrganisations: Set(organisations.keys).subtracting(facts.earlierOrganisations).count,
            shareOthers: tellsShare ? others.values.map(size).reduce(0, +) * 100 / size(help.all) : nil,
            brokeredByMifam: help.activities(.brokeredBy)[.mifam] ?? 0,
            brokeredOrganisations: brokered.count,
            // Two who presented to the same cluster reached one cluster together.
            presentedTo: discretion.apply(presented) { $0.union($1) }.filter { !$0.value.isEmpty }.mapValues(\.count),
            multiVoiceClusters: count { $0.help.count > 1 }
        )
    }

    var forums: Figures.Forums {
        Figures.Forums(
            byCluster: byCluster { Figures.Forums.Cluster(active: $0.forums.count) },
            byType: Dictionary(
                clusters.flatMap { places[$0]?.forums.keys.map { ($0, 1) } ?? [] },
                uniquingKeysWith: +
            )
        )
    }

    var continuity: Figures.Continuity {
        Figures.Continuity(
            byCluster: Dictionary(
                uniqueKeysWithValues: clusters.map { cluster in
                    let escorts = (registry.engagements ?? []).filter { $0.unit == cluster && $0.role == .escort }
                    return (
                        cluster,
                        Figures.Continuity.Cluster(
                            escortGap: registry.gaps(of: .escort, in: cluster, facts.period).map { !$0.isEmpty },
                            ceoGap: registry.gaps(of: .chief, in: cluster, facts.period).map { !$0.isEmpty },
                            acting: escorts.isEmpty
                                ? nil : escorts.contains { $0.status == .acting && $0.touches(facts.period) }
                        )
                    )
                }
            )
        )
    }

    var declared: [Code: Figures.Cluster] {
        Dictionary(
            uniqueKeysWithValues: registry.clusters.map { cluster in
                (
                    cluster.code,
                    Figures.Cluster(
                        stage: cluster.stage,
                        incorporated: cluster.incorporatedOn.map { $0 <= facts.period.to },
                        criteria: cluster.criteria ?? [:]
                    )
                )
            }
        )
    }

    /// Of every organisation of whose engagements each has an end, whether it reported or not. By the registry alone: no
    /// revision tells by them who came to report since, and no figure of a cluster is there to compare them with.
    var endings: [Code: Figures.Ending] {
        Set((registry.engagements ?? []).compactMap(\.organisation)).reduce(into: [:]) { endings, organisation in
            endings[organisation] = registry.daysToEnd(of: organisation, after: facts.period)
                .map(Figures.Ending.init(daysToEnd:))
        }
    }

    var oversight: Figures.Oversight {
        func results(_ unit: Code) -> [Code: [Code: Int]]? {
            let results = (facts[unit]?.oversight ?? [:]).values.sum.decisions
            return results.isEmpty ? nil : results
        }
        return Figures.Oversight(
            byCluster: Dictionary(uniqueKeysWithValues: clusters.map { ($0, results($0)) }),
            national: results(.national)
        )
    }

    /// Both functions of each organisation, each with its own tally.
    var bodies: [Code: Body] {
        facts.units.reduce(into: [:]) { bodies, unit in
            for (organisation, tally) in unit.help { bodies[organisation, default: Body()].help.append(tally) }
            for (organisation, tally) in unit.oversight {
                bodies[organisation, default: Body()].oversight.append(tally)
            }
        }
    }
}

extension Figures.Equality {
    /// `null` where the registry has no list, and where no help was reported (S7).
    ///
    /// - Parameter authorities: Those of the nation or of a cluster.
    package init(_ authorities: [Registry.Authority]?, reachedBy help: Tally) {
        let reached = Set(help.activities(.authorities).keys)
        byAuthorityKind = (help.all.activities == 0 ? nil : authorities).map { authorities in
            Dictionary(grouping: authorities) { Code(rawValue: $0.kind.rawValue) }.reduce(into: [:]) {
                guard let kind = $1.key else { return }
                $0[kind] = Figures.Equality.Reach(
                    reached: SmallCount($1.value.count { reached.contains($0.code) }),
                    all: SmallCount($1.value.count)
                )
            }
        }
    }
}

/// What one organisation, or several together, did.
private struct Body {
    var help: [Tally] = []
    var oversight: [Tally] = []

    static func + (left: Body, right: Body) -> Body {
        Body(help: left.help + right.help, oversight: left.oversight + right.oversight)
    }

    var supplier: Figures.Supplier {
        var hats: [Code: Int] = [:]
        var axes: [Code: [Code: [Code: Int]]] = [:]
        for (function, tallies) in [(Code.help, help), (.oversight, oversight)] {
            for tally in tallies {
                hats.merge(tally.activities(.hat), uniquingKeysWith: +)
                for (track, identities) in tally.axes {
                    axes[function, default: [:]][track ?? .unknownStatus, default: [:]]
                        .merge(identities.map { ($0 ?? .unknownStatus, $1) }, uniquingKeysWith: +)
                }
            }
        }
        let all = (help + oversight).reduce(0) { $0 + $1.all.activities }
        return Figures.Supplier(hatShare: hats.isEmpty ? nil : hats.mapValues { $0 * 100 / all }, axes: axes)
    }
}

extension UnitFacts {
    /// Asked for and not served in the period (Q06).
    package var unmetNeeds: [Code] { help.values.sum.unmetNeeds }

    /// Organisations of which anything was taken in here, of either function (Q22).
    package var reporting: Set<Code> { Set(help.keys).union(oversight.keys) }

    /// Whether anybody told of an achievement; `nil` where nobody said yes or no (Q04).
    package var hasAchievement: Bool? {
        let told = (Array(help.values) + oversight.values).compactMap(\.hasAchievement)
        return told.isEmpty ? nil : told.contains(true)
    }

    /// Q01, Q02, Q04; `nil` where nobody told of a core service or of an achievement (S7).
    fileprivate var core: Figures.Core.Cluster? {
        let (coreServices, achievement) = (coreServices, hasAchievement)
        guard !coreServices.isEmpty || achievement != nil else { return nil }
        func count(_ stage: ServiceStage) -> Int? {
            coreServices.isEmpty ? nil : coreServices.count { $0.stage == stage }
        }
        let stages = Dictionary(
            coreServices.compactMap { Code(rawValue: $0.stage.rawValue) }.map { ($0, 1) },
            uniquingKeysWith: +
        )
        return Figures.Core.Cluster(
            operating: count(.operating),
            inSetup: count(.setup),
            stages: stages,
            lastChange: coreServices.map(\.since).max(),
            achievement: achievement
        )
    }
}

extension Tally {
    fileprivate var unmetNeeds: [Code] {
        let asked = Set(activities(.unmetNeeds).keys)
        return asked.isEmpty
            ? [] : asked.subtracting(activities(.needCodes).keys).filter { $0 != .noNeed }.sorted()
    }

    /// Q07, of no cluster in particular.
    package var choice: Figures.Choice {
        let stated = activities(.choiceBasis)
        let counts = ["CLUSTER_REQUEST", "CLUSTER_ACCEPTED_OFFER", "IMPOSED"].map { name in
            Code(rawValue: name).flatMap { stated[$0] } ?? 0
        }
        return Figures.Choice(
            request: counts[0],
            acceptedOffer: counts[1],
            imposed: counts[2],
            unknown: all.activities - counts.reduce(0, +),
            imposedClusters: []
        )
    }

    /// Q27.
    package var horizon: Figures.Horizon {
        let stated = activities(.horizon)
        let (quick, long) = (stated[.quick] ?? 0, stated[.long] ?? 0)
        return Figures.Horizon(quick: quick, long: long, unknown: all.activities - quick - long)
    }

    /// Activities that accompany the chief executive (Q34): of one person in a cluster, so never pushed.
    package var chiefExecutiveSessions: Int { activities(.activityTypes)[.accompanyingChief] ?? 0 }

    /// Q14.
    package var track: Figures.Track {
        let inMinutes = timed == all.activities
        let tracks = counts(.track)
        func size(_ count: Count?) -> Int { count.map { inMinutes ? $0.minutes : $0.activities } ?? 0 }
        let (core, development) = (size(tracks[.core]), size(tracks[.development]))
        return Figures.Track(
            core: core,
            development: development,
            unknown: size(all) - core - development,
            inMinutes: inMinutes
        )
    }
}
