/// Which organisations a summary may tell apart (domain.md 4.4, the differencing rule).
///
/// The figures of a cluster and those of an organisation are both sent. Of an organisation that works in one cluster
/// only, the one would tell the other; so it is counted with others as `ORG-OTHER`, and where there is but one such,
/// not at all. A later revision shows none that an earlier one hid: the difference of the two would tell it.
package struct Discretion: Sendable {
    /// May be told apart.
    private let shown: Set<Code>
    /// May not; counted together where there are several of them.
    package let hidden: Set<Code>

    /// - Parameter earlier: Those that an earlier revision of the same period hid.
    package init(_ facts: PeriodFacts, registry: Registry, earlier: Set<Code> = []) {
        let clusters = Set(registry.clusters.map(\.code))
        let consenting = Set(registry.organisations.filter { $0.consents == true }.map(\.code))
        // Each function by itself: who helps in one cluster and oversees another works in one cluster only, twice.
        var help: [Code: Set<Code>] = [:]
        var oversight: [Code: Set<Code>] = [:]
        for unit in facts.units {
            let place = clusters.intersection([unit.unit])
            for organisation in unit.help.keys { help[organisation, default: []].formUnion(place) }
            for organisation in unit.oversight.keys { oversight[organisation, default: []].formUnion(place) }
        }
        // Results of oversight are told by cluster anyway (S4).
        // Results of oversight are told by cluster anyway (S4).
        let overseers = oversight.filter { help[$0.key] == nil }
        let single = (Array(help) + Array(overseers)).filter { $0.value.count == 1 }.map(\.key)
        hidden = Set(single).union(earlier).subtracting(consenting)
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
}
