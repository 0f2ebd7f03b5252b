internal import Accompaniment

/// What a row below the headings is, before its cells are read (domain.md 5.5).
enum RowKind: Equatable, Sendable {
    enum Totals: Sendable {
        case sum, average
    }

    /// Everything that is none of the others, a blank row too.
    case activity
    /// A row that was numbered for an activity to come.
    case numbered
    /// «סה"כ», «סך הכול», «ממוצע»: see ``TotalsCheck``.
    case totals(Totals)
    /// «הופק בתאריך …», «חתימה», «עמוד 1 מתוך 3».
    case footer
    /// The headings once more, as tables printed over several pages have them; of two lines, either.
    case headings
}

/// Tells the kinds of rows apart by the first cell that holds anything. Asked for every row of a large file: most rows
/// are told by the first letter of that cell, others by its bytes, and only a row that seems to begin with a heading is
/// looked at further.
struct RowKinds {
    private struct Heading {
        let cell: Int
        /// Folded: the whole, and of a heading in two lines each.
        let keys: Set<String>
    }

    private struct Opening: Sendable {
        var totals: RowKind.Totals?
        var isFooter = false
        var isHeading = false
    }

    private var headings: [Heading] = []
    private var unit: Int?
    private var numbers: Set<Int> = []
    private var openings = CellMemo<Opening>()
    /// By the last byte of the first letter: can a cell that begins with it be of interest?
    private var mayOpen = Self.letters(of: [])

    init() {}

    /// - Parameters:
    ///   - headings: As ``HeaderSearch/headings`` has them, of the columns whose meaning is known.
    ///   - unit: The cell of the unit: a row that says where it belongs is an activity, whatever its first word.
    ///   - numbers: Cells in which a number alone says nothing: the sender's own number, and columns without a heading.
    mutating func bind(headings: [(cell: Int, heading: String)], unit: Int?, numbers: [Int]) {
        self.headings = headings.map { cell, heading in
            Heading(cell: cell, keys: Set(([heading] + HeadingTable.lines(of: heading)).map(Self.key)))
        }
        self.unit = unit
        self.numbers = Set(numbers)
        openings = CellMemo()
        mayOpen = Self.letters(of: self.headings.flatMap(\.keys))
    }

    mutating func kind(of row: TableRow) -> RowKind {
        guard let first = (0..<row.count).first(where: { !row.isBlank($0) }), row.range(first).count < 200 else {
            return .activity
        }
        if numbers.contains(first), row.bytes[row.range(first)].allSatisfy(\.isOfRunningNumber),
            (first + 1..<row.count).allSatisfy(row.isBlank)
        {
            return .numbered
        }
        guard mayBeOfInterest(row.bytes[row.range(first)]) else { return .activity }
        let opening = openings.value(of: row, first) { text in
            let key = Self.key(text)
            return Opening(
                totals: Self.totals(key),
                isFooter: Self.isFooter(text),
                isHeading: headings.contains { $0.keys.contains(key) }
            )
        }
        if opening.isHeading, repeatsHeadings(row) { return .headings }
        if let unit, unit != first, unit < row.count, !row.isBlank(unit) { return .activity }
        if let totals = opening.totals { return .totals(totals) }
        return opening.isFooter ? .footer : .activity
    }

    /// True for a text that prints and people put below a table: who signs it, when it was made, which page it is.
    static func isFooter(_ text: String) -> Bool {
        guard text.utf8.count < 200 else { return false }
        let words = key(text).split(whereSeparator: { " :,._".contains($0) }).map(String.init)
        guard let first = words.first else { return false }
        switch first {
        case "הופק", "הודפס", "הודפסה", "printed":
            // «הופק סרטון» is an activity, and so is «הודפס עלון».
            return words.count == 1 || printed.contains(words[1]) || words[1].first?.isNumber == true
                || Folding.key(text).hasPrefix("\(first):")
        case "חתימה": return words.count == 1 || words.count < 5 && words[1] != "על"
        case "חתימת": return words.count < 4
        case "תאריכ": return words.count > 1 && ["הדפסה", "הפקה", "ההדפסה", "ההפקה"].contains(words[1])
        case "עמוד", "page": return words.count > 1 && words[1].first?.isNumber == true && words.count < 5
        default: return false
        }
    }

    /// «סה"כ» also before what is summed: «סה"כ שעות»; the words that may begin an activity only alone.
    private static func totals(_ key: String) -> RowKind.Totals? {
        if ["סיכומ", "סיכומ כללי", "סיכומ ביניימ", "total", "grand total"].contains(key) { return .sum }
        if key == "ממוצע" || key == "average" { return .average }
        for word in ["סהכ", "סכ הכל", "סכ הכול"] where key.hasPrefix(word) {
            if key.utf8.count == word.utf8.count || key.dropFirst(word.count).first == " " { return .sum }
        }
        return nil
    }

    /// Every known heading that the row has a cell for is there again, and there are two or more.
    private func repeatsHeadings(_ row: TableRow) -> Bool {
        var matches = 0
        for heading in headings where heading.cell < row.count && !row.isBlank(heading.cell) {
            // No heading is that long, and no row of data passes the first cell that differs.
            guard row.range(heading.cell).count < 200, heading.keys.contains(Self.key(row.text(heading.cell))) else {
                return false
            }
            matches += 1
        }
        return matches >= min(2, headings.count)
    }

    private static func key(_ text: String) -> String {
        Folding.key(String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != ":" && $0 != "*" })))
    }

    /// Of a Hebrew letter the second byte tells it; a digit begins none of what is looked for.
    private func mayBeOfInterest(_ cell: ArraySlice<UInt8>) -> Bool {
        let text = cell.drop { $0 <= 0x20 }
        guard let first = text.first else { return false }
        if first == 0xD7, let second = text.dropFirst().first { return mayOpen[Int(second)] }
        if first.isASCIILetter { return mayOpen[Int(first | 0x20)] }
        // Direction marks, quotes, stars: what stands behind them is for the folding to say.
        return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    }

    private static func letters(of keys: [String]) -> [Bool] {
        var letters = Array(repeating: false, count: 256)
        let words = ["סהכ", "ממוצע", "הופק", "חתימה", "תאריכ", "עמוד", "total", "grand", "average", "printed", "page"]
        for word in words + keys {
            let bytes = Array(word.utf8.prefix(2))
            guard let first = bytes.first else { continue }
            letters[Int(first == 0xD7 ? bytes[1] : first)] = true
        }
        return letters
    }

    private static let printed: Set = ["בתאריכ", "ביומ", "בשעה", "עי", "על", "מתוכ", "מ", "ממערכת", "on", "by"]
}

extension TableRow {
    /// Nothing but spaces, if that.
    func isBlank(_ cell: Int) -> Bool { bytes[range(cell)].allSatisfy { $0 <= 0x20 } }
}

extension UInt8 {
    fileprivate var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}
