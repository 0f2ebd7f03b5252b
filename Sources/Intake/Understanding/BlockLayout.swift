internal import Accompaniment

/// The layout in which people keep their notes: the unit and its escort on one row, all activities in one cell of the
/// next (domain.md 3.4). Turned into rows of an ordinary table.
struct BlockLayout {
    static let headings = ["אשכול/אזור", "מלווה", "פעילות", "סטטוס", "תדירות", "תאריך"]

    /// An activity of a crammed cell as a row of a table.
    struct Item {
        let row: TableRow
        /// Several activities stand in it without anything that parts them for certain: it is held, never guessed.
        let isUnsplit: Bool
    }

    private let lexicon: Lexicon
    private var block: (unit: String, escort: String)?
    private(set) var notes: [AssignmentNote] = []

    init(lexicon: Lexicon) {
        self.lexicon = lexicon
    }

    /// True when one of the first rows names a unit alone, or with its escort.
    static func recognises(_ rows: [TableRow], lexicon: Lexicon) -> Bool {
        var layout = BlockLayout(lexicon: lexicon)
        return rows.prefix(25).contains { row in layout.beginBlock(row) }
    }

    /// The activities that `row` holds; none for a title, a unit's own row, a blank row.
    mutating func items(of row: TableRow) -> [Item] {
        if beginBlock(row) { return [] }
        guard let block, row.count > 0, !row.isEmpty(0) else { return [] }
        return CrammedCell.parts(of: row.text(0)).flatMap(expanded).map { part in
            let cells = [block.unit, block.escort, part.text, part.status, part.frequency, part.date]
            return Item(row: TableRow(number: row.number, cells: cells), isUnsplit: part.isUnsplit)
        }
    }

    private mutating func beginBlock(_ row: TableRow) -> Bool {
        guard row.count > 0, row.range(0).count < 200 else { return false }
        let (title, note) = CrammedCell.splitNote(Folding.display(row.text(0)))
        guard case .exact(let unit) = lexicon.unit(title) else { return false }
        block = (title, row.count > 1 ? Folding.display(row.text(1)) : "")
        if let note {
            let text = PersonalData.masked(note)?.text ?? note
            notes.append(
                AssignmentNote(row: row.number, unit: unit, status: AssignmentText.status(of: note) ?? .new, text: text)
            )
        }
        return true
    }

    /// «פורום רווחה, חינוך, חירום» is three, where each has a name of its own.
    private func expanded(_ part: CrammedCell.Part) -> [CrammedCell.Part] {
        let opening = "פורום "
        guard part.text.hasPrefix(opening), part.text.contains(",") else { return [part] }
        let names = part.text.dropFirst(opening.count).split(separator: ",").map {
            opening + Folding.display(String($0))
        }
        guard names.count > 1, names.allSatisfy({ lexicon.forum($0) != nil }) else { return [part] }
        return names.map { name in
            var one = part
            one.text = name
            return one
        }
    }
}
