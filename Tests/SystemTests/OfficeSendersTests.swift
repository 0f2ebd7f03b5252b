import Accompaniment
import Foundation
import TestSupport
import Testing

/// Several senders, each with a proof of its own.
@Suite(.timeLimit(.minutes(2)))
struct OfficeSendersTests {
    private let folder: TemporaryDirectory
    private let north = UUID()
    private let south = UUID()
    private let northKey: WebhookKey
    private let southKey: WebhookKey
    /// The one that will take the place of `northKey`.
    private let nextKey: WebhookKey

    init() throws {
        folder = try TemporaryDirectory()
        (northKey, southKey, nextKey) = (try Self.key(1), try Self.key(2), try Self.key(3))
        for (name, byte) in [("north", 1), ("south", 2), ("next", 3)] as [(String, UInt8)] {
            try folder.write(Self.keyText(byte), to: name, mode: 0o600)
        }
    }

    private static func keyText(_ byte: UInt8) -> String {
        "whsec_" + Data(repeating: byte, count: 32).base64EncodedString()
    }

    private static func key(_ byte: UInt8) throws -> WebhookKey { try #require(WebhookKey(keyText(byte))) }

    private func id(_ installation: UUID) -> String { installation.uuidString.lowercased() }

    /// - Parameter extra: Further keys of the first sender.
    private func office(_ extra: String = "", options: [String] = []) async throws -> RunningOffice {
        try folder.write(
            """
            senders:
              - source: \(id(north))
                name: שרת הצפון
                signing-key: [file:north, file:next]
                \(extra)
              - source: \(id(south))
                name: שרת הדרום
                signing-key: file:south
                expected-every: 1s
            """,
            to: "senders.yaml"
        )
        return try await RunningOffice(admitting: ["--senders", folder.path("senders.yaml")], options: options)
    }

    private func push(_ installation: UUID, _ key: WebhookKey, sequence: Int = 1) throws -> OfficePush {
        try OfficePush(
            OfficePush.document(sequence: sequence, revision: sequence, installation: installation),
            key: key
        )
    }

    @Test func `each sender is known by its own key, and an old and a new one hold while it changes`() async throws {
        let office = try await office()
        #expect(try await office.push(push(north, northKey)).status == 201)
        #expect(try await office.push(push(north, nextKey, sequence: 2)).status == 201)
        #expect(try await office.push(push(south, southKey)).status == 201)
        // A sender that signs with both, as Standard Webhooks has it.
        var both = try push(north, northKey, sequence: 3)
        let other = try push(north, Self.key(9), sequence: 3)
        let name = "webhook-signature"
        both.headers[name] = "\(other.headers[name] ?? "") \(both.headers[name] ?? "")"
        #expect(try await office.push(both).status == 201)
    }

    @Test func `no sender writes in the name of another, and no stranger at all`() async throws {
        let office = try await office()
        // Signed by one, the summary and the header name the other.
        #expect(try await office.push(push(south, northKey)).status == 401)
        // The header names the one that signed, the summary the other.
        var disguised = try push(south, northKey)
        disguised.headers["ce-source"] = "urn:uuid:\(id(north))"
        #expect(try await office.push(disguised).status == 400)
        let stranger = try await office.push(push(UUID(), northKey))
        #expect(stranger.status == 401)
        #expect(try stranger.object()["error"] as? String ?? "" != "")
        for source in ["", "urn:uuid:nobody", "urn:uuid:\(north.uuidString)"] {
            var push = try push(north, northKey)
            push.headers["ce-source"] = source
            #expect(try await office.push(push).status == 401, "\(source)")
        }
        #expect(try await office.listing().summaries.isEmpty)
    }

    @Test func `a secret that everybody on the machine can read is refused at the start`() async throws {
        let open = try folder.write(Self.keyText(7), to: "open", mode: 0o644)
        let result = try await Program.run(
            "central-office",
            ["--listen", "127.0.0.1:0", "--data", folder.path("data"), "--signing-key", open],
            in: folder
        )
        #expect(result.status == 78)
        #expect(result.errors.contains("can be read by everybody on this machine: chmod 0640 \(open)"))
    }

    @Test func `a sender with a token has to show it too`() async throws {
        try folder.write("s3cret\n", to: "token", mode: 0o600)
        let office = try await office("token: file:token")
        #expect(try await office.push(push(north, northKey)).status == 401)
        var push = try push(north, northKey)
        push.headers["Authorization"] = "Bearer s3cret"
        #expect(try await office.push(push).status == 201)
        // The other one was given none.
        #expect(try await office.push(self.push(south, southKey)).status == 201)
    }

    @Test func `whose summaries are missing and who is late is in the list and on the page, by name`() async throws {
        let office = try await office()
        var senders = try await office.listing().senders
        #expect(senders.map(\.name) == ["שרת הדרום", "שרת הצפון"])
        #expect(senders.map(\.late) == [true, false])
        #expect(senders.allSatisfy { $0.lastReceivedAt == nil && $0.missingSequences.isEmpty })
        #expect(try await office.curl("/").text.contains("שרת הדרום מאחר: עדיין לא הגיע אף סיכום"))

        #expect(try await office.push(push(south, southKey)).status == 201)
        #expect(try await office.push(push(north, northKey, sequence: 3)).status == 201)
        // Late again after the second that it is given.
        #expect(try await eventually { try await office.listing().senders.first?.late == true })
        senders = try await office.listing().senders
        #expect(senders.map(\.lastSequence) == [1, 3])
        #expect(senders.map(\.missingSequences) == [[], [1, 2]])
        let page = try await office.curl("/").text
        #expect(page.contains("שרת הצפון: חסרים 2 סיכומים, מספרים 1–2"))
        #expect(page.contains("שרת הדרום מאחר: לא הגיע סיכום מאז"))
    }

    @Test func `two senders of one period have a page each, and neither adds to the other`() async throws {
        let office = try await office()
        #expect(try await office.push(push(south, southKey)).status == 201)
        #expect(try await office.push(push(north, northKey)).status == 201)
        let page = try await office.curl("/?source=\(id(south))&period=2015-Q4").text
        let address = "/?source=\(id(south))&amp;period=2015-Q4"
        #expect(page.contains("<a href=\"\(address)\" aria-current=\"page\">שרת הדרום: רבעון 4, 2015</a>"))
        #expect(page.contains("שרת הדרום · גרסה 1"))
        for query in ["?source=\(UUID().uuidString)", "?period=2014-Q1"] {
            #expect(try await office.curl("/\(query)").status == 404)
        }
    }

    @Test(arguments: [
        ("senders: []", "senders.yaml:1:1: 'senders' is missing or empty"),
        ("senders:\n  - source: x\n    name: a\n    signing-key: file:north", ":2:13: 'source' should be"),
        (
            "senders:\n  - name: a\n    signing-key: file:north\n    sauce: 1",
            "unknown key 'sauce': did you mean 'source'?"
        ),
        ("senders:\n  - source: 11111111-1111-1111-1111-111111111111\n    name: a", "'signing-key' is missing"),
        (
            "senders:\n  - source: 11111111-1111-1111-1111-111111111111\n    name: a\n    signing-key: file:nowhere",
            "cannot be read from"
        ),
    ])
    func `a mistake in the list of senders is named with its place, and no key with it`(yaml: String, message: String)
        async throws
    {
        let path = try folder.write(yaml, to: "senders.yaml")
        let result = try await Program.run(
            "central-office",
            ["--listen", "127.0.0.1:0", "--data", folder.path("data"), "--senders", path],
            in: folder
        )
        #expect(result.status == 78)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(!result.errors.contains("whsec_"))
    }
}

/// TLS on both sides.
@Suite(.timeLimit(.minutes(2)))
struct OfficeCertificateTests {
    private let folder: TemporaryDirectory
    private let certificates: Certificates

    init() async throws {
        folder = try TemporaryDirectory()
        certificates = try await Certificates(authority: "office authority", in: folder)
        for name in ["server", "sender", "other"] { try await certificates.make(name) }
    }

    private var tls: [String] {
        [
            "--tls-certificate", folder.path("server.pem"), "--tls-key", folder.path("server.key"), "--client-ca",
            folder.path("ca.pem"),
        ]
    }

    private func shown(_ name: String, in folder: TemporaryDirectory? = nil) -> [String] {
        let folder = folder ?? self.folder
        return [
            "--cacert", self.folder.path("ca.pem"), "--cert", folder.path("\(name).pem"), "--key",
            folder.path("\(name).key"),
        ]
    }

    @Test func `without a certificate of the authority nobody is heard`() async throws {
        let office = try await RunningOffice(options: tls)
        #expect(office.url.hasPrefix("https://"))
        #expect(try await office.curl("/healthz", shown("sender")).status == 200)
        #expect(try await office.curl("/healthz", ["--cacert", folder.path("ca.pem")]).status == 0)
        let strange = try TemporaryDirectory()
        try await Certificates(authority: "another authority", in: strange).make("sender")
        #expect(try await office.curl("/healthz", shown("sender", in: strange)).status == 0)
        // It goes on for others.
        #expect(try await office.curl("/healthz", shown("other")).status == 200)
    }

    @Test func `eshkold delivers with its certificate and its token, and not with the certificate of another`()
        async throws
    {
        let token = try folder.write("s3cret", to: "token", mode: 0o600)
        let installation = try Installation(
            officeURL: "https://127.0.0.1:1",
            officeOptions: """
                , ca-file: "\(folder.path("ca.pem"))", client-certificate: "\(folder.path("sender.pem"))", \
                client-key: "\(folder.path("sender.key"))", token: "file:\(token)"
                """
        )
        try installation.drop("mifam-2015.csv", into: "mifam")
        // Nobody is there yet: the summary waits.
        #expect(try await installation.eshkold("once").status == 1)
        struct Status: Decodable {
            let source: String
        }
        let status = try await installation.eshkold("status", "--json")
        let source = try JSONDecoder().decode(Status.self, from: Data(status.output.utf8)).source

        // With the certificate of another sender first, then with its own.
        var data: TemporaryDirectory?
        for (name, isTaken) in [("other", false), ("sender", true)] {
            try folder.write(Installation.signingKey, to: "key", mode: 0o600)
            try folder.write(
                """
                senders:
                  - source: \(source)
                    name: השרת המלווה
                    signing-key: file:key
                    token: file:token
                    client-key-pin: "\(try await certificates.pin(name))"
                """,
                to: "senders.yaml"
            )
            let office = try await RunningOffice(
                in: data,
                admitting: ["--senders", folder.path("senders.yaml")],
                options: tls
            )
            let yaml = try installation.folder.read("eshkold.yaml")
            let address = try Regex("https://127.0.0.1:[0-9]+")
            try installation.folder.write(yaml.replacing(address, with: office.url), to: "eshkold.yaml")
            #expect(try await installation.eshkold("deliveries", "retry", "--all").status == 0)
            #expect(try await installation.eshkold("once").status == (isTaken ? 0 : 1))
            let listing = try await office.curl("/v1/summaries", shown("sender"))
            #expect((try listing.object()["summaries"] as? [Any])?.count == (isTaken ? 1 : 0))
            let log = try office.program.complained()
            #expect(log.contains("the client certificate is not that of this sender") != isTaken)
            office.program.signal(SIGTERM)
            #expect(try await office.program.wait().status == 0)
            data = office.folder
        }
    }
}
