internal import Accompaniment

/// Reads rows of delimited text: RFC 4180 with what Hebrew makes necessary (domain.md 5.4).
///
/// A quotation mark opens a quoted cell only as its first character, and closes it only before a delimiter, a line end
/// or the end of the file; anywhere else it is text, as in `מנכ"ל`. Lines end with LF, CR LF or CR. Memory: one block
/// and the current row, which is bounded.
struct DelimitedReader {
    private let source: TextBytes
    private let delimiter: UInt8
    private let plain: PlainRow
    private var buffer: [UInt8]
    private var position = 0
    private var end = 0
    private var hasEnded = false
    private var rows = 0
    /// The last row read ended with the file, not with a line.
    private(set) var endsInLine = false

    private static let blockSize = 256 * 1024

    /// - Parameter head: What has been read of `source` already, from the first row on.
    init(_ source: TextBytes, head: ArraySlice<UInt8>, delimiter: UInt8) {
        self.source = source
        self.delimiter = delimiter
        plain = PlainRow(delimiter: delimiter)
        buffer = Array(head)
        end = buffer.count
    }

    /// Reads rows of what is in memory alone, to find out how a file is built.
    static func rows(of head: ArraySlice<UInt8>, delimiter: UInt8, limit: Int) throws -> [TableRow] {
        var lines: [TableRow] = []
        var position = 0
        while position < head.count, lines.count < limit {
            var row = TableRow()
            row.begin(number: lines.count + 1)
            // Where the head ends, and under another delimiter than the file's, a quoted cell may well stay open.
            var scanner = RowScanner(delimiter: delimiter, isTrial: true)
            while !(try scanner.scan(head.span, &position, isLast: true, into: &row)) {}
            lines.append(row)
        }
        return lines
    }

    /// The next row.
    ///
    /// - Returns: False after the last one.
    /// - Throws: ``FileRefusal`` also for a last row that ends inside a letter: it was cut off.
    mutating func next(_ row: inout TableRow) throws -> Bool {
        row.begin(number: rows + 1)
        if position == end, !(try refill()) { return false }
        rows += 1
        if let next = plain.scan(buffer.span.extracting(first: end), from: position, into: &row) {
            position = next
            endsInLine = false
            return true
        }
        var scanner = RowScanner(delimiter: delimiter, isTrial: false)
        while true {
            var place = position
            let isWhole = try scanner.scan(buffer.span.extracting(first: end), &place, isLast: hasEnded, into: &row)
            position = place
            if isWhole { break }
            _ = try refill()
        }
        endsInLine = hasEnded && position == end && !scanner.hasPassedLineEnd
        if endsInLine, row.bytes.cutLetterLength > 0 {
            throw FileRefusal(.fileIncomplete, row: row.number, isUnfinished: true)
        }
        return true
    }

    /// Reads another block behind what is not scanned yet.
    private mutating func refill() throws -> Bool {
        guard !hasEnded else { return false }
        let rest = end - position
        if position > 0 {
            buffer.replaceSubrange(0..<rest, with: Array(buffer[position..<end]))
            position = 0
            end = rest
        }
        // A small file needs no block: most files are small, and there are many of them.
        let room = rest + min(Self.blockSize, source.rest + 1)
        if buffer.count < room { buffer.append(contentsOf: repeatElement(0, count: room - buffer.count)) }
        let count = try source.read(into: &buffer, from: end)
        end += count
        hasEnded = count == 0
        return count > 0
    }
}

/// Finds the cells of one row in a stretch of bytes, and goes on where it left off when more bytes come.
private struct RowScanner {
    private enum State {
        case cellStart, plain, quoted
    }

    private let delimiter: UInt8
    private let delimiters: BytePattern
    /// Nothing is refused: the delimiter may be another one than the file's.
    private let isTrial: Bool
    private var state = State.cellStart
    private(set) var hasPassedLineEnd = false

    /// In bytes. A quoted cell that is longer was never closed.
    private static let longestQuoted = 64 << 10
    /// In bytes, of direction marks before a quote. No program writes more than two or three of them, and a whole run is
    /// looked at anew when the next block has come.
    private static let longestMarks = 30
    /// In bytes.
    private static let longestRow = 1 << 20
    /// Cells of a row, as many as a sheet of Excel has columns
    /// (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3).
    private static let widestRow = 16_384

    init(delimiter: UInt8, isTrial: Bool) {
        self.delimiter = delimiter
        self.isTrial = isTrial
        delimiters = BytePattern(delimiter)
    }

    /// - Parameter isLast: No byte follows `bytes`.
    /// - Returns: True when the row is complete; false when it needs more bytes.
    /// - Throws: ``FileRefusal`` with the row that is too long, or in which a quote was opened that nothing closes.
    mutating func scan(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        isLast: Bool,
        into row: inout TableRow
    ) throws -> Bool {
        while position < bytes.count {
            switch state {
            case .cellStart:
                // Direction marks before the quote would hide it; anywhere else they belong to the text.
                var probe = position
                while probe < bytes.count, probe - position < Self.longestMarks, bytes[probe] == 0xE2 {
                    guard probe + 3 < bytes.count || isLast else { return false }
                    let mark = bytes.extracting(droppingFirst: probe).extracting(first: 3)
                    guard Self.isDirectionMark(mark) else { break }
                    probe += 3
                }
                if probe < bytes.count, bytes[probe] == UInt8(ascii: "\"") { position = probe }
                if bytes[position] == UInt8(ascii: "\"") {
                    state = .quoted
                    position += 1
                } else {
                    state = .plain
                }
            case .plain:
                let start = position
                position = bytes.first(from: position) { word in
                    delimiters.marks(in: word) | BytePattern.lineFeeds.marks(in: word)
                        | BytePattern.returns.marks(in: word) | BytePattern.quotes.marks(in: word)
                }
                row.append(bytes.extracting(start..<position))
                if !isTrial, row.bytes.count > Self.longestRow || row.count >= Self.widestRow {
                    throw FileRefusal(.rowTooLong, row: row.number)
                }
                guard position < bytes.count else { break }
                if bytes[position] == delimiter {
                    position += 1
                    row.endCell()
                    state = .cellStart
                } else if bytes[position] == UInt8(ascii: "\"") {
                    row.append(UInt8(ascii: "\""))
                    position += 1
                } else {
                    guard passLineEnd(bytes, &position, isLast: isLast) else { return false }
                    row.endCell()
                    hasPassedLineEnd = true
                    return true
                }
            case .quoted:
                let start = position
                position = bytes.first(from: position) { BytePattern.quotes.marks(in: $0) }
                row.append(bytes.extracting(start..<position))
                if !isTrial, row.openCell.count > Self.longestQuoted {
                    throw FileRefusal(.fileUnreadable, row: row.number)
                }
                guard position < bytes.count else { break }
                guard position + 1 < bytes.count || isLast else { return false }
                let next = position + 1 < bytes.count ? bytes[position + 1] : UInt8(ascii: "\n")
                position += 1
                if next == UInt8(ascii: "\"") {
                    row.append(next)
                    position += 1
                } else if next == delimiter || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") {
                    state = .plain
                } else {
                    row.append(UInt8(ascii: "\""))
                    row.hasRepairedQuote = true
                }
            }
        }
        guard isLast else { return false }
        if state == .quoted, !isTrial {
            throw FileRefusal(.fileUnreadable, row: row.number, isUnfinished: true)
        }
        row.endCell()
        return true
    }

    /// U+200E, U+200F, U+202A to U+202E.
    private static func isDirectionMark(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count == 3, bytes[1] == 0x80 else { return false }
        return (0x8E...0x8F).contains(bytes[2]) || (0xAA...0xAE).contains(bytes[2])
    }

    /// Steps over LF, CR LF or CR. False when the byte after a CR is still to come.
    private func passLineEnd(_ bytes: Span<UInt8>, _ position: inout Int, isLast: Bool) -> Bool {
        if bytes[position] == UInt8(ascii: "\r") {
            guard position + 1 < bytes.count || isLast else { return false }
            if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\n") { position += 1 }
        }
        position += 1
        return true
    }
}
