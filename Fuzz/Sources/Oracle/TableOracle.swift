import Accompaniment

@testable import Intake

/// What holds for any file: nothing traps, the end of a block never shows, and a table that is written down is the one
/// that is read.
package enum TableOracle {
    private static let headings = HeadingTable()

    package static func judge(_ file: [UInt8]) {
        do {
            let head = try FileHead(FileBytes(file), headings: headings)
            let decision = try EncodingDecision(head: file[...], hits: headings.hits(inLine:))
            switch head.format {
            case .delimited(let delimiter): try judge(file, head, decision, delimiter)
            case .json: DocumentOracle.judge(Array(head.bytes))
            }
        } catch is FileRefusal {
            // As good an answer as rows.
        } catch {
            fatalError("\(error)")
        }
    }

    private static func judge(
        _ file: [UInt8],
        _ head: FileHead,
        _ decision: EncodingDecision,
        _ delimiter: UInt8
    ) throws {
        let reading = try DelimitedReading(head.text, head: head.bytes, delimiter: delimiter)
        if reading.finding == nil {
            // The last of them may be cut: of windows-1255 a letter waits for its niqqud.
            let judged = head.rows.dropLast().map(RowValue.init)
            expect(reading.rows.starts(with: judged), "the rows by which the file was judged are not its rows")
        }
        let whole = try DelimitedReading(
            file,
            decision: decision,
            delimiter: delimiter,
            headSize: file.count,
            step: .max
        )
        // But for a line that names the delimiter, which is passed over.
        if head.bytes.count == head.text.head.count {
            expect(whole == reading, "a file is read otherwise than its text")
        }
        // A mark, misread or not, has to be in the head as a whole.
        let least = decision.mojibake == nil ? decision.markLength : 64
        for step in [1, 2 + file.count % 63] {
            let parts = try DelimitedReading(
                file,
                decision: decision,
                delimiter: delimiter,
                headSize: least + file.count % (step + 1),
                step: step
            )
            expect(parts == whole, "in blocks of \(step) bytes the rows are not those of one block")
        }
        try judgeWritten(whole, delimiter)
    }

    /// The rows as a program writes them by RFC 4180, read again.
    private static func judgeWritten(_ reading: DelimitedReading, _ delimiter: UInt8) throws {
        let quote = UInt8(ascii: "\"")
        var text: [UInt8] = []
        for row in reading.rows {
            let cells = row.cells.map { [quote] + $0.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote] }
            text += cells.joined(separator: [delimiter]) + Array("\r\n".utf8)
        }
        let plain = try EncodingDecision(head: [], hits: headings.hits(inLine:))
        let again = try DelimitedReading(text, decision: plain, delimiter: delimiter, headSize: 0, step: .max)
        expect(again.finding == nil, "a table that was written by RFC 4180 is refused")
        expect(again.rows.map(\.cells) == reading.rows.map(\.cells), "a table that was written is not read back")
        expect(!again.rows.contains { $0.hasRepairedQuote }, "a quote that was written by RFC 4180 was repaired")
    }
}
