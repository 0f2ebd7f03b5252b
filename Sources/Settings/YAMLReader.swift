private import Foundation
internal import Yams

/// Reads one YAML file key by key and gathers every mistake with its place, so that an operator mends them in one go.
package final class YAMLReader {
    package struct Mistake: Comparable, CustomStringConvertible {
        package let file: String
        package let line: Int
        package let column: Int
        package let message: String

        package var description: String { "\(file):\(line):\(column): \(message)" }

        package static func < (left: Mistake, right: Mistake) -> Bool {
            (left.line, left.column, left.message) < (right.line, right.column, right.message)
        }
    }

    private let file: String
    package private(set) var mistakes: [Mistake] = []
    /// The line of each value that was understood, by its key: `state`, `inboxes[1].path`; lists count from 1.
    package private(set) var lines: [String: Int] = [:]

    package init(file: String) {
        self.file = file
    }

    /// The whole file as a mapping; `nil` where it is none, which is noted.
    package func root() -> Section? { node().flatMap { Section($0, "", of: self) } }

    /// The file as it is written; `nil` where it cannot be read, which is noted.
    func node() -> Node? {
        do {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            // Each value is read as what its key asks for: nothing needs to be told what it looks like.
            guard let node = try Yams.compose(yaml: text, .basic) else {
                note("the file is empty", nil)
                return nil
            }
            return node
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                mistakes.append(Mistake(file: file, line: mark.line, column: mark.column, message: problem))
            case .duplicatedKeysInMapping(let keys, let context):
                let (line, column) = (context.mark.line, context.mark.column)
                for key in keys.sorted() {
                    let message = "here begins what has the key '\(key)' twice: keep one"
                    mistakes.append(Mistake(file: file, line: line, column: column, message: message))
                }
            default:
                note("\(error)", nil)
            }
        } catch {
            note("the file cannot be read: check the path and its mode", nil)
        }
        return nil
    }

    func note(_ message: String, _ node: Node?) {
        let mark = node?.mark
        mistakes.append(Mistake(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message))
    }

    /// - Parameter known: The keys that would be right there, of which the nearest one is named.
    private func noteUnknown(_ name: String, _ key: Node, known: [String]) {
        let nearest = known.min { distance($0, name) < distance($1, name) }
        let hint = nearest.flatMap { distance($0, name) <= 3 ? ": did you mean '\($0)'?" : nil }
        note("unknown key '\(name)'" + (hint ?? ": known are \(known.joined(separator: ", "))"), key)
    }

    /// A mapping whose keys are taken one by one; those that nobody takes are mistakes.
    package final class Section {
        let reader: YAMLReader
        let node: Node
        /// What stands before its keys in ``YAMLReader/lines``.
        let prefix: String
        /// What nobody took yet: a handful, so that nothing is gained by a dictionary.
        private var rest: [(name: String, key: Node, value: Node)]
        private var known: [String] = []

        init?(_ node: Node, _ prefix: String, of reader: YAMLReader) {
            guard let mapping = node.mapping else {
                reader.note("here should be 'key: value' lines", node)
                return nil
            }
            self.reader = reader
            self.node = node
            self.prefix = prefix
            rest = mapping.map { ($0.key.string ?? "?", $0.key, $0.value) }
        }

        /// The value of `key` as `parse` understands it; `nil` where it is missing or wrong, the latter noted with what
        /// is `expected`.
        package func value<T>(_ key: String, expected: String, _ parse: (String) -> T?) -> T? {
            guard let entry = take(key) else { return nil }
            if let text = entry.scalar?.string, let value = parse(text) {
                reader.lines[prefix + key] = entry.mark?.line
                return value
            }
            reader.note("'\(key)' should be \(expected)", entry)
            return nil
        }

        /// As ``value(_:expected:_:)``, but a missing key is a mistake too.
        package func required<T>(_ key: String, expected: String, _ parse: (String) -> T?) -> T? {
            if !rest.contains(where: { $0.name == key }) {
                reader.note("'\(key)' is missing: it should be \(expected)", node)
            }
            return value(key, expected: expected, parse)
        }

        /// One value or a list of them; none where the key is missing.
        package func values<T>(_ key: String, expected: String, _ parse: (String) -> T?) -> [T] {
            guard let entry = take(key) else { return [] }
            return (entry.sequence.map(Array.init) ?? [entry]).compactMap { node in
                if let text = node.scalar?.string, let value = parse(text) { return value }
                reader.note("'\(key)' should be \(expected), or a list of such", node)
                return nil
            }
        }

        package func text(_ key: String) -> String? { value(key, expected: "a text") { $0.isEmpty ? nil : $0 } }

        /// The mappings of a list; none where the key is missing.
        package func list(_ key: String) -> [Section] {
            guard let entry = take(key) else { return [] }
            guard let sequence = entry.sequence else {
                reader.note("'\(key)' should be a list: lines that begin with '-'", entry)
                return []
            }
            return sequence.enumerated().compactMap { index, node in
                Section(node, "\(prefix)\(key)[\(index + 1)].", of: reader)
            }
        }

        package func section(_ key: String) -> Section? {
            take(key).flatMap { Section($0, "\(prefix)\(key).", of: reader) }
        }

        /// Notes every key that was not asked for, with the nearest one that exists.
        package func finish() {
            for entry in rest.sorted(by: { $0.name < $1.name }) {
                reader.noteUnknown(entry.name, entry.key, known: known)
            }
        }

        package func note(_ message: String) { reader.note(message, node) }

        func take(_ key: String) -> Node? {
            known.append(key)
            return rest.firstIndex { $0.name == key }.map { rest.remove(at: $0).value }
        }
    }
}

/// Levenshtein's distance, for suggestions.
private func distance(_ left: String, _ right: String) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in right.enumerated() {
            (diagonal, row[j + 1]) = (row[j + 1], min(diagonal + (a == b ? 0 : 1), row[j] + 1, row[j + 1] + 1))
        }
    }
    return row[right.count]
}
