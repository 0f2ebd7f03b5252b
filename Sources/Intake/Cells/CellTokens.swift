internal import Accompaniment

/// A cell cut into numerals, words and marks, and read from the front (domain.md 5.4 and 5.7).
///
/// Keeps what `Folding.key` drops and numbers need: dashes, signs, decimal marks. A method that finds nothing takes
/// nothing; a copy is a place to come back to.
struct CellTokens: Sendable {
    enum Token: Sendable, Equatable {
        case numeral(Numeral)
        /// Folded, never empty.
        case word(String)
        /// A dash of any kind, glued to what stands before it or not.
        case dash(isGlued: Bool)
        /// Any other character that is seen.
        case mark(Unicode.Scalar)
        /// Digits whose marks make no number: `1.2.3`.
        case unreadable
    }

    /// In bytes; longer cells are prose, and no number.
    private static var longest: Int { 500 }

    private var tokens: ArraySlice<Token>

    /// `nil` for a cell too long to be read as a number.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        var cutter = TokenCutter()
        for scalar in text.unicodeScalars { cutter.append(scalar) }
        tokens = cutter.finish()[...]
    }

    /// True when all has been taken.
    var isEmpty: Bool { tokens.isEmpty }

    /// The numeral at the front.
    var numeral: Numeral? {
        guard case .numeral(let numeral)? = tokens.first else { return nil }
        return numeral
    }

    /// The words among what is left, in order.
    var words: [String] {
        tokens.compactMap { token in
            guard case .word(let word) = token else { return nil }
            return word
        }
    }

    /// Whether what is left holds such a token, wherever.
    func contains(where matches: (Token) -> Bool) -> Bool { tokens.contains(where: matches) }

    /// Takes out a sign that may stand anywhere, such as `%` or `₪`: bidirectional text moves them about.
    ///
    /// - Returns: Whether there was one.
    mutating func removeAll(where matches: (Token) -> Bool) -> Bool {
        let rest = tokens.filter { !matches($0) }
        defer { tokens = rest[...] }
        return rest.count < tokens.count
    }

    /// The numeral at the front, taken.
    mutating func takeNumeral() -> Numeral? {
        guard let numeral else { return nil }
        tokens.removeFirst()
        return numeral
    }

    /// Whether this mark was at the front, and is taken; so with those below.
    mutating func takeMark(_ mark: Unicode.Scalar) -> Bool { take(.mark(mark)) }

    /// A dash of any kind, glued or not.
    mutating func takeDash() -> Bool { take(.dash(isGlued: true)) || take(.dash(isGlued: false)) }

    /// The hyphen of `עד-50`; in `עד -50` the dash is a sign.
    mutating func takeHyphen() -> Bool { take(.dash(isGlued: true)) }

    /// This word, folded.
    mutating func takeWord(_ word: String) -> Bool { take(.word(word)) }

    /// Any one of these words.
    mutating func takeWord(in words: Set<String>) -> Bool {
        guard case .word(let word)? = tokens.first, words.contains(word) else { return false }
        tokens.removeFirst()
        return true
    }

    /// All of these words, one after the other, or none of them.
    mutating func takeWords(_ words: [String]) -> Bool {
        guard tokens.starts(with: words.map { .word($0) }) else { return false }
        tokens.removeFirst(words.count)
        return true
    }

    /// A word of the table: what it means.
    mutating func takeWord<Meaning>(in table: [String: Meaning]) -> Meaning? {
        guard case .word(let word)? = tokens.first, let meaning = table[word] else { return nil }
        tokens.removeFirst()
        return meaning
    }

    /// A letter glued to the next word or numeral: the «ל» of `לשלושה`, `ל-3` and `ל3`.
    mutating func takePrefix(_ letter: String) -> Bool {
        guard case .word(let word)? = tokens.first, word.hasPrefix(letter) else { return false }
        tokens.removeFirst()
        let rest = String(word.dropFirst(letter.count))
        if rest.isEmpty {
            _ = takeDash()
        } else {
            tokens = [.word(rest)] + tokens
        }
        return true
    }

    /// What is left, dashes aside, where it is words alone.
    var phrase: String? {
        var words: [String] = []
        for token in tokens {
            switch token {
            case .word(let word): words.append(word)
            case .dash: continue
            case .numeral, .mark, .unreadable: return nil
            }
        }
        return words.joined(separator: " ")
    }

    private mutating func take(_ token: Token) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }
}

/// The tokens cut so far, and the run of digits or letters that is not yet ended.
private struct TokenCutter {
    private var tokens: [CellTokens.Token] = []
    private var digits = ""
    private var word = ""
    private var isAfterSpace = false

    mutating func append(_ scalar: Unicode.Scalar) {
        if Folding.isInvisible(scalar) { return }
        let isSpace = scalar.properties.isWhitespace
        defer { isAfterSpace = isSpace }
        switch scalar {
        case "0"..."9":
            endWord()
            digits.unicodeScalars.append(scalar)
        case ".", ",":
            // A full stop also opens a numeral: `.5`.
            if digits.isEmpty, scalar == "," || !word.isEmpty { return put(.mark(scalar)) }
            digits.unicodeScalars.append(scalar)
        case "½": put(fraction: 0.5)
        case "¼": put(fraction: 0.25)
        case "¾": put(fraction: 0.75)
        case "-", "\u{2010}"..."\u{2015}", "\u{05BE}", "\u{2212}":
            put(.dash(isGlued: !isAfterSpace))
        default:
            if isSpace { return endRun() }
            if scalar.properties.isAlphabetic {
                endDigits()
                word.unicodeScalars.append(scalar)
            } else if !Folding.key(String(scalar)).isEmpty {
                put(.mark(scalar))
            }
        }
    }

    /// A full stop that ends the cell says nothing.
    mutating func finish() -> [CellTokens.Token] {
        endRun()
        if tokens.last == .mark(".") { tokens.removeLast() }
        return tokens
    }

    private mutating func put(_ token: CellTokens.Token) {
        endRun()
        tokens.append(token)
    }

    /// `1½` and `1 ½` are one numeral.
    private mutating func put(fraction: Double) {
        endRun()
        var whole = 0.0
        if case .numeral(let numeral)? = tokens.last, numeral.decimals == 0 {
            whole = numeral.value
            tokens.removeLast()
        }
        tokens.append(.numeral(Numeral(value: whole + fraction, decimals: 2)))
    }

    private mutating func endRun() {
        endDigits()
        endWord()
    }

    private mutating func endWord() {
        let key = Folding.key(word)
        if !key.isEmpty { tokens.append(.word(key)) }
        word = ""
    }

    private mutating func endDigits() {
        // Punctuation behind the digits is no part of them: «3, ».
        let end = digits.lastIndex { $0 != "." && $0 != "," }
        if let end { tokens.append(Numeral(String(digits[...end])).map { .numeral($0) } ?? .unreadable) }
        let rest = end.map { digits[digits.index(after: $0)...] } ?? digits[...]
        tokens += rest.unicodeScalars.map { .mark($0) }
        digits = ""
    }
}
