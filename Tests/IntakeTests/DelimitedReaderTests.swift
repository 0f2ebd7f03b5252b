import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// A table as its rows of cells.
typealias Cells = [[String]]

/// All rows of a file of `content`, read through a real file.
func rows(of content: Data, delimiter: Character = ",", headSize: Int = 0) throws -> [TableRow] {
    let folder = try TemporaryDirectory()
    try folder.write(content, to: "table.csv")
    let source = try openBytes("table.csv", in: folder)
    var head = [UInt8](repeating: 0, count: headSize)
    var count = 0
    while count < headSize {
        let read = try source.read(into: &head, from: count)
        if read == 0 { break }
        count += read
    }
    let text = try TextBytes(source, head: head[..<count], decision: EncodingDecision(head: [], hits: { _ in 0 }))
    var reader = DelimitedReader(text, head: text.head, delimiter: try #require(delimiter.asciiValue))
    var rows: [TableRow] = []
    var row = TableRow()
    while try reader.next(&row) { rows.append(row) }
    return rows
}

extension TableRow {
    /// All cells, the empty ones at the end too.
    func cells() -> [String] { (0..<count).map { text($0) } }
}

/// Rows of delimited text: domain.md 5.4.
@Suite struct DelimitedReaderTests {
    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\ne,f\r\ng,h", [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]),
        ("a,,b\n,,\n", [["a", "", "b"], ["", "", ""]]),
        ("a,\n", [["a", ""]]),
        ("a,", [["a", ""]]),
        ("a\n\nb\n", [["a"], [""], ["b"]]),
        ("\r\n\r\na", [[""], [""], ["a"]]),
        ("", []),
        ("\n", [[""]]),
    ])
    func `rows end at a line end of any kind, and at the end of the file`(_ content: String, _ expected: Cells) throws {
        #expect(try rows(of: Data(content.utf8)).map { $0.cells() } == expected)
    }

    @Test(arguments: [
        (#""a,b",c"#, [["a,b", "c"]]),
        (#""a""b",c"#, [["a\"b", "c"]]),
        (#""",c"#, [["", "c"]]),
        (#""""#, [[""]]),
        (#""""""#, [["\""]]),
        (#"a,"b""#, [["a", "b"]]),
        ("\"a\nb\",c\nd,e", [["a\nb", "c"], ["d", "e"]]),
        ("\"a\r\nb\",\"c\rd\"\r\ne,f", [["a\r\nb", "c\rd"], ["e", "f"]]),
        ("\"מנכ\"\"ל\",\"א, ב\"\n", [["מנכ\"ל", "א, ב"]]),
    ])
    func `a quoted cell holds delimiters, line ends and doubled quotes`(_ content: String, _ expected: Cells) throws {
        let rows = try rows(of: Data(content.utf8))
        #expect(rows.map { $0.cells() } == expected)
        #expect(rows.allSatisfy { !$0.hasRepairedQuote })
    }

    @Test(arguments: [
        ("מנכ\"ל אשכול,יו\"ר\nא,ב", [["מנכ\"ל אשכול", "יו\"ר"], ["א", "ב"]]),
        (#"a"b"c,"d""#, [["a\"b\"c", "d"]]),
        (#" "a",b"#, [[" \"a\"", "b"]]),
        (#"a"",b"#, [["a\"\"", "b"]]),
    ])
    func `a quotation mark inside a bare cell is text`(_ content: String, _ expected: Cells) throws {
        let rows = try rows(of: Data(content.utf8))
        #expect(rows.map { $0.cells() } == expected)
        #expect(rows.allSatisfy { !$0.hasRepairedQuote })
    }

    @Test(arguments: [
        ("\"מנכ\"ל האשכול, ישיבה\",30/11\nא,ב", [["מנכ\"ל האשכול, ישיבה", "30/11"], ["א", "ב"]]),
        ("x,\"דו\"ח\"\r\nא,ב", [["x", "דו\"ח"], ["א", "ב"]]),
        ("\"יו\"ר, מנכ\"ל\"", [["יו\"ר, מנכ\"ל"]]),
    ])
    func `a quote that is not doubled closes only before a delimiter or a line end`(
        _ content: String,
        _ expected: Cells
    ) throws {
        let rows = try rows(of: Data(content.utf8))
        #expect(rows.map { $0.cells() } == expected)
        #expect(rows.map(\.hasRepairedQuote) == [true] + expected.dropFirst().map { _ in false })
    }

    @Test(arguments: [",", ";", "\t", "|"] as [Character])
    func `only the delimiter divides cells`(_ delimiter: Character) throws {
        let content = ["a,b", "c;d", "e\tf", "g|h"].joined(separator: String(delimiter))
        let others = [",", ";", "\t", "|"].filter { $0 != String(delimiter) }
        let cells = try #require(try rows(of: Data(content.utf8), delimiter: delimiter).first).cells()
        #expect(cells.count == 5)
        for other in others { #expect(cells.contains { $0.contains(other) }) }
    }

    @Test func `a row has the number that a spreadsheet shows`() throws {
        let rows = try rows(of: Data("title\n\n\"two\nlines\",x\nlast\n".utf8))
        #expect(rows.map(\.number) == [1, 2, 3, 4])
    }

    @Test func `bytes that are not UTF-8 are marked as lost, and the other cells are not`() throws {
        let rows = try rows(of: Data("a,b\nc,".utf8) + [0xE0, 0xF9, 0xEB] + Data("\n".utf8))
        #expect(rows[1].text(0) == "c" && rows[1].text(1).contains("\u{FFFD}"))
    }

    @Test func `a direction mark before the opening quote does not undo the quote`() throws {
        let rows = try rows(of: Data("\u{200F}\"א, ב\",ג\n".utf8))
        #expect(rows.map(\.count) == [2])
    }

    @Test func `a run of direction marks is text like any other, and not looked through to its end`() throws {
        let marks = String(repeating: "\u{200F}", count: 40)
        let rows = try rows(of: Data("\(marks)\"א, ב\",ג\n".utf8))
        #expect(rows.map(\.count) == [3])
    }
}
