internal import Accompaniment

/// Finds the row or two of headings and what the rows above them say (domain.md 5.5).
struct HeaderSearch {
    /// Rows of the headings, from 1; `nil` where there are none.
    let headerRows: ClosedRange<Int>?
    let headings: [String]
    let titles: TitleFacts

    /// - Parameters:
    ///   - rows: The first rows of the file.
    ///   - hits: The known headings in each of the first 25.
    init(_ rows: [TableRow], hits: [Set<Field>], table: HeadingTable, lexicon: Lexicon) {
        guard let best = Self.header(hits) else {
            (headerRows, headings) = (nil, [])
            titles = TitleFacts(rows.prefix(3), table: table, lexicon: lexicon)
            return
        }
        var range = best...best
        if best > 0, Self.isGroupRow(rows[best - 1], over: rows[best], table: table, lexicon: lexicon) {
            range = best - 1...best
        } else if best + 1 < rows.count, Self.isSubRow(rows[best + 1], below: rows[best], table: table) {
            range = best...best + 1
        }
        headerRows = range.lowerBound + 1...range.upperBound + 1
        headings =
            range.count == 1
            ? rows[best].texts().map { Folding.display($0) } : Self.joined(rows[range.lowerBound], rows[range.upperBound])
        titles = TitleFacts(rows[..<range.lowerBound], table: table, lexicon: lexicon)
    }

    /// At least three known headings, or two with that of the place or the activity.
    private static func header(_ hits: [Set<Field>]) -> Int? {
        var best: Int?
        for (index, found) in hits.enumerated() where found.count > best.map({ hits[$0].count }) ?? 1 {
            if found.count > 2 || found.contains(.unit) || found.contains(.activity) { best = index }
        }
        return best
    }

    /// Headings merged over several others: one stands above two or more, and the row tells nothing by itself.
    private static func isGroupRow(_ row: TableRow, over header: TableRow, table: HeadingTable, lexicon: Lexicon) -> Bool {
        let filled = (0..<row.count).filter { !row.isEmpty($0) && row.range($0).count < 120 && !row.beginsWithDigit($0) }
        guard filled.count > 1, filled.count == (0..<row.count).count(where: { !row.isEmpty($0) }) else { return false }
        let spans = zip(filled, filled.dropFirst() + [header.count]).contains { start, next in
            next - start > 1 && (start..<next).allSatisfy { $0 < header.count && !header.isEmpty($0) }
        }
        return spans && TitleFacts([row], table: table, lexicon: lexicon).isEmpty
    }

    /// Headings under merged ones: nothing but known headings, and one of them stands under an empty cell.
    private static func isSubRow(_ row: TableRow, below header: TableRow, table: HeadingTable) -> Bool {
        let filled = (0..<row.count).filter { !row.isEmpty($0) }
        return !filled.isEmpty && filled.allSatisfy { !row.beginsWithDigit($0) && !table[row.text($0)].isEmpty }
            && filled.contains { $0 >= header.count || header.isEmpty($0) }
    }

    /// `group / sub`; the group goes on to the right over its empty cells.
    private static func joined(_ group: TableRow, _ sub: TableRow) -> [String] {
        var current = ""
        return (0..<max(group.count, sub.count)).map { cell in
            let above = cell < group.count ? Folding.display(group.text(cell)) : ""
            let below = cell < sub.count ? Folding.display(sub.text(cell)) : ""
            if !above.isEmpty { current = above }
            if below.isEmpty { return above }
            return current.isEmpty ? below : "\(current) / \(below)"
        }
    }
}
