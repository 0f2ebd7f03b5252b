internal import Accompaniment

/// The layout in which people keep their notes: the unit and its escort on one row, all activities in one cell of the
/// next (domain.md 3.4). Turned into rows of an ordinary table.
struct BlockLayout: Sendable {
    /// One activity as a row under ``headings``.
    struct Item {
        let row: TableRow
        /// Several activities that cannot be told apart: to be held, with the text as it was written.
        let isUnsplit: Bool
    }

    static let headings = ["אשכול/אזור", "מלווה", "פעילות", "סטטוס", "תדירות", "תאריך"]

    private let lexicon: Lexicon
    private let splitter: ActivitySplitter
    private let nouns: ActivityNouns
    private var block: (unit: String, escort: String)?
    private(set) var notes: [AssignmentNote] = []

    init(lexicon: Lexicon) {
        self.lexicon = lexicon
        splitter = ActivitySplitter(lexicon: lexicon)
        nouns = splitter.nouns
    }

    /// True when one of the first 25 rows names a unit alone, or with its escort.
    static func recognises(_ rows: [TableRow], lexicon: Lexicon) -> Bool {
        rows.prefix(25).contains { opening(of: $0, lexicon: lexicon) != nil }
    }

    /// A row that begins a block: the unit in the words of its sender, its code, and a remark in brackets behind it.
    ///
    /// - Returns: `nil` for any other row.
    static func opening(of row: TableRow, lexicon: Lexicon) -> (title: String, unit: Code, remark: String?)? {
        guard row.count > 0, row.range(0).count < 200 else { return nil }
        let (title, remark) = AssignmentText.bracketed(Folding.display(row.text(0)))
        guard case .exact(let unit) = lexicon.unit(title) else { return nil }
        return (title, unit, remark)
    }

    /// The activities that `row` holds; none for a title, a unit's own row, a footer, a blank row.
    mutating func rows(of row: TableRow) -> [Item] {
        var cells = 0..<row.count
        if let opening = Self.opening(of: row, lexicon: lexicon) {
            let escort = takeEscort(of: row, unit: opening.unit)
            block = (opening.title, escort ?? "")
            if let remark = opening.remark { note(remark, of: escort, on: opening.unit, row: row.number) }
            // Some keep the activities beside the unit.
            cells = (escort == nil ? 1 : 2)..<max(2, row.count)
        }
        let texts = cells.filter { $0 < row.count && !row.isEmpty($0) }.map(row.text)
        guard let first = texts.first, !RowKinds.isFooter(Folding.display(first)) else { return [] }
        let items = items(of: texts)
        // A title is no activity; a list of activities above all units is one, and will be held for its unit.
        guard block != nil || items.count > 1 && items.allSatisfy({ nouns.opening(of: $0.text) != nil }) else {
            return []
        }
        return items.map { item in
            let cells = [
                block?.unit ?? "", block?.escort ?? "", item.text, item.status, item.frequency, item.date,
            ]
            return Item(row: TableRow(number: row.number, cells: cells), isUnsplit: item.isUnsplit)
        }
    }

    private struct SplitItem {
        var details: ActivityDetails
        var isUnsplit = false
        var text: String { details.text }
        var status: String { details.status }
        var frequency: String { details.frequency }
        var date: String { details.date }
    }

    private func items(of cells: [String]) -> [SplitItem] {
        var items: [SplitItem] = []
        for cell in cells {
            // A remark in a cell of its own is about the activity beside it, if there is but one.
            let first = items.count == 1 ? 0 : items.count
            for part in splitter.parts(of: cell) {
                let details = ActivityDetails(part.text, lexicon: lexicon)
                if part.isUnsplit {
                    items.append(SplitItem(details: ActivityDetails(unsplit: part.text), isUnsplit: true))
                } else if !details.text.isEmpty {
                    items.append(SplitItem(details: details))
                } else if items.count == first || items[items.count - 1].isUnsplit
                    || !items[items.count - 1].details.add(details)
                {
                    // A remark on nothing is kept in its words, and held.
                    items.append(SplitItem(details: ActivityDetails(unsplit: part.text), isUnsplit: true))
                }
            }
        }
        return items
    }

    /// The escort beside a unit; `nil` where what stands there is a text with activities.
    private mutating func takeEscort(of row: TableRow, unit: Code) -> String? {
        guard row.count > 1, row.range(1).count < 200 else { return row.count > 1 ? nil : "" }
        let text = Folding.display(row.text(1))
        guard !text.contains("\n"), nouns.opening(of: text) == nil, splitter.parts(of: text).count <= 1 else {
            return nil
        }
        guard let (name, remark) = AssignmentText.besideEscort(text) else { return text }
        note(remark, of: name, on: unit, row: row.number)
        return name
    }

    private mutating func note(_ text: String, of escort: String?, on unit: Code, row: Int) {
        let masked = PersonalData.masked(text)?.text ?? text
        let escort = escort.flatMap { $0.isEmpty ? nil : PersonalData.masked($0)?.text ?? $0 }
        var events = AssignmentText.events(of: masked, about: escort)
        // Beside a unit, «חדשה» speaks of the role without the word.
        if events.isEmpty { events = AssignmentText.events(of: "\(masked) בתפקיד", about: escort) }
        if events.isEmpty { events = [AssignmentText.Event(status: .unknownStatus, person: nil, day: nil)] }
        notes += events.map { AssignmentNote($0, in: masked, row: row, unit: unit) }
    }
}
