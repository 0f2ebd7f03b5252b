internal import Accompaniment

/// What holds for every row of a file unless the row says otherwise.
struct FileContext: Sendable {
    var organisation: Code
    var function: Function
    /// How long a reporting period is.
    var periodKind: Period.Kind
    /// The time that the file as a whole says it reports on: a title row, or a field of a JSON document.
    var filePeriod: ActivityDate?
    var language: Language
}

/// From the rows of a table to activities and held rows. Columns are resolved once, different cells are parsed once,
/// and one pass finds all problems (design.md 4, step 5).
struct RowNormaliser {
    enum Outcome {
        case report(ActivityReport)
        case held(HeldRow)
        /// No activity: a blank row.
        case passed
        /// No activity, though it holds something: totals, the headings once more.
        case notRead
    }

    private struct BoundColumn {
        let cell: Int
        let field: Field
        let column: Finding.Column
        var memo: CellMemo<(cell: ParsedCell, position: Int?)>?
    }

    private let context: FileContext
    private let lexicon: Lexicon
    private let parser: CellParser
    private var columns: [BoundColumn] = []
    private let extras: [Finding.Column]
    private let width: Int
    private let unheaded: [Int]
    /// The column of a to-fix file that says what to mend; `nil` in any other file.
    private let returned: Int?
    /// Where each date counts, and where its finding stands: worked out once per date.
    private var periods: [ActivityDate: (period: Period, position: Int?)] = [:]
    private var totals = CellMemo<Bool>()
    private(set) var log = FindingLog()

    /// - Throws: ``FileRefusal`` when a column is missing without which no row could be taken in.
    init(headings: [String], lexicon: Lexicon, table: HeadingTable, context: FileContext) throws {
        self.context = context
        self.lexicon = lexicon
        parser = CellParser(lexicon: lexicon, language: context.language)
        var extras: [Finding.Column] = []
        width = headings.count
        unheaded = headings.indices.filter { headings[$0].isEmpty }
        for (index, heading) in headings.enumerated() where !heading.isEmpty {
            let column = Finding.Column(index: index, heading: heading)
            // Of two columns with the same meaning the first one counts; the other is kept in words.
            if let field = table[heading], !columns.contains(where: { $0.field == field }) {
                columns.append(
                    BoundColumn(cell: index, field: field, column: column, memo: field.isProse ? nil : CellMemo())
                )
            } else {
                extras.append(column)
            }
        }
        self.extras = extras
        returned = columns.first { $0.field == .toFix }?.cell
        for column in extras { log.add(Finding(.columnUnused, column: column)) }
        let fields = Set(columns.map(\.field))
        guard fields.contains(.activity) else { throw FileRefusal(.columnMissing, detail: "פעילות") }
        guard fields.contains(.unit) || fields.contains(.scope) else {
            throw FileRefusal(.columnMissing, detail: "אשכול")
        }
    }

    mutating func normalise(_ row: TableRow) throws -> Outcome {
        // Both before a cell is read, so that they leave no finding about a cluster called "total".
        guard !isTotals(row), !repeatsHeadings(row) else { return .notRead }
        var row = row
        var draft = RowDraft(row: row.number)
        if let returned, returned < row.count {
            draft.mends = HeldRowReference(endOf: try row.text(returned))
            row.unescapeFormulas()
        }
        for index in columns.indices where columns[index].cell < row.count && !row.isEmpty(columns[index].cell) {
            try read(columns[index].cell, of: row, columnAt: index, into: &draft)
        }
        if draft.isEmpty { return .passed }
        for column in extras where column.index < row.count && !row.isEmpty(column.index) {
            draft.extra[column.heading] = Folding.display(try row.text(column.index))
        }
        try keepUnheaded(row, in: &draft)
        if row.hasRepairedQuote { log.add(Finding(.quoteRepaired, row: row.number)) }
        guard let report = try assemble(&draft, from: row) else {
            return .held(
                HeldRow(row: row.number, cells: try row.texts(), findings: draft.reasons, mends: draft.mends)
            )
        }
        return .report(report)
    }

    private mutating func read(_ cell: Int, of row: TableRow, columnAt index: Int, into draft: inout RowDraft) throws {
        let (field, column) = (columns[index].field, columns[index].column)
        let parsed: ParsedCell
        if columns[index].memo != nil {
            // `position` is where the finding of this cell stands, so that a further row costs no look-up.
            let known = columns[index].memo?.value(of: row, cell) { text in
                let parsed = parser.parse(text, as: field, in: column)
                return (parsed, parsed.finding.map { log.add($0) })
            }
            guard let known else { return }
            parsed = known.cell
            if let position = known.position { log.again(position, row: row.number) }
        } else {
            parsed = parser.parse(try row.text(cell), as: field, in: column)
        }
        if let finding = parsed.finding, finding.severity == .hold { draft.reasons.append(finding) }
        if parsed.isKept { draft.extra[column.heading] = Folding.display(try row.text(cell)) }
        draft.set(field, parsed)
    }

    /// Cells under no heading, beside the table or in a column without one, are kept under their letters.
    private mutating func keepUnheaded(_ row: TableRow, in draft: inout RowDraft) throws {
        for cell in unheaded where cell < row.count && !row.isEmpty(cell) {
            try keepUnheaded(cell, of: row, in: &draft)
        }
        guard row.count > width else { return }
        for cell in width..<row.count where !row.isEmpty(cell) { try keepUnheaded(cell, of: row, in: &draft) }
    }

    private mutating func keepUnheaded(_ cell: Int, of row: TableRow, in draft: inout RowDraft) throws {
        let text = Folding.display(try row.text(cell))
        guard !text.isEmpty else { return }
        let column = Finding.Column(index: cell, heading: "")
        draft.extra[column.letters] = text
        log.add(Finding(.columnUnused, column: column, row: row.number))
    }

    /// «סה"כ», «סיכום», «ממוצע» in the first cell that holds anything (domain.md 5.5).
    private mutating func isTotals(_ row: TableRow) -> Bool {
        guard let first = (0..<row.count).first(where: { !row.isEmpty($0) }), row.range(first).count < 40 else {
            return false
        }
        // A row that names its cluster is an activity, whatever its first word.
        if let unit = columns.first(where: { $0.field == .unit })?.cell, unit != first, unit < row.count,
            !row.isEmpty(unit)
        {
            return false
        }
        let isTotals = totals.value(of: row, first) { text in
            ["סהכ", "סכ הכל", "סיכומ", "ממוצע", "total"].contains(Folding.key(text))
        }
        guard isTotals else { return false }
        log.add(Finding(.totalsSkipped, row: row.number))
        return true
    }

    /// The headings once more, as tables printed over several pages have them.
    private func repeatsHeadings(_ row: TableRow) -> Bool {
        columns.prefix(3).allSatisfy { column in
            column.cell < row.count && row.bytes[row.range(column.cell)].elementsEqual(column.column.heading.utf8)
        }
    }

    /// The report of a row, or `nil` with the reasons for holding it in the draft.
    private mutating func assemble(_ draft: inout RowDraft, from row: TableRow) throws -> ActivityReport? {
        let unit = unit(&draft)
        let function = try function(&draft, from: row)
        let date = date(&draft)
        if draft.activity == nil { hold(&draft, Finding(.activityEmpty, column: column(.activity), row: draft.row)) }
        if let organisation = draft.codes.organisation, organisation != context.organisation {
            hold(&draft, Finding(.organisationConflict, column: column(.organisation), row: draft.row))
        }
        guard draft.reasons.isEmpty, let unit, let function, let date, let activity = draft.activity else { return nil }
        let forum = draft.codes.forum ?? impliedForum(activity)
        var report = ActivityReport(
            recordID: RecordID(
                function: function,
                organisation: context.organisation,
                unit: unit,
                date: date,
                activity: activity,
                forum: forum
            ),
            row: draft.row,
            function: function,
            organisation: context.organisation,
            unit: unit,
            scope: scope(of: unit),
            date: date,
            period: countingPeriod(date, row: draft.row),
            activity: activity
        )
        report.forum = forum
        report.escort = draft.escort
        report.identity = draft.codes.identity
        report.activityTypes = draft.types
        report.needs = draft.needs
        report.hat = draft.codes.hat
        report.track = draft.codes.track
        report.choiceBasis = draft.codes.choiceBasis
        report.status = draft.codes.status ?? .unknownStatus
        report.frequency = draft.frequency
        report.meetingsHeld = draft.meetingsHeld
        report.durationMinutes = draft.durationMinutes
        report.participantsCount = draft.participantsCount
        report.ministries = draft.ministries
        report.resource = resource(draft)
        report.decision = draft.codes.decision
        report.outcome = draft.outcome
        report.notes = draft.notes
        report.extra = draft.extra
        report.mends = draft.mends
        return report
    }

    private mutating func unit(_ draft: inout RowDraft) -> Code? {
        let scope = draft.codes.scope
        if let unit = draft.unit {
            if let scope, scope != self.scope(of: unit) {
                hold(&draft, Finding(.valueNotAllowed, column: column(.scope), row: draft.row))
            }
            return unit
        }
        if scope == .national { return .national }
        if !draft.reasons.contains(where: { $0.code == .clusterUnknown }) {
            let names = lexicon.registry.units.map { $0.label[context.language] }.joined(separator: ", ")
            hold(&draft, Finding(.clusterUnknown, column: column(.unit), detail: names, row: draft.row))
        }
        return nil
    }

    private func scope(of unit: Code) -> Code { lexicon.scopes[unit] ?? .national }

    /// Exactly one function a row (S1); and only that of the folder, which its sender chose.
    private mutating func function(_ draft: inout RowDraft, from row: TableRow) throws -> Function? {
        var stated = draft.functions
        if let hat = draft.codes.hat, lexicon.impliesOversight(hat) { stated.insert(.oversight) }
        guard stated.count > 1 || stated.first.map({ $0 != context.function }) == true else { return context.function }
        let column = column(.function) ?? column(.activityTypes) ?? column(.hat)
        let written = try column.map { $0.index < row.count ? Folding.display(try row.text($0.index)) : "" }
        let code: FindingCode = stated.count > 1 ? .functionMixed : .functionConflict
        hold(&draft, Finding(code, column: column, written: written, row: draft.row))
        return nil
    }

    private mutating func date(_ draft: inout RowDraft) -> ActivityDate? {
        guard !draft.reasons.contains(where: { $0.code == .dateUnreadable }) else { return nil }
        guard let start = draft.startDate ?? context.filePeriod else {
            hold(&draft, Finding(.dateUnreadable, column: column(.startDate), row: draft.row))
            return nil
        }
        guard let end = draft.endDate else { return start }
        guard end.to >= start.from else {
            hold(&draft, Finding(.dateOrder, column: column(.endDate), row: draft.row))
            return nil
        }
        return ActivityDate(from: start.from, to: end.to, precision: .range)
    }

    /// A date coarser than the reporting period counts where the file's own period says, else in the last period that
    /// it covers, with a warning (design.md 4, step 6).
    private mutating func countingPeriod(_ date: ActivityDate, row: Int) -> Period {
        if let known = periods[date] {
            if let position = known.position { log.again(position, row: row) }
            return known.period
        }
        var period = Period.counting(date, as: context.periodKind)
        var position: Int?
        if Period(context.periodKind, containing: date.from) != period {
            if let own = context.filePeriod, date.from <= own.from, own.to <= date.to {
                period = Period.counting(own, as: context.periodKind)
            }
            position = log.add(
                Finding(.dateInferred, column: column(.startDate), detail: period.description, row: row)
            )
        }
        // A file of nothing but different dates must not fill the memory.
        if periods.count < 8192 { periods[date] = (period, position) }
        return period
    }

    /// An activity that opens with the name of a forum is that forum's, also without a column that says so.
    private func impliedForum(_ activity: String) -> Code? {
        guard Self.forumOpenings.contains(where: { activity.utf8.starts(with: $0) }) else { return nil }
        return lexicon.forum(openingOf: activity)
    }

    /// As bytes: compared with every activity.
    private static let forumOpenings = ["פורום", "ועד", "הקמת פורום"].map { Array($0.utf8) }

    private mutating func resource(_ draft: RowDraft) -> Resource? {
        guard let money = draft.money else { return nil }
        let certainty = draft.codes.certainty
        if certainty == nil {
            log.add(Finding(.certaintyAssumed, column: column(.amountNIS), row: draft.row))
        }
        return Resource(
            kind: draft.codes.resourceKind ?? .otherResource,
            certainty: certainty ?? .identified,
            amountNIS: money.amount,
            isApproximate: money.isApproximate
        )
    }

    private mutating func hold(_ draft: inout RowDraft, _ finding: Finding) {
        log.add(finding)
        draft.reasons.append(finding)
    }

    private func column(_ field: Field) -> Finding.Column? { columns.first { $0.field == field }?.column }
}

extension Field {
    /// Running text, nearly never the same twice.
    fileprivate var isProse: Bool { [.activity, .outcome, .notes].contains(self) }
}
