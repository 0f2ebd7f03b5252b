import Accompaniment
import Foundation
import Testing

/// People by name (domain.md 1.7, 1.9). All names are invented; they collide as the real ones do.
@Suite struct PeopleTests {
    private static func person(
        _ id: String,
        _ first: String,
        _ surnames: [String],
        aliases: [String] = [],
        organisation: String? = "ORG-ELKA",
        units: [String] = []
    ) throws -> Person {
        Person(
            code: try code(id),
            firstName: first,
            surnames: surnames,
            aliases: aliases,
            organisation: try organisation.map { try code($0) },
            units: try units.map { try code($0) }
        )
    }

    private static func world() throws -> People {
        try People([
            person("P-01", "רן", ["קריצמסקי"], units: ["WEST-NEGEV"]),
            // Two with one first name.
            person("P-02", "נורית", ["אלחנני"], units: ["EAST-NEGEV"]),
            person("P-03", "נורית", ["לירן"], units: ["BEIT-HAKEREM"]),
            // A second surname that may be dropped; a surname of two words.
            person("P-04", "הילה", ["צברי", "דיין"], units: ["AREA-SOUTH"]),
            person("P-05", "שלי", ["בר גיל"], units: ["WEST-GALILEE"]),
            // A first name that is another's surname, and the beginning of a third's first name.
            person("P-06", "טל", ["אשדר"], units: ["AREA-NORTH"]),
            person("P-07", "יפה", ["טל"], organisation: nil),
            person("P-08", "טלית", ["ארמון"], organisation: nil),
            person("P-09", "נועם", ["כנרתי"], organisation: "ORG-URBANICS"),
            person("P-10", "גדעון", ["מרקוס"], organisation: "ORG-URBANICS"),
            person("P-11", "ורד", ["אילות"], aliases: ["ורדה אילות", "דידה"], organisation: "ORG-URBANICS"),
            // One name, two people.
            person("P-12", "אדם", ["שקד"], units: ["WEST-NEGEV"]),
            person("P-13", "אדם", ["שקד"], units: ["EAST-NEGEV"]),
            person("P-14", "ג'ואנה", ["ג'ובארני"], organisation: nil),
            person("P-15", "בת שבע", ["רותמן"]),
        ])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: String
        var organisation = "ORG-ELKA"
        var unit: String?

        init(_ text: String, _ expected: String, _ organisation: String = "ORG-ELKA", unit: String? = nil) {
            self.text = text
            self.expected = expected
            self.organisation = organisation
            self.unit = unit
        }

        var testDescription: String { text }
    }

    /// `=P-01` exact, `~P-01` near, `?P-01,P-02` ambiguous, `-` unknown.
    private static func sign(_ match: People.Match) -> String {
        switch match {
        case .exact(let id): "=\(id.rawValue)"
        case .near(let id): "~\(id.rawValue)"
        case .ambiguous(let ids): "?\(ids.map(\.rawValue).joined(separator: ","))"
        case .unknown: "-"
        }
    }

    @Test(arguments: [
        ("2015-03-01", "near P-2"), ("2015-09-01", "near P-1"), ("2014-01-01", "ambiguous"), (nil, "ambiguous"),
    ])
    func `a first name alone is that of whom the registry has there at the time`(_ day: String?, _ whom: String) throws
    {
        let unit = try code("WEST-NEGEV")
        let (first, second) = (try code("P-1"), try code("P-2"))
        let people = People(
            [Person(code: first, firstName: "נועה"), Person(code: second, firstName: "נועה")],
            engagements: [
                Engagement(unit: unit, person: first, from: try #require(CalendarDay("2015-07-01"))),
                Engagement(
                    unit: unit,
                    person: second,
                    from: try #require(CalendarDay("2015-01-01")),
                    until: CalendarDay("2015-06-30")
                ),
            ]
        )
        let date = day.flatMap { CalendarDay($0) }.map(ActivityDate.init(day:))
        let match = people.resolve("נועה", organisation: .elka, unit: unit, on: date)
        switch match {
        case .near(let person): #expect(whom == "near \(person.rawValue)")
        case .ambiguous: #expect(whom == "ambiguous")
        case .exact, .unknown: Issue.record("\(match)")
        }
    }

    @Test(arguments: [
        Case("רן קריצמסקי", "=P-01"), Case("  רן  קריצמסקי ", "=P-01"), Case("רן\u{200F} קריצמסקי", "=P-01"),
        // Rule 3: two letters of the surname, and someone's context agrees.
        Case("רן קריסמצקי", "~P-01"), Case("רן קריזמסקי", "~P-01"), Case("נורית אלחנאני", "~P-02"),
        Case("רן קריזמסקי", "-", "ORG-URBANICS"), Case("רן קריזמסקי", "~P-01", "ORG-URBANICS", unit: "WEST-NEGEV"),
        Case("רן קריזמסקי", "-", "ORG-URBANICS", unit: "EAST-NEGEV"), Case("רון קריצמסקי", "-"),
        Case("רן קריזמזקה", "-"), Case("גדעון מרכוס", "~P-10", "ORG-URBANICS"), Case("טל אשדרר", "~P-06"),
        // Short surnames have no neighbours.
        Case("יפה גל", "-"), Case("יפה טל", "=P-07"), Case("יפה אל", "-"),
        // Rule 4: a first name alone.
        Case("רן", "~P-01"), Case("נורית", "?P-02,P-03"), Case("נורית", "~P-03", unit: "BEIT-HAKEREM"),
        Case("נורית", "~P-02", unit: "EAST-NEGEV"), Case("נורית", "?P-02,P-03", unit: "WEST-NEGEV"),
        Case("נורית", "?P-02,P-03", "ORG-URBANICS"), Case("רן", "?P-01", unit: "EAST-NEGEV"),
        Case("טל מ\"מ", "~P-06", unit: "AREA-NORTH"), Case("בת שבע", "~P-15"), Case("בת שבע רוטמן", "~P-15"),
        // Rule 5: words, never parts of words.
        Case("טלית ארמון", "=P-08"), Case("טלי", "-"), Case("טל ארמון", "-"), Case("שקד", "-"), Case("קריצמסקי", "-"),
        // Dropped surnames, two words, aliases, quotes and dashes.
        Case("הילה צברי", "=P-04"), Case("הילה צברי דיין", "=P-04"), Case("הילה דיין", "=P-04"),
        Case("שלי בר-גיל", "=P-05"),
        Case("שלי בר גיל", "=P-05"), Case("ורדה אילות", "=P-11"), Case("דידה", "=P-11"),
        Case("ג׳ואנה גובארני", "=P-14"),
        // One name, two people.
        Case("אדם שקד", "?P-12,P-13"), Case("אדם שקד", "~P-13", unit: "EAST-NEGEV"),
        // Titles and a leading ו.
        Case("מר רן קריצמסקי", "=P-01"), Case("ומר רן קריצמסקי", "=P-01"), Case("גב' הילה צברי", "=P-04"),
        Case("הגב׳ הילה צברי", "=P-04"), Case("ד\"ר שלי בר גיל", "=P-05"), Case("עו\"ד גדעון מרקוס", "=P-10"),
        Case("ורן קריצמסקי", "=P-01"), Case("ורד אילות", "=P-11"), Case("וורד אילות", "=P-11"),
        Case("פרופ' מר רן", "~P-01"),
        Case("", "-"), Case("מר", "-"), Case("ו", "-"), Case(" , ", "-"), Case("מישהו אחר", "-"),
    ])
    func `a name stands for whom the rules say`(_ given: Case) throws {
        let match = try Self.world().resolve(
            given.text,
            organisation: code(given.organisation),
            unit: given.unit.map { try code($0) }
        )
        #expect(Self.sign(match) == given.expected)
    }

    @Test(arguments: [
        ("נועם וגדעון", "נועם|גדעון", "~P-09 ~P-10"),
        ("נועם כנרתי ומר גדעון מרקוס", "נועם כנרתי|מר גדעון מרקוס", "=P-09 =P-10"),
        ("נועם/גדעון", "נועם|גדעון", "~P-09 ~P-10"),
        ("נועם כנרתי, גדעון מרקוס; ורד", "נועם כנרתי|גדעון מרקוס|ורד", "=P-09 =P-10 ~P-11"),
        ("נועם ו-גדעון", "נועם|גדעון", "~P-09 ~P-10"), ("נועם ו גדעון", "נועם|גדעון", "~P-09 ~P-10"),
        ("נועם, וגדעון", "נועם|וגדעון", "~P-09 ~P-10"), ("נועם\u{200F} \u{200F}וגדעון", "נועם|גדעון", "~P-09 ~P-10"),
        ("נועם\nגדעון", "נועם|גדעון", "~P-09 ~P-10"), ("נועם ורד", "נועם ורד", "-"),
        ("נועם וורד", "נועם|ורד", "~P-09 ~P-11"),
        ("רומי ושוש", "רומי ושוש", "-"), ("רומי, שוש", "רומי|שוש", "- -"), ("ורד אילות", "ורד אילות", "=P-11"),
        ("הילה צברי", "הילה צברי", "=P-04"), ("רומי לב ושוש גור", "רומי לב|שוש גור", "- -"),
        ("נועם כנרתי ושוש גור", "נועם כנרתי|שוש גור", "=P-09 -"), ("רומי לב ואן דייק", "רומי לב ואן דייק", "-"),
        ("רומי לב ורד אילות", "רומי לב ורד אילות", "-"), ("", "", ""), (" / , ;", "", ""), ("נועם ו", "נועם", "~P-09"),
    ])
    func `several names in a cell are several people`(_ text: String, _ parts: String, _ matches: String) throws {
        let mentions = try Self.world().people(in: text, organisation: code("ORG-URBANICS"), unit: nil)
        #expect(mentions.map(\.text).joined(separator: "|") == parts)
        #expect(mentions.map { Self.sign($0.match) }.joined(separator: " ") == matches)
    }

    @Test func `nobody is known where the registry names nobody`() throws {
        #expect(try People([]).resolve("רן קריצמסקי", organisation: code("ORG-ELKA"), unit: nil) == .unknown)
    }

    @Test(arguments: ["נורית ", "נורית/", "ו ", "רן קריזמסקי,", "מר ", "-"])
    func `a megabyte in one cell costs seconds at most`(_ piece: String) throws {
        let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        let time = try ContinuousClock().measure {
            let people = try Self.world()
            _ = people.people(in: text, organisation: try code("ORG-ELKA"), unit: nil)
            _ = people.resolve(text, organisation: try code("ORG-ELKA"), unit: nil)
        }
        #expect(time < .seconds(60))
    }
}
