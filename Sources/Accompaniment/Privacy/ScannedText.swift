/// A text as the rules of ``PersonalData`` read it: one symbol for each visible character, kinds of dash, space, quote
/// and digit made one, Latin letters small, final letters made base letters; and what was claimed in it so far.
struct ScannedText {
    /// Bytes of the text that hold personal data.
    struct Claim {
        let kind: PersonalData.Kind
        let bytes: Range<Int>
    }

    private struct Symbol {
        var value: Unicode.Scalar
        let start: Int
        let end: Int
    }

    private var symbols: [Symbol] = []
    private(set) var claims: [Claim] = []

    init(_ text: String) {
        symbols.reserveCapacity(text.utf8.count)
        var start = 0
        for scalar in text.unicodeScalars {
            let end = start + UTF8.width(scalar)
            if let value = Self.plain(scalar) { symbols.append(Symbol(value: value, start: start, end: end)) }
            start = end
        }
    }

    var count: Int { symbols.count }

    /// The symbol at `index`; ``nothing`` outside the text and inside what was claimed.
    subscript(index: Int) -> Unicode.Scalar {
        symbols.indices.contains(index) ? symbols[index].value : Self.nothing
    }

    /// - Parameter range: Symbols, at least one, none of them claimed yet.
    mutating func claim(_ range: Range<Int>, as kind: PersonalData.Kind) {
        claims.append(
            Claim(kind: kind, bytes: symbols[range.lowerBound].start..<symbols[range.upperBound - 1].end)
        )
        for index in range { symbols[index].value = Self.nothing }
    }

    /// No letter, no digit, no separator.
    static let nothing: Unicode.Scalar = "\0"

    /// `nil` for a character that is passed over.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x41...0x5A: Unicode.Scalar(UInt8(scalar.value) | 0x20)
        case 0x660...0x669: digit(scalar.value - 0x660)
        case 0x6F0...0x6F9: digit(scalar.value - 0x6F0)
        case 0xFF10...0xFF19: digit(scalar.value - 0xFF10)
        case 0x09, 0xA0, 0x2000...0x200A, 0x202F, 0x3000: " "
        case 0x2010...0x2015, 0x05BE, 0x2212, 0xFE63, 0xFF0D: "-"
        case 0x60, 0xB4, 0x05F3, 0x2018, 0x2019, 0x201B: "'"
        case 0x05F4, 0x201C...0x201F: "\""
        case 0x0591...0x05BD, 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7: nil
        case 0x05DA: "כ"
        case 0x05DD: "מ"
        case 0x05DF: "נ"
        case 0x05E3: "פ"
        case 0x05E5: "צ"
        case 0xFF0B: "+"
        case 0xFF20: "@"
        default: Folding.isInvisible(scalar) ? nil : scalar
        }
    }

    private static func digit(_ value: UInt32) -> Unicode.Scalar { Unicode.Scalar(UInt8(0x30 + value)) }
}

extension Unicode.Scalar {
    /// `0` to `9`: all that is left of digits in a ``ScannedText``.
    var isDigit: Bool { ("0"..."9").contains(self) }

    /// `a` to `z`: all that is left of Latin letters without accents in a ``ScannedText``.
    var isLatin: Bool { ("a"..."z").contains(self) }

    /// א to ת.
    var isHebrew: Bool { ("א"..."ת").contains(self) }
}
