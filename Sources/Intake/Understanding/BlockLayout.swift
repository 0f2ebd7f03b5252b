internal import Accompaniment

/// The layout in which people keep their notes: the unit and its escort on one row, all activities in one cell of the
/// next (domain.md 3.4). Turned into rows of an ordinary table.
struct BlockLayout {
    static let headings = ["אשכול/אזור", "מלווה", "פעילות", "סטטוס", "תדירות"]

    private let lexicon: Lexicon
    private var block: (unit: String, escort: String)?
    private(set) var notes: [AssignmentNote] = []

    init(lexicon: Lexicon) {
        self.lexicon = lexicon
    }

    /// True when one of the first rows names a unit alone, or with its escort.
    static func recognises(_ rows: [TableRow], lexicon: Lexicon) throws -> Bool {
        var layout = BlockLayout(lexicon: lexicon)
        return try rows.prefix(25).contains { row in try layout.beginBlock(row) }
    }

    /// The activities that `row` holds; none for a title, a unit's own row, a blank row.
    mutating func rows(of row: TableRow) throws -> [TableRow] {
        if try beginBlock(row) { return [] }
        guard let block, row.count > 0, !row.isEmpty(0) else { return [] }
        return Self.items(of: try row.text(0)).map { item in
            TableRow(number: row.number, cells: [block.unit, block.escort, item.text, item.status, item.frequency])
        }
    }

    private mutating func beginBlock(_ row: TableRow) throws -> Bool {
        guard row.count > 0, row.range(0).count < 200 else { return false }
        let (title, note) = Self.split(Folding.display(try row.text(0)))
        guard case .exact(let unit) = lexicon.unit(title) else { return false }
        block = (title, row.count > 1 ? Folding.display(try row.text(1)) : "")
        if let note {
            notes.append(AssignmentNote(row: row.number, unit: unit, status: Self.status(of: note), text: note))
        }
        return true
    }

    /// «אשכול בית הכרם (סיימה תפקידה)» into the name and the note.
    private static func split(_ text: String) -> (title: String, note: String?) {
        guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return (text, nil) }
        let note = text[text.index(after: open)...].dropLast()
        return (text[..<open].trimmingSpaces, note.trimmingSpaces)
    }

    /// The assignment status that a note speaks of (domain.md 2.18).
    private static func status(of note: String) -> Code {
        let key = Folding.key(note)
        return if key.contains("סיימ") {
            .ended
        } else if key.split(separator: " ").contains("ממ") {
            .acting
        } else {
            .new
        }
    }

    private struct Item {
        var text: String
        var status = ""
        var frequency = ""
    }

    /// Splits a crammed cell at full stops outside brackets, and takes status and frequency out of each part.
    private static func items(of cell: String) -> [Item] {
        var items: [Item] = []
        var depth = 0
        var current = ""
        let characters = Array(withoutMarkup(cell))
        for (index, character) in characters.enumerated() {
            if character == "(" { depth += 1 }
            if character == ")" { depth = max(0, depth - 1) }
            // The dot of `30.11.2015` or `1.5` ends nothing.
            let endsSentence = character == "." && (index + 1 == characters.count || characters[index + 1].isWhitespace)
            if depth == 0, endsSentence || character == "\n" || character == "•" {
                let text = current.trimmingSpaces
                if !text.isEmpty { items.append(item(text)) }
                current = ""
            } else {
                current.append(character)
            }
        }
        let rest = current.trimmingSpaces
        if !rest.isEmpty { items.append(item(rest)) }
        return items
    }

    /// «תוכנית הנהגה (בהקמה)», «פורום חינוך אחת לשלושה שבועות».
    private static func item(_ text: String) -> Item {
        var item = Item(text: text)
        let (title, note) = split(text)
        if let note { (item.text, item.status) = (title, note) }
        if let ending = FrequencyText.ending(item.text) { (item.text, item.frequency) = ending }
        return item
    }

    /// The cell without the tags that a paste from a web page leaves.
    private static func withoutMarkup(_ cell: String) -> String {
        var text = ""
        var isTag = false
        for character in cell.replacing("&nbsp;", with: " ").replacing("<br>", with: "\n") {
            if character == "<" { isTag = true }
            if !isTag { text.append(character) }
            if character == ">" { isTag = false }
        }
        return text
    }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
