internal import Accompaniment
internal import Crypto
internal import Foundation

/// By what a person is the same in two rows: the code of the registry, or else the folded name without titles. Of either only a
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
    ///   - others: Whoever else the cell names, with a comma between: ``Attribute/escortOthers``, or nothing.
    ///   - cell: As it was written, or its ``pseudonym(of:)``; looked at where the two before are empty.
    /// - Returns: One for each person that is named.
    static func keys(ids: String, others: String, cell: String) -> Set<PersonKey> {
        let names =
            others.isEmpty
            ? ids.isEmpty ? People.none.names(inCell: cell) : []
            : others.split(separator: ",").map(String.init)
        return Set(ids.split(separator: " ").map { PersonKey(String($0)) } + names.compactMap(PersonKey.init(name:)))
    }

    /// - Parameter name: As it was written, or its pseudonym; `nil` where it is none.
    private init?(name: String) {
        if let known = PersonKey(pseudonym: name) {
            self = known
        } else {
            let key = People.key(of: name)
            if key.isEmpty { return nil }
            self.init(key)
        }
    }

    private static let removedName = "~"

    /// In the place of a cell whose time is over, one for each name in it, so that whoever holds two functions still
    /// counts as one person. That of pseudonyms is itself; `nil` where nobody is named.
    static func pseudonym(of cell: String) -> String? {
        let names = People.none.names(inCell: cell).compactMap { PersonKey(name: $0)?.pseudonym }
        return names.isEmpty ? nil : names.joined(separator: ",")
    }

    private var pseudonym: String {
        let digits = String(hash, radix: 16)
        return Self.removedName + String(repeating: "0", count: 16 - digits.count) + digits
    }

    init(from decoder: any Decoder) throws { hash = try decoder.singleValueContainer().decode(UInt64.self) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hash)
    }
}
