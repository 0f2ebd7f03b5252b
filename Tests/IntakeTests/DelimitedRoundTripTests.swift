import Foundation
import TestSupport
import Testing

@testable import Intake

/// Whatever table a program writes by RFC 4180 is the table that is read.
@Suite struct DelimitedRoundTripTests {
    private static let pieces = [
        "א", "ב", "ם", "מנכ\"ל", "יו״ר", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "x", "12", "=1+1",
        "³", "\u{200F}",
        "🙂", "e\u{0301}", "\u{FEFF}",
    ]

    @Test(arguments: [",", ";", "\t", "|"] as [Character], 1...6 as ClosedRange<UInt64>)
    func `a table that is written is read back`(_ delimiter: Character, _ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let table = (0..<120).map { _ in
            (0..<Int.random(in: 1...9, using: &random)).map { _ in cell(using: &random) }
        }
        let lineEnd = ["\n", "\r\n", "\r"][Int.random(in: 0...2, using: &random)]
        let text = table.map { row in
            row.map { write($0, delimiter: delimiter, quoteAll: Bool.random(using: &random)) }
                .joined(separator: String(delimiter)) + lineEnd
        }.joined()
        let headSize = Int.random(in: 0...2000, using: &random)
        let rows = try rows(of: Data(text.utf8), delimiter: delimiter, headSize: headSize)
        // Compared as bytes: to Swift two texts are equal that differ in how they compose a letter.
        #expect(rows.map { $0.cells().map { Array($0.utf8) } } == table.map { $0.map { Array($0.utf8) } })
        #expect(rows.allSatisfy { !$0.hasRepairedQuote })
    }

    /// Rows that can be taken as they lie are cut in another way than the others; what a file is found out by is cut in one
    /// way alone.
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `whatever stands in a file is cut in one way`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pieces = ["א", "xyzw", "\"", "\"\"", ",", ",\"", "\",", "\n", "\r\n", "\r", "\u{200F}", "–", "\u{200F}\""]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let bytes = Array(text.utf8)
            // `try?`: a quote that nothing closes is refused; the other way asks for no whole file.
            guard let rows = try? rows(of: Data(bytes)) else { continue }
            let expected = try DelimitedReader.rows(of: bytes[...], delimiter: UInt8(ascii: ","), limit: .max)
            #expect(rows.map { $0.cells() } == expected.map { $0.cells() }, "\(text.debugDescription)")
            #expect(rows.map(\.hasRepairedQuote) == expected.map(\.hasRepairedQuote))
        }
    }

    private func cell(using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
            Self.pieces.randomElement(using: &random) ?? ""
        }.joined()
    }

    /// The writer of RFC 4180: quotes where it must, and now and then where it need not.
    private func write(_ cell: String, delimiter: Character, quoteAll: Bool) -> String {
        let special: Set<UInt8> = [0x22, 0x0A, 0x0D, delimiter.asciiValue ?? 0]
        guard quoteAll || cell.utf8.contains(where: { special.contains($0) }) else { return cell }
        var bytes: [UInt8] = [0x22]
        for byte in cell.utf8 {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        return String(decoding: bytes + [0x22], as: UTF8.self)
    }
}
