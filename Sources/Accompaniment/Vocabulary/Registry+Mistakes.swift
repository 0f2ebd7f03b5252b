extension Registry {
    /// Codes that entries name and that stand nowhere, in words; empty for a registry that holds together.
    package var mistakes: [String] {
        let units = Set(self.units.map(\.code))
        let clusters = Set(self.clusters.map(\.code))
        let bodies = Set(organisations.map(\.code))
        let persons = Set((people ?? []).map(\.code))
        func known(_ group: TermGroup) -> Set<Code> { Set((terms[group] ?? []).map(\.code)) }
        func unknown(_ codes: [Code?], among list: Set<Code>, of what: String, in place: String) -> [String] {
            codes.compactMap { $0 }.filter { !list.contains($0) }
                .map { "\(place): there is no \(what) \($0.rawValue)" }
        }
        var mistakes: [String] = []
        for unit in self.units {
            let place = "units \(unit.code.rawValue)"
            mistakes += unknown([unit.stage], among: known(.stage), of: "stage", in: place)
            mistakes += unknown(
                (unit.criteria ?? [:]).keys.sorted(),
                among: known(.criterion),
                of: "criterion",
                in: place
            )
        }
        for body in organisations {
            let place = "organisations \(body.code.rawValue)"
            mistakes += unknown([body.onBehalfOf], among: bodies, of: "organisation", in: place)
        }
        for person in people ?? [] {
            let place = "people \(person.code.rawValue)"
            mistakes += unknown([person.organisation], among: bodies, of: "organisation", in: place)
            mistakes += unknown(person.units, among: units, of: "unit", in: place)
        }
        for authority in authorities ?? [] {
            let place = "authorities \(authority.code.rawValue)"
            mistakes += unknown([authority.unit], among: clusters, of: "cluster", in: place)
        }
        for (index, engagement) in (engagements ?? []).enumerated() {
            let place = "engagements [\(index + 1)]"
            mistakes += unknown([engagement.unit], among: units, of: "unit", in: place)
            mistakes += unknown([engagement.organisation], among: bodies, of: "organisation", in: place)
            mistakes += unknown([engagement.person], among: persons, of: "person", in: place)
        }
        for (index, expectation) in (expectations ?? []).enumerated() {
            let place = "expectations [\(index + 1)]"
            mistakes += unknown([expectation.unit], among: units, of: "unit", in: place)
            mistakes += unknown([expectation.organisation], among: bodies, of: "organisation", in: place)
        }
        return mistakes
    }
}
