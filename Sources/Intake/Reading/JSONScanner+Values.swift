extension JSONScanner {
    private static let depthLimit = 32
    private static let words = (
        true: Array("true".utf8), false: Array("false".utf8), null: Array("null".utf8), yes: Array("כן".utf8),
        no: Array("לא".utf8)
    )

    /// Appends the next value as it would stand in a cell: a list is its elements with commas between, nothing is
    /// `null`, `true` is `כן` (domain.md 5.3). An object, for which no column has a use, is kept as compact JSON.
    ///
    /// - Parameters:
    ///   - depth: How many lists and objects are open around it.
    ///   - asJSON: The value is part of such an object.
    mutating func takeValue(into text: inout [UInt8], depth: Int, asJSON: Bool = false) throws {
        switch try bytes.peek() {
        case UInt8(ascii: "\""):
            bytes.advance()
            if asJSON { try takeQuoted(into: &text) } else { try takeString(into: &text) }
        case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"): try takeNumber(into: &text)
        case UInt8(ascii: "t"):
            try pass(word: Self.words.true)
            text += asJSON ? Self.words.true : Self.words.yes
        case UInt8(ascii: "f"):
            try pass(word: Self.words.false)
            text += asJSON ? Self.words.false : Self.words.no
        case UInt8(ascii: "n"):
            try pass(word: Self.words.null)
            if asJSON { text += Self.words.null }
        case UInt8(ascii: "["): try takeList(into: &text, depth: depth, asJSON: asJSON)
        case UInt8(ascii: "{"): try takeObject(into: &text, depth: depth)
        default: throw try unexpected()
        }
    }

    private mutating func takeList(into text: inout [UInt8], depth: Int, asJSON: Bool) throws {
        if depth == Self.depthLimit { throw bytes.refusal(.tooDeep) }
        bytes.advance()
        if asJSON { text.append(UInt8(ascii: "[")) }
        var hasMember = try hasMember(before: UInt8(ascii: "]"))
        while hasMember {
            try takeValue(into: &text, depth: depth + 1, asJSON: asJSON)
            hasMember = try passesComma(or: UInt8(ascii: "]"))
            if hasMember { text.append(UInt8(ascii: ",")) }
        }
        if asJSON { text.append(UInt8(ascii: "]")) }
    }

    private mutating func takeObject(into text: inout [UInt8], depth: Int) throws {
        if depth == Self.depthLimit { throw bytes.refusal(.tooDeep) }
        bytes.advance()
        text.append(UInt8(ascii: "{"))
        var keys: Set<[UInt8]> = []
        var key: [UInt8] = []
        var hasMember = try hasMember(before: UInt8(ascii: "}"))
        while hasMember {
            let place = bytes.place
            try takeKey(into: &key)
            guard keys.insert(key).inserted else { throw bytes.refusal(.duplicateKey, at: place) }
            Self.quote(key, into: &text)
            text.append(UInt8(ascii: ":"))
            try takeValue(into: &text, depth: depth + 1, asJSON: true)
            hasMember = try passesComma(or: UInt8(ascii: "}"))
            if hasMember { text.append(UInt8(ascii: ",")) }
        }
        text.append(UInt8(ascii: "}"))
    }

    private mutating func takeQuoted(into text: inout [UInt8]) throws {
        var string: [UInt8] = []
        try takeString(into: &string)
        Self.quote(string, into: &text)
    }

    private static func quote(_ string: [UInt8], into text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in string {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
            if byte < 0x20 {
                text += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
            } else {
                text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}
