import Accompaniment
import Crypto
import Foundation

/// What the service reads from files of secrets, once, at its start. Messages name the file and never what is in it.
enum Secrets {
    static func signingKey(from path: String) throws -> WebhookKey {
        guard let key = WebhookKey(try text(of: path)) else {
            throw StartFailure.configuration(
                "\(path) is not a signing key: it must hold whsec_ and then 24 to 64 bytes in base64"
            )
        }
        return key
    }

    static func token(from path: String) throws -> BearerToken {
        let token = try text(of: path).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty else {
            throw StartFailure.configuration("\(path) is empty: write the token into it, in one line")
        }
        return BearerToken(token)
    }

    private static func text(of path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw StartFailure.configuration(
                "\(path) cannot be read: check that it exists and that this service may read it"
            )
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
