import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct RegistryFileTests {
    private let folder: TemporaryDirectory
    private static let good = """
        label-pack: "2015-11.1"
        units:
          - {code: WEST-NEGEV, kind: CLUSTER, area: AREA-SOUTH, label: {he: נגב מערבי, en: West Negev}, aliases: [W Negev]}
        organisations:
          - {code: ORG-ELKA, kind: SUPPLIER, label: {he: אלכא, en: Elka}, aliases: []}
        forums: []
        terms: {}
        """

    init() throws { folder = try TemporaryDirectory() }

    /// The message for `text`, without the path of the file that it begins with.
    private func mistake(_ text: String) throws -> String {
        let path = try folder.write(text, to: "registry.yaml")
        let failure = try #require(#expect(throws: StartFailure.self) { try RegistryFile.load(path) })
        #expect(failure.exit == .configuration)
        try #require(failure.description.hasPrefix("\(path):"))
        return String(failure.description.dropFirst(path.count + 1))
    }

    @Test func `the registry that is shipped can be used`() throws {
        let lexicon = try RegistryFile.load("\(Repository.root)/config/registry.yaml")
        #expect(lexicon.registry.clusters.count == 5)
        #expect(lexicon.registry.needs.count == 16)
    }

    @Test(arguments: ["Dana Cohen, Haifa", "050-1234567", "123456782"])
    func `the name of the vocabulary is a version, and no text`(_ text: String) throws {
        let registry = Self.good.replacing("2015-11.1", with: text)
        #expect(try mistake(registry).contains("label-pack: '\(text)' is not a version"))
    }

    @Test func `a small registry can be used`() throws {
        let lexicon = try RegistryFile.load(folder.write(Self.good, to: "registry.yaml"))
        #expect(lexicon.organisation("אלכא")?.rawValue == "ORG-ELKA")
    }

    @Test(arguments: [
        ("code: ORG-ELKA, ", "", "5:5: organisations [1]: 'code' is missing"),
        ("label-pack: \"2015-11.1\"\n", "", "1:1: 'label-pack' is missing"),
        ("code: ORG-ELKA", "code: elka", "5:12: organisations [1] code: 'elka' is not a code"),
        ("aliases: []", "aliases: none", ": organisations [1] aliases: the value has the wrong form"),
        ("{he: אלכא, en: Elka}", "{he: אלכא}", "5:45: organisations [1] label: 'en' is missing"),
        ("kind: CLUSTER", "kind: TOWN", "3:30: units [1] kind: 'TOWN' is not one of CLUSTER, AREA, NATIONAL"),
        ("aliases: []", "aliases: [[a]]", ": organisations [1] aliases [1]: the value has the wrong form"),
        (
            "aliases: []", "aliases: [], on-behalf-off: ORG-ELKA",
            "unknown key 'on-behalf-off': did you mean 'on-behalf-of'?"
        ),
        ("forums: []", "forums:", "6:8: forums: the value has the wrong form"),
        ("terms: {}", "terms: {}\npeople: [{code: P-01}]", "8:10: people [1]: 'first-name' is missing"),
        ("terms: {}", "terms: {nede: []}", "7:9: terms: 'nede' is not one of "),
        ("aliases: [W Negev]", "aliases: [], incorporated-on: 2015", "'2015' is not a day: write it as 2015-11-30"),
        (
            "aliases: [W Negev]", "aliases: [], criteria: {CRIT-SIZE: so}",
            "criteria CRIT-SIZE: 'so' is not true or false"
        ),
    ])
    func `a mistake is named with the file, the line and the place in it`(part: String, other: String, message: String)
        throws
    {
        let text = Self.good.replacing(part, with: other)
        try #require(text != Self.good)
        #expect(try mistake(text).contains(message))
    }

    @Test func `a list of which every line is a comment is as good as none`() throws {
        let text = Self.good + "\npeople:\n#  - {code: P-01, first-name: נועה}\nexpectations:\n"
        #expect(try RegistryFile.load(folder.write(text, to: "registry.yaml")).registry.people == nil)
    }

    @Test func `everything that an entry may say is read`() throws {
        let text = """
            label-pack: "1"
            units:
              - {code: AREA-SOUTH, kind: AREA, label: {he: דרום, en: South}, aliases: []}
              - code: WEST-NEGEV
                kind: CLUSTER
                area: AREA-SOUTH
                label: {he: נגב, en: Negev}
                aliases: [W Negev]
                stage: STG-1
                incorporated-on: 2015-11-30
                criteria: {CRIT-SIZE: true, CRIT-WILL: no}
            organisations:
              - {code: ORG-A, kind: SUPPLIER, label: {he: א, en: A}, aliases: [Aa], consents: yes}
              - {code: ORG-B, kind: PARTNER, label: {he: ב, en: B}, aliases: [], on-behalf-of: ORG-A}
            forums:
              - {code: FOR-EDU, label: {he: חינוך, en: Education}, aliases: []}
            people:
              - {code: P-01, first-name: נועה, surnames: [ארזי, שחף], aliases: [נעה], organisation: ORG-A, units: [WEST-NEGEV]}
              - {code: P-02, first-name: יואב}
            authorities:
              - {code: AUT-01, kind: LOCAL, unit: WEST-NEGEV, label: {he: עיר, en: City}, aliases: []}
            engagements:
              - {unit: WEST-NEGEV, role: CEO, status: ACTING, person: P-02, from: 2014-06-01, until: 2016-03-31}
              - {unit: WEST-NEGEV, organisation: ORG-A, from: 2015-01-01}
            expectations:
              - {organisation: ORG-A, unit: WEST-NEGEV, from: 2015-07-01, until: 2016-06-30}
            terms:
              stage: [{code: STG-1, label: {he: שלב, en: Stage}, aliases: []}]
              criterion:
                - {code: CRIT-SIZE, label: {he: גודל, en: Size}, aliases: []}
                - {code: CRIT-WILL, label: {he: רצון, en: Will}, aliases: []}
              hat: [{code: HAT-AUDIT, function: OVERSIGHT, label: {he: מבקר, en: Auditor}, aliases: [Audit]}]
              need-domain: [{code: DOM-A, label: {he: תחום, en: Domain}, aliases: []}]
              need: [{code: NEED-01, domain: DOM-A, label: {he: צורך, en: Need}, aliases: []}]
            """
        let registry = try RegistryFile.load(folder.write(text, to: "registry.yaml")).registry
        let negev = try #require(registry.clusters.first)
        #expect(registry.units.map(\.kind) == [.area, .cluster] && registry.labelPack == "1")
        #expect(negev.area?.rawValue == "AREA-SOUTH" && negev.stage?.rawValue == "STG-1")
        #expect(negev.label == Label(he: "נגב", en: "Negev") && negev.aliases == ["W Negev"])
        #expect(negev.incorporatedOn == CalendarDay("2015-11-30"))
        #expect(
            negev.criteria?.map { "\($0.key.rawValue) \($0.value)" }.sorted() == ["CRIT-SIZE true", "CRIT-WILL false"]
        )
        #expect(registry.organisations.map(\.consents) == [true, nil])
        #expect(registry.organisations.map(\.onBehalfOf?.rawValue) == [nil, "ORG-A"])
        let people = try #require(registry.people)
        #expect(people.map(\.firstName) == ["נועה", "יואב"] && people.map(\.surnames) == [["ארזי", "שחף"], []])
        #expect(people[0].aliases == ["נעה"] && people[0].units == [negev.code])
        #expect(people.map(\.organisation?.rawValue) == ["ORG-A", nil])
        #expect(registry.authorities?.map(\.kind) == [.local] && registry.authorities?.first?.unit == negev.code)
        let engagements = try #require(registry.engagements)
        #expect(engagements.map(\.role) == [.chief, .escort] && engagements.map(\.status) == [.acting, .active])
        #expect(engagements.map(\.until) == [CalendarDay("2016-03-31"), nil])
        #expect(engagements[0].person == people[1].code && engagements[1].organisation?.rawValue == "ORG-A")
        #expect(registry.expectations?.map(\.until) == [CalendarDay("2016-06-30")])
        #expect(registry.terms[.hat]?.map(\.function) == [.oversight])
        #expect(registry.terms[.need]?.map(\.domain?.rawValue) == ["DOM-A"] && registry.terms[.goal] == nil)
    }

    @Test func `the digest is another one where the file says something else, and only there`() throws {
        func digest(_ text: String) throws -> String {
            try RegistryFile.load(folder.write(text, to: "registry.yaml")).registry.digest
        }
        let good = try digest(Self.good)
        #expect(good.count == 64)
        let remarked = "# who reports\n" + Self.good.replacing("forums: []", with: "forums:   []  # none")
        #expect(try digest(remarked.replacing("[W Negev]", with: "['W Negev']")) == good)
        for (part, other) in [
            ("W Negev", "W, Negev"), ("W Negev", "W Negeb"), ("he: אלכא", "he: אלקא"), ("AREA-S", "AREA-N"),
        ] {
            #expect(try digest(Self.good.replacing(part, with: other)) != good)
        }
    }

    @Test func `several mistakes are named at once, each where it stands in the file`() throws {
        let more = """
              - {code: two, kind: SUPPLIER, label: {he: ב, en: B}, aliases: []}
              - {code: ORG-THREE, kind: SUPPLIER, label: {he: ג, en: C}, aliases: [], on-behalf-off: ORG-ELKA}
              - {code: ORG-FOUR, kind: SUPPLIER, label: {he: ד, en: D}, aliases: [], on-behalf-of: ORG-ELKA}
              - {code: ORG-FIVE, kind: SUPPLIER, label: {he: ה}, aliases: []}
            forums
            """
        let lines = try mistake(
            Self.good.replacing("forums", with: more).replacing("kind: CLUSTER", with: "kind: TOWN")
        )
        .split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        for (line, part) in zip(
            lines,
            [
                "3:30: units [1] kind: ", "6:12: organisations [2] code: 'two' is not a code",
                "7:75: unknown key 'on-behalf-off': did you mean 'on-behalf-of'?",
                "9:45: organisations [5] label: 'en' is missing",
            ]
        ) {
            #expect(line.contains(part), "\(line)")
        }
    }

    @Test func `a code that stands twice in a list is named where it stands again`() throws {
        let text = """
            label-pack: "2015-11.1"
            units:
              - {code: WEST-NEGEV, kind: CLUSTER, label: {he: נגב מערבי, en: West Negev}, aliases: []}
              - {code: WEST-NEGEV, kind: CLUSTER, label: {he: נגב, en: Negev}, aliases: []}
            organisations:
              - {code: ORG-ELKA, kind: SUPPLIER, label: {he: אלכא, en: Elka}, aliases: []}
              - {code: ORG-ELKA, kind: SUPPLIER, label: {he: אלקא, en: Elca}, aliases: [], on-behalf-of: ORG-NONE}
            forums:
              - {code: FOR-EDU, label: {he: חינוך, en: Education}, aliases: []}
              - {code: FOR-EDU, label: {he: נוער, en: Youth}, aliases: []}
            terms:
              need:
                - {code: NEED-01, label: {he: צורך, en: Need}, aliases: []}
                - {code: NEED-01, label: {he: עוד, en: Other}, aliases: []}
            """
        let lines = try mistake(text).split(separator: "\n").map(String.init)
        try #require(lines.count == 5)
        for (line, part) in zip(
            lines,
            [
                "4:5: units: WEST-NEGEV stands twice: keep one",
                "7:5: organisations ORG-ELKA: there is no organisation ORG-NONE",
                "7:5: organisations: ORG-ELKA stands twice: keep one", "10:5: forums: FOR-EDU stands twice: keep one",
                "14:7: terms need: NEED-01 stands twice: keep one",
            ]
        ) {
            #expect(line.hasSuffix(part), "\(line)")
        }
    }

    @Test func `what ends before it begins is named`() throws {
        let text = """
            \(Self.good)
            engagements:
              - {unit: WEST-NEGEV, organisation: ORG-ELKA, from: 2015-03-01, until: 2015-03-01}
              - {unit: WEST-NEGEV, organisation: ORG-ELKA, from: 2015-03-01, until: 2015-02-28}
            expectations:
              - {organisation: ORG-ELKA, unit: WEST-NEGEV, from: 2016-01-01, until: 2015-12-31}
            """
        let lines = try mistake(text).split(separator: "\n").map(String.init)
        try #require(lines.count == 2)
        #expect(lines[0].hasSuffix("engagements [2]: it ends on 2015-02-28, before it begins on 2015-03-01"))
        #expect(lines[1].hasSuffix("expectations [1]: it ends on 2015-12-31, before it begins on 2016-01-01"))
    }

    @Test func `an alias of two codes is named with both`() throws {
        let other = "  - {code: ORG-OTHER, kind: SUPPLIER, label: {he: אחר, en: Other}, aliases: [Elka]}\nforums"
        let mistake = try mistake(Self.good.replacing("forums", with: other))
        #expect(mistake.contains("'Elka' belongs to both ORG-ELKA and ORG-OTHER"))
    }

    @Test(arguments: ["", "text", "- a", "units: [a"])
    func `a file of another form is refused`(text: String) throws {
        #expect(try !mistake(text).isEmpty)
    }

    @Test func `a file that is not there is refused`() throws {
        let path = folder.path("absent.yaml")
        let failure = #expect(throws: StartFailure.self) { try RegistryFile.load(path) }
        #expect(failure?.exit == .configuration)
        #expect(failure?.description == "\(path):1:1: the file cannot be read: check the path and its mode")
    }
}
