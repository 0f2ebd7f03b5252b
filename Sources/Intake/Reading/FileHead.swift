internal import Accompaniment

/// The first block of a file, and what it tells: how it is encoded, and whether it is a table, JSON or neither.
struct FileHead {
    enum Format: Equatable {
        case delimited(UInt8)
        case json
    }

    /// The text of the file: what has been read of it, and the rest as it is asked for.
    let text: TextBytes
    /// What has been read, from the first row on.
    let bytes: ArraySlice<UInt8>
    /// As the receipt shows it.
    let encoding: String
    /// The letters were saved wrongly, and are repaired as they are read.
    let isRepaired: Bool
    let format: Format
    /// The first rows of a table, and the known headings in each; empty for JSON.
    let rows: [TableRow]
    let hits: [Set<Field>]

    /// Large enough for the 50 records over which the delimiter is judged (domain.md 5.5).
    private static let size = 64 * 1024

    /// - Throws: ``FileRefusal`` for office documents and for text of which the letters are gone; ``FolderError``.
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
        let decision = try EncodingDecision(head: all, hits: headings.hits(inLine:))
        if decision.isLost { throw FileRefusal(.encodingLost) }
        if decision.isVisualOrder { throw FileRefusal(.textReversed) }
        text = try TextBytes(source, head: all, decision: decision)
        encoding = decision.name
        isRepaired = decision.mojibake != nil
        let named = Self.namedDelimiter(text.head)
        bytes = text.head.dropFirst(named?.lineLength ?? 0)
        let firstText = bytes.first { $0 > 0x20 }
        if firstText == UInt8(ascii: "{") || firstText == UInt8(ascii: "[") {
            (format, rows, hits) = (.json, [], [])
        } else {
            let best = try Self.delimiter(
                of: bytes.dropLast(bytes.cutLetterLength),
                among: named.map { [$0.delimiter] } ?? Self.delimiters,
                headings: headings
            )
            (format, rows, hits) = (.delimited(best.delimiter), best.rows, best.hits)
        }
    }

    /// ZIP (xlsx, docx), PDF, the old Office format, RTF, PNG, JPEG.
    private static let officeDocuments: [[UInt8]] = [
        [0x50, 0x4B, 0x03, 0x04], Array("%PDF".utf8), [0xD0, 0xCF, 0x11, 0xE0], Array("{\\rtf".utf8),
        [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF],
    ]

    private static let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]

    /// A first line `sep=;`. Excel takes it for itself: its first row is the line below.
    private static func namedDelimiter(_ head: ArraySlice<UInt8>) -> (delimiter: UInt8, lineLength: Int)? {
        let line = Array(head.prefix(7))
        guard line.count > 4, line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }),
            delimiters.contains(line[4])
        else { return nil }
        let end = line.dropFirst(5)
        guard let first = end.first else { return (line[4], 5) }
        guard first == UInt8(ascii: "\n") || first == UInt8(ascii: "\r") else { return nil }
        return (line[4], end.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) ? 7 : 6)
    }

    /// The delimiter under which most known headings stand in one row; among equals the one that gives the most rows
    /// of equal width (domain.md 5.5).
    private static func delimiter(
        of head: ArraySlice<UInt8>,
        among candidates: [UInt8],
        headings: HeadingTable
    ) throws -> (delimiter: UInt8, rows: [TableRow], hits: [Set<Field>]) {
        var best: (delimiter: UInt8, rows: [TableRow], hits: [Set<Field>])?
        var rank = (hits: -1, evenRows: 0)
        for candidate in candidates where candidate == candidates[0] || head.contains(candidate) {
            let rows = try DelimitedReader.rows(of: head, delimiter: candidate, limit: 50)
            let hits = hits(in: rows, headings: headings)
            let widths = Dictionary(rows.filter { $0.count > 1 }.map { ($0.count, 1) }, uniquingKeysWith: +)
            let own = (hits: hits.map(\.count).max() ?? 0, evenRows: widths.values.max() ?? 0)
            if best == nil || own > rank { (best, rank) = ((candidate, rows, hits), own) }
        }
        return best ?? (candidates[0], [], [])
    }

    /// Of the first 25 rows. Behind a row of nothing but headings, and one that may be its second line, nobody looks for
    /// others: most files begin with theirs, and most files are small.
    private static func hits(in rows: [TableRow], headings: HeadingTable) -> [Set<Field>] {
        var hits: [Set<Field>] = []
        var last = 25
        for row in rows.prefix(25) {
            guard hits.count <= last else {
                hits.append([])
                continue
            }
            let found = headings.hits(row)
            if last == 25, found.count > 2, found.count == (0..<row.count).count(where: { !row.isEmpty($0) }) {
                last = hits.count + 1
            }
            hits.append(found)
        }
        return hits
    }
}
