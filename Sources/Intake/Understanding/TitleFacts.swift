internal import Accompaniment

/// What the rows above a table say about all of it (domain.md 5.5): «דוח פעילות – אשכול נגב מערבי – רבעון 4 2015»,
/// `מלווה:` with the name beside it.
struct TitleFacts {
    private(set) var unit: Code?
    private(set) var organisation: Code?
    /// Only behind a label: a name alone may be anybody's.
    private(set) var escort: String?
    /// A full date without a label is when the file was printed, and none.
    private(set) var period: ActivityDate?

    var isEmpty: Bool { unit == nil && organisation == nil && escort == nil && period == nil }

    init(period: ActivityDate?) {
        self.period = period
    }

    init(_ rows: some Sequence<TableRow>, table: HeadingTable, lexicon: Lexicon) {
        for row in rows {
            let cells = row.texts().prefix(64).map { Folding.display(String($0.prefix(400))) }.filter { !$0.isEmpty }
            var index = 0
            while index < cells.count {
                if let (label, value) = Self.pair(cells[index]) {
                    note(value, under: table[label], lexicon)
                    note(cells[index], lexicon)
                } else if index + 1 < cells.count, !table[cells[index]].isEmpty {
                    note(cells[index + 1], under: table[cells[index]], lexicon)
                    index += 1
                } else {
                    note(cells[index], lexicon)
                }
                index += 1
            }
        }
    }

    /// `אשכול: נגב מערבי`.
    private static func pair(_ cell: String) -> (label: String, value: String)? {
        guard let colon = cell.firstIndex(of: ":") else { return nil }
        let value = Folding.display(String(cell[cell.index(after: colon)...]))
        return value.isEmpty ? nil : (String(cell[..<colon]), value)
    }

    private mutating func note(_ value: String, under fields: [Field], _ lexicon: Lexicon) {
        switch fields.first {
        case .unit: if unit == nil, case .exact(let code) = lexicon.unit(value) { unit = code }
        case .organisation: organisation = organisation ?? lexicon.organisation(value)
        case .escort: escort = escort ?? PersonalData.masked(value)?.text ?? value
        case .startDate: period = period ?? DateText.parse(value)?.date
        default: break
        }
    }

    /// A title: its parts between dashes, and the words behind «אשכול».
    private mutating func note(_ title: String, _ lexicon: Lexicon) {
        for part in title.split(whereSeparator: { "–—|,\n".contains($0) }).map(String.init) + [title] {
            let words = part.split(separator: " ")
            if unit == nil { unit = Self.unit(in: words, lexicon) }
            organisation = organisation ?? lexicon.organisation(Folding.display(part))
            period = period ?? Self.period(endingOf: words)
        }
    }

    private static func unit(in words: [Substring], _ lexicon: Lexicon) -> Code? {
        if words.count <= 4, case .exact(let code) = lexicon.unit(words.joined(separator: " ")) { return code }
        for start in words.indices where ["אשכול", "האשכול", "אזור"].contains(words[start]) {
            for length in stride(from: min(4, words.count - start), to: 1, by: -1) {
                let name = words[start..<start + length].joined(separator: " ")
                if case .exact(let code) = lexicon.unit(name) { return code }
            }
        }
        return nil
    }

    private static func period(endingOf words: [Substring]) -> ActivityDate? {
        for length in stride(from: min(3, words.count), to: 0, by: -1) {
            let reading = DateText.parse(words.suffix(length).joined(separator: " "))
            if let reading, reading.guess == nil, let date = reading.date, date.precision != .day { return date }
        }
        return nil
    }
}
