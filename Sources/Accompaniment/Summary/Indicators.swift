extension Figures {
    /// The indicators of domain.md 4.3, from the facts of one period. The same facts give the same figures.
    package init(_ facts: PeriodFacts, registry: Registry) {
        let clusters = registry.clusters.map(\.code)
        let reported = Set(facts.help.map(\.unit)).intersection(clusters)
        reporting = Reporting(
            expected: clusters.count,
            received: reported.count,
            missingClusters: clusters.filter { !reported.contains($0) }.sorted()
        )
        needs = Self.needs(facts.help, clusters: clusters, registry: registry)
        separation = Separation(
            orgClusterPairs: Set(facts.help.map(\.pair)).intersection(facts.oversight.map(\.pair))
                .filter { clusters.contains($0.unit) }.count,
            personClusterPairs: facts.personClusterPairs
        )
        pool = Pool(
            organisations: Set(facts.help.map(\.organisation)).count,
            multiVoiceClusters: reported.filter { cluster in
                Set(facts.help.filter { $0.unit == cluster }.map(\.organisation)).count > 1
            }.count
        )
        choice = Self.choice(facts.help)
        ministries = Ministries(national: Self.counts(facts.help) { $0.ministries.codes })
        forums = Forums(
            byType: Self.counts(
                Set(facts.help.filter { reported.contains($0.unit) }.compactMap(\.clusterForum)).map { ($0.forum, 1) }
            )
        )
        resources = Self.resources(facts.help)
        oversight = Self.oversight(facts.oversight, clusters: clusters)
        quality = facts.quality
    }

    /// Q05 and Q35.
    private static func needs(_ groups: [PeriodFacts.Group], clusters: [Code], registry: Registry) -> Needs {
        let domains = Dictionary(
            uniqueKeysWithValues: (registry.terms[.need] ?? []).compactMap { need in need.domain.map { (need.code, $0) }
            }
        )
        var byCluster: [Code: Needs.ClusterCoverage?] = [:]
        for cluster in clusters {
            let own = groups.filter { $0.unit == cluster }
            guard !own.isEmpty else {
                byCluster.updateValue(nil, forKey: cluster)
                continue
            }
            let zeros = Dictionary(Set(domains.values).map { ($0, 0) }, uniquingKeysWith: +)
            let served = counts(own) { group in Set(group.needs?.codes.compactMap { domains[$0] } ?? []) }
            byCluster[cluster] = Needs.ClusterCoverage(domains: zeros.merging(served, uniquingKeysWith: +))
        }
        let zeros = Dictionary(uniqueKeysWithValues: registry.needs.map { ($0, 0) })
        let served = counts(groups) { $0.needs?.codes.filter { $0 != .noNeed } ?? [] }
        return Needs(
            byCluster: byCluster,
            national: groups.isEmpty ? nil : zeros.merging(served, uniquingKeysWith: +),
            none: groups.filter { $0.needs?.codes == [.noNeed] }.reduce(0) { $0 + $1.count },
            notStated: groups.filter { $0.needs == nil }.reduce(0) { $0 + $1.count }
        )
    }

    /// Q07.
    private static func choice(_ groups: [PeriodFacts.Group]) -> Choice {
        var choice = Choice(request: 0, acceptedOffer: 0, imposed: 0, unknown: 0)
        for group in groups {
            switch group.choiceBasis?.rawValue {
            case "CLUSTER_REQUEST": choice.request += group.count
            case "CLUSTER_ACCEPTED_OFFER": choice.acceptedOffer += group.count
            case "IMPOSED": choice.imposed += group.count
            default: choice.unknown += group.count
            }
        }
        return choice
    }

    /// Q19.
    private static func resources(_ groups: [PeriodFacts.Group]) -> Resources {
        var national: [Code: [Code: Resources.Amount]] = [:]
        for group in groups {
            guard let kind = group.resourceKind, let certainty = group.certainty, let nis = group.amountNIS else {
                continue
            }
            var amount = national[kind]?[certainty] ?? Resources.Amount(nis: 0, approx: false)
            amount.nis += nis
            amount.approx = amount.approx || group.isApproximate
            national[kind, default: [:]][certainty] = amount
        }
        return Resources(national: national)
    }

    /// Q32.
    private static func oversight(_ groups: [PeriodFacts.Group], clusters: [Code]) -> Oversight {
        func results(_ unit: Code) -> [Code: [Code: Int]]? {
            var results: [Code: [Code: Int]] = [:]
            for group in groups where group.unit == unit {
                // Oversight of no stated kind is oversight all the same, and not "none" (S7).
                let types = group.activityTypes.isEmpty ? [.otherActivity] : group.activityTypes.codes
                for type in types {
                    results[type, default: [:]][group.decision ?? .noted, default: 0] += group.count
                }
            }
            return results.isEmpty ? nil : results
        }
        var byCluster: [Code: [Code: [Code: Int]]?] = [:]
        for cluster in clusters { byCluster.updateValue(results(cluster), forKey: cluster) }
        return Oversight(byCluster: byCluster, national: results(.national))
    }

    private static func counts(
        _ groups: [PeriodFacts.Group],
        _ codes: (PeriodFacts.Group) -> some Sequence<Code>
    ) -> [Code: Int] {
        counts(groups.flatMap { group in codes(group).map { ($0, group.count) } })
    }

    private static func counts(_ pairs: [(Code, Int)]) -> [Code: Int] {
        Dictionary(pairs, uniquingKeysWith: +)
    }
}

private struct OrganisationUnit: Hashable {
    let organisation: Code
    let unit: Code
}

private struct ForumUnit: Hashable {
    let forum: Code
    let unit: Code
}

extension PeriodFacts.Group {
    fileprivate var pair: OrganisationUnit { OrganisationUnit(organisation: organisation, unit: unit) }
    fileprivate var clusterForum: ForumUnit? { forum.map { ForumUnit(forum: $0, unit: unit) } }
}
