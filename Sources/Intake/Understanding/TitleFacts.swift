internal import Accompaniment

/// What the rows above a table say for all rows of it (domain.md 5.5). Each is `nil` where the titles say nothing, or
/// two different things: what is not certain is left to the rows.
struct TitleFacts: Equatable, Sendable {
    var unit: Code?
    var organisation: Code?
    /// In the sender's words; only from behind a label: any other word of a title may be a name.
    var escort: String?
    /// The time that is reported on. A single day is when the report was made, unless a label says otherwise.
    var period: ActivityDate?
    var function: Function?

    init(period: ActivityDate? = nil) {
        self.period = period
    }

    /// - Parameter rows: Those above the headings.
    init(_ rows: ArraySlice<TableRow>, table: HeadingTable, lexicon: Lexicon) {
        var reader = TitleReader(table: table, lexicon: lexicon)
        for row in rows { reader.read(row) }
        self = reader.facts
    }
}

/// Reads title rows: first what stands behind labels, in the same cell or the next one, then what stands free.
private struct TitleReader {
    private let table: HeadingTable
    private let lexicon: Lexicon
    private var labelled = Findings()
    private var free = Findings()
    private var functions: Set<Function> = []
    private var time = TitlePeriod()
    /// A file of nothing but titles must not cost more than a table: a search for a unit looks at every name there is.
    private var searches = 64

    init(table: HeadingTable, lexicon: Lexicon) {
        self.table = table
        self.lexicon = lexicon
    }

    private struct Findings {
        var unit = Single<Code>()
        var organisation = Single<Code>()
        var escort = Single<String>()
        var function = Single<Function>()
    }

    var facts: TitleFacts {
        var facts = TitleFacts(period: time.period)
        facts.unit = labelled.unit.isSaid ? labelled.unit.value : free.unit.value
        facts.organisation = labelled.organisation.isSaid ? labelled.organisation.value : free.organisation.value
        facts.escort = labelled.escort.value
        let single = functions.count == 1 ? functions.first : nil
        facts.function = labelled.function.isSaid ? labelled.function.value : single
        return facts
    }

    mutating func read(_ row: TableRow) {
        // A title has a few cells of a few words; the rest of a longer one is passed over.
        let cells = (0..<row.count).lazy.filter { !row.isBlank($0) && row.range($0).count <= 400 }.prefix(12)
        let lines: [String] = cells.flatMap { Folding.display(row.text($0)).split(separator: "\n").map(String.init) }
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            if RowKinds.isFooter(line) { continue }
            // `אשכול` in one cell and `נגב מערבי` in the next.
            if let label = label(line), index < lines.count, self.label(lines[index]) == nil {
                read(lines[index], behind: label)
                index += 1
            } else {
                read(line)
            }
        }
    }

    /// A line: its parts between dashes and commas, each with a label or without.
    private mutating func read(_ line: String) {
        var isTimed = false
        for part in Self.parts(of: line) {
            guard let colon = part.firstIndex(of: ":"), let label = label(String(part[..<colon])) else {
                readFree(String(part))
                continue
            }
            // The time goes on behind a dash: `תקופה: 1.10.2015 - 31.12.2015`.
            let rest = line[part.index(after: colon)...]
            if label.isTime { isTimed = true }
            read(label.isTime ? String(rest) : String(rest[..<part.endIndex]), behind: label)
        }
        if !isTimed { time.take(free: line) }
    }

    private mutating func readFree(_ text: String) {
        if let unit = unit(text) { free.unit.take(unit) }
        if let organisation = supplier(text) { free.organisation.take(organisation) }
        functions.formUnion(lexicon.functions(in: text))
    }

    private mutating func read(_ text: String, behind label: TitleLabel) {
        let text = text.trimming([" ", ","])
        guard !text.isEmpty else { return }
        switch label {
        case .time(let time): self.time.take(text, behind: time)
        case .field(.unit):
            if let unit = exactUnit(text) { labelled.unit.take(unit) }
        case .field(.organisation):
            if let organisation = lexicon.organisation(text) { labelled.organisation.take(organisation) }
        case .field(.escort):
            if text.utf8.count <= 200 { labelled.escort.take(PersonalData.masked(text)?.text ?? text) }
        case .field(.function):
            let functions = lexicon.functions(in: text)
            if functions.count == 1, let function = functions.first { labelled.function.take(function) }
        case .field: break
        }
    }

    private func label(_ text: String) -> TitleLabel? {
        let word = text.trimming([" ", ":"])
        guard word.utf8.count < 60 else { return nil }
        if let time = TitlePeriod.Label(word) { return .time(time) }
        return table[word].first.map { .field($0) }
    }

    /// The unit that a part of a title is, or names behind «אשכול» or «אזור»: «דוח פעילות אשכול נגב מערבי».
    private mutating func unit(_ text: String) -> Code? {
        // «מיזם האשכולות» heads every letter of the initiative.
        guard !Folding.key(text).hasPrefix("מיזמ") else { return nil }
        if let unit = exactUnit(text) { return unit }
        let words = text.split(separator: " ").prefix(24)
        for (index, word) in words.enumerated() {
            let bare = word.drop { "בלמה".contains($0) }
            guard ["אשכול", "אזור", "איזור"].contains(bare) else { continue }
            for end in stride(from: min(index + 4, words.count - 1), to: index, by: -1) {
                let name = ([bare] + words[(index + 1)...end]).joined(separator: " ")
                if let unit = exactUnit(name.trimming([" ", ",", ".", "(", ")"])) { return unit }
            }
        }
        return nil
    }

    private mutating func exactUnit(_ text: String) -> Code? {
        guard searches > 0, text.utf8.count < 100 else { return nil }
        searches -= 1
        guard case .exact(let unit) = lexicon.unit(text) else { return nil }
        return unit
    }

    /// The longest name of a supplier in a part of a title: «סיכום פעילות מלווי אלכא». A ministry in a letterhead is
    /// not the one who reports.
    private func supplier(_ text: String) -> Code? {
        let words = text.split(separator: " ").prefix(24)
        for length in stride(from: min(6, words.count), to: 0, by: -1) {
            for start in 0...(words.count - length) {
                let name = words[start..<start + length].joined(separator: " ").trimming([",", ".", "(", ")"])
                guard let code = lexicon.organisation(name) else { continue }
                if lexicon.registry.organisations.contains(where: { $0.code == code && $0.kind == .supplier }) {
                    return code
                }
            }
        }
        return nil
    }

    /// The parts between commas, bars and dashes with space around: «דוח – אשכול נגב מערבי – רבעון 4 2015».
    private static func parts(of line: String) -> [Substring] {
        var parts: [Substring] = []
        var start = line.startIndex
        for index in line.indices {
            let character = line[index]
            let isDash = "-–—־".contains(character) && line[..<index].hasSuffix(" ")
            guard isDash || ",;|".contains(character) else { continue }
            parts.append(line[start..<index])
            start = line.index(after: index)
        }
        parts.append(line[start...])
        return parts.filter { !$0.allSatisfy { $0 == " " } }
    }
}

/// What a word before a value in a title announces.
private enum TitleLabel {
    case field(Field)
    case time(TitlePeriod.Label)

    var isTime: Bool {
        if case .time = self { true } else { false }
    }
}

/// A value that is known as long as nothing contradicts it.
private struct Single<Value: Equatable> {
    private(set) var value: Value?
    private(set) var isSaid = false

    mutating func take(_ new: Value) {
        value = !isSaid || value == new ? new : nil
        isSaid = true
    }
}
