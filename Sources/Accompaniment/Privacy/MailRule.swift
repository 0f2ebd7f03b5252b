/// E-mail addresses, also with the sign spelled out: `dana at example.org`, «dana שטרודל example נקודה org»
/// (domain.md 6.2).
enum MailRule {
    /// Claims every address in `scan`.
    static func apply(to scan: inout ScannedText) {
        var index = 0
        while index < scan.count {
            guard let sign = sign(at: index, in: scan) else {
                index += 1
                continue
            }
            if let start = localStart(before: sign.range.lowerBound, in: scan),
                let end = domainEnd(from: sign.range.upperBound, sign, in: scan)
            {
                scan.claim(start..<end, as: .email)
                index = end
            } else {
                index += 1
            }
        }
    }

    private struct Sign {
        /// With the space or bracket on either side.
        let range: Range<Int>
        /// `at` is also a plain word, so that it needs a whole domain behind it.
        let isPlainWord: Bool
    }

    private static func sign(at index: Int, in scan: ScannedText) -> Sign? {
        if scan[index] == "@" { return Sign(range: widened(index..<index + 1, in: scan), isPlainWord: false) }
        for (word, isPlainWord) in [(at, true), (strudel, false)] where scan[index] == word[0] {
            guard let end = end(of: word, at: index, in: scan) else { continue }
            let range = widened(index..<end, in: scan)
            guard range.lowerBound < index, range.upperBound > end else { return nil }
            return Sign(range: range, isPlainWord: isPlainWord)
        }
        return nil
    }

    /// With brackets or one space on either side.
    private static func widened(_ range: Range<Int>, in scan: ScannedText) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        if "([".unicodeScalars.contains(scan[start - 1]) { start -= 1 }
        if scan[start - 1] == " " { start -= 1 }
        if ")]".unicodeScalars.contains(scan[end]) { end += 1 }
        if scan[end] == " " { end += 1 }
        return start..<end
    }

    private static func localStart(before end: Int, in scan: ScannedText) -> Int? {
        var start = end
        while isLocal(scan[start - 1]) { start -= 1 }
        return start < end ? start : nil
    }

    private static func isLocal(_ symbol: Unicode.Scalar) -> Bool {
        symbol.isLatin || symbol.isDigit || "._%+-'".unicodeScalars.contains(symbol)
            || (symbol.value > 0x7F && symbol.properties.isAlphabetic)
    }

    /// The end of the domain that begins at `start`: of the last label of two letters or more behind a dot. Behind a
    /// sign that is no plain word the name of a mail provider is enough.
    private static func domainEnd(from start: Int, _ sign: Sign, in scan: ScannedText) -> Int? {
        var index = start
        var end: Int?
        // A domain has at most 253 characters; a few more for dots in words.
        while index < start + 300 {
            if let behind = dotEnd(at: index, in: scan), index > start {
                var letters = behind
                while scan[letters].isLatin { letters += 1 }
                if letters - behind >= 2 { end = letters }
                index = max(letters, behind)
            } else if scan[index].isLatin || scan[index].isDigit || scan[index] == "-" {
                index += 1
            } else {
                break
            }
        }
        if let end { return end }
        return sign.isPlainWord ? nil : providers.lazy.compactMap { Self.end(of: $0, at: start, in: scan) }.first
    }

    /// Where a dot ends that begins at `index`: `.`, ` dot `, `(dot)`, « נקודה ».
    private static func dotEnd(at index: Int, in scan: ScannedText) -> Int? {
        if scan[index] == "." { return index + 1 }
        guard " ([".unicodeScalars.contains(scan[index]) else { return nil }
        var start = index + 1
        if "([".unicodeScalars.contains(scan[start]) { start += 1 }
        for word in dots {
            if let end = end(of: word, at: start, in: scan) {
                let wide = widened(start..<end, in: scan)
                return wide.upperBound > end ? wide.upperBound : nil
            }
        }
        return nil
    }

    /// The end of `word` at `index`; `nil` where it does not stand there by itself.
    private static func end(of word: [Unicode.Scalar], at index: Int, in scan: ScannedText) -> Int? {
        guard word.indices.allSatisfy({ scan[index + $0] == word[$0] }) else { return nil }
        let end = index + word.count
        let isLetterBefore = scan[index - 1].isLatin || scan[index - 1].isHebrew
        let isLetterBehind = scan[end].isLatin || scan[end].isHebrew
        return isLetterBefore || isLetterBehind ? nil : end
    }

    private static let at = symbols("at")
    private static let strudel = symbols("שטרודל")
    private static let dots = ["dot", "נקודה"].map(symbols)
    private static let providers = [
        "gmail", "גימייל", "ג'ימייל", "walla", "וואלה", "hotmail", "הוטמייל", "yahoo", "יאהו", "outlook", "אאוטלוק",
    ].map(symbols)

    private static func symbols(_ word: String) -> [Unicode.Scalar] { Array(word.unicodeScalars) }
}
