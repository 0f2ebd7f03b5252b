internal import Accompaniment

/// Finds the row of headings, or the two rows of them, and what the rows above say (domain.md 5.5).
struct HeaderSearch {
    /// Rows of the spreadsheet, from 1: one, or two where merged headings stand over others; `nil` where there is none.
    let headerRows: ClosedRange<Int>?
    /// One a column, those in two lines joined as ``HeadingTable/joined(_:_:)`` does; empty without a header.
    let headings: [String]
    let titles: TitleFacts

    private static let depth = 25

    /// - Parameters:
    ///   - rows: The first rows of the file; 25 are looked at.
    ///   - hits: The known headings in each.
    init(_ rows: [TableRow], hits: [Set<Field>], table: HeadingTable, lexicon: Lexicon) {
        let rows = rows.prefix(min(Self.depth, hits.count))
        let search = Candidates(table: table, lexicon: lexicon)
        var best: (first: Int, last: Int, headings: [String], hits: Int)?
        for (index, row) in rows.enumerated() {
            // What is below activities and looks like headings belongs to a second table.
            if let best, index > best.last + 1, search.isActivity(rows[index - 1], under: best.headings) { break }
            let own = Self.isHeader(hits[index]) ? search.headings(row) : []
            let ownHits = search.hits(own)
            if ownHits > best?.hits ?? 1 { best = (index, index, own, ownHits) }
            guard index + 1 < rows.count, let pair = search.joined(row, rows[index + 1]) else { continue }
            let single = max(ownHits, hits[index].count, hits[index + 1].count, best?.hits ?? 1)
            if search.hits(pair) > single { best = (index, index + 1, pair, search.hits(pair)) }
        }
        headings = best?.headings ?? []
        if let best {
            headerRows = rows[best.first].number...rows[best.last].number
            titles = TitleFacts(rows[..<best.first], table: table, lexicon: lexicon)
        } else {
            headerRows = nil
            // Notes in blocks: what stands above the first unit is a title.
            let above = rows.prefix(3).prefix { BlockLayout.opening(of: $0, lexicon: lexicon) == nil }
            titles = TitleFacts(above, table: table, lexicon: lexicon)
        }
    }

    /// Three headings, or two of which one is the activity or the unit.
    fileprivate static func isHeader(_ fields: Set<Field>) -> Bool {
        fields.count > 2 || fields.count == 2 && (fields.contains(.activity) || fields.contains(.unit))
    }
}

/// Rows, and pairs of rows, that may be headings.
private struct Candidates {
    let table: HeadingTable
    let lexicon: Lexicon

    /// The headings of a row; none for a row of labels with their values beside them, as titles have them.
    func headings(_ row: TableRow) -> [String] {
        let texts = row.texts().map { Folding.display($0) }
        let labels = texts.indices.count { isLabel(texts, $0) }
        return labels > 0 && labels >= hits(texts) - labels ? [] : texts
    }

    /// How many different fields a row of headings names; 0 for a row that is none.
    func hits(_ headings: [String]) -> Int {
        let fields = Set(headings.compactMap { $0.utf8.count < 240 ? table.fields(of: $0).first : nil })
        return HeaderSearch.isHeader(fields) ? fields.count : 0
    }

    /// What stands under the heading of the activity, or in several cells, is no title, unless these are labels and their
    /// values.
    func isActivity(_ row: TableRow, under headings: [String]) -> Bool {
        guard let activity = headings.firstIndex(where: { table.fields(of: $0).contains(.activity) }) else {
            return false
        }
        let texts = row.texts().map { Folding.display($0) }
        guard !texts.indices.contains(where: { isLabel(texts, $0) }) else { return false }
        return activity < texts.count && !texts[activity].isEmpty || texts.count { !$0.isEmpty } > 1
    }

    /// The headings of two rows, the upper ones carried to the right over empty cells as merged ones are saved; `nil`
    /// where the rows do not look like that.
    func joined(_ upper: TableRow, _ lower: TableRow) -> [String]? {
        // A row of data is told by its numbers and dates, and by its length.
        guard (0..<lower.count).allSatisfy({ !lower.beginsWithDigit($0) && lower.range($0).count < 120 }),
            (0..<upper.count).allSatisfy({ upper.range($0).count < 120 })
        else { return nil }
        let (above, below) = (upper.texts().map { Folding.display($0) }, lower.texts().map { Folding.display($0) })
        let width = max(above.count, below.count)
        let isMerged = (0..<below.count).contains { !below[$0].isEmpty && ($0 >= above.count || above[$0].isEmpty) }
        guard isMerged, !above.indices.contains(where: { isLabel(above, $0) }) else { return nil }
        var group = ""
        // Of the lower cells, those that say something as headings, alone or under the upper one: cells of data do not.
        var (known, all) = (0, 0)
        let joined = (0..<width).map { column in
            let top = column < above.count ? above[column] : ""
            let bottom = column < below.count ? below[column] : ""
            // A heading with nothing below it is merged downwards, and reaches no further.
            if !top.isEmpty { group = bottom.isEmpty ? "" : top }
            guard !bottom.isEmpty else { return top }
            all += 1
            if !table[bottom].isEmpty || !table[whole: group, bottom].isEmpty { known += 1 }
            return HeadingTable.joined(group, bottom)
        }
        return known > 0 && known * 2 >= all ? joined : nil
    }

    /// «אשכול» before the name of one, «מלווה:» before something that is no heading.
    private func isLabel(_ texts: [String], _ index: Int) -> Bool {
        guard index + 1 < texts.count, !texts[index + 1].isEmpty, !table[texts[index]].isEmpty else { return false }
        let value = texts[index + 1]
        guard table[value].isEmpty, value.utf8.count < 240 else { return false }
        if texts[index].hasSuffix(":") { return true }
        if case .exact = lexicon.unit(value) { return true }
        return false
    }
}
