internal import Accompaniment

/// Splits a cell with several activities into them (domain.md 3.4 and 5.5).
///
/// A split is safe, and is made, at
/// 1. a line break, and a tag that is one (``PastedMarkup``);
/// 2. a bullet: `•`, `○` and their like anywhere, `*` with space around, `-` at the beginning of a line; further dashes
///    of such a line only before a noun of activity;
/// 3. a number of a list: `1.`, `1)`, `א.`, `א)` at the beginning of a line, or later if the one before it came before;
/// 4. a semicolon;
/// 5. a full stop before space or at the end, unless a single letter or an abbreviation stands before it; before a noun
///    of activity also without space;
/// 6. a comma, if each part by itself is an activity: two words or more, of which the first is a noun of activity
///    (``ActivityNouns``). The last part may be joined by «ו» with the same noun: «פורום רווחה ופורום חינוך»;
/// 7. a comma or «ו» in a list of forums that says the noun once, if all are in the registry: «פורום רווחה, חינוך».
///
/// Nothing is split inside brackets, and behind a colon no comma splits: there stand the details of what comes before.
///
/// A part is given out whole and marked where it looks like several activities and none of these rules tells them
/// apart: some parts of a list are activities and some are not; a noun of activity follows one that has the article, or
/// a bracket; a bracket is opened and not closed. All text comes out again but the separators. Linear in the length.
struct ActivitySplitter: Sendable {
    struct Part: Equatable, Sendable {
        var text: String
        /// Perhaps several activities.
        var isUnsplit = false
    }

    private let lists: ActivityList
    let nouns: ActivityNouns

    init(lexicon: Lexicon) {
        nouns = ActivityNouns(lexicon.registry)
        lists = ActivityList(lexicon: lexicon, nouns: nouns)
    }

    func parts(of cell: String) -> [Part] {
        var numbers = ListNumbering()
        var parts: [Part] = []
        for line in Folding.display(PastedMarkup.plain(cell)).split(separator: "\n") {
            var scan = LineScan(line, nouns: nouns)
            for segment in scan.segments(&numbers) {
                if segment.isUnsplit {
                    parts.append(segment)
                } else {
                    parts += lists.parts(of: segment.text)
                }
            }
        }
        return parts
    }
}

/// Rules 2 to 5 for one line.
private struct LineScan {
    private let scalars: [Unicode.Scalar]
    private let nouns: ActivityNouns
    private let isBracketed: [Bool]
    /// Where a bracket opens that nothing closes.
    private let unclosed: Int?
    private var segments: [ActivitySplitter.Part] = []
    private var current = String.UnicodeScalarView()
    private var isDoubtful = false

    init(_ line: Substring, nouns: ActivityNouns) {
        scalars = Array(line.unicodeScalars)
        self.nouns = nouns
        (isBracketed, unclosed) = Brackets.scan(scalars)
    }

    mutating func segments(_ numbers: inout ListNumbering) -> [ActivitySplitter.Part] {
        var index = 0
        let isDashed = scalars.first.map { Self.dashes.contains($0) } ?? false
        while index < scalars.count {
            if index == unclosed {
                // Where the bracket ends is not known, and so not which full stop behind it ends anything.
                current.append(contentsOf: scalars[index...])
                isDoubtful = true
                break
            }
            let scalar = scalars[index]
            if isBracketed[index] {
                current.append(scalar)
            } else if isWordStart(index), let length = numbers.take(scalars[index...], isFirst: isBlank) {
                end()
                index += length
                continue
            } else if Self.bullets.contains(scalar) || scalar == ";" || scalar == "*" && isSpaced(index) {
                end()
            } else if Self.dashes.contains(scalar), isBlank || isDashed && isSpaced(index) && opensActivity(index + 1) {
                // `-5` at the beginning of a part is a number.
                if index + 1 < scalars.count, Self.isDigit(scalars[index + 1]) {
                    current.append(scalar)
                } else {
                    end()
                }
            } else if scalar == ".", endsSentence(index) {
                end()
            } else {
                current.append(scalar)
            }
            index += 1
        }
        end()
        return segments
    }

    private var isBlank: Bool { current.allSatisfy { $0 == " " } }

    private mutating func end() {
        let text = String(current).trimming(Self.edges)
        if !text.isEmpty { segments.append(ActivitySplitter.Part(text: text, isUnsplit: isDoubtful)) }
        current.removeAll(keepingCapacity: true)
        isDoubtful = false
    }

    private mutating func endsSentence(_ index: Int) -> Bool {
        // No word that matters here is longer.
        let word = scalars[max(0, index - 12)..<index].reversed().prefix { $0.properties.isAlphabetic }.reversed()
        let next = index + 1 < scalars.count ? scalars[index + 1] : " "
        let isAbbreviation = word.count == 1 || Self.abbreviations.contains(String(String.UnicodeScalarView(word)))
        if next == " " || next == "." || Self.bullets.contains(next) {
            guard isAbbreviation, index + 1 < scalars.count else { return true }
            // «שלב א. סיור»: the end of an activity, or an initial.
            if opensActivity(index + 1) { isDoubtful = true }
            return false
        }
        guard next.properties.isAlphabetic, !isAbbreviation, word.count > 1, !next.isASCII else { return false }
        if opensActivity(index + 1) { return true }
        isDoubtful = true
        return false
    }

    private func opensActivity(_ index: Int) -> Bool {
        let text = String(String.UnicodeScalarView(scalars[min(index, scalars.count)...].prefix(40)))
        return nouns.opening(of: text) != nil
    }

    private func isWordStart(_ index: Int) -> Bool { index == 0 || scalars[index - 1] == " " || isBlank }

    private func isSpaced(_ index: Int) -> Bool {
        isWordStart(index) && (index + 1 == scalars.count || scalars[index + 1] == " ")
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static let bullets: Set<Unicode.Scalar> = ["•", "○", "●", "◦", "▪", "■", "►", "·", "\u{F0B7}"]
    private static let dashes: Set<Unicode.Scalar> = ["-", "–", "—", "−", "\u{5BE}"]
    private static let edges: Set<Unicode.Scalar> = [" ", ",", ";", "."]
    /// Behind which a full stop ends nothing.
    private static let abbreviations: Set = ["מס", "טל", "עמ", "פרופ", "גב", "דר", "Dr", "Mr", "Ms", "no", "No"]
}

/// Brackets that belong together.
enum Brackets {
    /// - Returns: What stands in brackets, the brackets included; and where the first one opens that nothing closes.
    static func scan(_ scalars: [Unicode.Scalar]) -> (isBracketed: [Bool], unclosed: Int?) {
        var isBracketed = Array(repeating: false, count: scalars.count)
        var open: [Int] = []
        var depth = Array(repeating: 0, count: scalars.count + 1)
        for (index, scalar) in scalars.enumerated() {
            if scalar == "(" || scalar == "[" { open.append(index) }
            if scalar == ")" || scalar == "]", let start = open.popLast() {
                depth[start] += 1
                depth[index + 1] -= 1
            }
        }
        var level = 0
        for index in scalars.indices {
            level += depth[index]
            isBracketed[index] = level > 0
        }
        return (isBracketed, open.first)
    }
}

/// The numbers before the items of a list.
private struct ListNumbering {
    private var lastNumber = 0
    private var lastLetter = 0

    /// The length of the number with which `text` begins, where it goes on with the list.
    ///
    /// - Parameter isFirst: Nothing stands before it in its line; any number may begin a list there, in letters only א.
    mutating func take(_ text: ArraySlice<Unicode.Scalar>, isFirst: Bool) -> Int? {
        let digits = text.prefix(3).prefix { ("0"..."9").contains($0) }
        if (1...2).contains(digits.count) {
            guard let number = Int(String(String.UnicodeScalarView(digits))), isMark(text, at: digits.endIndex),
                isFirst || lastNumber > 0 && number == lastNumber + 1
            else { return nil }
            lastNumber = number
            return digits.count + 1
        }
        guard let letter = text.first, let value = Self.letters.firstIndex(of: letter),
            isMark(text, at: text.startIndex + 1), value == lastLetter, isFirst || lastLetter > 0
        else { return nil }
        lastLetter = value + 1
        return 2
    }

    /// `)`, or a full stop with space behind it: the dots of `1.12.15` and of initials number nothing.
    private func isMark(_ text: ArraySlice<Unicode.Scalar>, at index: Int) -> Bool {
        guard index < text.endIndex else { return false }
        if text[index] == ")" { return true }
        return text[index] == "." && index + 1 < text.endIndex && text[index + 1] == " "
    }

    private static let letters: [Unicode.Scalar] = ["א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט", "י"]
}

extension String {
    /// Without the `edges` at both ends.
    func trimming(_ edges: Set<Unicode.Scalar>) -> String {
        let tail = unicodeScalars.drop { edges.contains($0) }
        guard let last = tail.lastIndex(where: { !edges.contains($0) }) else { return "" }
        return String(tail[...last])
    }
}
