internal import Accompaniment

/// Understands one dropped file from its first byte to its last, and tells what it finds as it goes.
///
/// Memory stays within a block of the file and a few hundred rows, whatever the size.
struct FileUnderstanding: Sendable {
    let lexicon: Lexicon
    let periodKind: Period.Kind
    let language: Language
    private let table = HeadingTable.shared
    /// Before its first row: what it knows of words is worked out once, not for every file.
    private let blocks: BlockLayout

    init(lexicon: Lexicon, periodKind: Period.Kind, language: Language) {
        self.lexicon = lexicon
        self.periodKind = periodKind
        self.language = language
        blocks = BlockLayout(lexicon: lexicon)
    }

    /// - Parameter emit: Takes the rows, in their order and in lots of a few hundred, and gives reports that nobody needs
    ///   any more: their memory serves the next ones.
    /// - Returns: What the file is as a whole; `isRejected` where it cannot be taken in.
    /// - Throws: ``FileBytes/Changed``, `CancellationError`, ``FolderError``, or what `emit` throws.
    func read(
        _ file: DroppedFile,
        from bytes: FileBytes,
        emit: @escaping (IntakeEvent) throws -> [ActivityReport]
    ) throws -> FileReading {
        var reading = FileReading()
        do {
            let head = try FileHead(bytes, headings: table)
            switch head.format {
            case .delimited(let delimiter):
                try readTable(head, delimiter: delimiter, of: file, into: &reading, emit: emit)
            case .json:
                try readDocument(head, of: file, into: &reading, emit: emit)
            }
            if !PersonalData.finds(in: file.name).isEmpty { reading.findings.append(Finding(.personalDataInName)) }
            if head.isRepaired { reading.findings.insert(Finding(.encodingRepaired), at: 0) }
        } catch let refusal as FileRefusal {
            reading.isRejected = true
            reading.isUnfinished = refusal.isUnfinished
            reading.findings = [refusal.finding] + refusal.causes
        }
        reading.sha256 = try bytes.digest()
        return reading
    }

    private func readTable(
        _ head: FileHead,
        delimiter: UInt8,
        of file: DroppedFile,
        into reading: inout FileReading,
        emit: @escaping (IntakeEvent) throws -> [ActivityReport]
    ) throws {
        guard head.rows.contains(where: { row in (0..<row.count).contains { !row.isEmpty($0) } }) else {
            throw FileRefusal(.fileEmpty)
        }
        let header = HeaderSearch(head.rows, hits: head.hits, table: table, lexicon: lexicon)
        let isBlocks = header.headerRows == nil && BlockLayout.recognises(head.rows, lexicon: lexicon)
        guard header.headerRows != nil || isBlocks else { throw FileRefusal(.headerNotFound) }
        let headings = isBlocks ? BlockLayout.headings : header.headings
        let titles = header.titles
        if let organisation = titles.organisation, !lexicon.mayReport(organisation, for: file.organisation) {
            throw FileRefusal(.organisationConflict, detail: lexicon.label(file.organisation, language))
        }
        if let function = titles.function, function != file.function { throw FileRefusal(.functionConflict) }
        reading.layout = TableLayout(
            shape: isBlocks ? .blocks : .table,
            encoding: head.encoding,
            delimiter: String(UnicodeScalar(delimiter)),
            headerRow: header.headerRows?.upperBound,
            headings: headings.map { PersonalData.masked($0)?.text ?? $0 },
            period: titles.period?.text,
            unit: isBlocks ? nil : titles.unit.map { lexicon.label($0, language) }
        )
        let lastHeader = header.headerRows?.upperBound ?? 0
        var lot = RowLot(
            headings: headings,
            samples: isBlocks ? [] : head.rows.filter { $0.number > lastHeader },
            mergesCells: !isBlocks,
            context: context(of: file, titles: isBlocks ? TitleFacts(period: titles.period) : titles),
            using: self,
            emit: emit
        )
        if !isBlocks { try lot.normaliser.requireColumns() }
        var reader = DelimitedReader(head.text, head: head.bytes, delimiter: delimiter)
        var blocks = blocks
        var row = TableRow()
        var lastWidth = 0
        while try reader.next(&row) {
            lastWidth = row.count
            if isBlocks {
                for item in blocks.rows(of: row) { try lot.take(item.row, isUnsplit: item.isUnsplit) }
                try lot.limit.take(blocks.notes)
            } else if row.number > lastHeader {
                try lot.take(row)
            }
        }
        try lot.finish(&reading)
        reading.assignmentNotes += blocks.notes
        // A last line that ends nowhere and is short of cells was cut off.
        reading.isUnfinished = reader.endsInLine && !isBlocks && lastWidth < headings.count
    }

    private func readDocument(
        _ head: FileHead,
        of file: DroppedFile,
        into reading: inout FileReading,
        emit: @escaping (IntakeEvent) throws -> [ActivityReport]
    ) throws {
        do {
            let text = head.text
            var records = try JSONRecords(head: head.bytes) { try text.read(into: &$0, from: $1) }
            if let stated = records.envelope.organisation,
                lexicon.organisation(stated).map({ lexicon.mayReport($0, for: file.organisation) }) != true
            {
                throw FileRefusal(.organisationConflict, detail: lexicon.label(file.organisation, language))
            }
            let period = records.envelope.period.flatMap { DateText.parse($0)?.date }
            var lot = RowLot(
                headings: [],
                samples: [],
                mergesCells: false,
                context: context(of: file, titles: TitleFacts(period: period)),
                using: self,
                emit: emit
            )
            var (row, known) = (TableRow(), 0)
            while try records.next(&row) {
                // A record may bring keys that none before it had.
                if records.headings.count > known {
                    lot.normaliser.bind(Array(records.headings[known...]), samples: [row])
                    known = records.headings.count
                }
                try lot.take(row)
            }
            reading.layout = TableLayout(
                shape: .json,
                encoding: head.encoding,
                delimiter: nil,
                headerRow: nil,
                headings: records.headings.map { PersonalData.masked($0)?.text ?? $0 },
                period: period?.text,
                unit: nil
            )
            if known > 0 { try lot.normaliser.requireColumns() }
            try lot.finish(&reading)
        } catch let refusal as JSONRefusal {
            throw FileRefusal(refusal, language)
        }
    }

    private func context(of file: DroppedFile, titles: TitleFacts) -> FileContext {
        FileContext(
            organisation: file.organisation,
            function: file.function,
            periodKind: periodKind,
            filePeriod: titles.period,
            unit: titles.unit,
            escort: titles.escort,
            received: CalendarDay(day: file.receivedAt),
            language: language
        )
    }

    /// Normalises rows and hands them on in lots.
    private struct RowLot {
        private static let size = 256

        var normaliser: RowNormaliser
        var limit = MendingLimit()
        private let emit: (IntakeEvent) throws -> [ActivityReport]
        private var reports: [ActivityReport] = []
        private var held: [HeldRow] = []
        private var rows = 0
        private var notRead = 0

        init(
            headings: [String],
            samples: [TableRow],
            mergesCells: Bool,
            context: FileContext,
            using understanding: FileUnderstanding,
            emit: @escaping (IntakeEvent) throws -> [ActivityReport]
        ) {
            self.emit = emit
            normaliser = RowNormaliser(
                headings: headings,
                samples: samples,
                mergesCells: mergesCells,
                parser: CellParser(lexicon: understanding.lexicon, language: understanding.language),
                table: understanding.table,
                context: context
            )
        }

        mutating func take(_ row: TableRow, isUnsplit: Bool = false) throws {
            // Moved from hand to hand: a copy of a report counts a dozen references.
            switch try normaliser.normalise(row, isUnsplit: isUnsplit) {
            case .passed: break
            case .notRead: notRead += 1
            case .report(let report):
                reports.append(report)
                rows += 1
            case .held(let row):
                try limit.take(row, findings: normaliser.log.findings)
                held.append(row)
                rows += 1
            }
            if !normaliser.notes.isEmpty { try limit.take(normaliser.notes) }
            if reports.count + held.count == Self.size { try flush() }
        }

        mutating func finish(_ reading: inout FileReading) throws {
            try flush()
            guard rows > 0 || !normaliser.notes.isEmpty else { throw FileRefusal(.fileEmpty) }
            reading.findings = normaliser.log.findings
            reading.assignmentNotes = normaliser.notes
            reading.rowsNotRead = notRead
        }

        private mutating func flush() throws {
            if !reports.isEmpty { normaliser.spent = try emit(.reports(reports)) }
            if !held.isEmpty { _ = try emit(.held(held)) }
            reports.removeAll(keepingCapacity: true)
            held.removeAll(keepingCapacity: true)
        }
    }
}
