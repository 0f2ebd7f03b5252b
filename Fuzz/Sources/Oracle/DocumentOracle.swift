import Accompaniment

@testable import Intake

/// What holds for any JSON text: nothing traps, the end of a block never shows, neither in a record nor in the place of
/// a refusal, and records that are written down are those that are read.
package enum DocumentOracle {
    package static func judge(_ text: [UInt8]) {
        let reading = read(text, headSize: text.count, step: .max)
        for step in [1, 2, 5, 64] {
            let parts = read(text, headSize: text.count % (step + 1), step: step)
            expect(parts == reading, "in blocks of \(step) bytes a document is not what it is in one block")
        }
        if let refusal = reading.refusal {
            expect(refusal.line > 0 && refusal.column > 0, "a refusal is for a place outside the text")
            return
        }
        let again = read(written(reading), headSize: 0, step: .max)
        expect(again.refusal == nil, "records that were written are refused: \(again)")
        expect(again.rows == reading.rows, "records that were written are not read back")
    }

    private struct Reading: Equatable {
        var headings: [[UInt8]] = []
        var envelope = JSONEnvelope()
        var rows: [RowValue] = []
        var refusal: JSONRefusal?
    }

    private static func read(_ text: [UInt8], headSize: Int, step: Int) -> Reading {
        var reading = Reading()
        let rest = FileBytes(Array(text.dropFirst(headSize)), step: step)
        do {
            var records = try JSONRecords(head: text.prefix(headSize)) { try rest.read(into: &$0, from: $1) }
            defer {
                reading.headings = records.headings.map { Array($0.utf8) }
                reading.envelope = records.envelope
            }
            var row = TableRow()
            while try records.next(&row) { reading.rows.append(RowValue(row)) }
            expect(try !records.next(&row), "behind the last record there was another one")
        } catch let refusal as JSONRefusal {
            reading.refusal = refusal
        } catch {
            fatalError("\(error)")
        }
        return reading
    }

    /// A bare list, in which each record has every key up to its last one.
    private static func written(_ reading: Reading) -> [UInt8] {
        let records = reading.rows.map { row in
            let members = zip(reading.headings, row.cells).map { quoted($0) + [UInt8(ascii: ":")] + quoted($1) }
            return Array("{".utf8) + members.joined(separator: [UInt8(ascii: ",")]) + Array("}".utf8)
        }
        return Array("[".utf8) + records.joined(separator: [UInt8(ascii: ",")]) + Array("]".utf8)
    }

    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        var quoted = [UInt8(ascii: "\"")]
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: quoted += Array("\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: quoted.append(byte)
            }
        }
        return quoted + [UInt8(ascii: "\"")]
    }
}
