/// A byte that is looked for, eight places at once.
struct BytePattern {
    static let lineFeeds = BytePattern(UInt8(ascii: "\n"))
    static let returns = BytePattern(UInt8(ascii: "\r"))
    static let quotes = BytePattern(UInt8(ascii: "\""))

    private let word: UInt64

    init(_ byte: UInt8) {
        word = UInt64(byte) &* 0x0101_0101_0101_0101
    }

    /// - Parameter text: Eight bytes, the first one lowest.
    /// - Returns: The lowest bit that is set is the highest one of the first byte that is equal; 0 where none is. (Of the
    ///   bits above it some may be set for bytes that are not.)
    func marks(in text: UInt64) -> UInt64 {
        let difference = text ^ word
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }
}

extension Span<UInt8> {
    /// The first place from `start` on that `marks` marks, as ``BytePattern/marks(in:)`` does; `count` where there is none.
    /// A zero byte must not be marked: it stands for what is behind the end.
    func first(from start: Int, marks: (UInt64) -> UInt64) -> Int {
        var index = start
        while index + 8 <= count {
            // Safety: the eight bytes from `index` on are there.
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let found = marks(UInt64(littleEndian: word))
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        var rest: UInt64 = 0
        for place in index..<count { rest |= UInt64(self[place]) << (8 * UInt64(place - index)) }
        let found = marks(rest)
        return found == 0 ? count : index + found.trailingZeroBitCount / 8
    }
}
