internal import Accompaniment
internal import Yams

/// What can stand in the registry: a text, a mapping, a list of these, or a mapping from texts to these.
protocol Readable {
    /// - Parameters:
    ///   - path: Of `node`, as in ``YAMLReader/lines``.
    ///   - reader: Notes what is wrong.
    init(_ node: Node, at path: @autoclosure () -> String, of reader: YAMLReader) throws(Noted)
}

/// A value that cannot be used: why is noted.
struct Noted: Error {}

extension YAMLReader {
    /// Notes a mistake with its place in words: `units[1].label` as `units [1] label`.
    func refuse(_ message: String, _ node: Node, at path: String) -> Noted {
        let place = path.replacing("[", with: " [").replacing(".", with: " ")
        note(place.isEmpty ? message : "\(place): \(message)", node)
        return Noted()
    }
}

extension Array: Readable where Element: Readable {
    init(_ node: Node, at path: @autoclosure () -> String, of reader: YAMLReader) throws(Noted) {
        guard let list = node.sequence else { throw reader.refuse("the value has the wrong form", node, at: path()) }
        self.init()
        reserveCapacity(list.count)
        for (index, node) in list.enumerated() {
            // What is wrong with it is noted; the entries behind it are looked at as well.
            guard let entry = try? Element(node, at: "\(path())[\(index + 1)]", of: reader) else { continue }
            append(entry)
        }
    }
}

extension Dictionary: Readable where Key: Text, Value: Readable {
    init(_ node: Node, at path: @autoclosure () -> String, of reader: YAMLReader) throws(Noted) {
        guard let mapping = node.mapping else { throw reader.refuse("the value has the wrong form", node, at: path()) }
        self.init()
        for (name, node) in mapping {
            // As above.
            guard let key = try? Key(name, at: path(), of: reader),
                let value = try? Value(node, at: "\(path()).\(name.string ?? "?")", of: reader)
            else { continue }
            self[key] = value
        }
    }
}

/// What is written as one text.
protocol Text: Readable {
    /// In words, behind "is not".
    static var form: String { get }
    init?(text: String)
}

extension Text {
    init(_ node: Node, at path: @autoclosure () -> String, of reader: YAMLReader) throws(Noted) {
        guard let text = node.scalar?.string else {
            throw reader.refuse("the value has the wrong form", node, at: path())
        }
        guard let value = Self(text: text) else {
            throw reader.refuse("'\(text)' is not \(Self.form)", node, at: path())
        }
        self = value
    }
}

extension String: Text {
    static var form: String { "a text" }
    init?(text: String) { self = text }
}

extension Bool: Text {
    static var form: String { "true or false" }
    init?(text: String) {
        guard let value = Node(text).bool else { return nil }
        self = value
    }
}

extension CalendarDay: Text {
    static var form: String { "a day: write it as 2015-11-30" }
    init?(text: String) { self.init(text) }
}

extension Code: Text {
    static var form: String { "a code" }
    init?(text: String) { self.init(rawValue: text) }
}

extension Text where Self: RawRepresentable<String> & CaseIterable {
    static var form: String { "one of " + allCases.map(\.rawValue).joined(separator: ", ") }
    init?(text: String) { self.init(rawValue: text) }
}

/// What is written as `key: value` lines; those that its initialiser does not ask for are mistakes.
protocol Mapping: Readable {
    init(_ entry: YAMLReader.Section) throws(Noted)
}

extension Mapping {
    init(_ node: Node, at path: @autoclosure () -> String, of reader: YAMLReader) throws(Noted) {
        let path = path()
        guard let entry = YAMLReader.Section(node, path.isEmpty ? "" : "\(path).", of: reader) else { throw Noted() }
        try self.init(entry)
        entry.finish()
    }
}

extension YAMLReader.Section {
    func required<Value: Readable>(_ key: String) throws(Noted) -> Value {
        guard let below = take(key) else {
            throw reader.refuse("'\(key)' is missing", node, at: String(prefix.dropLast()))
        }
        return try Value(below, at: "\(prefix)\(key)", of: reader)
    }

    /// `nil` also where nothing stands behind the key, as with a list of which every line is a comment.
    func optional<Value: Readable>(_ key: String) throws(Noted) -> Value? {
        guard let below = take(key), below.null == nil else { return nil }
        return try Value(below, at: "\(prefix)\(key)", of: reader)
    }
}
