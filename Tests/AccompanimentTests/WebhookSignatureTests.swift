import Accompaniment
import Foundation
import Testing

/// Signatures of Standard Webhooks, and the digest of RFC 9530.
@Suite struct WebhookSignatureTests {
    // The test vector of the Standard Webhooks libraries.
    private static let key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    private static let timestamp = 1_614_265_330
    private static let body = Data(#"{"test": 2432232314}"#.utf8)
    private static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    private let key: WebhookKey

    init() throws {
        key = try #require(WebhookKey(Self.key))
    }

    private func verifies(
        _ header: String = signature,
        id: String = id,
        timestamp: Int = timestamp,
        body: Data = body
    ) -> Bool {
        key.verifies(header, id: id, timestamp: timestamp, body: body)
    }

    @Test func `the known message has the known signature`() {
        #expect(key.signature(id: Self.id, timestamp: Self.timestamp, body: Self.body) == Self.signature)
        #expect(verifies())
    }

    @Test func `another body, time or identity is refused`() {
        #expect(!verifies(body: Data(#"{"test": 2432232315}"#.utf8)))
        #expect(!verifies(body: Self.body + Data("\n".utf8)))
        #expect(!verifies(timestamp: Self.timestamp + 1))
        #expect(!verifies(id: Self.id + "x"))
    }

    @Test(arguments: [
        "", "v1,", "v1", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=", "v1,g0hM9SsE", "v1,****",
        "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    ])
    func `a header without our signature is refused`(_ header: String) {
        #expect(!verifies(header))
    }

    @Test func `one good signature among several is enough, as while a key is changed`() throws {
        let old = try #require(WebhookKey("whsec_" + Data(repeating: 1, count: 32).base64EncodedString()))
        let other = old.signature(id: Self.id, timestamp: Self.timestamp, body: Self.body)
        #expect(other != Self.signature)
        #expect(verifies("\(other) v2,xx \(Self.signature)"))
        #expect(!verifies(other))
    }

    @Test(arguments: [24, 32, 64])
    func `a key of an allowed length signs and verifies`(_ length: Int) throws {
        let key = try #require(WebhookKey("whsec_" + Data(repeating: 7, count: length).base64EncodedString() + "\n"))
        let signature = key.signature(id: "a", timestamp: 1, body: Data())
        #expect(key.verifies(signature, id: "a", timestamp: 1, body: Data()))
    }

    @Test(arguments: [
        "", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not base64",
        "whsec_" + Data(repeating: 7, count: 23).base64EncodedString(),
        "whsec_" + Data(repeating: 7, count: 65).base64EncodedString(),
    ])
    func `a key that is short, long or no key is refused`(_ text: String) {
        #expect(WebhookKey(text) == nil)
    }

    // The first is an example of RFC 9530; the second the hash of nothing.
    @Test(arguments: [
        (#"{"hello": "world"}"#, "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"),
        ("", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"),
    ])
    func `the content digest is a byte sequence between colons`(_ body: String, _ header: String) {
        #expect(ContentDigest.header(Data(body.utf8)) == header)
    }

    @Test(arguments: [([], ""), ([0], "00"), ([0x0F, 0xF0, 0xAB], "0ff0ab")] as [([UInt8], String)])
    func `bytes are written in lower-case hexadecimal`(_ bytes: [UInt8], _ text: String) {
        #expect(bytes.hex == text)
    }
}
