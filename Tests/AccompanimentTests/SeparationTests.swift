import Foundation
import TestSupport
import Testing

@testable import Accompaniment

/// Help and oversight, and who must not be told apart: domain.md 4.2 (S1 to S9) and the rules of 4.4.
@Suite struct SeparationTests {
    private var world: SmallWorld

    init() throws {
        world = try SmallWorld.silent()
    }

    private func body(_ figures: Figures) throws -> String {
        String(decoding: try JSONEncoder.canonical.encode(figures), as: UTF8.self)
    }

    @Test func `S1: a code of both functions does not exist, nor a place for it`() {
        #expect(Function.allCases.count == 2)
        #expect(Function(rawValue: "HELP OVERSIGHT") == nil && Function(rawValue: "BOTH") == nil)
    }

    @Test mutating func `S3: no figure of help joins a cluster and an organisation`() throws {
        try world.help("ORG-MIFAM", "WEST-NEGEV", [.needCodes: "NEED-09"], numbers: [.durationMin: 77])
        try world.help("ORG-ELKA", "WEST-NEGEV")
        try world.help("ORG-ELKA", "EAST-NEGEV")
        let object = try JSONSerialization.jsonObject(with: Data(try body(world.figures).utf8))
        var paths: [[String]] = []
        func walk(_ value: Any, _ path: [String]) {
            if let object = value as? [String: Any] {
                for (key, member) in object { walk(member, path + [key]) }
            } else if let array = value as? [Any] {
                for element in array { walk(element, path) }
            } else {
                paths.append(path + ["\(value)"])
            }
        }
        walk(object, [])
        let clusters = Set(world.registry.clusters.map(\.code.rawValue))
        let organisations = Set(world.registry.organisations.filter { $0.kind == .supplier }.map(\.code.rawValue))
        for path in paths {
            #expect(clusters.isDisjoint(with: path) || organisations.isDisjoint(with: path), "\(path)")
        }
    }

    @Test mutating func `S5: the two functions of an organisation are never in one figure of a cluster`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.activityTypes: "ACT-MAP"], times: 3)
        let without = world.figures
        try world.oversee("ORG-ELKA", "WEST-NEGEV", [.activityTypes: "ACT-CONTROL"], times: 5)
        let with = world.figures
        #expect(with.needs == without.needs && with.track == without.track && with.choice == without.choice)
        #expect(with.forums == without.forums && with.pool == without.pool && with.horizon == without.horizon)
        #expect(with.oversight.byCluster[try code("WEST-NEGEV")] == [try code("ACT-CONTROL"): [.noted: 5]])
    }

    @Test func `S5: the same row is another record in each function`() throws {
        func id(_ function: Function) throws -> RecordID {
            RecordID(
                function: function,
                organisation: .elka,
                unit: try code("WEST-NEGEV"),
                date: ActivityDate(day: try #require(CalendarDay("2015-11-30"))),
                activity: Folding.keyBytes("ליווי"),
                forum: nil
            )
        }
        #expect(try id(.help).high & 0xFFFF_FFFF_FFFF != id(.oversight).high & 0xFFFF_FFFF_FFFF)
        #expect(try id(.help).low != id(.oversight).low)
    }

    @Test mutating func `S6: who holds both functions is a number`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.escort: "טל קריסצקי"])
        try world.oversee("ORG-ELKA", "WEST-NEGEV", [.escort: "טל קריסצקי"])
        try world.change("WEST-NEGEV") { $0.personPairs = 1 }
        #expect(world.figures.separation == .init(orgClusterPairs: 1, personClusterPairs: 1))
        #expect(try body(world.figures).utf8.allSatisfy { $0 < 0x80 })
    }

    @Test mutating func `S7: not reported, and reported none, are two things`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV")
        let body = try body(world.figures)
        #expect(body.contains(#""EAST-NEGEV":null"#))
        #expect(world.figures.needs.byCluster[try code("WEST-NEGEV")]??.domains[try code("DOM-A")] == 0)
        #expect(world.figures.needs.byCluster[try code("EAST-NEGEV")] == .some(nil))
    }

    @Test mutating func `S9: nothing is counted by escort`() throws {
        try world.help("ORG-ELKA", "WEST-NEGEV", [.escort: "A", .escortId: "P-01"])
        let one = world.figures
        world = try SmallWorld.silent()
        try world.help("ORG-ELKA", "WEST-NEGEV", [.escort: "B", .escortId: "P-02"])
        #expect(world.figures == one)
    }

    // MARK: Differencing (4.4)

    private func presents(_ organisation: String, _ units: String...) throws -> SmallWorld {
        var world = world
        for unit in units {
            try world.help(organisation, unit, [.activityTypes: "ACT-PRESENT", .hat: "HAT-ADVISE"])
        }
        return world
    }

    @Test mutating func `an organisation of one cluster is counted with others of its kind`() throws {
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        world = try presents("ORG-URBANICS", "EAST-NEGEV", "EAST-NEGEV")
        let figures = world.figures
        #expect(Set(figures.suppliers.keys.map(\.rawValue)) == ["ORG-ELKA", "ORG-OTHER"])
        #expect(figures.pool.presentedTo == [.elka: 2, .otherOrganisations: 2])
        #expect(figures.suppliers[.otherOrganisations]?.axes[.help] == [.unknownStatus: [.unknownStatus: 3]])
        #expect(figures.pool.organisations == 3)
    }

    @Test mutating func `help in one cluster and oversight in another are one cluster each`() throws {
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        try world.oversee("ORG-MIFAM", "EAST-NEGEV")
        #expect(world.figures.suppliers[.mifam] == nil && world.figures.pool.presentedTo.isEmpty)
    }

    @Test mutating func `oversight in one cluster hides nobody who helps in several`() throws {
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV")
        try world.oversee("ORG-ELKA", "WEST-NEGEV")
        #expect(world.figures.suppliers.keys.map(\.rawValue) == ["ORG-ELKA"])
    }

    @Test mutating func `with one of a single cluster the smallest of the others is hidden`() throws {
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-JDC", "WEST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        #expect(Set(world.figures.suppliers.keys.map(\.rawValue)) == ["ORG-ELKA", "ORG-OTHER"])
        #expect(world.figures.pool.presentedTo == [.elka: 2, .otherOrganisations: 2])
        #expect(
            Discretion(world.facts, registry: world.registry).hidden.map(\.rawValue).sorted() == [
                "ORG-JDC", "ORG-MIFAM",
            ]
        )
    }

    @Test mutating func `one alone has nobody to be hidden with and is left out`() throws {
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        #expect(world.figures.suppliers.isEmpty && world.figures.pool.presentedTo.isEmpty)
        #expect(world.figures.pool.shareOthers == nil)
    }

    /// What a reader finds out by counting: the activities of hidden organisations, from any figures that tell of them.
    private func found(_ figures: Figures) -> [Int] {
        func help(_ supplier: Figures.Supplier) -> Int {
            (supplier.axes[.help] ?? [:]).values.reduce(0) { $0 + $1.values.reduce(0, +) }
        }
        let all = figures.choice.activities
        let told = figures.suppliers.filter { $0.key != .otherOrganisations }.mapValues(help)
        let hidden = all - told.values.reduce(0, +)
        var found = [hidden]
        if let others = figures.suppliers[.otherOrganisations] { found.append(help(others)) }
        if let share = figures.pool.shareOthers {
            let known = told.filter { $0.key != .elka && $0.key != .urbanics }.values.reduce(0, +)
            let possible = (0...all).filter { $0 * 100 / all == share }
            if possible.count == 1 { found += [possible[0] - known, hidden - (possible[0] - known)] }
        }
        return found.filter { $0 > 0 }
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `no figures together tell what a single hidden organisation did`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var world = world
        let bodies = ["ORG-ELKA", "ORG-URBANICS", "ORG-MIFAM", "ORG-JDC", "ORG-MINISTRY"].shuffled(using: &random)
        for body in bodies.prefix(Int.random(in: 2...5, using: &random)) {
            for unit in ["WEST-NEGEV", "EAST-NEGEV", "WEST-GALILEE"].shuffled(using: &random)
                .prefix(Int.random(in: 1...3, using: &random))
            {
                try world.help(body, unit, times: Int.random(in: 1...9, using: &random))
            }
        }
        let figures = world.figures
        let hidden = Discretion(world.facts, registry: world.registry).hidden
        let each = hidden.map { code in world.facts.units.compactMap { $0.help[code]?.all.activities }.reduce(0, +) }
        #expect(hidden.count != 1)
        for count in found(figures) { #expect(!each.contains(count), "\(seed): \(each)") }
    }

    @Test mutating func `who agreed to it is told apart also in one cluster`() throws {
        let index = try #require(world.registry.organisations.firstIndex { $0.code == .mifam })
        world.registry.organisations[index].consents = true
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        #expect(world.figures.suppliers.keys.map(\.rawValue) == ["ORG-MIFAM"])
    }

    @Test mutating func `who agreed to it is hidden with another only where there is nobody else`() throws {
        let index = try #require(world.registry.organisations.firstIndex { $0.code == .elka })
        world.registry.organisations[index].consents = true
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        #expect(world.figures.suppliers.keys.map(\.rawValue) == ["ORG-OTHER"])
        world = try presents("ORG-JDC", "WEST-NEGEV", "EAST-NEGEV", "WEST-GALILEE")
        #expect(Set(world.figures.suppliers.keys.map(\.rawValue)) == ["ORG-ELKA", "ORG-OTHER"])
    }

    @Test mutating func `who agrees after it was hidden stays hidden in that period`() throws {
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        let earlier = Discretion(world.facts, registry: world.registry).disclosure
        let index = try #require(world.registry.organisations.firstIndex { $0.code == .elka })
        world.registry.organisations[index].consents = true
        // Another one of a single cluster would do to hide the first: Elka shown would tell it all the same.
        world = try presents("ORG-JDC", "EAST-NEGEV")
        world = try presents("ORG-URBANICS", "EAST-NEGEV")
        let later = Discretion(world.facts, registry: world.registry, earlier: earlier)
        let figures = Figures(world.facts, registry: world.registry, discretion: later)
        #expect(figures.suppliers.keys.map(\.rawValue) == ["ORG-OTHER"])
    }

    @Test mutating func `what one revision hides no later one of the period tells by the difference`() throws {
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        world = try presents("ORG-URBANICS", "EAST-NEGEV")
        let before = world.facts
        #expect(world.figures.suppliers[.mifam] == nil)
        // A late report: now it works in two clusters.
        world = try presents("ORG-MIFAM", "EAST-NEGEV")
        #expect(world.figures.suppliers[.mifam] != nil)
        let earlier = Discretion(before, registry: world.registry).disclosure
        let discretion = Discretion(world.facts, registry: world.registry, earlier: earlier)
        let later = Figures(world.facts, registry: world.registry, discretion: discretion)
        #expect(Set(later.suppliers.keys.map(\.rawValue)) == ["ORG-ELKA", "ORG-OTHER"])
        // Who reports late and was hidden nowhere is told apart.
        world = try presents("ORG-JDC", "WEST-NEGEV", "EAST-NEGEV")
        let with = Discretion(world.facts, registry: world.registry, earlier: earlier)
        #expect(Figures(world.facts, registry: world.registry, discretion: with).suppliers.count == 3)
    }

    /// The figures of each state in turn, as an office gets them one after the other.
    private func revisions(_ states: [SmallWorld]) -> [Figures] {
        var told = Disclosure()
        return states.map { state in
            let discretion = Discretion(state.facts, registry: state.registry, earlier: told)
            told = discretion.disclosure
            return Figures(state.facts, registry: state.registry, discretion: discretion)
        }
    }

    @Test mutating func `who was shown before hides nobody who comes later`() throws {
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-MIFAM", "WEST-NEGEV", "EAST-NEGEV")
        let first = world
        world = try presents("ORG-URBANICS", "EAST-NEGEV")
        let late = revisions([first, world])[1]
        #expect(late.suppliers.keys.map(\.rawValue) == ["ORG-ELKA"])
        #expect(late.pool.presentedTo == [.elka: 2] && late.pool.shareOthers == nil)
        // Whoever comes with it, and was not shown, is hidden with it.
        let together = revisions([first, try presents("ORG-JDC", "WEST-NEGEV", "EAST-NEGEV")])[1]
        #expect(Set(together.suppliers.keys.map(\.rawValue)) == ["ORG-ELKA", "ORG-MIFAM", "ORG-OTHER"])
    }

    @Test mutating func `whoever is hidden with one who comes later is one whom no revision showed`() throws {
        // Elka was shown. It did less than the Mifam, which is hidden all the same.
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV")
        let first = world
        world = try presents("ORG-MIFAM", "WEST-NEGEV", "EAST-NEGEV", "EAST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-URBANICS", "EAST-NEGEV")
        let late = revisions([first, world])[1]
        #expect(Set(late.suppliers.keys.map(\.rawValue)) == ["ORG-ELKA", "ORG-OTHER"])
    }

    @Test mutating func `of those who are told together one alone in a figure is not told`() throws {
        // Both are hidden, and only one presented its offer.
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        try world.help("ORG-URBANICS", "EAST-NEGEV")
        #expect(world.figures.suppliers[.otherOrganisations] != nil)
        let discretion = Discretion(world.facts, registry: world.registry)
        #expect(discretion.apply([.elka: 2, .mifam: 1], +) == [.elka: 2])
    }

    @Test(arguments: [
        // Of four who are hidden two were shown before: the other two are on one side each.
        ("", "ORG-MIFAM ORG-MINISTRY", "ORG-MIFAM ORG-JDC", "ORG-URBANICS ORG-MINISTRY"),
        // Two were told together before, and on each side one joins them.
        ("ORG-URBANICS ORG-JDC", "", "ORG-MIFAM ORG-JDC", "ORG-URBANICS ORG-MINISTRY"),
        // Two whom nobody may tell together, for those who were told together before are gone.
        ("ORG-URBANICS ORG-JDC", "", "ORG-MIFAM ORG-MINISTRY", ""),
    ])
    mutating func `a share is not told where an earlier revision makes it one of a single organisation`(
        _ together: String,
        _ shown: String,
        _ part: String,
        _ rest: String
    ) throws {
        func codes(_ text: String) -> Set<Code> { Set(CodeSet(text: text).codes) }
        let all = codes(part).union(codes(rest))
        for organisation in all { try world.help(organisation.rawValue, "WEST-NEGEV") }
        let earlier = Disclosure(hidden: codes(together), shown: codes(shown), together: codes(together))
        let discretion = Discretion(world.facts, registry: world.registry, earlier: earlier)
        #expect(discretion.hidden.isSuperset(of: all) && !discretion.allows(sumOf: codes(part), of: all))
        #expect(Discretion(world.facts, registry: world.registry).allows(sumOf: codes(part), of: all))
    }

    @Test mutating func `one more among the hidden is told only with a second one`() throws {
        world = try presents("ORG-ELKA", "WEST-NEGEV", "EAST-NEGEV")
        world = try presents("ORG-MIFAM", "WEST-NEGEV")
        world = try presents("ORG-URBANICS", "EAST-NEGEV")
        let two = world
        world = try presents("ORG-JDC", "EAST-NEGEV")
        let three = world
        world = try presents("ORG-MINISTRY", "WEST-NEGEV")
        let others = revisions([two, three, two, world, three]).map { $0.suppliers[.otherOrganisations] != nil }
        #expect(others == [true, false, true, true, false])
    }

    /// Each organisation does the same number of activities whenever it is there: whoever subtracts sums of different
    /// organisations then finds what is between them, which is the worst case.
    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `no revisions together tell what an organisation did that none of them showed`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bodies = ["ORG-ELKA", "ORG-URBANICS", "ORG-MIFAM", "ORG-JDC", "ORG-MINISTRY"].shuffled(using: &random)
        var size: [Code: Int] = [:]
        for (place, body) in bodies.enumerated() { size[try code(body)] = 3 << (2 * place) }
        var states: [SmallWorld] = []
        for _ in 1...6 {
            var state = world
            for body in bodies where Bool.random(using: &random) {
                let all = try #require(size[try code(body)])
                let elsewhere = Bool.random(using: &random) ? 1 : 0
                try state.help(body, "WEST-NEGEV", times: all - elsewhere)
                if elsewhere > 0 { try state.help(body, "EAST-NEGEV") }
            }
            states.append(state)
        }
        let revisions = revisions(states)
        let shown = Set(revisions.flatMap(\.suppliers.keys))
        let sums = revisions.compactMap { $0.suppliers[.otherOrganisations] }.map { supplier in
            // Less what is known of those in it.
            let sum = (supplier.axes[.help] ?? [:]).values.reduce(0) { $0 + $1.values.reduce(0, +) }
            return size.filter { shown.contains($0.key) }.values.reduce(sum) { $0 & ~$1 }
        }
        let secret = Set(size.filter { !shown.contains($0.key) }.values)
        let differences = sums.flatMap { left in sums.map { abs(left - $0) } } + sums
        #expect(secret.isDisjoint(with: differences), "\(seed)")
    }

    @Test func `what was told is stored and read again`() throws {
        let disclosure = Disclosure(hidden: [.elka, .mifam], shown: [.urbanics], together: [.mifam])
        #expect(disclosure.text == "ORG-ELKA ORG-MIFAM|ORG-URBANICS|ORG-MIFAM")
        #expect(Disclosure(text: disclosure.text) == disclosure && Disclosure(text: "") == Disclosure())
    }

    @Test(arguments: [(0, nil), (2, nil), (3, 3), (10, 10)] as [(Int, Int?)])
    func `fewer than three authorities are not told`(_ count: Int, _ told: Int?) throws {
        #expect(SmallCount(count).count == told)
        let bytes = try JSONEncoder.canonical.encode(SmallCount(count))
        #expect(String(decoding: bytes, as: UTF8.self) == (told.map(String.init) ?? #"{"lt":3}"#))
        #expect(try JSONDecoder().decode(SmallCount.self, from: bytes) == SmallCount(count))
    }
}
