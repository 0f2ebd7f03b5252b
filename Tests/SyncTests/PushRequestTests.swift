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
            now: Self.now
        )
    }

    @Test(arguments: [
        ("Content-Type", "application/json"),
        ("Accept", "application/json"),
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
}
