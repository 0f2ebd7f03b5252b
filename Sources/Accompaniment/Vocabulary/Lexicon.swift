/// The registry turned round: from what people write to codes. Built once; look-ups are exact on folded keys
/// (domain.md 1.9, rules 1, 2 and 5).
///
/// A class, for everything that reads rows holds it, and it is large: nothing of it ever changes.
package final class Lexicon: Sendable {
    private let units: [String: Code]
    /// Of the names in ``units``, in letters.
    private let longestUnit: Int
    private let organisations: [String: Code]
    private let forums: [String: Code]
    private let terms: [TermGroup: [String: Code]]
    private let authorities: [String: Code]
    private let authorityUnits: [Code: Code]
    private let oversight: Set<Code>
    private let principals: [Code: Code]
    /// The words of each need, longest first.
    private let needWords: [(words: Set<Substring>, need: Code)]
    /// The names of forums and committees, and of kinds of activity.
    private let forumOpenings: PhraseTable
    private let activityOpenings: PhraseTable
    /// Those whose names may stand in reports.
    package let people: People
    private let labels: [Code: Label]
    /// The scope of each unit, as a code of the list of scopes.
    package let scopes: [Code: Code]
    /// The registry that the words come from.
    package let registry: Registry

    /// - Throws: ``AmbiguousAlias`` when one word stands for two codes of the same list, so that a look-up could not
    ///   be trusted.
    package init(_ registry: Registry) throws {
        self.registry = registry
        units = try Self.index(registry.units.map { ($0.code, $0.label, $0.aliases) }, key: Self.unitKey)
        longestUnit = units.keys.map(\.count).max() ?? 0
        organisations = try Self.index(
            registry.organisations.map { ($0.code, $0.label, $0.aliases) },
            key: { Folding.key($0) }
        )
        forums = try Self.index(registry.forums.map { ($0.code, $0.label, $0.aliases) }, key: { Folding.key($0) })
        terms = try registry.terms.mapValues { list in
            try Self.index(list.map { ($0.code, $0.label, $0.aliases) }, key: { Folding.key($0) })
        }
        authorities = try Self.index(
            (registry.authorities ?? []).map { ($0.code, $0.label, $0.aliases) },
            key: { Folding.key($0) }
        )
        authorityUnits = Dictionary(
            (registry.authorities ?? []).map { ($0.code, $0.unit) },
            uniquingKeysWith: { first, _ in first }
        )
        let entries =
            (registry.authorities ?? []).map { ($0.code, $0.label) } + registry.units.map { ($0.code, $0.label) }
            + registry.organisations.map { ($0.code, $0.label) }
            + registry.forums.map { ($0.code, $0.label) }
            // In a fixed order: a code of two lists has the words of the first.
            + TermGroup.allCases.flatMap { registry.terms[$0] ?? [] }.map { ($0.code, $0.label) }
        labels = Dictionary(entries, uniquingKeysWith: { first, _ in first })
        scopes = Dictionary(
            registry.units.compactMap { unit in Code(rawValue: unit.kind.rawValue).map { (unit.code, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        principals = Dictionary(
            registry.organisations.compactMap { body in body.onBehalfOf.map { (body.code, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        needWords = (registry.terms[.need] ?? []).flatMap { need in
            ([need.label.he, need.label.en] + need.aliases).map { (Set(Self.words(of: $0)), need.code) }
        }.filter { $0.0.count > 1 }.sorted { ($1.0.count, $0.1) < ($0.0.count, $1.1) }
        forumOpenings = PhraseTable(
            forums.filter { name in
                ["פורומ ", "ועד", "וועד"].contains { name.key.hasPrefix($0) } && name.key.contains(" ")
            }
            .map { ($0.key, $0.value) }
        )
        activityOpenings = PhraseTable((terms[.activityType] ?? [:]).map { ($0.key, $0.value) })
        people = People(registry.people ?? [], engagements: registry.engagements ?? [])
        oversight = Set(registry.terms.values.joined().filter { $0.function == .oversight }.map(\.code))
    }

    /// One word, two meanings: the registry must say which.
    package struct AmbiguousAlias: Error, CustomStringConvertible {
        package let alias: String
        package let first: Code
        package let second: Code

        package var description: String {
            "the alias '\(alias)' belongs to both \(first.rawValue) and \(second.rawValue): remove it from one of them"
        }
    }

    /// The words for `code`, or the code itself where it has none.
    package func label(_ code: Code, _ language: Language) -> String { labels[code]?[language] ?? code.rawValue }

    /// The words for `code` in one of the lists: «הקמה» of a service is not «בהקמה» of an activity.
    package func label(_ code: Code, in group: TermGroup, _ language: Language) -> String {
        registry.terms[group]?.first { $0.code == code }?.label[language] ?? label(code, language)
    }

    /// The scope of a cluster or an area; of all else `NATIONAL`.
    package func scope(of unit: Code) -> Code { scopes[unit] ?? .national }

    /// How a cluster or an area was found.
    package enum UnitMatch: Equatable, Sendable {
        case exact(Code)
        /// One letter apart from exactly one unit: taken in, and said to the sender.
        case near(Code)
        /// What was written is a part of the names of these: «נגב».
        case ambiguous([Code])
        case unknown
    }

    /// The cluster, area or national scope that `text` names. At most one letter may differ: «מערבי» and «מזרחי» are
    /// two letters apart, so a wider net would move activity from west to east (domain.md 1.9, rule 2).
    package func unit(_ text: String) -> UnitMatch {
        let key = Self.unitKey(text)
        if let code = units[key] ?? unit(behindPrefixOf: key) { return .exact(code) }
        // Longer than any name and another letter, it is none, and is not compared with each.
        guard (3...longestUnit + 1).contains(key.count) else { return .unknown }
        let near = Set(units.filter { $0.key.count >= 4 && key.count >= 4 && isOneEditApart($0.key, key) }.map(\.value))
        if near.count == 1, let code = near.first { return .near(code) }
        let words = Set(key.split(separator: " "))
        let partly =
            near.isEmpty ? Set(units.filter { words.isSubset(of: $0.key.split(separator: " ")) }.map(\.value)) : near
        return partly.count > 1 ? .ambiguous(partly.sorted()) : .unknown
    }

    /// «בנגב מערבי», «לאזור צפון»: a letter before a name, where the rest is one.
    private func unit(behindPrefixOf key: String) -> Code? {
        guard let first = key.first, "בלהומ".contains(first) else { return nil }
        return units[Self.unitKey(String(key.dropFirst()))]
    }

    package func organisation(_ text: String) -> Code? { organisations[Folding.key(text)] }

    package func authority(_ text: String) -> Code? { authorities[Folding.key(text)] }

    /// The cluster of a local authority.
    package func unit(ofAuthority code: Code) -> Code? { authorityUnits[code] }

    package func forum(_ text: String) -> Code? { forums[Folding.key(text)] }

    package func term(_ text: String, in group: TermGroup) -> Code? { terms[group]?[Folding.key(text)] }

    /// The forum whose name the text begins with, longest name first: «פורום חינוך מיוחד» is not «פורום חינוך».
    /// An opening «הקמת» is passed over.
    ///
    /// - Parameter text: Folded, as ``Folding/keyBytes(_:)`` gives it.
    package func forum(openingOf text: [UInt8]) -> Code? {
        let rest = text.starts(with: Self.setUp) ? text.dropFirst(Self.setUp.count) : text[...]
        return forumOpenings.longest(openingOf: rest)?.code
    }

    private static let setUp = Array("הקמת ".utf8)

    /// The kind of activity that the text begins with, longest name first: «מיפוי צרכים» is not «מיפוי».
    ///
    /// - Parameter text: As above.
    package func activityType(openingOf text: [UInt8]) -> Code? { activityOpenings.longest(openingOf: text[...])?.code }

    /// The need of which all words of a name stand in `text`; `nil` where that is so for several needs.
    package func need(spokenOfIn text: String) -> Code? {
        let words = Set(Self.words(of: text))
        let found = needWords.filter { $0.words.isSubset(of: words) }
        guard let longest = found.first else { return nil }
        return found.allSatisfy { $0.need == longest.need || $0.words.isStrictSubset(of: longest.words) }
            ? longest.need : nil
    }

    /// True where a row that names `body` belongs in a folder of `organisation`: it is the same, or one of the two works
    /// on behalf of the other.
    package func mayReport(_ body: Code, for organisation: Code) -> Bool {
        body == organisation || principals[body] == organisation || principals[organisation] == body
    }

    /// For whom a body works that has no reports of its own (domain.md 1.6); `nil` for all others.
    package func principal(of body: Code) -> Code? { principals[body] }

    /// Folded.
    private static func words(of text: String) -> [Substring] {
        Folding.key(text).utf8.split { wordEnds.contains($0) }.map(Substring.init)
    }

    private static let wordEnds = Array(" :,.;()".utf8)

    /// The functions that `text` speaks of, from the words of domain.md 1.3. Both in one cell is what S1 forbids.
    package func functions(in text: String) -> Set<Function> {
        let words = Folding.key(text).split(whereSeparator: { " /,;+".contains($0) })
        var found: Set<Function> = []
        for word in words {
            var candidate = String(word)
            for _ in 0..<2 {
                if let code = terms[.function]?[candidate], let function = Function(rawValue: code.rawValue) {
                    found.insert(function)
                    break
                }
                guard candidate.hasPrefix("ו") else { break }
                candidate.removeFirst()
            }
        }
        return found
    }

    /// True for a hat, mode or kind of activity that by itself is oversight.
    package func impliesOversight(_ code: Code) -> Bool { oversight.contains(code) }

    /// A unit's key: folded, without a leading «אשכול» or «אזור», without ה before a word (domain.md 1.9, rule 1).
    private static func unitKey(_ text: String) -> String {
        var words = Folding.key(text).split(separator: " ").map(String.init)
        if words.count > 1, ["אשכול", "האשכול", "אזור", "איזור", "האזור"].contains(words[0]) { words.removeFirst() }
        return words.map { $0.hasPrefix("ה") && $0.count > 2 ? String($0.dropFirst()) : $0 }.joined(separator: " ")
    }

    private static func index(
        _ entries: [(Code, Label, [String])],
        key: (String) -> String
    ) throws -> [String: Code] {
        var index: [String: Code] = [:]
        // A table that grows looks at all its words again.
        index.reserveCapacity(entries.reduce(0) { $0 + 3 + $1.2.count })
        for (code, label, aliases) in entries {
            for word in [code.rawValue, label.he, label.en] + aliases {
                if let other = index.updateValue(code, forKey: key(word)), other != code {
                    throw AmbiguousAlias(alias: word, first: other, second: code)
                }
            }
        }
        return index
    }
}

/// True when one insertion, deletion or replacement turns `left` into `right`.
private func isOneEditApart(_ left: String, _ right: String) -> Bool {
    let shorter = Array(left.count <= right.count ? left : right)
    let longer = Array(left.count <= right.count ? right : left)
    guard longer.count - shorter.count <= 1 else { return false }
    let prefix = zip(shorter, longer).prefix { $0 == $1 }.count
    let rest = shorter.count == longer.count ? shorter.dropFirst(prefix + 1) : shorter.dropFirst(prefix)
    return rest.elementsEqual(longer.dropFirst(prefix + 1))
}
