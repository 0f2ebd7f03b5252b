/// Reads the tokens of JSON, strictly (RFC 8259).
struct JSONScanner {
    private static let digitLimit = 64

    var bytes: JSONBytes

    /// The refusal for a byte that cannot stand where it stands, or for the end of the text.
    mutating func unexpected() throws -> JSONRefusal {
        guard let byte = try bytes.peek() else { return bytes.refusal(.unfinished) }
        switch byte {
        case UInt8(ascii: "'"): return bytes.refusal(.singleQuote)
        case UInt8(ascii: "/"), UInt8(ascii: "#"): return bytes.refusal(.comment)
        case UInt8(ascii: "+"), UInt8(ascii: "."): return bytes.refusal(.malformedNumber)
        case 0x80...: _ = try bytes.letterLength()
        default: break
        }
        return bytes.refusal(Self.isWordByte(byte) && !Self.isDigit(byte) ? .bareWord : .unexpectedCharacter)
    }

    /// The next byte can begin a value.
    mutating func atValue() throws -> Bool {
        guard let byte = try bytes.peek() else { return false }
        return Self.isDigit(byte) || "-\"[{tfn".utf8.contains(byte)
    }

    /// Steps over blank space.
    ///
    /// - Returns: Whether a line ended in it.
    @discardableResult
    mutating func passSpace() throws -> Bool {
        var endsLine = false
        var last: UInt8 = 0
        while let byte = try bytes.peek() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): bytes.advance()
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                bytes.advanceLine(isSecond: byte == UInt8(ascii: "\n") && last == UInt8(ascii: "\r"))
                endsLine = true
            default: return endsLine
            }
            last = byte
        }
        return endsLine
    }

    /// Steps over the space behind the opening of a list or object, and over `close` if it holds nothing.
    ///
    /// - Returns: True when a member follows; it begins with the next byte.
    mutating func hasMember(before close: UInt8) throws -> Bool {
        try passSpace()
        return !(try bytes.passes(close))
    }

    /// Steps over the comma behind a member, or over `close`, with which its list or object ends.
    ///
    /// - Returns: True when another member follows; it begins with the next byte.
    mutating func passesComma(or close: UInt8) throws -> Bool {
        try passSpace()
        if try bytes.passes(close) { return false }
        let comma = bytes.place
        guard try bytes.passes(UInt8(ascii: ",")) else { throw try unexpected() }
        try passSpace()
        if try bytes.peek() == close { throw bytes.refusal(.trailingComma, at: comma) }
        return true
    }

    /// Replaces `key` by the next key, unescaped, and steps over it and its colon to the value.
    mutating func takeKey(into key: inout [UInt8]) throws {
        key.removeAll(keepingCapacity: true)
        guard try bytes.passes(UInt8(ascii: "\"")) else { throw try unexpected() }
        try takeString(into: &key)
        try passSpace()
        guard try bytes.passes(UInt8(ascii: ":")) else { throw try unexpected() }
        try passSpace()
    }

    /// Steps over `true`, `false` or `null`.
    mutating func pass(word: [UInt8]) throws {
        for (distance, expected) in word.enumerated() {
            guard let byte = try bytes.peek(distance) else { throw bytes.refusal(.unfinished) }
            guard byte == expected else { throw bytes.refusal(.bareWord) }
        }
        if let next = try bytes.peek(word.count), Self.isWordByte(next) { throw bytes.refusal(.bareWord) }
        bytes.advance(word.count)
    }

    /// Appends a number as it is written.
    mutating func takeNumber(into text: inout [UInt8]) throws {
        var count = 0
        if try takes("-", into: &text), let byte = try bytes.peek(), !Self.isDigit(byte) { throw try unexpected() }
        if try takes("0", into: &text) {
            if let byte = try bytes.peek(), Self.isDigit(byte) { throw bytes.refusal(.leadingZero) }
            count = 1
        } else {
            try takeDigits(into: &text, &count)
        }
        if try takes(".", into: &text) { try takeDigits(into: &text, &count) }
        if try takes("e", into: &text) || takes("E", into: &text) {
            if !(try takes("-", into: &text)) { _ = try takes("+", into: &text) }
            try takeDigits(into: &text, &count)
        }
        if let next = try bytes.peek(), Self.isWordByte(next) || "+-.".utf8.contains(next) {
            throw bytes.refusal(.malformedNumber)
        }
    }

    /// Appends one digit or more.
    private mutating func takeDigits(into text: inout [UInt8], _ count: inout Int) throws {
        let before = count
        while let byte = try bytes.peek(), Self.isDigit(byte) {
            count += 1
            if count > Self.digitLimit { throw bytes.refusal(.numberTooLong) }
            text.append(byte)
            bytes.advance()
        }
        if count == before { throw bytes.refusal(try bytes.peek() == nil ? .unfinished : .malformedNumber) }
    }

    private mutating func takes(_ sign: Unicode.Scalar, into text: inout [UInt8]) throws -> Bool {
        guard try bytes.passes(UInt8(ascii: sign)) else { return false }
        text.append(UInt8(ascii: sign))
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
