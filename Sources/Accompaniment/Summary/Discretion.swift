/// Which organisations a summary may tell apart (domain.md 4.4, the differencing rule).
///
/// The figures of a cluster and those of an organisation are both sent. Of an organisation whose help is in one cluster
/// only, the one would tell the other (6.3, 3); so it is counted with others as `ORG-OTHER`. A summary also tells how
/// much help there was in all: less what is told apart, this is what is hidden, so that nobody is hidden alone.
///
/// An office keeps the earlier revisions of a period, and subtracts. So a later one shows none that an earlier one hid;
/// who was shown before hides nobody, for its figures are known; and the hidden ones are told together only where they
/// are those of before, or at least two more.
package struct Discretion: Sendable {
    /// May be told apart.
    private let shown: Set<Code>
    /// May not; counted together where there are several of them.
    package let hidden: Set<Code>
    /// Sums of these are told: those who help and are hidden, those of them whose own figures no earlier revision told,
    /// and those of these who were in no earlier sum.
    private let together: [Set<Code>]
    /// Whether the hidden ones are told as `ORG-OTHER`.
    private let tellsOthers: Bool
    /// What is known of the period once this is told.
    package let disclosure: Disclosure

    /// - Parameter earlier: What earlier revisions of the same period told.
    package init(_ facts: PeriodFacts, registry: Registry, earlier: Disclosure = Disclosure()) {
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
        var hidden = Set(single).subtracting(consenting).union(earlier.hidden)
        let companions = Set(help.keys).subtracting(hidden)
        if help.count - companions.count == 1,
            // The least is lost with the smallest. Who agreed to be seen is hidden only where nobody else is left, and
            // who was shown before does not hide anybody who comes later.
            let companion = companions.min(by: { left, right in
                func rank(_ code: Code) -> (Int, Int, Int, Code) {
                    (
                        earlier.shown.contains(code) ? 1 : 0, consenting.contains(code) ? 1 : 0,
                        activities[code, default: 0], code
                    )
                }
                return rank(left) < rank(right)
            })
        {
            hidden.insert(companion)
        }
        self.hidden = hidden
        shown = Set(help.keys).union(oversight.keys).subtracting(hidden)
        let helping = hidden.intersection(help.keys)
        let unseen = helping.subtracting(earlier.shown)
        let joining = unseen.subtracting(earlier.together)
        together = [helping, unseen, joining]
        tellsOthers =
            helping.isEmpty || unseen.count > 1 && joining.count != 1 && unseen.isSuperset(of: earlier.together)
        disclosure = Disclosure(
            hidden: hidden,
            shown: earlier.shown.union(help.keys).subtracting(hidden.subtracting(earlier.shown)),
            together: tellsOthers && !helping.isEmpty ? unseen : earlier.together
        )
    }

    /// `values` of organisations that may be told apart, and of the others together.
    package func apply<Value>(_ values: [Code: Value], _ sum: (Value, Value) -> Value) -> [Code: Value] {
        var told = values.filter { shown.contains($0.key) }
        let rest = values.filter { hidden.contains($0.key) }
        // One of them alone under the common name would be told by it.
        if tellsOthers, rest.count > 1 {
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
        tellsOthers
            && [part, all.subtracting(part)].allSatisfy { side in
                together.allSatisfy { $0.intersection(side).count != 1 }
            }
    }
}

/// What the revisions of a period told an office of organisations, up to one of them.
package struct Disclosure: Hashable, Sendable {
    /// Those that no later revision may tell apart.
    package var hidden: Set<Code> = []
    /// Those whose own figures were told.
    package var shown: Set<Code> = []
    /// Those that were told in a sum, and of whom nothing else was.
    package var together: Set<Code> = []

    package init(hidden: Set<Code> = [], shown: Set<Code> = [], together: Set<Code> = []) {
        (self.hidden, self.shown, self.together) = (hidden, shown, together)
    }

    /// From the stored form; what is missing in it was not told.
    package init(text: String) {
        let lists = text.split(separator: "|", omittingEmptySubsequences: false)
        var parts = lists.map { Set(CodeSet(text: String($0)).codes) }.makeIterator()
        self.init(hidden: parts.next() ?? [], shown: parts.next() ?? [], together: parts.next() ?? [])
    }

    /// The three, each with its codes in order and a space between.
    package var text: String {
        [hidden, shown, together].map { CodeSet(Array($0)).text }.joined(separator: "|")
    }

    package static func += (left: inout Disclosure, right: Disclosure) {
        left.hidden.formUnion(right.hidden)
        left.shown.formUnion(right.shown)
        left.together.formUnion(right.together)
    }
}
