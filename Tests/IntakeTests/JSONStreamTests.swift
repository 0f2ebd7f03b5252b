import Foundation
import TestSupport
import Testing

@testable import Intake

/// Reading JSON in blocks, and from hostile hands.
@Suite struct JSONStreamTests {
    private static let documents = [
        #"{"schema":"eshkol-activity/1","period":"2015","records":[{"a":"אב\n\u05D0\uD83D\uDE42₪🙂","b":[true,{"c":-1.5e+3}]}, {}],"d":false}"#,
        "[\r\n{\"אשכול\":\"מנכ\\\"ל\",\"n\":12.50},\r{\"n\":null,\"x\":{\"y\":[[],{}]}}\n]\n",
        "{\"a\":1}\r\n{\"b\":\"\\u20AA\",\"a\":false}\n\n{\"c\":[\"x\",-0]}",
    ]

    @Test(arguments: documents)
    func `where a block ends never shows`(_ text: String) throws {
        let bytes = Array(text.utf8)
        let whole = try JSONReading(bytes, headSize: bytes.count)
        #expect(whole.refusal == nil && !whole.rows.isEmpty)
        for headSize in 0...bytes.count {
            for step in [1, 2, 3, 7, .max] {
                #expect(try JSONReading(bytes, headSize: headSize, step: step) == whole)
            }
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a text that was tampered with is read the same in any blocks, and never breaks the reader`(
        _ seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        let tokens = [
            "\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "\r", "0", "-", "e", ".", "\\u", "D8", "nul", "/",
        ]
        for _ in 0..<300 {
            var bytes = Array(Self.documents.randomElement(using: &random)?.utf8 ?? "".utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let start = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(bytes.count, start + Int.random(in: 0...3, using: &random))
                let token = Array(tokens.randomElement(using: &random)?.utf8 ?? "".utf8)
                bytes.replaceSubrange(
                    start..<end,
                    with: Bool.random(using: &random) ? token : [UInt8.random(in: 0...255, using: &random)]
                )
            }
            let whole = try JSONReading(bytes, headSize: bytes.count)
            #expect(try JSONReading(bytes, step: 1) == whole)
            // Foundation is no stricter: it takes every single document that we take.
            if whole.refusal == nil, bytes.first == UInt8(ascii: "[") || whole.envelope != JSONEnvelope() {
                #expect(throws: Never.self) {
                    try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
                }
            }
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `bytes without sense are refused`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("{}[]\",:\\ \n0-1.eEtruefalsnul\u{5D0}'/".utf8)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let opened = Array("[{\"a\":".utf8) + bytes
            #expect(try JSONReading(opened, step: 1) == JSONReading(opened))
            let noise = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(try JSONReading(noise).refusal != nil)
        }
    }

    @Test func `memory does not grow with the text`() throws {
        let record = Array(
            "{\"אשכול\":\"ארצי\",\"פעילות\":\"\(String(repeating: "ש", count: 60))\",\"n\":[1,2]},\n".utf8
        )
        let count = 200_000
        var rest = record[...]
        var (sent, largest) = (0, 0)
        var records = try JSONRecords(head: Array("[".utf8)[...]) { buffer, offset in
            largest = max(largest, buffer.count)
            if rest.isEmpty {
                sent += 1
                guard sent <= count else { return 0 }
                rest = sent < count ? record[...] : Array("{}]".utf8)[...]
            }
            let block = rest.prefix(buffer.count - offset)
            buffer.replaceSubrange(offset..<offset + block.count, with: block)
            rest = rest.dropFirst(block.count)
            return block.count
        }
        var row = TableRow()
        var rows = 0
        while try records.next(&row) { rows += 1 }
        #expect(rows == count + 1 && row.number == rows)
        #expect(records.headings == ["אשכול", "פעילות", "n"])
        #expect(largest <= 64 * 1024)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `records that Foundation writes are read back`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let records = (0..<60).map { _ in
            Dictionary(
                (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    (Self.text(using: &random), Self.value(using: &random))
                },
                uniquingKeysWith: { first, _ in first }
            )
        }
        for options in [[], .prettyPrinted, [.sortedKeys, .withoutEscapingSlashes]]
            as [JSONSerialization.WritingOptions]
        {
            let list = try JSONSerialization.data(
                withJSONObject: records.map { $0.mapValues(\.json) },
                options: options
            )
            try expect(records, in: list)
            let envelope = Document(records: records, schema: "eshkol-activity/1.0")
            let encoder = JSONEncoder()
            encoder.outputFormatting = options.contains(.prettyPrinted) ? .prettyPrinted : .sortedKeys
            // In any order of its keys the schema may stand behind the records; nothing else of the envelope is there.
            try expect(records, in: try encoder.encode(envelope))
        }
        let lines = try records.map { try JSONSerialization.data(withJSONObject: $0.mapValues(\.json)) }
        try expect(records, in: Data(lines.joined(separator: Data("\n".utf8))))
    }

    private struct Document: Encodable {
        let records: [[String: Value]]
        let schema: String
    }

    private enum Value: Encodable {
        case text(String), number(Int), flag(Bool), list([String]), nothing

        var json: Any {
            switch self {
            case .text(let text): text
            case .number(let number): number
            case .flag(let flag): flag
            case .list(let list): list
            case .nothing: NSNull()
            }
        }

        var cell: String {
            switch self {
            case .text(let text): text
            case .number(let number): String(number)
            case .flag(let flag): flag ? "כן" : "לא"
            case .list(let list): list.joined(separator: ",")
            case .nothing: ""
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .flag(let flag): try container.encode(flag)
            case .list(let list): try container.encode(list)
            case .nothing: try container.encodeNil()
            }
        }
    }

    private func expect(_ records: [[String: Value]], in data: Data) throws {
        let reading = try JSONReading(Array(data), step: 1000)
        #expect(reading.refusal == nil)
        let read = reading.rows.map { row in
            Dictionary(zip(reading.headings, row).filter { !$1.isEmpty }, uniquingKeysWith: { first, _ in first })
        }
        #expect(read == records.map { $0.mapValues(\.cell).filter { !$1.isEmpty } })
    }

    private static func value(using random: inout SeededGenerator) -> Value {
        switch Int.random(in: 0...4, using: &random) {
        case 0: .text(text(using: &random))
        case 1: .number(Int.random(in: .min ... .max, using: &random))
        case 2: .flag(Bool.random(using: &random))
        case 3: .list((0..<Int.random(in: 0...3, using: &random)).map { _ in text(using: &random) })
        default: .nothing
        }
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let pieces = [
            "א", "ם", "מנכ\"ל", "\\", "/", "\n", "\t", "\0", "\u{1B}", "₪", "🙂", "x", " ", "{", "\u{200F}", "\u{2028}",
        ]
        return (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
    }
}
