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
        ("kind: CLUSTER", "kind: TOWN", "3:30: units [1] kind: "),
    ])
    func `a mistake is named with the file, the line and the place in it`(part: String, other: String, message: String)
        throws
    {
        let text = Self.good.replacing(part, with: other)
        try #require(text != Self.good)
        #expect(try mistake(text).contains(message))
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
