import Foundation

/// A value of JSON whose shape nobody knows beforehand: a summary as it came, for looking at all of it.
enum JSONValue: Decodable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// - Throws: For a number that is no integer: no summary holds one.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
            return
        }
        // `try?`: a value that is not of one kind is tried as the next; the last one says what is wrong.
        if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Visits every value that is no object, with the names that lead to it, in their order.
    func forEachLeaf(
        at path: [String] = [],
        _ body: (_ path: [String], _ value: JSONValue) throws -> Void
    ) rethrows {
        guard case .object(let members) = self, !members.isEmpty else { return try body(path, self) }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            try value.forEachLeaf(at: path + [name], body)
        }
    }
}
