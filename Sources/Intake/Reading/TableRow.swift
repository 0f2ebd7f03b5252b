internal import Accompaniment

/// One row of a table: the cells as UTF-8, without the quotes around them, in one buffer that is used again for the next
/// row.
struct TableRow {
    /// Row in the spreadsheet, from 1.
    var number = 0
    private(set) var bytes: [UInt8] = []
    /// Where they stand in ``bytes``: between them may be delimiters and quotes.
    private var cells: [Range<Int>] = []
    /// A quotation mark stood where none belongs and was taken as text.
    var hasRepairedQuote = false

    init() {}

    init(number: Int, cells: [String]) {
        begin(number: number)
        for cell in cells {
            append(cell.utf8Span.span)
            endCell()
        }
    }

    var count: Int { cells.count }

    func range(_ cell: Int) -> Range<Int> { cells[cell] }

    func isEmpty(_ cell: Int) -> Bool { range(cell).isEmpty }

    /// As numbers and dates do, and as no heading does.
    func beginsWithDigit(_ cell: Int) -> Bool {
        !isEmpty(cell) && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[range(cell).lowerBound])
    }

    /// The cell as text. Bytes that are not UTF-8 are U+FFFD, by which whoever reads the text knows them.
    func text(_ cell: Int) -> String { String(decoding: bytes[range(cell)], as: UTF8.self) }

    /// The cells from the first to the last that holds anything.
    func texts() -> [String] {
        var texts = (0..<count).map(text)
        while texts.last?.isEmpty == true { texts.removeLast() }
        return texts
    }

    mutating func begin(number: Int) {
        self.number = number
        bytes.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        hasRepairedQuote = false
    }

    /// Adds a cell of the line that is appended in one piece: where it stands in that.
    mutating func addCell(at place: Range<Int>) { cells.append(place) }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ text: Span<UInt8>) {
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Takes away what ``ToFix`` put before cells that a spreadsheet would take for a formula.
    mutating func unescapeFormulas() {
        let starts = (0..<count).map { range($0) }
        guard starts.contains(where: isEscaped) else { return }
        var plain = TableRow()
        plain.begin(number: number)
        for cell in starts {
            plain.append(bytes.span.extracting(cell).extracting(droppingFirst: isEscaped(cell) ? 1 : 0))
            plain.endCell()
        }
        plain.hasRepairedQuote = hasRepairedQuote
        self = plain
    }

    private func isEscaped(_ cell: Range<Int>) -> Bool {
        cell.count > 1 && bytes[cell.lowerBound] == UInt8(ascii: "'") && Formula.opens(with: bytes[cell.lowerBound + 1])
    }

    mutating func endCell() { cells.append(openCell) }

    /// The cell that is being written.
    var openCell: Range<Int> { (cells.last?.upperBound ?? 0)..<bytes.count }
}
