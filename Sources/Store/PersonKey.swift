internal import Accompaniment
internal import Crypto
internal import Foundation

/// By what a person is the same in two rows: the code of the registry, or else the name as it is folded. Of either only a
/// part of its hash is kept. A name cannot be read from it; who knows a name can test it, which is why it stays on this
/// server.
struct PersonKey: Hashable, Codable {
    private let hash: UInt64

    private init(_ text: String) {
        hash = SHA256.hash(data: Data(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private init?(pseudonym: String) {
        guard pseudonym.hasPrefix(Self.removedName), pseudonym.utf8.count == 17,
            let hash = UInt64(pseudonym.dropFirst(), radix: 16)
        else { return nil }
        self.hash = hash
    }

    /// - Parameters:
    ///   - ids: Codes of the registry with a space between, or nothing.
    ///   - name: As it was written, or its ``pseudonym(of:)``.
    static func keys(ids: String, name: String) -> [PersonKey] {
        if !ids.isEmpty { return ids.split(separator: " ").map { PersonKey(String($0)) } }
        return name.isEmpty ? [] : [PersonKey(pseudonym: name) ?? PersonKey(Folding.key(name))]
    }

    private static let removedName = "~"

    /// In the place of a name whose time is over, so that whoever holds two functions still counts as one person. That of
    /// a pseudonym is itself.
    static func pseudonym(of name: String) -> String {
        guard PersonKey(pseudonym: name) == nil else { return name }
        let digits = String(PersonKey(Folding.key(name)).hash, radix: 16)
        return removedName + String(repeating: "0", count: 16 - digits.count) + digits
    }

    init(from decoder: any Decoder) throws { hash = try decoder.singleValueContainer().decode(UInt64.self) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hash)
    }
}
