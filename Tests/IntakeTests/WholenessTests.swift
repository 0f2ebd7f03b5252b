import Foundation
import Glibc
import TestSupport
import Testing

@testable import Intake

/// What the outside of a file tells about its content: faults.md A6.
@Suite struct WholenessTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func wholeness(_ name: String = "file") throws -> Wholeness {
        let file = try #require(try Directory(path: folder.path).open(FileName(name)))
        return try file.wholeness(size: try file.status().size)
    }

    /// Runs `body` on an open handle of a file with this content.
    private func change(_ content: String, _ body: (Int32) -> Int32) throws {
        try folder.write(content, to: "file")
        let handle = unsafe open(folder.path("file"), O_RDWR)
        defer { close(handle) }
        #expect(body(handle) == 0)
    }

    @Test(arguments: ["a,b\n", "a,b\r\n", "a,b\r", "{\"a\": 1}", "[1]"])
    func `it ends as a table or a document ends`(_ content: String) throws {
        try folder.write(content, to: "file")
        #expect(try wholeness() == .closed)
    }

    @Test(arguments: ["", "a", "a,b\nc", "a,b\n\"c", "{\"a\": "])
    func `it ends in the middle of something`(_ content: String) throws {
        try folder.write(content, to: "file")
        #expect(try wholeness() == .openEnded)
    }

    @Test func `text in UTF-16 ends with a line end, though its last byte is zero`() throws {
        try folder.write(Data([0xFF, 0xFE, 0x61, 0x00, 0x0D, 0x00, 0x0A, 0x00]), to: "file")
        #expect(try wholeness() == .closed)
    }

    @Test func `a size without content is a hole`() throws {
        try change("a,b\n") { ftruncate($0, 1 << 20) }
        #expect(try wholeness() == .hasHole)
    }

    @Test func `space that was set aside is a hole`() throws {
        try change("a,b\n") { posix_fallocate($0, 0, 1 << 20) }
        #expect(try wholeness() == .hasHole)
    }

    @Test func `a hole in the middle is a hole, though the end is written`() throws {
        try change("a,b\n") { handle in
            var line = Array("c,d\n".utf8)
            return unsafe pwrite(handle, &line, line.count, 1 << 20) == line.count ? 0 : -1
        }
        #expect(try wholeness() == .hasHole)
    }

    @Test func `zeros at the end are a hole, and zeros in the middle are found by the reader`() throws {
        try folder.write(Data("a,b\n".utf8) + Data(count: 5000), to: "file")
        #expect(try wholeness() == .hasHole)
        try folder.write(Data("a,b\n".utf8) + Data(count: 5000) + Data("c,d\n".utf8), to: "middle")
        #expect(try wholeness("middle") == .closed)
        let bytes = try openBytes("middle", in: folder)
        _ = try bytes.digest()
        #expect(bytes.hasHole)
    }

    @Test func `text in UTF-16 has no hole`() throws {
        let text = "אשכול,cluster\r\nא,b\r\n"
        try folder.write(Data([0xFF, 0xFE]) + (text.data(using: .utf16LittleEndian) ?? Data()), to: "file")
        let bytes = try openBytes("file", in: folder)
        _ = try bytes.digest()
        #expect(!bytes.hasHole)
    }
}
