internal import Accompaniment

/// The first block of a file, and what it tells: how it is encoded, and whether it is a table, JSON or neither.
struct FileHead {
    enum Format: Equatable {
        case delimited(UInt8)
        case json
    }

    /// Everything read so far, without a byte order mark.
    let bytes: ArraySlice<UInt8>
    let encoding: String
    let format: Format
    /// The first rows of a table, and how many known headings stand in each; empty for JSON.
    let rows: [TableRow]
    let hits: [Int]

    /// Large enough for the 50 records over which the delimiter is judged (domain.md 5.5).
    private static let size = 64 * 1024

    /// - Throws: ``FileRefusal`` for office documents and for text in an encoding that is not UTF-8.
    init(_ source: FileBytes, headings: HeadingTable) throws {
        var block = [UInt8](repeating: 0, count: min(Self.size, source.size + 1))
        var count = 0
        while count < block.count {
            let read = try source.read(into: &block, from: count)
            if read == 0 { break }
            count += read
        }
        let all = block[..<count]
        if Self.officeDocuments.contains(where: { all.starts(with: $0) }) { throw FileRefusal(.fileUnreadable) }
        if all.starts(with: [0xFF, 0xFE]) || all.starts(with: [0xFE, 0xFF]) { throw FileRefusal(.encodingLost) }
        let hasMark = all.starts(with: [0xEF, 0xBB, 0xBF])
        bytes = hasMark ? all.dropFirst(3) : all
        encoding = hasMark ? "UTF-8 (BOM)" : "UTF-8"
        let firstText = bytes.first { $0 > 0x20 }
        if firstText == UInt8(ascii: "{") || firstText == UInt8(ascii: "[") {
            (format, rows, hits) = (.json, [], [])
        } else {
            let letters = bytes.dropLast(bytes.cutLetterLength)
            let best = try Self.delimiter(of: letters, headings: headings)
            (format, rows, hits) = (.delimited(best.delimiter), best.rows, best.hits)
        }
    }

    /// ZIP (xlsx, docx), PDF, the old Office format, RTF, PNG, JPEG.
    private static let officeDocuments: [[UInt8]] = [
        [0x50, 0x4B, 0x03, 0x04], Array("%PDF".utf8), [0xD0, 0xCF, 0x11, 0xE0], Array("{\\rtf".utf8),
        [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF],
    ]

    /// The delimiter under which most known headings stand in one row; among equals the one that gives the most rows
    /// of equal width (domain.md 5.5).
    private static func delimiter(
        of head: ArraySlice<UInt8>,
        headings: HeadingTable
    ) throws -> (delimiter: UInt8, rows: [TableRow], hits: [Int]) {
        var best: (delimiter: UInt8, rows: [TableRow], hits: [Int])?
        var rank = (hits: -1, evenRows: 0)
        let comma = UInt8(ascii: ",")
        for candidate in [comma, UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
        where candidate == comma || head.contains(candidate) {
            let rows = try DelimitedReader.rows(of: head, delimiter: candidate, limit: 50)
            let hits = try rows.prefix(25).map { try headings.hits($0) }
            let widths = Dictionary(rows.filter { $0.count > 1 }.map { ($0.count, 1) }, uniquingKeysWith: +)
            let own = (hits: hits.max() ?? 0, evenRows: widths.values.max() ?? 0)
            if best == nil || own > rank { (best, rank) = ((candidate, rows, hits), own) }
        }
        return best ?? (comma, [], [])
    }
}
