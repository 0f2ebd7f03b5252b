internal import Accompaniment

/// Understands one dropped file from its first byte to its last, and tells what it finds as it goes.
///
/// Memory stays within a block of the file and a few hundred rows, whatever the size; a JSON document is held whole,
/// within the size limit of its inbox.
struct FileUnderstanding: Sendable {
    let lexicon: Lexicon
    let periodKind: Period.Kind
    let language: Language
    private let table = HeadingTable()

    init(lexicon: Lexicon, periodKind: Period.Kind, language: Language) {
        self.lexicon = lexicon
        self.periodKind = periodKind
        self.language = language
    }

    /// - Parameter emit: Takes the rows, in their order and in lots of a few hundred.
    /// - Returns: What the file is as a whole; `isRejected` where it cannot be taken in.
    /// - Throws: ``FileBytes/Changed``, `CancellationError`, ``FolderError``, or what `emit` throws.
    func read(
        _ file: DroppedFile,
        from bytes: FileBytes,
        emit: @escaping (IntakeEvent) throws -> Void
    ) throws -> FileReading {
        var reading = FileReading()
        do {
            let head = try FileHead(bytes, headings: table)
            switch head.format {
            case .delimited(let delimiter):
                var reader = DelimitedReader(bytes, head: head.bytes, delimiter: delimiter)
                do {
                    try readTable(&reader, head: head, delimiter: delimiter, of: file, into: &reading, emit: emit)
                } catch let refusal as FileRefusal {
                    reject(&reading, refusal)
                }
                reading.sha256 = try reader.digest()
            case .json:
                let document = Array(head.bytes) + (try bytes.readAll())
                try readJSON(document, encoding: head.encoding, of: file, into: &reading, emit: emit)
                reading.sha256 = try bytes.digest()
            }
        } catch let refusal as FileRefusal {
            reject(&reading, refusal)
            reading.sha256 = try bytes.digest()
        }
        return reading
    }

    private func reject(_ reading: inout FileReading, _ refusal: FileRefusal) {
        reading.isRejected = true
        reading.isUnfinished = refusal.isUnfinished
        reading.findings = [refusal.finding]
    }

    private func readTable(
        _ reader: inout DelimitedReader,
        head: FileHead,
        delimiter: UInt8,
        of file: DroppedFile,
        into reading: inout FileReading,
        emit: @escaping (IntakeEvent) throws -> Void
    ) throws {
        let firstRows = Array(head.rows.prefix(25))
        guard firstRows.contains(where: { row in (0..<row.count).contains { !row.isEmpty($0) } }) else {
            throw FileRefusal(.fileEmpty)
        }
        let header = try HeaderSearch(firstRows, hits: head.hits)
        let isBlocks = try header.headerRow == nil && BlockLayout.recognises(firstRows, lexicon: lexicon)
        guard header.headerRow != nil || isBlocks else { throw FileRefusal(.headerNotFound) }
        let headings = isBlocks ? BlockLayout.headings : header.headings
        reading.layout = TableLayout(
            shape: isBlocks ? .blocks : .table,
            encoding: head.encoding,
            delimiter: String(UnicodeScalar(delimiter)),
            headerRow: header.headerRow,
            headings: headings,
            period: header.titlePeriod?.text
        )
        var blocks = BlockLayout(lexicon: lexicon)
        var lot = try RowLot(headings: headings, filePeriod: header.titlePeriod, of: file, using: self, emit: emit)
        var row = TableRow()
        var lastWidth = 0
        while try reader.next(&row) {
            lastWidth = row.count
            if isBlocks {
                for item in try blocks.rows(of: row) { try lot.take(item) }
            } else if row.number > header.headerRow ?? 0 {
                try lot.take(row)
            }
        }
        reading.assignmentNotes = blocks.notes
        // A last line that ends nowhere and is short of cells was cut off.
        reading.isUnfinished = reader.endsInLine && !isBlocks && lastWidth < headings.count
        try lot.finish(&reading)
    }

    private func readJSON(
        _ bytes: [UInt8],
        encoding: String,
        of file: DroppedFile,
        into reading: inout FileReading,
        emit: @escaping (IntakeEvent) throws -> Void
    ) throws {
        let json = try JSONTable(bytes, organisation: file.organisation)
        reading.layout = TableLayout(
            shape: .json,
            encoding: encoding,
            delimiter: nil,
            headerRow: nil,
            headings: json.headings,
            period: json.filePeriod?.text
        )
        var lot = try RowLot(headings: json.headings, filePeriod: json.filePeriod, of: file, using: self, emit: emit)
        for row in json.rows { try lot.take(row) }
        try lot.finish(&reading)
    }

    /// Normalises rows and hands them on in lots.
    private struct RowLot {
        private static let size = 256

        private var normaliser: RowNormaliser
        private let emit: (IntakeEvent) throws -> Void
        private var reports: [ActivityReport] = []
        private var held: [HeldRow] = []
        private var rows = 0
        private var notRead = 0

        init(
            headings: [String],
            filePeriod: ActivityDate?,
            of file: DroppedFile,
            using understanding: FileUnderstanding,
            emit: @escaping (IntakeEvent) throws -> Void
        ) throws {
            self.emit = emit
            normaliser = try RowNormaliser(
                headings: headings,
                lexicon: understanding.lexicon,
                table: understanding.table,
                context: FileContext(
                    organisation: file.organisation,
                    function: file.function,
                    periodKind: understanding.periodKind,
                    filePeriod: filePeriod,
                    language: understanding.language
                )
            )
        }

        mutating func take(_ row: TableRow) throws {
            switch try normaliser.normalise(row) {
            case .passed: return
            case .notRead: notRead += 1; return
            case .report(let report): reports.append(report)
            case .held(let row): held.append(row)
            }
            rows += 1
            if reports.count + held.count == Self.size { try flush() }
        }

        mutating func finish(_ reading: inout FileReading) throws {
            try flush()
            guard rows > 0 else { throw FileRefusal(.fileEmpty) }
            reading.findings = normaliser.log.findings
            reading.rowsNotRead = notRead
        }

        private mutating func flush() throws {
            if !reports.isEmpty { try emit(.reports(reports)) }
            if !held.isEmpty { try emit(.held(held)) }
            reports.removeAll(keepingCapacity: true)
            held.removeAll(keepingCapacity: true)
        }
    }
}
