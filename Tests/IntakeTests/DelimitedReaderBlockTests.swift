import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// Reading in blocks: where a block ends must never show.
@Suite struct DelimitedReaderBlockTests {
    private static let block = 256 * 1024

    @Test(arguments: 0...14)
    func `a row is intact wherever a block ends in it`(_ before: Int) throws {
        let padding = String(repeating: "x", count: Self.block - before)
        let rows = try rows(of: Data("\(padding),\"ab\"\"c\",\"ד\r\n\"\r\nש,\"\"\r\n".utf8))
        #expect(rows.map { $0.cells() } == [[padding, "ab\"c", "ד\r\n"], ["ש", ""]])
    }

    @Test(arguments: 0...14)
    func `a row is intact where what was read before ends in it`(_ headSize: Int) throws {
        let content = Data("\"a\"\"b\",\"ג\r\nד\"\r\nה\"ו,x\r\n".utf8)
        let rows = try rows(of: content, headSize: headSize)
        #expect(rows.map { $0.cells() } == [["a\"b", "ג\r\nד"], ["ה\"ו", "x"]])
        #expect(rows.allSatisfy { !$0.hasRepairedQuote })
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `every row of a file of several blocks is read, in order`(_ lineEnd: String) throws {
        var content = Data()
        var count = 0
        while content.count < 5 * Self.block {
            let note = String(repeating: "ש", count: count % 300)
            content.append(Data("\(count),\"פעילות, מס\"\" \(count)\",\(note)\(lineEnd)".utf8))
            count += 1
        }
        let rows = try rows(of: content)
        #expect(rows.count == count)
        let isIntact = rows.enumerated().allSatisfy { index, row in
            row.number == index + 1
                && row.cells() == ["\(index)", "פעילות, מס\" \(index)", String(repeating: "ש", count: index % 300)]
        }
        #expect(isIntact)
    }

    /// A byte that differs from a delimiter or a line end in its last bit looks like one where eight are compared at once.
    @Test(arguments: ["\n", "\r\n", "\r"], [",", ";", "\t"] as [Character])
    func `rows with and without quotes follow each other, wherever their cells end`(
        _ lineEnd: String,
        _ mark: Character
    ) throws {
        let like = String(UnicodeScalar(try #require(mark.asciiValue) ^ 1))
        let written = (0..<200).map { number in
            let cells = [String(repeating: "ש", count: number % 9), like, "\(like)\u{B}\u{C}", "", "\(number)\(like)"]
            return cells + (number % 7 == 0 ? ["א\(mark)ב"] : [])
        }
        let lines = written.map { cells in
            cells.map { $0.contains(mark) ? "\"\($0)\"" : $0 }.joined(separator: String(mark)) + lineEnd
        }
        let rows = try rows(of: Data(lines.joined().utf8), delimiter: mark)
        #expect(rows.map { $0.cells() } == written)
        #expect(rows.map(\.number) == Array(1...200))
    }

    @Test func `a row larger than a block is one row`() throws {
        let cells = (0..<12).map { String(repeating: String($0 % 10), count: 60_000) }
        let text = cells.map { "\"\($0)\"" }.joined(separator: ",")
        let rows = try rows(of: Data("a,b\n\(text)\nc,d\n".utf8))
        #expect(rows.map { $0.cells() } == [["a", "b"], cells, ["c", "d"]])
    }

    @Test func `a quote that is never closed is refused with the row in which it opens`() throws {
        let lines = (0..<4000).map { "שורה \($0),ערך,עוד" }.joined(separator: "\n")
        let error = #expect(throws: FileRefusal.self) {
            try rows(of: Data("א,ב,ג\nד,ה,ו\nז,\"לא נסגר,ח\n\(lines)".utf8))
        }
        #expect(error?.finding.code == .fileUnreadable)
        #expect(error?.finding.rows == [3])
    }

    @Test func `a row of more cells than a sheet has columns is refused by its number`() throws {
        let cells = Array(repeating: "", count: 16_384)
        let widest = cells.joined(separator: ",")
        #expect(try rows(of: Data("א,ב\n\(widest)\n".utf8)).map(\.count) == [2, 16_384])
        for row in [widest + ",", widest + ",\"א\""] {
            let error = #expect(throws: FileRefusal.self) { try rows(of: Data("א,ב\n\(row)\nג,ד\n".utf8)) }
            #expect(error?.finding.code == .rowTooLong && error?.finding.rows == [2])
        }
    }

    @Test(arguments: [
        String(repeating: "x", count: 1 << 20),
        String(repeating: "\(String(repeating: "x", count: 1000)),", count: 1050),
        String(repeating: "\"\(String(repeating: "x", count: 60_000))\",", count: 18),
    ])
    func `a row of more than a mebibyte is refused by its number`(_ row: String) throws {
        let error = #expect(throws: FileRefusal.self) { try rows(of: Data("א,ב\n\(row)x\n".utf8)) }
        #expect(error?.finding.code == .rowTooLong && error?.finding.rows == [2])
    }

    @Test func `a long quoted cell below the bound is taken`() throws {
        let text = String(repeating: "א", count: 32_000)
        #expect(try rows(of: Data("\"\(text)\",b\n".utf8)).map { $0.cells() } == [[text, "b"]])
    }

    @Test func `a quote that is never closed swallows no rows of a small file`() throws {
        let drop = try Drop("אשכול,פעילות,תאריך,הערות\nארצי,א,2015,\"פתוח\nארצי,ב,2015,\nארצי,ג,2015,\n")
        #expect(drop.reading.isRejected || drop.reports.count + drop.held.count == 3)
    }
}

/// The bytes of a file, read once.
@Suite struct FileBytesTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `the hash is that of the whole file, however much was read`(_ content: String, _ hash: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write(content, to: "file")
        let unread = try openBytes("file", in: folder)
        #expect(try unread.digest().hex == hash)
        let read = try openBytes("file", in: folder)
        var byte: [UInt8] = [0]
        while try read.read(into: &byte, from: 0) > 0 {}
        #expect(try read.digest().hex == hash)
    }

    @Test func `a file that grows while it is read counts for nothing`() throws {
        let folder = try TemporaryDirectory()
        try folder.write("a,b\n", to: "file")
        let bytes = try openBytes("file", in: folder)
        var buffer = [UInt8](repeating: 0, count: 4)
        #expect(try bytes.read(into: &buffer, from: 0) == 4)
        let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("file")))
        try writer.seekToEnd()
        try writer.write(contentsOf: Data("c,d\n".utf8))
        try writer.close()
        #expect(throws: FileBytes.Changed.self) { try bytes.digest() }
    }

    @Test func `reading ends when the service stops`() throws {
        let folder = try TemporaryDirectory()
        try folder.write("a,b\n", to: "file")
        let stop = StopSignal()
        let file = try #require(try Directory(path: folder.path).open(FileName("file")))
        let bytes = try FileBytes(file, stop: stop)
        stop.set()
        #expect(throws: CancellationError.self) { try bytes.digest() }
    }
}
