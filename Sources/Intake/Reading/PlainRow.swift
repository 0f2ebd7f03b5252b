/// Finds the cells of rows without a quotation mark, as most are: the delimiters and the end of the line in one pass, eight
/// bytes at once, and the line taken in one piece.
struct PlainRow {
    private let delimiter: UInt8
    private let delimiters: BytePattern

    /// In bytes. What is longer is for whoever refuses rows that are too long.
    private static let longest = 1 << 13

    init(delimiter: UInt8) {
        self.delimiter = delimiter
        delimiters = BytePattern(delimiter)
    }

    /// - Returns: Where the next row begins; `nil`, and `row` stays empty, where the row is not whole in `bytes`, is long, or
    ///   holds a quotation mark.
    func scan(_ bytes: Span<UInt8>, from start: Int, into row: inout TableRow) -> Int? {
        var index = start
        while index + 8 < bytes.count, index - start < Self.longest {
            // Safety: the eight bytes from `index` on are there.
            let word = UInt64(
                littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            )
            var marks =
                delimiters.marks(in: word) | BytePattern.lineFeeds.marks(in: word) | BytePattern.returns.marks(in: word)
                | BytePattern.quotes.marks(in: word)
            while marks != 0 {
                let place = index + marks.trailingZeroBitCount / 8
                marks &= marks - 1
                let byte = bytes[place]
                // Above the first byte that is looked for, others may be marked.
                if byte == delimiter {
                    row.endCell(at: place - start)
                } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                    row.endCell(at: place - start)
                    row.take(line: bytes.extracting(start..<place))
                    // The byte behind it is there, for the loop ends one before the last.
                    return byte == UInt8(ascii: "\r") && bytes[place + 1] == UInt8(ascii: "\n") ? place + 2 : place + 1
                } else if byte == UInt8(ascii: "\"") {
                    row.begin(number: row.number)
                    return nil
                }
            }
            index += 8
        }
        row.begin(number: row.number)
        return nil
    }
}
