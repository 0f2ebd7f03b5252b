internal import Accompaniment
internal import Crypto
internal import Foundation

/// By what a person is the same in two rows: the code of the registry, or else the folded name without titles. Of either
/// only a part of its hash is kept. A name cannot be read from it; who knows a name can test it, which is why it stays on
/// this server.
struct PersonKey: Hashable, Codable {
    private let hash: UInt64

    private init(_ text: String) {
        hash = SHA256.hash(data: Data(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// `nil` for what is no sign.
    init?(pseudonym: String) {
        guard pseudonym.hasPrefix(Self.removedName), pseudonym.utf8.count == 17,
            let hash = UInt64(pseudonym.dropFirst(), radix: 16)
        else { return nil }
        self.hash = hash
    }

    /// - Parameters:
    ///   - ids: Codes of the registry with a space between, or nothing. In the place of a person who was erased stands a
    ///     sign, by which they are told from others.
    ///   - others: Whoever else the cell names, with a comma between: ``Attribute/escortOthers``, or nothing.
    ///   - cell: As it was written, or its ``pseudonym(of:)``; looked at where the two before are empty.
    /// - Returns: One for each person that is named.
    static func keys(ids: String, others: String, cell: String) -> Set<PersonKey> {
        let names = names(ids: ids, others: others, cell: cell).compactMap(PersonKey.init(name:))
        return Set(ids.split(separator: " ").map { PersonKey(id: String($0)) } + names)
    }

    /// Those of whom ``keys(ids:others:cell:)`` does not know a code.
    static func names(ids: String, others: String, cell: String) -> [String] {
        others.isEmpty
            ? ids.isEmpty ? People.none.names(inCell: cell) : [] : others.split(separator: ",").map(String.init)
    }

    /// - Parameter name: As it was written, or its pseudonym; `nil` where it is none.
    init?(name: String) {
        if let known = PersonKey(pseudonym: name) {
            self = known
        } else {
            let key = People.key(of: name)
            if key.isEmpty { return nil }
            self.init(key)
        }
    }

    /// - Parameter id: A code of the registry, or a sign.
    init(id: String) { self = PersonKey(pseudonym: id) ?? PersonKey(id) }

    /// A key that nobody can find who knows the name: each key has another one, always the same under one `salt`.
    func renewed(with salt: [UInt8]) -> PersonKey { PersonKey("\(salt.hex) \(hash)") }

    /// In the place of a code or a name. See ``keys(ids:others:cell:)``.
    var sign: String {
        let digits = String(hash, radix: 16)
        return Self.removedName + String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static let removedName = "~"

    /// In the place of a cell whose time is over, one for each name in it, so that whoever holds two functions still
    /// counts as one person. That of pseudonyms is itself; `nil` where nobody is named.
    static func pseudonym(of cell: String) -> String? {
        let names = People.none.names(inCell: cell).compactMap { PersonKey(name: $0)?.sign }
        return names.isEmpty ? nil : names.joined(separator: ",")
    }

    init(from decoder: any Decoder) throws { hash = try decoder.singleValueContainer().decode(UInt64.self) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hash)
    }
}
