import Foundation

/// Objects as `JSONEncoder.canonical` writes them: without white space, members sorted by their names.
enum CanonicalJSON {
    /// One object with the members of both, which have no name in common.
    static func merging(_ left: Data, _ right: Data) -> Data {
        // A name ends in a quotation mark, which sorts before whatever a longer name goes on with.
        let members = (members(of: left) + members(of: right)).sorted { $0.lexicographicallyPrecedes($1) }
        return Data("{".utf8) + Data(members.joined(separator: [UInt8(ascii: ",")])) + Data("}".utf8)
    }

    /// Each with its name.
    private static func members(of object: Data) -> [ArraySlice<UInt8>] {
        let bytes = Array(object)
        var members: [ArraySlice<UInt8>] = []
        var (depth, start, isText, isEscaped) = (0, 1, false, false)
        for (place, byte) in bytes.enumerated() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "\""): isText.toggle()
            case _ where isText: break
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            let isEnd = depth == 0 || (depth == 1 && byte == UInt8(ascii: ","))
            if isEnd, !isText, place > start {
                members.append(bytes[start..<place])
                start = place + 1
            }
        }
        return members
    }
}
