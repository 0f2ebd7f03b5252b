/// One person, looked for in what people wrote: by all names that the registry knows, or else by one name alone.
///
/// Names are compared word by word on folded keys (domain.md 1.9, rule 5): «תמר-רז» is «תמר רז», and «תמר רזניק» is
/// somebody else. Letters such as ב and ו may stand before the first word. Where a longer name of somebody else stands, it
/// is theirs.
package struct PersonSearch: Sendable {
    /// That of the registry; `nil` for whom it does not know.
    package let code: Person.ID?
    private let people: People
    private var own: NameTable
    private var others: NameTable

    /// - Parameter name: With a letter or a digit; it stands for two people of the registry at no time: see
    ///   ``People/codes(named:)``.
    package init(_ name: String, in people: People) {
        let codes = people.codes(named: name)
        code = codes.count == 1 ? codes.first : nil
        self.people = people
        let known = people.names(of: code)
        own = NameTable(known.own + [name])
        others = NameTable(known.others)
    }

    /// False where there is nothing to look for.
    package var isPossible: Bool { !own.isEmpty }

    /// The names that are looked for, as keys of ``Folding``.
    package var keys: Set<String> { own.keys }

    /// From now on also looks for another spelling. Of one word behind its titles it could be anybody's: it is left alone.
    package mutating func learn(_ spelling: String) {
        if People.key(of: spelling).contains(" ") { own.insert(WordInText.all(in: spelling).map(\.key)) }
    }

    /// The same search for one row, in which the person has these names, of whatever length, and others have those.
    package func inRow(own: [String], others: [String]) -> PersonSearch {
        var search = self
        for name in own { search.own.insert(WordInText.all(in: name).map(\.key)) }
        for name in others { search.others.insert(WordInText.all(in: name).map(\.key)) }
        return search
    }

    /// The names in a cell of escorts, as they stand there: those of the person, and those of others.
    ///
    /// - Parameters:
    ///   - isNamed: The person was understood from this cell when it was taken in. The registry may have been another one
    ///     then: where no name is certain, those are taken that begin alike, or else all that are nobody else's.
    ///   - strangers: Keys of those in the cell who were known not to be the person then: see ``People/key(of:)``.
    package func escorts(
        in cell: String,
        isNamed: Bool,
        organisation: Code,
        unit: Code?,
        strangers: Set<String> = []
    ) -> (own: [String], others: [String]) {
        var (own, open, others): ([String], [String], [String]) = ([], [], [])
        for mention in people.people(in: cell, organisation: organisation, unit: unit) {
            let isOwn: Bool? =
                switch mention.match {
                case .exact(let person): person == code
                case .near(let person): person == code && isNamed ? true : (person == code ? nil : false)
                case .ambiguous(let persons): code.map(persons.contains) == true ? nil : false
                case .unknown: nil
                }
            if isOwn == true || isOwn == nil && mentions(mention.text) {
                own.append(mention.text)
            } else if isOwn == nil, !strangers.contains(People.key(of: mention.text)) {
                open.append(mention.text)
            } else {
                others.append(mention.text)
            }
        }
        guard own.isEmpty, isNamed else { return (own, others + open) }
        let alike = open.filter(self.own.beginsLike)
        return alike.isEmpty ? (open, others) : (alike, others + open.filter { !alike.contains($0) })
    }

    /// True where `text` names the person.
    package func mentions(_ text: String) -> Bool { masked(text, as: "") != nil }

    /// `text` with `mask` in the place of each name of the person; `nil` where there is none.
    package func masked(_ text: String, as mask: String) -> String? {
        guard own.mayStand(in: text) else { return nil }
        let words = WordInText.all(in: text)
        var masked = ""
        var end = text.startIndex
        var index = 0
        while index < words.count {
            let found = own.longest(at: index, in: words)
            let foreign = others.longest(at: index, in: words)
            guard found.words > 0, found.words >= foreign.words else {
                index += max(foreign.words, 1)
                continue
            }
            masked += text[end..<words[index].start(behind: found.prefix, in: text)]
            masked += mask
            index += found.words
            end = words[index - 1].range.upperBound
        }
        return end == text.startIndex ? nil : masked + text[end...]
    }
}

/// Names as the keys of their words, by their first word.
private struct NameTable: Sendable {
    private var names: [String: Set<[String]>] = [:]
    /// The first words as bytes.
    private var firstWords: [[UInt8]] = []

    init(_ names: [String]) {
        for name in names { insert(WordInText.all(in: name).map(\.key)) }
    }

    var isEmpty: Bool { names.isEmpty }
    var keys: Set<String> { Set(names.values.flatMap { $0.map { $0.joined(separator: " ") } }) }

    /// The first word of `name` is that of one of them.
    func beginsLike(_ name: String) -> Bool {
        WordInText.all(in: name).first.map { names[$0.key] != nil } ?? false
    }

    mutating func insert(_ words: [String]) {
        guard let first = words.first else { return }
        if names[first] == nil { firstWords.append(Array(first.utf8)) }
        names[first, default: []].insert(words)
    }

    /// False for a text in which none of them stands: much faster than looking at its words, and true for few.
    func mayStand(in text: String) -> Bool {
        let key = Folding.keyBytes(text)
        return firstWords.contains { word in
            guard key.count >= word.count else { return false }
            return (0...key.count - word.count).contains { start in
                word.indices.allSatisfy { key[start + $0] == word[$0] }
            }
        }
    }

    /// How many of `words` from `index` on are a name, and how many letters stand before it.
    func longest(at index: Int, in words: [WordInText]) -> (words: Int, prefix: Int) {
        var best = (words: 0, prefix: 0)
        let word = words[index].key
        for prefix in 0...2 {
            guard word.prefix(prefix).allSatisfy(Self.joined.contains) else { break }
            let first = String(word.dropFirst(prefix))
            for name in names[first] ?? [] where name.count > best.words {
                // «שחי» is a word, and «שתמי» names Tami.
                guard prefix == 0 || name.count > 1 || prefix == 1 && first.count > 2,
                    index + name.count <= words.count,
                    (1..<name.count).allSatisfy({ words[index + $0].key == name[$0] && words[index + $0].joins })
                else { continue }
                best = (name.count, prefix)
            }
        }
        return best
    }

    /// Written together with the word behind them.
    private static let joined: Set<Character> = ["ב", "ל", "ה", "ו", "מ", "ש", "כ"]
}

/// A word of a text: letters and digits, with the marks inside it.
private struct WordInText {
    /// Folded.
    let key: String
    /// From its first letter to its last one.
    let range: Range<String.Index>
    /// Nothing but space, a dash, a dot or an underscore, as in names of files, stands before it.
    let joins: Bool

    /// Where the name begins, behind `prefix` letters.
    func start(behind prefix: Int, in text: String) -> String.Index {
        var left = prefix
        var index = range.lowerBound
        let scalars = text.unicodeScalars
        while index < range.upperBound, left > 0 || !Self.isLetter(scalars[index]) {
            if Self.isLetter(scalars[index]) { left -= 1 }
            index = scalars.index(after: index)
        }
        return index
    }

    static func all(in text: String) -> [WordInText] {
        var words: [WordInText] = []
        let scalars = text.unicodeScalars
        var (start, end): (String.Index?, String.Index) = (nil, text.startIndex)
        var joins = true
        func close() {
            guard let first = start else { return }
            let key = Folding.key(String(scalars[first..<end]))
            if !key.isEmpty { words.append(WordInText(key: key, range: first..<end, joins: joins)) }
            (start, joins) = (nil, true)
        }
        for index in scalars.indices {
            let scalar = scalars[index]
            if isLetter(scalar) {
                start = start ?? index
                end = scalars.index(after: index)
            } else if !isInside(scalar) {
                close()
                joins = joins && isJoint(scalar)
            }
        }
        close()
        return words
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
            return true
        default: return false
        }
    }

    /// What folding takes away, or keeps, within a word.
    private static func isInside(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x22, 0x27, 0x60, 0xB4, 0x05F3, 0x05F4, 0x2018...0x201F: true
        default:
            Folding.isInvisible(scalar)
                || [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
        }
    }

    private static func isJoint(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "." || scalar == "_" || scalar != "\t" && scalar.properties.isWhitespace
            || scalar.properties.generalCategory == .dashPunctuation || scalar.value == 0x2212
    }
}
