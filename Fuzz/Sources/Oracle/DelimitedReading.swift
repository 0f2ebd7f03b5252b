import Accompaniment

@testable import Intake

/// What ``DelimitedReader`` read of a text to its end, or to where it was refused.
struct DelimitedReading: Equatable {
    private(set) var rows: [RowValue] = []
    private(set) var endsInLine = false
    private(set) var finding: Finding?
    private(set) var isUnfinished = false

    /// - Parameter head: What has been read of `source` already.
    init(_ source: TextBytes, head: ArraySlice<UInt8>, delimiter: UInt8) throws {
        var reader = DelimitedReader(source, head: head, delimiter: delimiter)
        var row = TableRow()
        do {
            while try reader.next(&row) { rows.append(RowValue(row)) }
            endsInLine = reader.endsInLine
            expect(try !reader.next(&row), "behind the last row there was another one")
        } catch let refusal as FileRefusal {
            (finding, isUnfinished) = (refusal.finding, refusal.isUnfinished)
        }
    }

    /// A file of which the encoding is known.
    ///
    /// - Parameters:
    ///   - headSize: How many bytes are read before the reader begins.
    ///   - step: How many bytes come at a time after that.
    init(_ file: [UInt8], decision: EncodingDecision, delimiter: UInt8, headSize: Int, step: Int) throws {
        let source = FileBytes(Array(file.dropFirst(headSize)), step: step)
        let text = try TextBytes(source, head: file.prefix(headSize), decision: decision)
        try self.init(text, head: text.head, delimiter: delimiter)
    }
}
