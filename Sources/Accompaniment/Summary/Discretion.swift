/// Which organisations a summary may tell apart (domain.md 4.4, the differencing rule).
///
/// The figures of a cluster and those of an organisation are both sent. Of an organisation whose help is in one cluster
/// only, the one would tell the other (6.3, 3); so it is counted with others as `ORG-OTHER`. A summary also tells how
/// much help there was in all: less what is told apart, this is what is hidden, so that nobody is hidden alone. A later
/// revision shows none that an earlier one hid: the difference of the two would tell it.
package struct Discretion: Sendable {
    /// May be told apart.
    private let shown: Set<Code>
    /// May not; counted together where there are several of them.
    package let hidden: Set<Code>

    /// - Parameter earlier: Those that an earlier revision of the same period hid.
    package init(_ facts: PeriodFacts, registry: Registry, earlier: Set<Code> = []) {
        let clusters = Set(registry.clusters.map(\.code))
        let consenting = Set(registry.organisations.filter { $0.consents == true }.map(\.code))
        // Each function by itself: who helps in one cluster and oversees another helps in one cluster only.
        var help: [Code: Set<Code>] = [:]
        var oversight: [Code: Set<Code>] = [:]
        var activities: [Code: Int] = [:]
        for unit in facts.units {
            let place = clusters.intersection([unit.unit])
            for (organisation, tally) in unit.help {
                help[organisation, default: []].formUnion(place)
                activities[organisation, default: 0] += tally.all.activities
            }
            for organisation in unit.oversight.keys { oversight[organisation, default: []].formUnion(place) }
        }
        // Results of oversight are told by cluster anyway (S4): beside help in several clusters they hide nobody.
        let overseers = oversight.filter { help[$0.key] == nil }
        let single = (Array(help) + Array(overseers)).filter { $0.value.count == 1 }.map(\.key)
        var hidden = Set(single).subtracting(consenting).union(earlier)
        let companions = Set(help.keys).subtracting(hidden)
        if help.count - companions.count == 1,
            // The least is lost with the smallest. Who agreed to be seen is hidden only where nobody else is left.
            let companion = companions.min(by: { left, right in
                func rank(_ code: Code) -> (Int, Int, Code) {
                    (consenting.contains(code) ? 1 : 0, activities[code, default: 0], code)
                }
                return rank(left) < rank(right)
            })
        {
            hidden.insert(companion)
        }
        self.hidden = hidden
        shown = Set(help.keys).union(oversight.keys).subtracting(hidden)
    }

    /// `values` of organisations that may be told apart, and of the others together.
    package func apply<Value>(_ values: [Code: Value], _ sum: (Value, Value) -> Value) -> [Code: Value] {
        var told = values.filter { shown.contains($0.key) }
        let rest = values.filter { hidden.contains($0.key) }
        // One of them alone under the common name would be told by it.
        if rest.count > 1 {
            told[.otherOrganisations] = rest.values.dropFirst().reduce(
                rest.values.first,
                { left, right in
                    left.map { sum($0, right) }
                }
            )
        }
        return told
    }

    /// Whether what `part` of `all` did together, and so what the rest of them did, is of no hidden one alone.
    package func allows(sumOf part: Set<Code>, of all: Set<Code>) -> Bool {
        [part, all.subtracting(part)].allSatisfy { $0.intersection(hidden).count != 1 }
    }
}
