import Accompaniment
import Foundation
import Testing

/// The last gate before the wire: domain.md 6.3.
@Suite struct PrivacyGateTests {
    private let world: SmallWorld
    private let gate: PrivacyGate

    init() throws {
        world = try SmallWorld()
        gate = PrivacyGate(world.registry)
    }

    private func document(_ facts: PeriodFacts) throws -> Data {
        let summariser = Summariser(registry: world.registry, installation: UUID())
        let position = SummaryDocument.Position(office: "ministry", sequence: 1, revision: 2, supersedes: 1)
        return try summariser.document(
            summariser.content(facts, Discretion(facts, registry: world.registry)),
            at: position,
            changedAt: Date()
        ).encoded()
    }

    @Test func `a real document passes`() throws {
        try gate.check(try document(world.facts))
        try gate.check(try document(SmallWorld.silent().facts))
    }

    @Test(arguments: Period.Kind.allCases)
    func `a period of every kind passes`(_ kind: Period.Kind) throws {
        let day = try #require(CalendarDay("2015-12-01"))
        let span = SummaryDocument.Span(Period(kind, containing: day))
        try gate.check(Data(#"{"period":"#.utf8) + JSONEncoder.canonical.encode(span) + Data("}".utf8))
    }

    @Test(arguments: FindingCode.allCases)
    func `every reason for holding a row passes`(_ reason: FindingCode) throws {
        try gate.check(Data(#"{"quality":{"topReasons":[{"code":"\#(reason.rawValue)","rows":4}]}}"#.utf8))
    }

    @Test func `one free text anywhere in a real document is refused`() throws {
        let text = String(decoding: try document(world.facts), as: UTF8.self)
        for code in ["\"schema\":\"eshkol-summary/1\"", "\"kind\":\"quarter\"", "\"E-CLUSTER-UNKNOWN\""] {
            let tampered = text.replacing(code, with: code.dropLast() + " Dafna\"")
            #expect(tampered != text)
            #expect(throws: PrivacyGate.Refusal.self) { try gate.check(Data(tampered.utf8)) }
        }
    }

    /// A body that must not leave, and what of it an error must not repeat.
    struct Leak: Sendable {
        let body: String
        let secret: String
    }

    @Test(arguments: [
        Leak(body: #"{"source":"דפנה"}"#, secret: "דפנה"),
        Leak(body: #"{"source":"\u05d3\u05e4\u05e0\u05d4"}"#, secret: "דפנה"),
        Leak(body: #"{"source":"\u05d3\u05e4\u05e0\u05d4"}"#, secret: "u05d3"),
        Leak(body: #"{"period":{"code":"Dafna Nahmani"}}"#, secret: "Dafna"),
        Leak(body: #"{"quality":{"topReasons":[{"code":"NEED-99","rows":1}]}}"#, secret: "NEED-99"),
        Leak(body: #"{"needs":{"Dafna":1}}"#, secret: "Dafna"),
        Leak(body: #"{"needs":{"byCluster":{"WEST-NEGEV":{"escort":3}}}}"#, secret: "escort"),
        Leak(body: #"{"נחמנאי":1}"#, secret: "נחמנאי"),
        Leak(body: #"{"source":"dafna@example.org"}"#, secret: "dafna"),
        Leak(body: #"{"source":"050-1234567"}"#, secret: "1234567"),
        Leak(body: #"{"source":"123456782"}"#, secret: "123456782"),
        Leak(body: #"{"source":"192.0.2.17"}"#, secret: "192.0"),
        Leak(body: #"{"source":"/srv/eshkol/elka"}"#, secret: "elka"),
        Leak(body: #"{"source":"need-12"}"#, secret: "need-12"),
        Leak(body: #"{"source":""}"#, secret: "source\":\"\""),
        Leak(body: #"{"generatedAt":"2015-13-01"}"#, secret: "2015-13"),
        Leak(body: #"{"generatedAt":"2015-10-01T06:00:00+02:00"}"#, secret: "06:00"),
        Leak(body: #"{"generatedAt":"Dafna, 12 years old."}"#, secret: "Dafna"),
        Leak(body: #"{"contentSha256":"\#(String(repeating: "A", count: 64))"}"#, secret: "AAAA"),
        Leak(body: #"{"contentSha256":"\#(String(repeating: "a", count: 63))"}"#, secret: "aaaa"),
        Leak(body: #"{"missing":["EAST-GALILEE"]}"#, secret: "missing\""),
        Leak(body: #"["Dafna"]"#, secret: "Dafna"),
        Leak(body: "{\"kind\":\"quarter\u{A0}\"}", secret: "quarter"),
    ])
    func `whatever is no code, date or hash is refused, and never repeated`(_ leak: Leak) throws {
        let error = #expect(throws: PrivacyGate.Refusal.self) { try gate.check(Data(leak.body.utf8)) }
        let refusal = try #require(error)
        #expect(!refusal.description.contains(leak.secret))
        #expect(!refusal.path.contains(leak.secret))
        #expect(!String(reflecting: refusal).contains(leak.secret))
    }

    @Test(arguments: ["", "Dafna", "{", "{} {}", "\"NEED-12\"", "12"])
    func `bytes that are not one JSON object are refused`(_ body: String) {
        #expect(throws: (any Error).self) { try gate.check(Data(body.utf8)) }
    }

    @Test(arguments: [
        ("2015-11.1", true), ("Dana Cohen, Haifa", false), ("Dana_Cohen", false), ("", false),
        (String(repeating: "1", count: 41), false),
    ])
    func `the name of a vocabulary is a version, whatever the registry says`(_ labelPack: String, _ passes: Bool) throws
    {
        var registry = world.registry
        registry.labelPack = labelPack
        let gate = PrivacyGate(registry)
        let body = try JSONEncoder().encode(["labelPack": labelPack])
        let hasPassed = (try? gate.check(body)) != nil  // `try?`: a refusal is the answer.
        #expect(hasPassed == passes)
    }

    @Test func `a single byte outside ASCII is refused before anything is read`() throws {
        let error = #expect(throws: PrivacyGate.Refusal.self) { try gate.check(Data([0x7B, 0x7D, 0xD7])) }
        #expect(try #require(error).path == "(a byte outside ASCII)")
    }

    @Test func `an error says where the value stands`() throws {
        let body = Data(#"{"quality":{"topReasons":[{"code":"NEED-01"},{"code":"Dafna"}]}}"#.utf8)
        let error = #expect(throws: PrivacyGate.Refusal.self) { try gate.check(body) }
        #expect(try #require(error).path == "/quality/topReasons/1/code")
    }
}
