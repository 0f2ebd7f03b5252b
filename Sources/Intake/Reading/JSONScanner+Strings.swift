extension JSONScanner {
    /// Appends the rest of a string whose opening quote was passed: unescaped, as UTF-8.
    mutating func takeString(into text: inout [UInt8]) throws {
        while true {
            bytes.takePlain(into: &text)
            guard let byte = try bytes.peek() else { throw bytes.refusal(.unfinished) }
            switch byte {
            case UInt8(ascii: "\""): return bytes.advance()
            case UInt8(ascii: "\\"): try takeEscape(into: &text)
            case ..<0x20: throw bytes.refusal(.controlCharacter)
            case 0x80...: try bytes.takeLetter(into: &text)
            // The next block begins with plain text.
            default: break
            }
        }
    }

    private mutating func takeEscape(into text: inout [UInt8]) throws {
        guard let letter = try bytes.peek(1) else { throw bytes.refusal(.unfinished) }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): return try takeCodeUnits(into: &text)
        default: throw bytes.refusal(.badEscape)
        }
        bytes.advance(2)
    }

    /// Appends the letter of `\u05D0`, or of two such escapes that are a pair.
    ///
    /// By hand, since many programs write no other Hebrew than this.
    private mutating func takeCodeUnits(into text: inout [UInt8]) throws {
        let first = try codeUnit(2)
        switch first {
        case ..<0x80: text.append(UInt8(first))
        case ..<0x800:
            text.append(0xC0 | UInt8(first >> 6))
            text.append(Self.continuation(first))
        case 0xD800...0xDBFF: return try takePair(first, into: &text)
        case 0xDC00...0xDFFF: throw bytes.refusal(.loneSurrogate)
        default:
            text.append(0xE0 | UInt8(first >> 12))
            text.append(Self.continuation(first >> 6))
            text.append(Self.continuation(first))
        }
        bytes.advance(6)
    }

    private mutating func takePair(_ first: UInt32, into text: inout [UInt8]) throws {
        for (distance, expected) in [(6, UInt8(ascii: "\\")), (7, UInt8(ascii: "u"))] {
            guard let byte = try bytes.peek(distance) else { throw bytes.refusal(.unfinished) }
            guard byte == expected else { throw bytes.refusal(.loneSurrogate) }
        }
        let second = try codeUnit(8)
        guard (0xDC00...0xDFFF).contains(second) else { throw bytes.refusal(.loneSurrogate) }
        let scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        text.append(0xF0 | UInt8(scalar >> 18))
        text.append(Self.continuation(scalar >> 12))
        text.append(Self.continuation(scalar >> 6))
        text.append(Self.continuation(scalar))
        bytes.advance(12)
    }

    /// A byte of UTF-8 behind the first one, of the six lowest bits.
    private static func continuation(_ bits: UInt32) -> UInt8 { 0x80 | UInt8(bits & 0x3F) }

    /// Four hexadecimal digits, `distance` bytes ahead.
    private mutating func codeUnit(_ distance: Int) throws -> UInt32 {
        var unit: UInt32 = 0
        for index in distance..<distance + 4 {
            guard let byte = try bytes.peek(index) else { throw bytes.refusal(.unfinished) }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw bytes.refusal(.badEscape)
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }
}
