import TestSupport
import Testing

@testable import Intake

/// What was read of a JSON text.
struct JSONReading: Equatable {
    var headings: [String] = []
    var envelope = JSONEnvelope()
    var rows: [[String]] = []
    var refusal: JSONRefusal?

    /// - Parameters:
    ///   - headSize: How many bytes have been read before.
    ///   - step: How many bytes come at a time.
    init(_ text: [UInt8], headSize: Int = 0, step: Int = .max) throws {
        var rest = text.dropFirst(headSize)
        do {
            var records = try JSONRecords(head: text.prefix(headSize)) { buffer, offset in
                let block = rest.prefix(min(step, buffer.count - offset))
                buffer.replaceSubrange(offset..<offset + block.count, with: block)
                rest = rest.dropFirst(block.count)
                return block.count
            }
            var row = TableRow()
            do {
                while try records.next(&row) {
                    try #require(row.number == rows.count + 1)
                    rows.append((0..<row.count).map { row.text($0) })
                }
                // Asked once more, the end is still the end.
                try #require(try !records.next(&row))
            } catch let refusal as JSONRefusal {
                self.refusal = refusal
            }
            headings = records.headings
            envelope = records.envelope
        } catch let refusal as JSONRefusal {
            self.refusal = refusal
        }
    }

    init(_ text: String) throws { try self.init(Array(text.utf8)) }
}
