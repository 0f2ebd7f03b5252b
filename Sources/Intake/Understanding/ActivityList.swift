internal import Accompaniment

/// Rules 6 and 7 of ``ActivitySplitter``: activities with commas or «ו» between.
struct ActivityList: Sendable {
    private let lexicon: Lexicon
    private let nouns: ActivityNouns

    init(lexicon: Lexicon, nouns: ActivityNouns) {
        self.lexicon = lexicon
        self.nouns = nouns
    }

    func parts(of text: String) -> [ActivitySplitter.Part] {
        let outline = Outline(text)
        var pieces = outline.pieces
        if let last = pieces.popLast() { pieces += Self.joined(last, nouns: nouns) }
        if pieces.count > 1, pieces.allSatisfy(isActivity) {
            return pieces.enumerated().map { index, piece in
                // The details behind the colon are those of the last one.
                let whole = index == pieces.count - 1 ? piece + outline.details : piece
                return ActivitySplitter.Part(text: whole, isUnsplit: isCrammed(Outline(whole)))
            }
        }
        if let forums = forums(outline) { return forums.map { ActivitySplitter.Part(text: $0) } }
        let isMixed = pieces.count { nouns.opening(of: $0) != nil } > 1 || namesForumsBesides(pieces)
        return [ActivitySplitter.Part(text: text, isUnsplit: isMixed || isCrammed(outline))]
    }

    private func isActivity(_ piece: String) -> Bool {
        nouns.opening(of: piece) != nil && piece.split(separator: " ", maxSplits: 1).count > 1
    }

    /// «פורום רווחה ופורום חינוך» in two: the same noun before and behind «ו».
    private static func joined(_ piece: String, nouns: ActivityNouns) -> [String] {
        guard let noun = nouns.opening(of: piece) else { return [piece] }
        var pieces: [[Substring]] = [[]]
        for word in piece.split(separator: " ") {
            if word.hasPrefix("ו"), pieces[pieces.count - 1].count > 1, nouns.opening(of: word.dropFirst()) == noun {
                pieces.append([word.dropFirst()])
            } else {
                pieces[pieces.count - 1].append(word)
            }
        }
        // «הקמת פורום ופורום», of which one has no name, stays whole.
        guard pieces.allSatisfy({ $0.count > 1 }) else { return [piece] }
        return pieces.map { $0.joined(separator: " ") }
    }

    /// «פורום רווחה, חינוך וחירום» and «הפעלת פורום רווחה, חינוך» as one text each.
    private func forums(_ outline: Outline) -> [String]? {
        guard outline.details.isEmpty, outline.text.utf8.count <= 600, var last = outline.pieces.last else {
            return nil
        }
        var names = outline.pieces.dropLast().map { $0 }
        guard let opening = opening(of: names.first ?? last) else { return nil }
        // The last name may be two: whole it is one such as «בטיחות וביטחון».
        if !isForum(last, opening, isFirst: names.isEmpty), let cut = last.range(ofLastJoint: " ו") {
            names.append(String(last[..<cut.lowerBound]))
            last = String(last[cut.upperBound...])
        }
        names.append(last)
        guard names.count > 1, names.enumerated().allSatisfy({ isForum($1, opening, isFirst: $0 == 0) }) else {
            return nil
        }
        return [names[0]] + names.dropFirst().map { "\(opening.whole) \($0)" }
    }

    /// The words before the name of the first forum: what is done with it, and «פורום» itself.
    private struct Opening {
        var whole: String
        var noun: String
    }

    private func opening(of text: String) -> Opening? {
        let words = text.split(separator: " ", maxSplits: 3).map(String.init)
        guard nouns.opening(of: text) != nil, words.count > 1 else { return nil }
        for index in 0..<min(2, words.count - 1) where Folding.key(words[index]) == Self.forumNoun {
            return Opening(whole: words[...index].joined(separator: " "), noun: words[index])
        }
        return nil
    }

    private func isForum(_ name: String, _ opening: Opening, isFirst: Bool) -> Bool {
        guard isFirst else { return lexicon.forum("\(opening.noun) \(name)") != nil }
        return lexicon.forum(String(name.dropFirst(opening.whole.count - opening.noun.count))) != nil
    }

    /// Some names of a list that begins with a forum are forums too: the others may be anything.
    private func namesForumsBesides(_ pieces: [String]) -> Bool {
        guard let first = pieces.first, let opening = opening(of: first) else { return false }
        return pieces.dropFirst().contains { piece in
            let words = piece.split(separator: " ", maxSplits: 2).prefix(2)
            return (1...2).contains { count in
                lexicon.forum("\(opening.noun) \(words.prefix(count).joined(separator: " "))") != nil
            }
        }
    }

    /// One activity runs into another without a separator.
    private func isCrammed(_ outline: Outline) -> Bool {
        if outline.endsOfBrackets.contains(where: { nouns.opening(of: $0) != nil }) { return true }
        if outline.details.isEmpty == false, outline.laterLabels.contains(where: { nouns.opening(of: $0) != nil }) {
            return true
        }
        var previous = ""
        for (index, word) in Folding.key(outline.lead).split(separator: " ").map(String.init).enumerated() {
            // The first word governs what follows: «הפעלת פורום», «הובלת פורום».
            if index > 1, nouns.begins(word, after: previous) { return true }
            previous = word
        }
        return false
    }

    private static let forumNoun = Folding.key("פורום")
}

/// What stands where in one part of a cell, outside brackets.
private struct Outline {
    let text: String
    /// What stands before the first colon.
    private(set) var lead = ""
    /// The colon and what follows it; empty without one.
    private(set) var details = ""
    /// The lead, divided at its commas.
    private(set) var pieces: [String] = []
    /// What begins behind each closing bracket; its first few words.
    private(set) var endsOfBrackets: [String] = []
    /// What stands between a comma in the details and a further colon.
    private(set) var laterLabels: [String] = []

    init(_ text: String) {
        self.text = text
        let scalars = Array(text.unicodeScalars)
        let isBracketed = Brackets.scan(scalars).isBracketed
        var start = 0
        var colon: Int?
        for (index, scalar) in scalars.enumerated() {
            if isBracketed[index] {
                if index + 2 < scalars.count, !isBracketed[index + 1], colon == nil {
                    endsOfBrackets.append(Self.string(scalars[(index + 1)...].prefix(40)))
                }
                continue
            }
            // `9:00` and `1,500` divide nothing.
            let isInNumber =
                index > 0 && index + 1 < scalars.count && Self.isDigit(scalars[index - 1])
                && Self.isDigit(scalars[index + 1])
            guard !isInNumber else { continue }
            if scalar == "," {
                if colon == nil { pieces.append(Self.string(scalars[start..<index])) }
                start = index + 1
            } else if scalar == ":" {
                if colon == nil {
                    colon = index
                    pieces.append(Self.string(scalars[start..<index]))
                } else {
                    laterLabels.append(Self.string(scalars[start..<index].prefix(40)))
                }
                start = index + 1
            }
        }
        if colon == nil { pieces.append(Self.string(scalars[start...])) }
        pieces = pieces.map { $0.trimming([" "]) }.filter { !$0.isEmpty }
        let end = colon ?? scalars.count
        lead = Self.string(scalars[..<end])
        details = Self.string(scalars[end...])
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}

extension String {
    /// The last place of `joint` that is neither at the beginning nor at the end.
    fileprivate func range(ofLastJoint joint: String) -> Range<String.Index>? {
        ranges(of: joint).last { $0.lowerBound > startIndex && $0.upperBound < endIndex }
    }
}
