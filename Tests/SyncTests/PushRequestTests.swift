import Accompaniment
import Foundation
import Testing

@testable import Sync

@Suite struct PushRequestTests {
    private static let now = Date(timeIntervalSince1970: 1_450_000_123.9)
    private let body = Data(#"{"schema":"eshkol-summary/1"}"#.utf8)
    private let office: Office
    private let key: WebhookKey
    private let installation: UUID

    init() throws {
        office = .at(try #require(URL(string: "https://office.example/v1/summaries")))
        key = try WebhookKey.sample()
        installation = try #require(UUID(uuidString: "6F9619FF-8B86-D011-B42D-00CF4FC964FF"))
    }

    private func request(to office: Office) throws -> PushRequest {
        PushRequest(
            try .sample(key: "c0ffee", body: body),
            to: office,
            installation: installation,
            compressing: false,
            now: Self.now
        )
    }

    @Test(arguments: [
        ("Content-Type", "application/json"),
        ("Accept", "application/json"),
        ("Accept-Encoding", "identity"),
        ("User-Agent", "eshkold/1"),
        ("Idempotency-Key", "c0ffee"),
        // printf '{"schema":"eshkol-summary/1"}' | openssl dgst -sha256 -binary | base64
        ("Content-Digest", "sha-256=:luWp24yU6Ntmq4ap0qlg/PBrxXZeUld6eLFsl9XjGKo=:"),
        ("webhook-id", "c0ffee"),
        ("webhook-timestamp", "1450000123"),
        ("ce-specversion", "1.0"),
        ("ce-id", "c0ffee"),
        ("ce-source", "urn:uuid:6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
        ("ce-type", "eshkol.summary.v1"),
        ("ce-subject", "2015-Q4"),
        ("ce-time", "2015-12-13T09:46:40Z"),
        ("Expect", ""),
    ])
    func `each header of the contract is sent once`(name: String, value: String) throws {
        #expect(try request(to: office).values(name) == [value])
    }

    @Test func `the body is that of the envelope`() throws {
        #expect(try request(to: office).body == body)
    }

    @Test func `the signature is that of the key over id, time and body`() throws {
        var office = office
        office.signingKey = key
        let request = try request(to: office)
        let signature = try #require(request.values("webhook-signature").first)
        let timestamp = try #require(request.values("webhook-timestamp").first.flatMap { Int($0) })
        #expect(key.verifies(signature, id: "c0ffee", timestamp: timestamp, body: body))
    }

    @Test func `the signature fits no other id, time, body or key`() throws {
        var office = office
        office.signingKey = key
        let signature = try #require(try request(to: office).values("webhook-signature").first)
        let other = try WebhookKey.sample(1..<33)
        #expect(!key.verifies(signature, id: "c0ffef", timestamp: 1_450_000_123, body: body))
        #expect(!key.verifies(signature, id: "c0ffee", timestamp: 1_450_000_124, body: body))
        #expect(!key.verifies(signature, id: "c0ffee", timestamp: 1_450_000_123, body: body + [0x20]))
        #expect(!other.verifies(signature, id: "c0ffee", timestamp: 1_450_000_123, body: body))
    }

    @Test func `a later attempt has a signature of its own and all else the same`() throws {
        var office = office
        office.signingKey = key
        let first = try request(to: office)
        let second = PushRequest(
            try .sample(key: "c0ffee", body: body),
            to: office,
            installation: installation,
            compressing: false,
            now: Self.now.addingTimeInterval(60)
        )
        let changed = zip(first.headers, second.headers).filter { $0 != $1 }.map(\.0.name)
        #expect(changed == ["webhook-timestamp", "webhook-signature"])
        #expect(first.body == second.body)
    }

    @Test func `without a key there is no signature`() throws {
        #expect(try request(to: office).values("webhook-signature").isEmpty)
    }

    @Test func `the token is sent where one is configured`() throws {
        var office = office
        office.token = "s3cret"
        #expect(try request(to: office).values("Authorization") == ["Bearer s3cret"])
    }

    @Test func `without a token there is no authorization`() throws {
        #expect(try request(to: office).values("Authorization").isEmpty)
    }

    @Test func `a compressed body is the same content, under a digest and a signature of what is sent`() throws {
        var office = office
        office.signingKey = key
        let body = Data(String(repeating: #"{"schema":"eshkol-summary/1"}"#, count: 100).utf8)
        let envelope = try Envelope.sample(key: "c0ffee", body: body)
        let requests = (1...2).map { _ in
            PushRequest(envelope, to: office, installation: installation, compressing: true, now: Self.now)
        }
        let request = requests[0]
        #expect(request.isCompressed && request.body.count < body.count / 10)
        #expect(request.values("Content-Encoding") == ["gzip"])
        #expect(try Gzip.decompressed(request.body, limit: body.count) == body)
        #expect(request.values("Content-Digest") == [ContentDigest.header(request.body)])
        let signature = try #require(request.values("webhook-signature").first)
        #expect(key.verifies(signature, id: "c0ffee", timestamp: 1_450_000_123, body: request.body))
        #expect(request.body == requests[1].body, "the same bytes at every attempt")
    }

    @Test func `what would not be shorter goes out plain`() throws {
        let body = Data("{}".utf8)
        let request = try PushRequest.sample(to: office, body: body, compressing: true)
        #expect(!request.isCompressed && request.body == body && request.values("Content-Encoding").isEmpty)
    }
}
