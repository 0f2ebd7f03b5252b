private import Foundation

/// Pieces of canonical JSON, each with the value that it says.
///
/// To encode all figures of a period takes longer than whatever else is done for one changed row, which leaves most of them
/// as they are. A piece that is asked for again with an equal value is the same bytes; nothing else depends on what was
/// encoded before.
package struct EncodedPieces: Sendable {
    private struct Piece: Sendable {
        let value: any Equatable & Sendable
        let member: CanonicalJSON.Member
    }

    /// By the names that lead to them.
    private var pieces: [String: Piece] = [:]

    package init() {}

    /// - Parameter parent: What leads to the object whose member it is.
    mutating func member<Value: Encodable & Equatable & Sendable>(
        _ name: String,
        _ value: Value,
        of parent: String = ""
    ) throws -> CanonicalJSON.Member {
        let path = "\(parent)/\(name)"
        if let piece = pieces[path], piece.value as? Value == value { return piece.member }
        let member = CanonicalJSON.member(name, try JSONEncoder.canonical.encode(value))
        pieces[path] = Piece(value: value, member: member)
        return member
    }

    /// An object of pieces, or `null`.
    mutating func member<Value: Encodable & Equatable & Sendable>(
        _ name: String,
        each values: [Code: Value]?,
        of parent: String = ""
    ) throws -> CanonicalJSON.Member {
        guard let values else { return try member(name, values, of: parent) }
        let path = "\(parent)/\(name)"
        let members = try values.map { try member($0.key.rawValue, $0.value, of: path) }
        return CanonicalJSON.member(name, CanonicalJSON.object(of: members))
    }
}
