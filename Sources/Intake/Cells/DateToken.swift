internal import Accompaniment

/// A part of a written date: a number, a folded word, a mark.
enum DateToken: Equatable {
    enum Mark: Equatable {
        case dot, slash, colon, comma, plus
        /// A hyphen with nothing around it: may join the parts of one date as well as two dates.
        case hyphen
        /// A dash that is long or has a space beside it, and the words «עד», «ועד».
        case through
    }

    /// `digits` counts leading zeros: `2015` and `15` are years, `015` is not. At most 18.
    case number(Int, digits: Int)
    case word(String)
    case mark(Mark)

    /// The tokens of a cell; `nil` where it is too long for a date or holds a sign that no date has.
    static func scan(_ text: String) -> [DateToken]? {
        guard text.utf8.count <= maxBytes else { return nil }
        let bytes = Array(foldedWithDashes(text).utf8)
        var tokens: [DateToken] = []
        var index = 0
        while index < bytes.count {
            let start = index
            index += 1
            switch bytes[start] {
            case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"):
                continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                while index < bytes.count, isDigit(bytes[index]) { index += 1 }
                guard index - start <= 18 else { return nil }
                let value = bytes[start..<index].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
                tokens.append(.number(value, digits: index - start))
            case let byte where isLetter(byte):
                while index < bytes.count, isLetter(bytes[index]) { index += 1 }
                let word = String(decoding: bytes[start..<index], as: UTF8.self)
                tokens.append(word == "עד" || word == "ועד" ? .mark(.through) : .word(word))
            case hyphen:
                let isSpaced = bytes[max(0, start - 1)..<min(index + 1, bytes.count)].contains(UInt8(ascii: " "))
                tokens.append(.mark(isSpaced ? .through : .hyphen))
            default:
                guard let mark = marks[bytes[start]] else { return nil }
                tokens.append(.mark(mark))
            }
        }
        return tokens
    }

    /// The numbers and words of one date in words; `nil` where a mark stands before or behind them, which may mean
    /// anything, or one of a time among them.
    static func items(_ tokens: ArraySlice<DateToken>) -> ArraySlice<DateToken>? {
        var items: ArraySlice<DateToken> = []
        for token in tokens {
            switch token {
            case .number, .word: items.append(token)
            case .mark(.colon), .mark(.comma), .mark(.plus): return nil
            case .mark: if items.isEmpty { return nil }
            }
        }
        switch tokens.last {
        case .number?, .word?, .mark(.dot)?: return items
        default: return nil
        }
    }

    /// Far more than the longest date with a direction mark at each character.
    private static let maxBytes = 256

    /// The key of `text` with its dashes, which folding makes spaces: `~` a hyphen, `_` a long dash.
    private static func foldedWithDashes(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x2D, 0x2010...0x2012, 0x05BE, 0x2212: scalars.append("~")
            case 0x2013...0x2015: scalars.append("_")
            default: scalars.append(scalar)
            }
        }
        return Folding.key(String(scalars))
    }

    private static let marks: [UInt8: Mark] = [
        UInt8(ascii: "."): .dot, UInt8(ascii: "/"): .slash, UInt8(ascii: ":"): .colon, UInt8(ascii: ","): .comma,
        UInt8(ascii: "+"): .plus, UInt8(ascii: "_"): .through,
    ]
    private static let hyphen = UInt8(ascii: "~")

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
