/// Reads activity records in JSON, one at a time, as rows of a table, so that one set of rules understands both
/// (domain.md 5.3).
///
/// The text is `{"schema": "eshkol-activity/1", "organisation": …, "period": …, "records": […]}`, a bare list of
/// records, a record on each line, or a single record. Memory: one block of the text and the current record, which may
/// be 1 MiB; depth, digits, and the number and length of keys are bounded too.
struct JSONRecords {
    private enum Shape {
        case list, envelope, lines
    }

    /// What the document says about all records; known before the first row, but for a `schema` behind the records.
    private(set) var envelope = JSONEnvelope()
    private var scanner: JSONScanner
    private var cells = JSONCells()
    private var key: [UInt8] = []
    private var shape = Shape.list
    /// The keys of the envelope so far.
    private var envelopeKeys: Set<[UInt8]> = []
    /// The first object was a record: it was read to find out.
    private var holdsFirst = false
    private var hasBegun = false
    private var hasEnded = false

    /// - Parameters:
    ///   - head: What has been read already, without a byte order mark.
    ///   - read: Fills the buffer from an offset on and returns the number of bytes; 0 at the end.
    /// - Throws: ``JSONRefusal``, or what `read` throws.
    init(head: ArraySlice<UInt8>, read: @escaping (inout [UInt8], Int) throws -> Int) throws {
        scanner = JSONScanner(bytes: JSONBytes(head: head, read: read))
        try scanner.passSpace()
        switch try scanner.bytes.peek() {
        case UInt8(ascii: "["): scanner.bytes.advance()
        case UInt8(ascii: "{"):
            shape = .lines
            try readRecord(depth: 1)
            // Of an envelope nothing has begun yet: its first record is still to come.
            holdsFirst = shape == .lines
            hasBegun = holdsFirst
        default: throw try scanner.unexpected()
        }
    }

    /// The keys of the records so far, in the order in which they first came: the headings of the rows. More may come
    /// with each row.
    var headings: [String] { cells.headings }

    /// The next record; its number is that of the record, from 1. It ends with the last column that it has.
    ///
    /// - Returns: False after the last one.
    /// - Throws: ``JSONRefusal``, after which nothing more can be read; or what `read` throws.
    mutating func next(_ row: inout TableRow) throws -> Bool {
        if holdsFirst {
            holdsFirst = false
        } else {
            guard try !hasEnded && reachesRecord() else {
                hasEnded = true
                return false
            }
            try readRecord(depth: shape == .lines ? 1 : shape == .list ? 2 : 3)
        }
        cells.fill(&row)
        return true
    }

    /// Goes on to the brace of the next record; or to the end of the text.
    private mutating func reachesRecord() throws -> Bool {
        if shape == .lines { return try passesLineEnd() }
        let close = UInt8(ascii: "]")
        let hasRecord = try hasBegun ? scanner.passesComma(or: close) : scanner.hasMember(before: close)
        hasBegun = true
        guard hasRecord else {
            if shape == .envelope { try readRestOfEnvelope() }
            if try passesLineEnd() { throw scanner.bytes.refusal(.secondDocument) }
            return false
        }
        if try scanner.bytes.peek() == UInt8(ascii: "{") { return true }
        throw try scanner.atValue() ? scanner.bytes.refusal(.notARecord) : scanner.unexpected()
    }

    /// Behind a document: goes on to an object on another line, or to the end of the text.
    private mutating func passesLineEnd() throws -> Bool {
        let endsLine = try scanner.passSpace()
        switch try scanner.bytes.peek() {
        case nil: return false
        case UInt8(ascii: "{") where endsLine: return true
        case UInt8(ascii: "{"), UInt8(ascii: "["): throw scanner.bytes.refusal(.secondDocument)
        default: throw scanner.bytes.refusal(.trailingBytes)
        }
    }

    /// Reads an object whose brace is the next byte. The first one of the text may prove to be an envelope: then reading
    /// stops within its records.
    private mutating func readRecord(depth: Int) throws {
        scanner.bytes.beginRecord()
        scanner.bytes.advance()
        cells.begin()
        var hasMember = try scanner.hasMember(before: UInt8(ascii: "}"))
        while hasMember {
            let place = scanner.bytes.place
            try scanner.takeKey(into: &key)
            if shape == .lines, key == JSONEnvelope.Key.records { return try enterEnvelope(at: place) }
            do {
                try cells.open(key)
            } catch {
                throw scanner.bytes.refusal(error, at: place)
            }
            try scanner.takeValue(into: &cells.text, depth: depth)
            cells.close()
            if shape == .lines, key == JSONEnvelope.Key.schema { try checkSchema(cells.cell(key), at: place) }
            hasMember = try scanner.passesComma(or: UInt8(ascii: "}"))
        }
        try scanner.bytes.endRecord()
    }

    /// Takes the object that was being read for an envelope, since it has records.
    private mutating func enterEnvelope(at place: TextPlace) throws {
        guard !hasBegun else { throw scanner.bytes.refusal(.secondDocument, at: place) }
        guard try scanner.bytes.peek() == UInt8(ascii: "[") else {
            if try scanner.bytes.peek() == nil { throw scanner.bytes.refusal(.unfinished) }
            throw scanner.bytes.refusal(.noRecords)
        }
        scanner.bytes.advance()
        try scanner.bytes.endRecord()
        envelope = JSONEnvelope(
            schema: cells.cell(JSONEnvelope.Key.schema),
            organisation: cells.cell(JSONEnvelope.Key.organisation),
            period: cells.cell(JSONEnvelope.Key.period)
        )
        envelopeKeys = Set(cells.headings.map { Array($0.utf8) } + [JSONEnvelope.Key.records])
        cells = JSONCells()
        shape = .envelope
    }

    /// Reads what stands behind the records. It came too late to say how they are understood.
    private mutating func readRestOfEnvelope() throws {
        scanner.bytes.beginRecord()
        while try scanner.passesComma(or: UInt8(ascii: "}")) {
            let place = scanner.bytes.place
            try scanner.takeKey(into: &key)
            guard envelopeKeys.insert(key).inserted else { throw scanner.bytes.refusal(.duplicateKey, at: place) }
            if key == JSONEnvelope.Key.organisation || key == JSONEnvelope.Key.period {
                throw scanner.bytes.refusal(.keyAfterRecords, at: place)
            }
            cells.text.removeAll(keepingCapacity: true)
            try scanner.takeValue(into: &cells.text, depth: 1)
            // Programs that sort keys write it here.
            if key == JSONEnvelope.Key.schema {
                envelope.schema = cells.text.isEmpty ? nil : String(decoding: cells.text, as: UTF8.self)
                try checkSchema(envelope.schema, at: place)
            }
        }
        try scanner.bytes.endRecord()
    }

    private func checkSchema(_ schema: String?, at place: TextPlace) throws {
        if let schema, !JSONEnvelope.understands(schema: schema.utf8) {
            throw scanner.bytes.refusal(.unknownSchema, at: place)
        }
    }
}
