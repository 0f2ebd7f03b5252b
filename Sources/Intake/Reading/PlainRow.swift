/// Finds the cells of rows that can be taken as they lie, as most can: the delimiters, the quotes and the end of the line
/// in one pass, eight bytes at once, and the line taken in one piece.
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
    ///   has quotes inside a quoted cell, or direction marks before one.
    func scan(_ bytes: Span<UInt8>, from start: Int, into row: inout TableRow) -> Int? {
        var index = start
        // Of the open cell: where it begins, its first byte, and, behind a closing quote, the end of its text.
        var (cell, first, end) = (start, start, nil as Int?)
        var isQuoted = false
        search: while index + 8 < bytes.count, index - start < Self.longest {
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
                // Above the first byte that is looked for, others may be marked.
                let byte = bytes[place]
                if byte == UInt8(ascii: "\"") {
                    if isQuoted {
                        // The byte behind it is there, for the loop ends one before the last.
                        guard endsCell(bytes[place + 1]) else { break search }
                        (isQuoted, end) = (false, place)
                    } else if place == cell {
                        (isQuoted, first) = (true, place + 1)
                    } else if bytes[cell] == 0xE2 {
                        break search
                    }
                } else if !isQuoted, endsCell(byte) {
                    row.addCell(at: first - start..<(end ?? place) - start)
                    (cell, first, end) = (place + 1, place + 1, nil)
                    if byte == delimiter { continue }
                    row.append(bytes.extracting(start..<place))
                    return byte == UInt8(ascii: "\r") && bytes[cell] == UInt8(ascii: "\n") ? cell + 1 : cell
                }
            }
            index += 8
        }
        row.begin(number: row.number)
        return nil
    }

    private func endsCell(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
