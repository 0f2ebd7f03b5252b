import Accompaniment
import Foundation
import Testing

@testable import Intake

/// Where bytes end inside a Hebrew letter: nothing is wrong with the text, the rest of it is elsewhere.
@Suite struct CutLetterTests {
    private static let header = "אשכול,מלווה,פעילות,תאריך\r\n"

    @Test func `a file that is cut off inside a letter waits for its rest`() throws {
        let whole = Data(
            "\(Self.header)נגב מערבי,טל,פגישה,2015-11-01\r\nגליל מערבי,רון,סיור עם צוות,2015-11-02\r\n".utf8
        )
        for length in Self.header.utf8.count..<whole.count where whole[length] & 0xC0 == 0x80 {
            let drop = try Drop(bytes: whole.prefix(length))
            #expect(drop.reading.isUnfinished, "\(length)")
            #expect(drop.codes == ["E-FILE-INCOMPLETE"], "\(length)")
        }
    }

    @Test(arguments: 0...1)
    func `a file is taken in whole also where its first block ends inside a letter`(_ shift: Int) throws {
        let block = 64 * 1024
        var content = Data(Self.header.utf8)
        var rows = 0
        // So long that the one in which the block ends is looked at for headings, and a short cell of it at that.
        func add(_ size: Int) {
            rows += 1
            let (start, end) = ("נגב מערבי,טל,פגישה \(rows) ", ",2015-11-01\r\n")
            let fill = String(repeating: "x", count: size - start.utf8.count - end.utf8.count)
            content.append(Data((start + fill + end).utf8))
        }
        while content.count < block - 3_500 { add(3_000) }
        add(block - 5 - shift - content.count)
        for _ in 1...3 { add(3_000) }
        #expect((content[block] & 0xC0 == 0x80) == (shift == 0))
        let drop = try Drop(bytes: content)
        #expect(drop.codes.isEmpty)
        #expect(drop.held.isEmpty && drop.reports.count == rows)
    }

    @Test(arguments: [
        ("", 0), ("abc", 0), ("שלום", 0), ("שלו\u{05DD}", 0), ("שלום", 1), ("a€", 1), ("a€", 2), ("a😀", 3),
    ])
    func `the length of the cut letter is told`(_ text: String, _ missing: Int) {
        let bytes = Array(text.utf8).dropLast(missing)
        let last = text.unicodeScalars.last.map { UTF8.encode($0)?.count ?? 0 } ?? 0
        #expect(bytes.cutLetterLength == (missing == 0 ? 0 : last - missing))
    }
}
