import Foundation
import TestSupport
import Testing

@testable import Intake

/// The text of a file as UTF-8, whatever it was written in and wherever its blocks end.
@Suite struct TextBytesTests {
    private func converted(_ bytes: [UInt8], from encoding: TextEncoding, by size: Int = 4096) throws -> [UInt8] {
        let converter = try TextConverter(from: encoding)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            text += converter.convert(bytes[start..<min(start + size, bytes.count)], isLast: false)
        }
        return text + converter.convert([], isLast: true)
    }

    @Test(arguments: TextEncoding.allCases.filter { $0 != .iso8859Part8 })
    func `a table reads the same in every encoding and every size of block`(_ encoding: TextEncoding) throws {
        let bytes = EncodedText.bytes(EncodedText.table, in: encoding)
        for size in 1...17 {
            #expect(try EncodedText.read(bytes, headSize: size, room: 64) == Array(EncodedText.table.utf8), "\(size)")
            #expect(try EncodedText.read(bytes, headSize: 0, room: size) == Array(EncodedText.table.utf8), "\(size)")
        }
    }

    @Test(arguments: TextEncoding.allCases.filter { $0 != .utf8 })
    func `a letter is intact wherever a block ends in it`(_ encoding: TextEncoding) throws {
        let isWide = encoding.unitLength == 2
        let text = EncodedText.table + (isWide ? "🙂 שָׁלוֹם 🙂🙂\u{FEFF}€" : "")
        let bytes = EncodedText.bytes(text, in: encoding)
        for size in 1...17 {
            #expect(try converted(bytes, from: encoding, by: size) == Array(text.utf8), "\(size)")
        }
    }

    @Test(
        arguments: [
            ([0xE0, 0xFD, 0xFE, 0xE1], "א\u{200E}\u{200F}ב"),
            ([0xA4, 0x93, 0xE0, 0x94, 0x96, 0xD7, 0xD8, 0xA0], "₪“א”–׳״\u{A0}"),
            ([0xE0, 0x81, 0xE1], "א\u{FFFD}ב"),
            ([0xE5, 0xFF, 0x2C], "ו\u{FFFD},"),
            ([0xE0, 0xC8, 0xE1], "א\u{05B8}ב"),
            ([0xF9, 0xD1, 0xCC], "\u{FB2C}"),
            ([0xE0], "א"),
        ] as [([UInt8], String)]
    )
    func `windows-1255 keeps its marks, and each letter its place`(_ bytes: [UInt8], _ text: String) throws {
        for size in 1...4 {
            let read = try converted(bytes, from: .windows1255, by: size)
            #expect(
                String(decoding: read, as: UTF8.self).decomposedStringWithCanonicalMapping
                    == text.decomposedStringWithCanonicalMapping
            )
        }
    }

    @Test(
        arguments: [
            ([0xD0, 0x05, 0xE9], "א\u{FFFD}"),
            ([0x3D, 0xD8, 0xD0, 0x05], "\u{FFFD}א"),
            ([0x42, 0xDE, 0xD0, 0x05], "\u{FFFD}א"),
            ([0xD0, 0x05, 0x3D, 0xD8], "א\u{FFFD}"),
            ([0x3D, 0xD8, 0x3D, 0xD8, 0x42, 0xDE], "\u{FFFD}🙂"),
            ([0x3D, 0xD8, 0x42], "\u{FFFD}"),
        ] as [([UInt8], String)]
    )
    func `what is no letter in UTF-16 is one replacement, and the rest is read`(
        _ little: [UInt8],
        _ text: String
    ) throws {
        for size in 1...7 {
            #expect(try converted(little, from: .utf16LittleEndian, by: size) == Array(text.utf8), "\(size)")
        }
    }

    @Test(
        arguments: [
            [0x41, 0x81, 0x42, 0x0A, 0xE0, 0xCA, 0xE1], Array(repeating: 0x81, count: 70_000),
            Array(repeating: 0xE5, count: 70_000),
        ] as [[UInt8]]
    )
    func `a byte that means nothing is neither dropped nor spreads`(_ bytes: [UInt8]) throws {
        let text = String(decoding: try converted(bytes, from: .windows1255, by: bytes.count), as: UTF8.self)
        let expected = bytes.map {
            CodePage.windows1255.scalar(of: max($0, 0x80)) ?? ($0 < 0x80 ? Unicode.Scalar($0) : "\u{FFFD}")
        }
        #expect(text.unicodeScalars.count == bytes.count)
        #expect(text.unicodeScalars.elementsEqual(zip(bytes, expected).map { $0 < 0x80 ? Unicode.Scalar($0) : $1 }))
    }

    @Test(arguments: [TextEncoding.utf16LittleEndian, .windows1255, .cp862])
    func `a file of many blocks is read whole, and at once where asked`(_ encoding: TextEncoding) throws {
        var content = EncodedText.table
        while content.utf8.count < 400_000 { content += "נגב מערבי;טל;פגישה \(content.utf8.count);שוטף;2015;x\r\n" }
        let bytes = EncodedText.bytes(content, in: encoding)
        #expect(try EncodedText.read(bytes, room: 30_001) == Array(content.utf8))
        let folder = try TemporaryDirectory()
        try folder.write(Data(bytes), to: "file")
        let text = try TextBytes(openBytes("file", in: folder), head: [], decision: EncodedText.decision(bytes))
        #expect(text.rest >= bytes.count)
        var (all, part) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while case let count = try text.read(into: &part, from: 0), count > 0 { all += part[..<count] }
        #expect(all == Array(content.utf8))
        #expect(text.rest == 0)
    }

    @Test func `bytes that are not valid stay in a file of UTF-8, also beyond its beginning`() throws {
        let bytes = Array("cluster,activity\n".utf8) + [0xE0, 0xF9, 0x0A] + Array("אשכול\n".utf8) + [0xD7]
        #expect(try EncodedText.read(bytes, headSize: 10, room: 3) == bytes)
        let marked = [0xEF, 0xBB, 0xBF] + bytes
        #expect(try EncodedText.read(marked, headSize: 10, room: 3) == bytes)
    }

    @Test(arguments: ["windows-1255-semicolon", "utf16-unicode-text"])
    func `the files of office PCs are read`(_ name: String) throws {
        let sample = try #require(Self.samples[name])
        let bytes = try #require(Data(base64Encoded: sample.bytes))
        let decision = try EncodedText.decision(Array(bytes))
        #expect(decision.name == sample.encoding)
        let text = String(decoding: try EncodedText.read(Array(bytes)), as: UTF8.self)
        #expect(text.hasPrefix(sample.start))
    }

    /// The beginnings of two reports as Excel saved them.
    private static let samples: [String: (bytes: String, encoding: String, start: String)] = [
        "windows-1255-semicolon": (
            "4Pnr5ewv4Obl+Dvu7OXl5Dv08uns5fo78ejo5fE7+uPp+OX6O/rg+OnqO/bl+Oo79OX45e0NCuD56+XsIPDi4SDu8vjh6Tvo"
                + "7CD3+Onm8ffpO/rl6/Dp+iDu8OTp4uX6IODm5fjp+jog4Onx5fMg9vjr6e0sIOHw",
            "windows-1255", "אשכול/אזור;מלווה;פעילות;סטטוס;תדירות;תאריך;צורך;פורום\r\nאשכול נגב מערבי;טל קריזסקי"
        ),
        "utf16-unicode-text": (
            "//7QBekF2wXVBdwFLwDQBdYF1QXoBQkA3gXcBdUF1QXUBQkA5AXiBdkF3AXVBeoFCQDhBdgF2AXVBeEFCQDqBdMF2QXoBdUF"
                + "6gUJAOoF0AXoBdkF2gUJAOYF1QXoBdoFCQDkBdUF6AXVBd0FDQAKANAF6QXbBdUF3AUgAOAF0gXRBSAA3gXiBegF0QXZBQkA"
                + "2AXcBSAA5wXoBdkF1gXhBecF2QUJAOoF1QXbBeAF2QXqBSAA3gXgBdQF2QU=",
            "UTF-16LE (BOM)", "אשכול/אזור\tמלווה\tפעילות\tסטטוס\tתדירות\tתאריך\tצורך\tפורום\r\nאשכול נגב מערבי\tטל"
        ),
    ]
}
