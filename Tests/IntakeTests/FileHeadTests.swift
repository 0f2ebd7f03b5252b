import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// What the first block of a file tells: domain.md 5.4 and 5.5.
@Suite struct FileHeadTests {
    private func head(_ content: Data) throws -> FileHead {
        let folder = try TemporaryDirectory()
        try folder.write(content, to: "file")
        let source = try openBytes("file", in: folder)
        return try FileHead(source, headings: HeadingTable())
    }

    private func delimiter(_ content: String) throws -> Character? {
        guard case .delimited(let byte) = try head(Data(content.utf8)).format else { return nil }
        return Character(UnicodeScalar(byte))
    }

    @Test(arguments: [
        ("אשכול,פעילות,תאריך\nא,ב;ג;ד,2015\n", ","),
        ("אשכול;פעילות;תאריך\nא;\"ב,ג,ד,ה,ו\";2015\n", ";"),
        ("אשכול\tפעילות\tתאריך\nא\tב, ג, ד; ה; ו\t2015\n", "\t"),
        ("אשכול|פעילות|תאריך\nא|ב,ג|2015\n", "|"),
        ("cluster;activity;date\na;b;2015\n", ";"),
        ("דוח, רבעון, 4, 2015, אלכא\n\nאשכול;פעילות;תאריך\nא;ב;2015\n", ";"),
        ("sep=;\nאשכול;פעילות;תאריך\nא;ב;2015\n", ";"),
        ("אשכול;פעילות\nא;1,5\nב;2,5\nג;3,5\n", ";"),
    ])
    func `the delimiter is the one under which the headings stand`(_ content: String, _ delimiter: Character) throws {
        #expect(try self.delimiter(content) == delimiter)
    }

    @Test func `without headings it is the one that gives the most even rows`() throws {
        #expect(try delimiter("א\tב, ג\nד\tה\nו\tז, ח\n") == "\t")
    }

    @Test(arguments: ["", "א", "\n\n"])
    func `a file that shows no delimiter is read with commas`(_ content: String) throws {
        #expect(try delimiter(content) == ",")
    }

    @Test func `a byte order mark is noted and is no part of the text`() throws {
        let marked = try head(Data([0xEF, 0xBB, 0xBF]) + Data("אשכול,פעילות\n".utf8))
        #expect(marked.encoding == "UTF-8 (BOM)")
        #expect(String(decoding: marked.bytes, as: UTF8.self) == "אשכול,פעילות\n")
        let bare = try head(Data("אשכול,פעילות\n".utf8))
        #expect(bare.encoding == "UTF-8")
        #expect(Array(bare.bytes) == Array(marked.bytes))
    }

    @Test(arguments: ["{\"records\":[]}", "[]", " \n\t{}", "\u{FEFF}[{}]"])
    func `a document that opens with a bracket is JSON`(_ content: String) throws {
        #expect(try head(Data(content.utf8)).format == .json)
    }

    @Test(arguments: ["PK\u{3}\u{4}xlsx", "%PDF-1.7", "{\\rtf1\\ansi"])
    func `an office document is refused as unreadable`(_ content: String) {
        let error = #expect(throws: FileRefusal.self) { try head(Data(content.utf8)) }
        #expect(error?.finding.code == .fileUnreadable)
    }

    @Test(
        arguments: [
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF, 0xE0],
        ] as [[UInt8]]
    )
    func `an old office document or a picture is refused as unreadable`(_ bytes: [UInt8]) {
        let error = #expect(throws: FileRefusal.self) { try head(Data(bytes)) }
        #expect(error?.finding.code == .fileUnreadable)
    }

    @Test(arguments: [(String.Encoding.utf16LittleEndian, "UTF-16LE (BOM)"), (.utf16BigEndian, "UTF-16BE (BOM)")])
    func `a text in UTF-16 is decoded`(_ encoding: String.Encoding, _ name: String) throws {
        let text = try #require("\u{FEFF}אשכול\tפעילות\n".data(using: encoding))
        let head = try head(text)
        #expect(head.encoding == name)
        #expect(head.rows.map { $0.cells() } == [["אשכול", "פעילות"]])
    }

    @Test func `a text in windows-1255 is decoded`() throws {
        let bytes: [UInt8] = [0xE0, 0xF9, 0xEB, 0xE5, 0xEC, 0x2C, 0xF4, 0xF2, 0xE9, 0xEC, 0xE5, 0xFA, 0x0A]
        let head = try head(Data(bytes))
        #expect(head.rows.map { $0.cells() } == [["אשכול", "פעילות"]])
    }

    @Test(arguments: ["sep=;\r\n", "sep=;\n", "SEP=;\n"])
    func `a line that names the delimiter is not a row, as in Excel`(_ line: String) throws {
        let head = try head(Data((line + "אשכול;פעילות;תאריך\nא,ב,ג,ד;ב;2015\n").utf8))
        #expect(head.rows.first?.cells() == ["אשכול", "פעילות", "תאריך"])
        #expect(head.rows.first?.number == 1)
    }

    @Test func `a file of which the head is only the beginning is judged by its head`() throws {
        var content = "אשכול;פעילות;תאריך\n"
        while content.utf8.count < 200_000 { content += "נגב מערבי;פגישה, שיחה, סיור;2015\n" }
        let head = try head(Data(content.utf8))
        #expect(head.format == .delimited(UInt8(ascii: ";")))
        #expect(head.bytes.count == 64 * 1024)
    }
}
