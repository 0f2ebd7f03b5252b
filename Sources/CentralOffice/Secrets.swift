import Accompaniment
import Crypto
import Foundation
import Settings

/// What the service reads from files of secrets, once, at its start. Messages name the place and never what is in it.
enum Secrets {
    static func signingKey(_ reference: SecretReference) throws -> WebhookKey {
        guard let key = WebhookKey(try text(reference)) else {
            throw StartFailure.configuration(
                "\(reference.name) is not a signing key: it must hold whsec_ and then 24 to 64 bytes in base64"
            )
        }
        return key
    }

    static func token(_ reference: SecretReference) throws -> BearerToken { BearerToken(try text(reference)) }

    static func text(_ reference: SecretReference) throws -> String {
        do {
            return try reference.read()
        } catch let failure as SecretReference.Unreadable {
            throw StartFailure.configuration("\(failure)")
        }
    }
}

/// The token that a sender must show. Keeps its hash alone.
struct BearerToken: Sendable {
    private let digest: SHA256.Digest

    init(_ token: String) { digest = SHA256.hash(data: Data(token.utf8)) }

    /// True when `header`, the value of `authorization`, shows the token.
    ///
    /// Digests are compared in constant time, so that an answer's delay tells nothing of the token.
    func admits(_ header: String?) -> Bool {
        guard let header, header.lowercased().hasPrefix("bearer ") else { return false }
        let shown = header.dropFirst(7).trimmingCharacters(in: .whitespaces)
        return SHA256.hash(data: Data(shown.utf8)) == digest
    }
}

/// The password of those who look. Keeps its hash alone.
struct ViewPassword: Sendable {
    private let digest: SHA256.Digest

    init(_ password: String) { digest = SHA256.hash(data: Data(password.utf8)) }

    /// True when `header`, the value of `authorization`, shows the password, with whatever name (RFC 7617).
    func admits(_ header: String?) -> Bool {
        guard let header, header.lowercased().hasPrefix("basic "),
            let pair = Data(base64Encoded: header.dropFirst(6).trimmingCharacters(in: .whitespaces)),
            let colon = pair.firstIndex(of: UInt8(ascii: ":"))
        else { return false }
        return SHA256.hash(data: pair[pair.index(after: colon)...]) == digest
    }
}
