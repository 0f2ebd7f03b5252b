internal import Accompaniment

/// From the rows of a table to activities and held rows. Columns are resolved once, different cells are parsed once,
/// and one pass finds all problems (design.md 4, step 5).
struct RowNormaliser {
    enum Outcome {
        case report(ActivityReport)
        case held(HeldRow)
        /// No activity: a blank row.
        case passed
        /// No activity, though it holds something: totals, a footer, the headings once more.
        case notRead
    }

    private struct BoundColumn {
        let cell: Int
        let field: Field
        let attribute: Attribute?
        let isCarried: Bool
        /// Of running text: so many bytes are never too many characters. `nil` for cells that are remembered.
        let proseLimit: Int?

        init(_ cell: Int, _ field: Field) {
            self.cell = cell
            self.field = field
            attribute = field.attribute
            isCarried = field.isCarried
            proseLimit = field.isProse ? field.limit : nil
        }
    }

    /// What a cell means, and where its findings stand, so that a further row costs no look-up.
    private final class Meaning: Sendable {
        let cell: ParsedCell
        let positions: [Int]
        /// The attributes of its value, where that is all that it is.
        let said: Attributes?
        /// Nothing is to be said or kept of it but its value.
        let isPlain: Bool
        /// Of its text: strings that differ are compared at length, and that is done for every row.
        private let hash: Int

        init(_ cell: ParsedCell, positions: [Int]) {
            self.cell = cell
            self.positions = positions
            said = cell.value.attributes
            isPlain = cell.isPlain
            hash = cell.text.hashValue
        }

        func isShown(as other: Meaning) -> Bool { hash == other.hash && cell.text == other.cell.text }
    }

    /// What most cells are asked for lies in the memo itself, for counting references takes longer than reading it.
    private struct KnownCell: Sendable {
        let meaning: Meaning
        /// What is to be taken of it, where that is attributes and nothing else.
        let said: Attributes?

        init(_ meaning: Meaning) {
            self.meaning = meaning
            said = meaning.isPlain ? meaning.said : nil
        }
    }

    private let table: HeadingTable
    private let parser: CellParser
    private var judge: RowJudge
    private var kinds = RowKinds()
    private var carried = CarriedCells<Meaning>()
    /// Those in which an empty cell may say what stands above it.
    private var carriedColumns: [(cell: Int, field: Field, column: Finding.Column)] = []
    /// Of a table that a spreadsheet saved: an empty cell may belong to the one above.
    private let mergesCells: Bool
    private var totals = TotalsCheck(columns: 0)
    /// Places in `columns` of those that a table may sum.
    private var summed: [Int] = []
    private var columns: [BoundColumn] = []
    /// By places in `columns`, as the next two.
    private var headings: [Finding.Column] = []
    private var memos: [CellMemo<KnownCell>] = []
    private var dates: [Int: DateColumn] = [:]
    private var extras: [Finding.Column] = []
    private var unheaded: [Int] = []
    private var width = 0
    /// The column of a to-fix file that says what to mend; `nil` in any other file.
    private var returned: Int?
    private(set) var log = FindingLog()
    private(set) var notes: [AssignmentNote] = []
    /// What was written beside the names of escorts, with no row.
    private var remarks: Set<AssignmentNote> = []
    /// Reports that nobody needs any more.
    var spent: [ActivityReport] = []

    /// - Parameters:
    ///   - headings: Those that are known when the first row comes; more may follow through ``bind(_:samples:)``.
    ///   - samples: The first rows below them: they decide what a heading of two meanings means, and in which order a
    ///     column writes day and month.
    init(
        headings: [String],
        samples: [TableRow],
        mergesCells: Bool,
        parser: CellParser,
        table: HeadingTable,
        context: FileContext
    ) {
        self.mergesCells = mergesCells
        self.table = table
        self.parser = parser
        judge = RowJudge(lexicon: parser.lexicon, context: context)
        bind(headings, samples: samples)
    }

    /// Adds the columns behind those that are bound already.
    mutating func bind(_ headings: [String], samples: [TableRow]) {
        for (offset, heading) in headings.enumerated() {
            let index = width + offset
            guard !heading.isEmpty else {
                unheaded.append(index)
                continue
            }
            let column = Finding.Column(index: index, heading: PersonalData.masked(heading)?.text ?? heading)
            let cells = samples.compactMap { row in
                index < row.count && !row.isEmpty(index) ? (row: row.number, text: row.text(index)) : nil
            }
            // Of two columns with the same meaning the first one counts; the other is kept in words.
            let candidates = table.fields(of: heading).filter { field in !columns.contains { $0.field == field } }
            guard let field = meaning(of: candidates, column: column, cells: cells.map(\.text)) else {
                extras.append(column)
                log.add(Finding(.columnUnused, column: column))
                continue
            }
            if field == .toFix { returned = index }
            if field.isDate { dates[columns.count] = DateColumn(cells) }
            columns.append(BoundColumn(index, field))
            self.headings.append(column)
            memos.append(CellMemo())
            judge.bind(field, to: column)
        }
        width += headings.count
        carriedColumns = zip(columns, self.headings).filter(\.0.isCarried).map { ($0.cell, $0.field, $1) }
        summed = columns.indices.filter { columns[$0].field.isSummed }
        totals = TotalsCheck(columns: summed.count)
        kinds.bind(
            headings: zip(columns, self.headings).map { ($0.cell, $1.heading) },
            unit: columns.first { $0.field == .unit }?.cell,
            numbers: columns.filter { $0.field == .externalId }.map(\.cell) + unheaded
        )
    }

    /// - Throws: ``FileRefusal`` when a column is missing without which no row could be taken in.
    func requireColumns() throws {
        let fields = Set(columns.map(\.field))
        guard fields.contains(.activity) || fields.contains(.assignmentNote) else {
            throw FileRefusal(.columnMissing, detail: "פעילות")
        }
        guard fields.contains(.unit) || fields.contains(.scope) || judge.context.unit != nil else {
            throw FileRefusal(.columnMissing, detail: "אשכול")
        }
        guard fields.contains(.startDate) || judge.context.filePeriod != nil else {
            throw FileRefusal(.columnMissing, detail: "תאריך")
        }
    }

    /// - Parameter isUnsplit: The row holds several activities that cannot be told apart.
    mutating func normalise(_ row: TableRow, isUnsplit: Bool = false) throws -> Outcome {
        // Before a cell is read, so that it leaves no finding about a cluster called "total".
        switch kinds.kind(of: row) {
        case .activity: break
        case .numbered:
            carried.endBlock()
            return .passed
        case .totals(let kind):
            log.add(Finding(.totalsSkipped, row: row.number))
            checkTotals(row, kind)
            carried.endBlock()
            return .notRead
        case .footer, .headings:
            carried.endBlock()
            return .notRead
        }
        guard let returned, returned < row.count else { return try normalise(row, isUnsplit, mends: nil) }
        var sent = row
        sent.unescapeFormulas()
        return try normalise(sent, isUnsplit, mends: HeldRowReference(endOf: row.text(returned)))
    }

    private mutating func normalise(_ row: TableRow, _ isUnsplit: Bool, mends: HeldRowReference?) throws -> Outcome {
        var draft = RowDraft(row: row.number, mends: mends, attributes: emptyAttributes())
        for index in columns.indices where columns[index].cell < row.count && !row.isEmpty(columns[index].cell) {
            try read(row, columnAt: index, into: &draft)
        }
        keepExtras(row, in: &draft)
        if draft.isEmpty {
            carried.endBlock()
            return .passed
        }
        if mergesCells { carry(row, into: &draft) }
        for (place, index) in summed.enumerated() {
            totals.add(cell(columns[index], of: row, draft.attributes), to: place)
        }
        if isUnsplit {
            let column = columns.firstIndex { $0.field == .activity }.map { headings[$0] }
            let finding = Finding(.activitiesUnsplit, column: column, row: row.number)
            log.add(finding)
            draft.reasons.append(finding)
        }
        if row.hasRepairedQuote { log.add(Finding(.quoteRepaired, row: row.number)) }
        if let unit = draft.unit?.code ?? judge.context.unit {
            // A name stands in row after row, and what is written beside it: told once.
            for note in notes(draft.escortRemark, of: draft, on: unit) where remarks.insert(note.told).inserted {
                notes.append(note)
            }
            notes += notes(draft.assignment, of: draft, on: unit)
            // A remark about a person and nothing else is no activity that misses its words.
            if draft.assignment != nil, draft.activity == nil, draft.reasons.isEmpty { return .notRead }
        }
        if let report = try judge.judge(&draft, log: &log) { return .report(report) }
        return .held(
            HeldRow(row: row.number, cells: storableCells(row, draft), findings: draft.reasons, mends: draft.mends)
        )
    }

    private func notes(_ remark: String?, of draft: RowDraft, on unit: Code) -> [AssignmentNote] {
        guard let remark else { return [] }
        return AssignmentText.events(of: remark, about: draft.attributes.text(.escort)).map { event in
            var note = AssignmentNote(event, in: remark, row: draft.row, unit: unit)
            if event.status == .new, event.day == nil, let months = DateText.monthsInRole(remark) {
                let reported = judge.reportedOn(draft)
                note.day = .first(year: reported.year, month: reported.month - months)
            }
            return note
        }
    }

    private mutating func emptyAttributes() -> Attributes {
        var attributes = spent.popLast()?.attributes ?? Attributes()
        attributes.removeAll()
        // Most rows say a dozen things and a sentence or two; one allocation holds them.
        attributes.reserveCapacity(512)
        return attributes
    }

    /// Compares what a totals row says with the rows above it.
    private mutating func checkTotals(_ row: TableRow, _ kind: RowKind.Totals) {
        let cells = summed.map { index in
            let column = columns[index]
            guard column.cell < row.count, !row.isEmpty(column.cell) else { return TotalsCheck.Cell.empty }
            let parsed = parser.parse(row.text(column.cell), as: column.field, in: headings[index])
            return cell(column, of: row, parsed.value.attributes ?? Attributes())
        }
        for place in totals.differing(cells, kind) {
            log.add(Finding(.totalsDiffer, column: headings[summed[place]], row: row.number))
        }
    }

    private func cell(_ column: BoundColumn, of row: TableRow, _ attributes: Attributes) -> TotalsCheck.Cell {
        guard column.cell < row.count, !row.isEmpty(column.cell) else { return .empty }
        return column.attribute.flatMap(attributes.integer).map { .number($0) } ?? .unreadable
    }

    /// - Throws: ``FileRefusal`` for a date that shows that others of its column may have been misread.
    private mutating func read(_ row: TableRow, columnAt index: Int, into draft: inout RowDraft) throws {
        let column = columns[index]
        if let limit = column.proseLimit { return readProse(row, columnAt: index, limit: limit, into: &draft) }
        // Through a span, for an element of an array would be copied, and what it refers to counted.
        if let place = memos.span[index].place(of: row.bytes.span.extracting(row.range(column.cell))) {
            if !column.isCarried, let said = memos.span[index][place].said { return draft.take(said) }
            return take(memos.span[index][place].meaning, row, columnAt: index, into: &draft)
        }
        let known = try memos[index].value(of: row, column.cell) { text in
            let order = dates[index]?.order ?? .dayFirst
            let parsed = parser.parse(text, as: column.field, in: headings[index], order: order)
            if let rows = dates[index]?.contradiction(in: parsed.text, row: row.number) {
                var refusal = Finding(.datesMixed, column: headings[index], written: parsed.text)
                for row in rows { refusal.add(row: row) }
                throw FileRefusal(refusal)
            }
            return KnownCell(Meaning(parsed, positions: parsed.findings.map { log.add($0) }))
        }
        take(known.meaning, row, columnAt: index, into: &draft)
    }

    private mutating func take(_ meaning: Meaning, _ row: TableRow, columnAt index: Int, into draft: inout RowDraft) {
        if !meaning.isPlain { note(meaning.cell, at: meaning.positions, row, columnAt: index, in: &draft) }
        if let said = meaning.said {
            draft.take(said)
        } else {
            draft.take(meaning.cell.value, as: columns[index].field)
        }
        if mergesCells, columns[index].isCarried, !row.isBlank(columns[index].cell) {
            carried.take(meaning, column: columns[index].cell, row: row.number, isSame: meaning.isShown(as:))
        }
    }

    /// Hardly ever the same twice: what is nothing but itself goes into the record as it lies in the row.
    private mutating func readProse(_ row: TableRow, columnAt index: Int, limit: Int, into draft: inout RowDraft) {
        let column = columns[index]
        let text = row.bytes.span.extracting(row.range(column.cell))
        guard text.count <= limit, CellParser.isItself(text) else {
            let parsed = parser.parse(row.text(column.cell), as: column.field, in: headings[index])
            if !parsed.isPlain {
                note(parsed, at: parsed.findings.map { log.add($0) }, row, columnAt: index, in: &draft)
            }
            return draft.take(parsed.value, as: column.field)
        }
        if let attribute = column.attribute {
            draft.take(text, as: attribute)
        } else {
            // Safety: it is Hebrew letters and ASCII.
            let utf8 = unsafe UTF8Span(unchecked: text)
            draft.take(.activity(String(copying: utf8)), as: column.field)
        }
    }

    /// What is to be said and kept of a cell beside its value.
    private mutating func note(
        _ parsed: ParsedCell,
        at positions: [Int],
        _ row: TableRow,
        columnAt index: Int,
        in draft: inout RowDraft
    ) {
        let (cell, column, text) = (columns[index].cell, headings[index], parsed.text)
        draft.note(parsed.functions)
        for position in positions { log.again(position, row: row.number) }
        for finding in parsed.findings where finding.severity == .hold { draft.reasons.append(finding) }
        if parsed.isMasked { draft.masked[cell] = text }
        if parsed.isKept { draft.extra[column.heading] = text }
        if parsed.isGuess { draft.written[column.heading] = text }
        if let remark = parsed.assignment {
            if columns[index].field == .escort { draft.escortRemark = remark } else { draft.assignment = remark }
        }
        if draft.otherFunction == nil, parsed.functions.contains(where: { $0 != judge.context.function }) {
            draft.otherFunction = (column, text)
        }
    }

    /// An empty cell below one that was merged down its column says the same (domain.md 5.5).
    private mutating func carry(_ row: TableRow, into draft: inout RowDraft) {
        for (cell, field, column) in carriedColumns where cell >= row.count || row.isBlank(cell) {
            guard let above = carried.value(in: cell), above.value.cell.findings.allSatisfy({ $0.severity < .hold })
            else { continue }
            // Where the row says where it belongs, no cluster is carried into it.
            if field == .unit, draft.scope != nil { continue }
            draft.take(above.value.cell.value, as: field)
            draft.carried[cell] = above.value.cell.text
            log.add(Finding(.valueCarried, column: column, detail: "\(above.row)", row: draft.row))
        }
    }

    /// Cells under no known heading, beside the table or in a column without one, are kept in words.
    private mutating func keepExtras(_ row: TableRow, in draft: inout RowDraft) {
        for column in extras where column.index < row.count && !row.isEmpty(column.index) {
            keep(column.index, of: row, under: column.heading, in: &draft)
        }
        for cell in unheaded where cell < row.count && !row.isEmpty(cell) { keepUnheaded(cell, of: row, in: &draft) }
        guard row.count > width else { return }
        for cell in width..<row.count where !row.isEmpty(cell) { keepUnheaded(cell, of: row, in: &draft) }
    }

    private mutating func keepUnheaded(_ cell: Int, of row: TableRow, in draft: inout RowDraft) {
        let column = Finding.Column(index: cell, heading: "")
        if keep(cell, of: row, under: column.letters, in: &draft) {
            log.add(Finding(.columnUnused, column: column, row: row.number))
        }
    }

    /// - Returns: False for blank space.
    @discardableResult
    private mutating func keep(_ cell: Int, of row: TableRow, under heading: String, in draft: inout RowDraft) -> Bool {
        let text = Folding.display(row.text(cell))
        guard !text.isEmpty else { return false }
        let column = Finding.Column(index: cell, heading: heading)
        guard let (masked, kinds) = PersonalData.masked(text) else {
            draft.keep(text, under: heading)
            return true
        }
        // Of a cell that tells of a person nothing is stored.
        let kept = kinds.contains(.beneficiary) ? PersonalData.Kind.beneficiary.mask : masked
        draft.keep(kept, under: heading)
        draft.masked[cell] = kept
        if kinds.contains(.beneficiary) {
            let finding = Finding(.personalDetails, column: column, row: row.number)
            log.add(finding)
            draft.reasons.append(finding)
        } else {
            log.add(Finding(.personalDataRemoved, column: column, row: row.number))
        }
        return true
    }

    /// The sender's own cells, without what must not be stored, and with what was carried into them: the row has to
    /// mean the same when it comes back alone.
    private func storableCells(_ row: TableRow, _ draft: RowDraft) -> [String] {
        var cells = row.texts()
        for (cell, text) in draft.carried {
            while cells.count <= cell { cells.append("") }
            cells[cell] = text
        }
        for (cell, masked) in draft.masked where cell < cells.count { cells[cell] = masked }
        return cells
    }

    /// Which of several fields a heading means: the one under which most of the first cells make sense.
    private func meaning(of candidates: [Field], column: Finding.Column, cells: [String]) -> Field? {
        guard candidates.count > 1, !cells.isEmpty else { return candidates.first }
        let sense = candidates.map { field in
            cells.count { cell in
                let parsed = parser.parse(cell, as: field, in: column)
                // Words fit anywhere; a remark about an assignment has to be one.
                if case .assignment = field.content { return parsed.assignment != nil }
                return parsed.findings.isEmpty
            }
        }
        let best = sense.max() ?? 0
        return zip(candidates, sense).first { $0.1 == best }?.0
    }
}

extension AssignmentNote {
    /// What it tells, wherever it stands.
    fileprivate var told: AssignmentNote {
        var note = self
        note.row = 0
        return note
    }
}

extension Field {
    fileprivate var isDate: Bool {
        if case .date = content { true } else { false }
    }

    /// Such a column may end in a total.
    fileprivate var isSummed: Bool { [.amountNIS, .participantsCount, .durationMin, .meetingsHeld].contains(self) }
}
