internal import Foundation
internal import Yams

extension YAMLReader {
    /// The whole file as `type`; `nil` where it has another form. Every entry of a list that has another form is noted, and
    /// every key that `type` does not know.
    package func decode<Content: Codable>(_ type: Content.Type) -> Content? {
        guard let root = node() else { return nil }
        decoded = root
        var rest = root
        do {
            while true {
                do {
                    let content = try YAMLDecoder().decode(type, from: rest)
                    if let known = try Self.node(of: content) { noteUnknown(rest, known) }
                    return mistakes.isEmpty ? content : nil
                } catch let error as DecodingError {
                    let (path, message) = Self.reason(error)
                    let (place, node) = Self.place(path, in: rest, of: root)
                    note(place.isEmpty ? message : "\(place): \(message)", node)
                    // The entries behind it are looked at as well.
                    guard let others = Self.without(path[...], rest) else { return nil }
                    rest = others
                }
            }
        } catch {
            note("\(error)", root)
            return nil
        }
    }

    /// What was understood, as a file would say it: in JSON, which is YAML and written several times faster.
    private static func node(of content: some Encodable) throws -> Node? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
        return try Yams.compose(yaml: String(decoding: encoder.encode(content), as: UTF8.self))
    }

    /// Notes what is wrong in an entry of a list of the file that was decoded.
    ///
    /// - Parameters:
    ///   - list: The keys that lead to it.
    ///   - entry: From 0.
    package func note(_ message: String, in list: [String], at entry: Int) {
        let sequence = list.reduce(decoded) { node, key in node?.mapping?[Node(key)] }?.sequence
        note(message, sequence.flatMap { $0.indices.contains(entry) ? $0[entry] : nil })
    }

    private static func reason(_ error: DecodingError) -> (path: [any CodingKey], message: String) {
        switch error {
        case .keyNotFound(let key, let context): (context.codingPath, "'\(key.stringValue)' is missing")
        case .valueNotFound(_, let context), .typeMismatch(_, let context):
            (context.codingPath, "the value has the wrong form")
        case .dataCorrupted(let context): (context.codingPath, context.debugDescription)
        @unknown default: ([], "\(error)")
        }
    }

    /// Where a path leads, in words, and what stands there.
    ///
    /// - Parameters:
    ///   - rest: What is left of the file, in which the path counts.
    ///   - root: The whole file, in which its readers count.
    private static func place(_ path: [any CodingKey], in rest: Node, of root: Node) -> (words: String, node: Node) {
        var words: [String] = []
        var (node, whole) = (rest, root)
        for key in path {
            guard let next = child(node, key) else { break }
            if key.intValue == nil {
                words.append(key.stringValue)
                whole = child(whole, key) ?? next
            } else {
                let place = whole.sequence?.firstIndex {
                    $0.mark?.line == next.mark?.line && $0.mark?.column == next.mark?.column
                }
                words.append("[\((place ?? 0) + 1)]")
                whole = next
            }
            node = next
        }
        return (words.joined(separator: " "), node)
    }

    /// What is below `node`; for a key that is missing nothing.
    private static func child(_ node: Node, _ key: any CodingKey) -> Node? {
        guard let index = key.intValue else { return node.mapping?[Node(key.stringValue)] }
        guard let list = node.sequence, list.indices.contains(index) else { return nil }
        return list[index]
    }

    /// `node` without the entry of a list that `path` leads through; `nil` where it leads through none.
    private static func without(_ path: ArraySlice<any CodingKey>, _ node: Node) -> Node? {
        guard let key = path.first, let below = child(node, key) else { return nil }
        var changed = node
        if let index = key.intValue {
            changed.sequence?.remove(at: index)
        } else {
            guard let rest = without(path.dropFirst(), below) else { return nil }
            changed.mapping?[Node(key.stringValue)] = rest
        }
        return changed
    }

    /// Notes each key of `node` that was not understood.
    ///
    /// - Parameters:
    ///   - understood: The same as it would be written by us.
    ///   - siblings: Further keys that would be right here.
    private func noteUnknown(_ node: Node, _ understood: Node, siblings: Set<String> = []) {
        if let mapping = node.mapping, let known = understood.mapping {
            let keys = siblings.union(known.keys.compactMap(\.string))
            for (key, value) in mapping {
                if let below = known[key] {
                    noteUnknown(value, below)
                } else if value.null == nil {
                    noteUnknown(key.string ?? "?", key, known: keys.sorted())
                }
            }
        } else if let list = node.sequence, let known = understood.sequence {
            let keys = Set(known.flatMap { $0.mapping?.keys.compactMap(\.string) ?? [] })
            for (entry, below) in zip(list, known) { noteUnknown(entry, below, siblings: keys) }
        }
    }
}
