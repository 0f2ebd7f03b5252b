internal import Accompaniment

/// Tells the rows of a table that are no activities (domain.md 5.5). Asked for every row, so it looks at the first cell
/// that holds anything, and at the others only where that one gives cause.
struct RowKinds {
    enum Kind {
        case activity
        /// «סה"כ», «סיכום».
        case totals
        /// «ממוצע», of which no sum can be checked, «הופק», «חתימה», «עמוד 1 מתוך 3».
        case footer
        /// The headings once more, as tables printed over several pages have them.
        case headings
    }

    private var headings: [(cell: Int, key: String)] = []
    private var unit: Int?
    private var memo = CellMemo<(kind: Kind, key: String)>()

    /// - Parameters:
    ///   - headings: Of the columns that are understood, by cell.
    ///   - unit: The cell of the place.
    mutating func bind(headings: [(cell: Int, heading: String)], unit: Int?) {
        self.headings = headings.map { ($0.cell, Self.lastPart(Folding.key($0.heading))) }
        self.unit = unit
        memo = CellMemo()
    }

    mutating func kind(of row: TableRow) -> Kind {
        guard let first = (0..<row.count).first(where: { !row.isEmpty($0) }), row.range(first).count < 80 else {
            return .activity
        }
        let (kind, key) = memo.value(of: row, first) { text in
            let key = Folding.key(text)
            return (Self.kind(of: key), key)
        }
        // A row that names its place is an activity, whatever its first word.
        if kind == .totals || kind == .footer {
            let namesUnit = unit.map { $0 != first && $0 < row.count && !row.isEmpty($0) } ?? false
            return namesUnit ? .activity : kind
        }
        guard headings.count > 1, headings.first(where: { $0.cell == first })?.key == Self.lastPart(key) else {
            return .activity
        }
        let isRepeated = headings.prefix(3).allSatisfy { heading in
            heading.cell < row.count && Self.lastPart(Folding.key(row.text(heading.cell))) == heading.key
        }
        return isRepeated ? .headings : .activity
    }

    /// Of `group / sub` the part that stands in the lower row.
    private static func lastPart(_ key: String) -> String {
        key.split(separator: "/").last.map { Folding.key(String($0)) } ?? key
    }

    private static func kind(of key: String) -> Kind {
        if ["סהכ", "סכ הכל", "סכ הכול", "סיכומ", "total", "totals"].contains(where: { names($0, key) }) { return .totals }
        let words = key.split(separator: " ")
        let isPage = words.count >= 2 && (words[0] == "עמוד" || words[0] == "page") && Int(words[1]) != nil
        return isPage || ["ממוצע", "average", "הופק", "הודפס", "חתימה", "תאריכ הדפסה"].contains { names($0, key) }
            ? .footer : .activity
    }

    /// «סה"כ», «סה"כ:», «סה"כ שעות».
    private static func names(_ word: String, _ key: String) -> Bool {
        guard key.hasPrefix(word) else { return false }
        return key.utf8.count == word.utf8.count || " :.".utf8.contains(key.utf8[key.utf8.index(key.utf8.startIndex, offsetBy: word.utf8.count)])
    }
}
