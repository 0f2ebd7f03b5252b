import Accompaniment
import Crypto
import Foundation
import TestSupport
import Testing

/// The document that is pushed: domain.md 4.4.
@Suite struct SummaryDocumentTests {
    private let world: SmallWorld
    private let installation: UUID
    private let summariser: Summariser

    init() throws {
        world = try SmallWorld()
        installation = try #require(UUID(uuidString: "6F1C9F0E-0F3A-4C1B-9C55-0D6C5A1B2C3D"))
        summariser = Summariser(registry: world.registry, installation: installation)
    }

    private func document(
        _ facts: PeriodFacts? = nil,
        of period: String = "2015-Q4",
        office: String = "ministry",
        sequence: Int = 7,
        revision: Int = 1,
        supersedes: Int? = nil,
        changedAt: Double = 1_451_887_200
    ) throws -> SummaryDocument {
        var facts = facts ?? world.facts
        facts.period = try #require(Period(code: period))
        return try summariser.document(
            summariser.content(facts, Discretion(facts, registry: world.registry)),
            at: SummaryDocument.Position(
                office: office,
                sequence: sequence,
                revision: revision,
                supersedes: supersedes
            ),
            changedAt: Date(timeIntervalSince1970: changedAt)
        )
    }

    @Test func `the same facts give the same bytes, in whatever order they come`() throws {
        let bytes = try document().encoded()
        var random = SeededGenerator(seed: 11)
        for _ in 0..<10 {
            var facts = world.facts
            facts.units.shuffle(using: &random)
            #expect(try document(facts).encoded() == bytes)
        }
    }

    /// Bytes, key and hash as offices have them already. Another vocabulary or another figure changes them; nothing else may.
    @Test func `what was pushed before is pushed in the same bytes`() throws {
        var world = world
        let since = try #require(CalendarDay("2015-11-01"))
        try world.change("WEST-NEGEV") {
            $0.services = [.init(name: "א", stage: .operating, since: since, tier: .coreTier)]
        }
        try world.help(
            "ORG-ELKA",
            "WEST-NEGEV",
            [
                .hat: "HAT-PARTNER-CLU", .track: "CORE", .identity: "EMPLOYEE", .horizon: "QUICK",
                .brokeredBy: "ORG-MIFAM", .requestedOn: "2015-11-20", .unmetNeeds: "NEED-09 NEED-12",
                .activityTypes: "ACT-PRESENT",
            ],
            numbers: [.durationMin: 90, .achievement: 1]
        )
        let text = String(decoding: try document(world.facts, revision: 2, supersedes: 1).encoded(), as: UTF8.self)
        #expect(try text + "\n" == Repository.read("Tests/Documents/2015-Q4.json"), "\(text)")
    }

    @Test func `it says what it is, of which period, from whom, and where it stands`() throws {
        let document = try document(revision: 3, supersedes: 2)
        #expect(document.schema == "eshkol-summary/1")
        #expect(document.labelPack == world.registry.labelPack)
        #expect(document.period.code == "2015-Q4")
        #expect(document.period.from == "2015-10-01" && document.period.to == "2015-12-31")
        #expect(document.period.kind == .quarter)
        #expect(document.source == "6f1c9f0e-0f3a-4c1b-9c55-0d6c5a1b2c3d")
        #expect(document.sequence == 7 && document.revision == 3 && document.supersedes == 2)
        #expect(document.generatedAt == "2016-01-04T06:00:00Z")
        #expect(document.idempotencyKey.utf8.count == 64 && document.contentSha256.utf8.count == 64)
    }

    @Test func `a document that is read back is the same document`() throws {
        let document = try document(revision: 2, supersedes: 1)
        let bytes = try document.encoded()
        let read = try JSONDecoder().decode(SummaryDocument.self, from: bytes)
        #expect(read == document)
        #expect(try read.encoded() == bytes)
        let silent = try self.document(SmallWorld.silent().facts)
        #expect(try JSONDecoder().decode(SummaryDocument.self, from: silent.encoded()) == silent)
    }

    @Test(arguments: ["2015-12.1", "", #"a"b"#, #"a\"#, #"},"zz":{"[,]"#])
    func `put together of what was encoded for its hash it has the same bytes`(labelPack: String) throws {
        struct Hashed: Encodable {
            let figures: Figures
            let labelPack: String
            let period: SummaryDocument.Span
        }
        var registry = world.registry
        registry.labelPack = labelPack
        let summariser = Summariser(registry: registry, installation: installation)
        for facts in try [world.facts, SmallWorld.silent().facts] {
            let content = try summariser.content(facts, Discretion(facts, registry: registry))
            let position = SummaryDocument.Position(office: "ministry", sequence: 7, revision: 2, supersedes: 1)
            let document = summariser.document(content, at: position, changedAt: .distantPast)
            #expect(try document.encoded(of: content) == document.encoded())
            let hashed = Hashed(figures: document.figures, labelPack: labelPack, period: document.period)
            #expect(document.contentSha256 == SHA256.hash(data: try JSONEncoder.canonical.encode(hashed)).hex)
        }
    }

    @Test func `with the pieces of whatever was encoded before it has the same bytes`() throws {
        var (changed, other) = (world, world)
        try changed.help("ORG-ELKA", "WEST-NEGEV", [.needCodes: "NEED-12", .track: "CORE"])
        other.registry.labelPack = "2016-01.1"
        let position = SummaryDocument.Position(office: "ministry", sequence: 7, revision: 2, supersedes: 1)
        var pieces = EncodedPieces()
        for world in try [world, changed, .silent(), other, changed, world] {
            let summariser = Summariser(registry: world.registry, installation: installation)
            let discretion = Discretion(world.facts, registry: world.registry)
            let content = try summariser.content(world.facts, discretion, knowing: pieces)
            #expect(try content.sha256 == summariser.content(world.facts, discretion).sha256)
            let document = summariser.document(content, at: position, changedAt: .distantPast)
            #expect(try document.encoded(of: content) == document.encoded())
            pieces = content.pieces
        }
    }

    @Test func `the keys of every object are sorted`() throws {
        let text = String(decoding: try document().encoded(), as: UTF8.self)
        let objects = keysOfObjects(in: text)
        #expect(objects.count > 20)
        for keys in objects { #expect(keys == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }) }
    }

    @Test func `a cluster that did not report is null, and a first revision supersedes null`() throws {
        let text = String(decoding: try document().encoded(), as: UTF8.self)
        #expect(text.contains(#""EAST-GALILEE":null"#))
        #expect(text.contains(#""supersedes":null"#))
        #expect(text.contains(#""NEED-09":0"#))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `what nobody reported is null, never left out and never zero`() throws {
        let body = try document(SmallWorld.silent().facts).encoded()
        let object = try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
        for section in ["needs", "oversight"] {
            let figures = try #require(object[section] as? [String: Any])
            #expect(figures["national"] is NSNull, "\(section)")
            let clusters = try #require(figures["byCluster"] as? [String: Any])
            #expect(clusters.count == 5 && clusters.values.allSatisfy { $0 is NSNull })
        }
    }

    @Test func `nothing changed but the time: the same key and the same content`() throws {
        let (early, late) = (try document(), try document(changedAt: 1_460_000_000))
        #expect(early.generatedAt != late.generatedAt)
        #expect(early.idempotencyKey == late.idempotencyKey)
        #expect(early.contentSha256 == late.contentSha256)
    }

    @Test func `another place in the row is the same key`() throws {
        #expect(try document().idempotencyKey == document(sequence: 8).idempotencyKey)
    }

    @Test func `another office, revision, period, content or sender is another key`() throws {
        var changed = world
        try changed.help("ORG-ELKA", "WEST-NEGEV")
        let other = Summariser(registry: world.registry, installation: UUID())
        let position = SummaryDocument.Position(office: "ministry", sequence: 7, revision: 1, supersedes: nil)
        let keys = [
            try document(), try document(office: "treasury"), try document(revision: 2), try document(changed.facts),
            try document(of: "2015-Q3"), try document(of: "2015"),
            try other.document(
                other.content(world.facts, Discretion(world.facts, registry: world.registry)),
                at: position,
                changedAt: .distantPast
            ),
        ].map(\.idempotencyKey)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `the content hash is that of what an office would see`() throws {
        let discretion = Discretion(world.facts, registry: world.registry)
        let hash = try summariser.content(world.facts, discretion).sha256
        #expect(try document().contentSha256 == hash)
        #expect(try document(office: "treasury", revision: 4).contentSha256 == hash)
        var labels = world.registry
        labels.labelPack = "2016-01.1"
        let renamed = Summariser(registry: labels, installation: installation)
        #expect(try renamed.content(world.facts, discretion).sha256 != hash)
    }

    /// The keys of each object of a JSON text without escapes, in the order of the text.
    private func keysOfObjects(in json: String) -> [[String]] {
        var open: [[String]] = []
        var closed: [[String]] = []
        var text: String?
        var isInside = false
        for character in json {
            switch character {
            case "\"":
                isInside.toggle()
                if isInside { text = "" }
            case _ where isInside: text?.append(character)
            case ":": open[open.count - 1].append(text ?? "")
            case "{": open.append([])
            case "}": closed.append(open.removeLast())
            default: break
            }
        }
        return closed
    }
}
