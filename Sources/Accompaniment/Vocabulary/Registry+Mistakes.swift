extension Registry {
    /// What does not hold together, and the entry that says so.
    package struct Mistake: Sendable {
        /// The keys of the file that lead to the list: `units`, or `terms` and `need`.
        package let list: [String]
        /// From 0.
        package let entry: Int
        /// In words, with the list and the code.
        package let message: String
    }

    /// Codes that stand twice in a list, such as entries name and that stand nowhere, and what ends before it begins; empty
    /// for a registry that holds together.
    package var mistakes: [Mistake] {
        let units = Set(self.units.map(\.code))
        let clusters = Set(self.clusters.map(\.code))
        let bodies = Set(organisations.map(\.code))
        let persons = Set((people ?? []).map(\.code))
        func known(_ group: TermGroup) -> Set<Code> { Set((terms[group] ?? []).map(\.code)) }
        var mistakes: [Mistake] = []
        /// - Parameter code: Names the entry; without one its number does.
        func look(
            _ list: String,
            _ entry: Int,
            _ code: Code? = nil,
            for codes: [Code?],
            in all: Set<Code>,
            _ what: String
        ) {
            for missing in codes.compactMap({ $0 }) where !all.contains(missing) {
                let place = "\(list) \(code?.rawValue ?? "[\(entry + 1)]")"
                let message = "\(place): there is no \(what) \(missing.rawValue)"
                mistakes.append(Mistake(list: [list], entry: entry, message: message))
            }
        }
        for (entry, unit) in self.units.enumerated() {
            look("units", entry, unit.code, for: [unit.stage], in: known(.stage), "stage")
            look(
                "units",
                entry,
                unit.code,
                for: (unit.criteria ?? [:]).keys.sorted(),
                in: known(.criterion),
                "criterion"
            )
        }
        for (entry, body) in organisations.enumerated() {
            look("organisations", entry, body.code, for: [body.onBehalfOf], in: bodies, "organisation")
        }
        for (entry, person) in (people ?? []).enumerated() {
            look("people", entry, person.code, for: [person.organisation], in: bodies, "organisation")
            look("people", entry, person.code, for: person.units, in: units, "unit")
        }
        for (entry, authority) in (authorities ?? []).enumerated() {
            look("authorities", entry, authority.code, for: [authority.unit], in: clusters, "cluster")
        }
        for (entry, engagement) in (engagements ?? []).enumerated() {
            look("engagements", entry, for: [engagement.unit], in: units, "unit")
            look("engagements", entry, for: [engagement.organisation], in: bodies, "organisation")
            look("engagements", entry, for: [engagement.person], in: persons, "person")
        }
        for (entry, expectation) in (expectations ?? []).enumerated() {
            look("expectations", entry, for: [expectation.unit], in: units, "unit")
            look("expectations", entry, for: [expectation.organisation], in: bodies, "organisation")
        }
        func ends(_ list: String, _ entry: Int, _ from: CalendarDay?, _ until: CalendarDay?) {
            guard let from, let until, until < from else { return }
            let message = "\(list) [\(entry + 1)]: it ends on \(until), before it begins on \(from)"
            mistakes.append(Mistake(list: [list], entry: entry, message: message))
        }
        for (entry, engagement) in (engagements ?? []).enumerated() {
            ends("engagements", entry, engagement.from, engagement.until)
        }
        for (entry, expectation) in (expectations ?? []).enumerated() {
            ends("expectations", entry, expectation.from, expectation.until)
        }
        return repeated + mistakes
    }

    /// Codes that stand a second time in their list.
    private var repeated: [Mistake] {
        let lists: [([String], [Code])] =
            [
                (["units"], units.map(\.code)), (["organisations"], organisations.map(\.code)),
                (["forums"], forums.map(\.code)), (["people"], (people ?? []).map(\.code)),
                (["authorities"], (authorities ?? []).map(\.code)),
            ] + TermGroup.allCases.map { (["terms", $0.rawValue], (terms[$0] ?? []).map(\.code)) }
        return lists.flatMap { list, codes in
            var seen: Set<Code> = []
            return codes.enumerated().filter { !seen.insert($0.element).inserted }.map { entry, code in
                let message = "\(list.joined(separator: " ")): \(code.rawValue) stands twice: keep one"
                return Mistake(list: list, entry: entry, message: message)
            }
        }
    }
}
