private import Crypto
package import Foundation

/// Signatures of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, with a key written `whsec_` + base64.
package struct WebhookKey: Sendable {
    private let secret: [UInt8]

    /// `nil` unless `text` is `whsec_` followed by base64 of 24 to 64 bytes, the lengths that the specification allows.
    package init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.hasPrefix("whsec_"), let data = Data(base64Encoded: String(trimmed.dropFirst(6))),
            (24...64).contains(data.count)
        else { return nil }
        secret = Array(data)
    }

    /// The value of the header `webhook-signature`.
    package func signature(id: String, timestamp: Int, body: Data) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: message(id, timestamp, body), using: SymmetricKey(data: secret))
        return "v1," + Data(code).base64EncodedString()
    }

    /// True when one of the space-separated signatures of `header` is ours. Compares in constant time.
    package func verifies(_ header: String, id: String, timestamp: Int, body: Data) -> Bool {
        let key = SymmetricKey(data: secret)
        return header.split(separator: " ").contains { part in
            guard part.hasPrefix("v1,"), let code = Data(base64Encoded: String(part.dropFirst(3))) else { return false }
            return HMAC<SHA256>.isValidAuthenticationCode(
                code,
                authenticating: message(id, timestamp, body),
                using: key
            )
        }
    }

    private func message(_ id: String, _ timestamp: Int, _ body: Data) -> Data {
        Data("\(id).\(timestamp).".utf8) + body
    }
}

/// The header `Content-Digest` of RFC 9530, with SHA-256.
package enum ContentDigest {
    package static func header(_ body: Data) -> String {
        "sha-256=:" + Data(SHA256.hash(data: body)).base64EncodedString() + ":"
    }
}
