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

    /// Large enough for the 50 records over which the delimiter is judged (domain.md 5.5).
    private static let size = 64 * 1024

    /// - Throws: ``FileRefusal`` for office documents and for text in an encoding that is not UTF-8.
    init(_ source: inout FileBytes, headings: HeadingTable) throws {
        var block = [UInt8](repeating: 0, count: Self.size)
        var count = 0
        while count < Self.size {
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
            format = .json
        } else {
            format = .delimited(try Self.delimiter(of: bytes, headings: headings))
        }
    }

    /// ZIP (xlsx, docx), PDF, the old Office format, RTF, PNG, JPEG.
    private static let officeDocuments: [[UInt8]] = [
        [0x50, 0x4B, 0x03, 0x04], Array("%PDF".utf8), [0xD0, 0xCF, 0x11, 0xE0], Array("{\\rtf".utf8),
        [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF],
    ]

    /// The delimiter under which most known headings stand in one row; among equals the one that gives the most rows
    /// of equal width (domain.md 5.5).
    private static func delimiter(of head: ArraySlice<UInt8>, headings: HeadingTable) throws -> UInt8 {
        var best: (delimiter: UInt8, hits: Int, evenRows: Int) = (UInt8(ascii: ","), -1, 0)
        for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")] {
            let rows = try DelimitedReader.rows(of: head, delimiter: candidate, limit: 50)
            let hits = try rows.prefix(25).map { try headings.hits($0) }.max() ?? 0
            let widths = Dictionary(rows.filter { $0.count > 1 }.map { ($0.count, 1) }, uniquingKeysWith: +)
            let evenRows = widths.values.max() ?? 0
            if (hits, evenRows) > (best.hits, best.evenRows) { best = (candidate, hits, evenRows) }
        }
        return best.delimiter
    }
}
