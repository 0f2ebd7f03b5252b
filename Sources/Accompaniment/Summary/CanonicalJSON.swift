import Foundation

/// Objects as `JSONEncoder.canonical` writes them: without white space, members sorted by their names.
enum CanonicalJSON {
    /// A member with its name.
    typealias Member = ArraySlice<UInt8>

    /// - Parameter name: ASCII without quotation marks and backslashes.
    static func member(_ name: String, _ value: some Sequence<UInt8>) -> Member {
        [UInt8]("\"\(name)\":".utf8)[...] + value
    }

    /// One object of members, each of another name.
    static func object(of members: [Member]) -> [UInt8] {
        var object: [UInt8] = []
        object.reserveCapacity(members.reduce(2) { $0 + $1.count + 1 })
        object.append(UInt8(ascii: "{"))
        // A name ends in a quotation mark, which sorts before whatever a longer name goes on with.
        for member in members.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            if object.count > 1 { object.append(UInt8(ascii: ",")) }
            object += member
        }
        object.append(UInt8(ascii: "}"))
        return object
    }

    /// Those of an object.
    static func members(of object: Data) -> [Member] {
        let bytes = Array(object)
        var members: [Member] = []
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
