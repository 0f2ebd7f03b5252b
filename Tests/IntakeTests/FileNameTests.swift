import Foundation
import TestSupport
import Testing

@testable import Intake

/// Names in a folder: what is shown of them, and which of them are nobody's report.
@Suite struct FileNameTests {
    @Test(arguments: ["דוח אלכא 2015.csv", "report (2).json", "a'b\"c.csv", "דו״ח–רבעון 4.tsv", "🙂.csv", "x"])
    func `an ordinary name is shown as it is`(_ name: String) {
        #expect(FileName(name).shown == name)
    }

    @Test(arguments: [
        ("a\nb.csv", "a_b.csv"), ("a\u{1B}[31mb", "a_[31mb"), ("\u{7F}", "_"), ("דוח\u{202E}vsc.exe", "דוח_vsc.exe"),
        ("\u{200F}דוח.csv", "_דוח.csv"), ("a\u{2066}b\u{2069}", "a_b_"), ("a\u{FEFF}b", "a_b"), ("a\u{AD}b", "a_b"),
        ("../../etc/passwd", ".._.._etc_passwd"), ("a\tb\rc", "a_b_c"), ("\r\n", "__"),
    ])
    func `a name that could mislead is shown without what misleads`(_ name: String, _ shown: String) {
        #expect(FileName(name).shown == shown)
        #expect(FileName(FileName(name).shown).shown == shown)
    }

    @Test func `a name that is no UTF-8 is shown all the same, and keeps its bytes`() throws {
        let folder = try TemporaryDirectory()
        let name = FileName("דוח.csv")
        var bytes = name.bytes
        bytes[0] = CChar(bitPattern: 0xFF)
        // A folder can hold such a name; text cannot. Moved there by its bytes.
        try folder.write("x", to: "plain")
        let directory = try Directory(path: folder.path)
        let odd = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe FileName(bytes: $0) }
        }
        let broken = try #require(odd)
        #expect(try directory.move(FileName("plain"), to: directory, as: broken))
        #expect(try FolderListing(directory).next(9) == [broken])
        #expect(broken.bytes == bytes)
        #expect(broken.shown.unicodeScalars.first == "\u{FFFD}")
        #expect(try directory.status(broken)?.size == 1)
    }

    @Test(arguments: [
        "~$דוח.xlsx", ".~lock.דוח.csv#", ".דוח.csv.swp", "דוח.csv.part", "דוח.csv.partial", "דוח.tmp", "דוח.TMP",
        "דוח.csv.crdownload", "דוח.download", "דוח.csv.filepart", "דוח.csv~", "#דוח.csv#", "._דוח.csv", ".DS_Store",
        "Thumbs.db", "THUMBS.DB", "desktop.ini", "דוח.bak", ".eshkold", "~דוח", ".eshkold-writing",
    ])
    func `a name of an unfinished file, or of nobody's, is passed over`(_ name: String) {
        #expect(FileName(name).isTemporary)
    }

    @Test(arguments: [
        "דוח.csv", "דוח.xlsx", "report~1.csv", "template.csv", "part.csv", "דוח.tmp.csv", "a#b.csv", "thumbs.db.csv",
        "1",
    ])
    func `a name of a report is not`(_ name: String) {
        #expect(!FileName(name).isTemporary)
    }

    @Test func `a folder lists its names in the order of their bytes`() throws {
        let folder = try TemporaryDirectory()
        for name in ["ב", "a", "B", "א", "10", "2", ".x"] { try folder.write("", to: name) }
        let names = try FolderListing(Directory(path: folder.path)).next(100)
        #expect(names.map(\.shown) == [".x", "10", "2", "B", "a", "א", "ב"])
        #expect(FileName(".").isDots && FileName("..").isDots && !FileName("...").isDots)
    }
}
