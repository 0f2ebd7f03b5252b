import Accompaniment
import Testing

/// `config/registry.yaml` as it is shipped.
@Suite struct ShippedRegistryTests {
    private let lexicon: Lexicon
    private var registry: Registry { lexicon.registry }

    init() throws {
        lexicon = try Shipped.lexicon()
    }

    @Test func `it holds the five clusters, each in its area, two areas and the national scope`() throws {
        let areas = Dictionary(uniqueKeysWithValues: registry.clusters.map { ($0.code.rawValue, $0.area?.rawValue) })
        #expect(
            areas == [
                "EAST-GALILEE": "AREA-NORTH", "WEST-GALILEE": "AREA-NORTH", "BEIT-HAKEREM": "AREA-NORTH",
                "WEST-NEGEV": "AREA-SOUTH", "EAST-NEGEV": "AREA-SOUTH",
            ]
        )
        let others = registry.units.filter { $0.kind != .cluster }
        #expect(others.map(\.code.rawValue) == ["AREA-NORTH", "AREA-SOUTH", "NATIONAL"])
        #expect(others.allSatisfy { $0.area == nil })
        #expect(lexicon.scopes[.national] == .national)
        #expect(lexicon.scopes[try code("WEST-NEGEV")] == (try code("CLUSTER")))
    }

    @Test func `it holds the sixteen needs in seven domains, and none besides`() {
        #expect(registry.needs.map(\.rawValue) == (1...16).map { "NEED-\(pad($0, 2))" })
        let domains = Set(registry.terms[.needDomain]?.map(\.code) ?? [])
        #expect(domains.map(\.rawValue).sorted() == ["A", "B", "C", "D", "E", "F", "G"].map { "DOM-\($0)" })
        for need in registry.terms[.need] ?? [] {
            #expect((need.code == .noNeed) == (need.domain == nil))
            #expect(need.domain.map { domains.contains($0) } != false)
        }
    }

    @Test(arguments: [
        ("DOM-A", ["NEED-01", "NEED-02"]), ("DOM-B", ["NEED-03", "NEED-04", "NEED-05", "NEED-06"]),
        ("DOM-C", ["NEED-07"]), ("DOM-D", ["NEED-08", "NEED-09"]), ("DOM-E", ["NEED-10", "NEED-11", "NEED-12"]),
        ("DOM-F", ["NEED-13"]), ("DOM-G", ["NEED-14", "NEED-15", "NEED-16"]),
    ])
    func `each domain holds the needs of the report`(_ domain: String, _ needs: [String]) {
        let found = registry.terms[.need]?.filter { $0.domain?.rawValue == domain }
        #expect(found?.map(\.code.rawValue) == needs)
    }

    @Test(arguments: TermGroup.allCases)
    func `every list has terms`(_ group: TermGroup) {
        #expect(registry.terms[group]?.isEmpty == false)
    }

    @Test func `the ministries to reach are those of the report`() {
        #expect(
            registry.ministries.map(\.rawValue) == [
                "ORG-MIN-WELFARE", "ORG-MIN-ECONOMY", "ORG-MIN-ENV", "ORG-MIN-DIST-S",
            ]
        )
    }

    @Test func `every label says something in both languages, each in its own letters`() {
        for (code, label) in labels {
            let isName = label.he == label.en
            #expect(isName || label.he.unicodeScalars.contains { (0x05D0...0x05EA).contains($0.value) }, "\(code)")
            #expect(!label.en.isEmpty && label.en.utf8.allSatisfy { $0 < 0x80 }, "\(code)")
        }
    }

    @Test func `every code has a label of its own`() {
        for code in registry.codes { #expect(labels[code] != nil) }
        #expect(!registry.labelPack.isEmpty)
    }

    private var labels: [Code: Label] {
        var entries = registry.units.map { ($0.code, $0.label) } + registry.organisations.map { ($0.code, $0.label) }
        entries += registry.forums.map { ($0.code, $0.label) }
        entries += registry.terms.values.joined().map { ($0.code, $0.label) }
        return Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }
}

/// Every word of the registry leads to its own code.
@Suite struct ShippedWordTests {
    private let lexicon: Lexicon

    init() throws {
        lexicon = try Shipped.lexicon()
    }

    @Test func `every word for a unit is that unit, exactly`() {
        for unit in lexicon.registry.units {
            for word in words(unit.code, unit.label, unit.aliases) {
                #expect(lexicon.unit(word) == .exact(unit.code), "\(word)")
                #expect(lexicon.unit("\u{200F}\(word) ") == .exact(unit.code), "\(word)")
            }
        }
    }

    @Test func `every word for an organisation or a forum is that one`() {
        for organisation in lexicon.registry.organisations {
            for word in words(organisation.code, organisation.label, organisation.aliases) {
                #expect(lexicon.organisation(word) == organisation.code, "\(word)")
            }
        }
        for forum in lexicon.registry.forums {
            for word in words(forum.code, forum.label, forum.aliases) {
                #expect(lexicon.forum(word) == forum.code, "\(word)")
            }
        }
    }

    @Test(arguments: TermGroup.allCases)
    func `every word of a list is its own term`(_ group: TermGroup) {
        for term in lexicon.registry.terms[group] ?? [] {
            for word in words(term.code, term.label, term.aliases) {
                #expect(lexicon.term(word, in: group) == term.code, "\(word)")
            }
        }
    }

    @Test(arguments: 1...16)
    func `a need is known by its bare number`(_ number: Int) {
        // In two digits, too, as it stands on pages.
        for text in ["\(number)", pad(number, 2)] {
            #expect(lexicon.term(text, in: .need)?.rawValue == "NEED-\(pad(number, 2))")
        }
        #expect(lexicon.term("צורך \(number)", in: .need)?.rawValue == "NEED-\(pad(number, 2))")
    }

    private func words(_ code: Code, _ label: Label, _ aliases: [String]) -> [String] {
        [code.rawValue, label.he, label.en] + aliases
    }
}
