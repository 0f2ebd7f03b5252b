import Foundation
import Testing

@testable import Intake

/// Hebrew that was misread and saved before it came here: domain.md 5.4, step 2.
@Suite struct MojibakeTests {
    private static let utf8 = Array(EncodedText.table.utf8)
    private static let misread: [(Mojibake, String)] = [
        (
            .hebrewAsLatin1,
            EncodedText.misread(EncodedText.bytes(EncodedText.table, in: .windows1255), as: .isoLatin1)
        ),
        (
            .hebrewAsLatin1,
            EncodedText.misread(EncodedText.bytes(EncodedText.table, in: .windows1255), as: .windowsCP1252)
        ),
        (.utf8AsWindows1252, EncodedText.misread(utf8, as: .windowsCP1252)),
        (.utf8AsWindows1255, EncodedText.misread(utf8, as: hebrew)),
    ]
    private static let hebrew = String.Encoding(rawValue: 0x8000_0505)

    @Test(arguments: [
        (Mojibake.hebrewAsLatin1, "àùëåì", "אשכול"),
        (.hebrewAsLatin1, "îðë\"ì €5 – ¤ àùëåì שלום", "מנכ\"ל €5 – ₪ אשכול שלום"),
        (.utf8AsWindows1252, "×©×›×•×œ", "שכול"),
        (.utf8AsWindows1252, "×\u{90}×©, a", "אש, a"),
        (.utf8AsWindows1255, "׳©׳›׳•", "שכו"),
        (.utf8AsWindows1255, "׳\u{90}׳©׳\u{9C} ג€“ a", "אשל – a"),
    ])
    func `a piece of text is repaired`(_ kind: Mojibake, _ text: String, _ original: String) {
        #expect(String(validating: kind.repaired(Array(text.utf8)[...]), as: UTF8.self) == original)
    }

    @Test(arguments: misread)
    func `a misread table is recognised and repaired`(_ kind: Mojibake, _ text: String) throws {
        let bytes = Array(text.utf8)
        let decision = try EncodedText.decision(bytes)
        #expect(decision.encoding == .utf8 && decision.mojibake == kind && !decision.isLost)
        #expect(try EncodedText.read(bytes) == Self.utf8)
    }

    @Test(arguments: misread)
    func `a misread table in UTF-16 is repaired too`(_ kind: Mojibake, _ text: String) throws {
        let bytes = [0xFF, 0xFE] + EncodedText.bytes(text, in: .utf16LittleEndian)
        #expect(try EncodedText.decision(bytes).mojibake == kind)
        #expect(try EncodedText.read(bytes, headSize: 41, room: 5) == Self.utf8)
    }

    @Test(arguments: misread)
    func `a repair is the same wherever its parts end`(_ kind: Mojibake, _ text: String) throws {
        let bytes = Array(text.utf8)
        for size in 1...17 {
            #expect(try EncodedText.read(bytes, headSize: 64 + size, room: size) == Self.utf8, "\(size)")
            var decoder = try #require(try TextDecoder(EncodedText.decision(bytes)))
            var decoded: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                decoded += decoder.decode(bytes[start..<min(start + size, bytes.count)], isLast: false)
            }
            #expect(decoded + decoder.decode([], isLast: true) == Self.utf8, "\(size)")
        }
    }

    @Test(arguments: [String.Encoding.windowsCP1252, hebrew])
    func `a misread mark is no part of the text`(_ page: String.Encoding) throws {
        let bytes = Array(EncodedText.misread([0xEF, 0xBB, 0xBF] + Self.utf8, as: page).utf8)
        #expect(try EncodedText.read(bytes) == Self.utf8)
    }

    @Test(arguments: [String.Encoding.windowsCP1252, hebrew])
    func `what cannot be turned back is lost`(_ page: String.Encoding) throws {
        let replaced = EncodedText.misread(Self.utf8, as: page, isLossy: true)
        for text in [replaced, replaced.replacing("\u{FFFD}", with: ""), replaced.replacing("\u{FFFD}", with: "?")] {
            let decision = try EncodedText.decision(Array(text.utf8))
            #expect(decision.isLost && decision.mojibake == nil && !decision.isVisualOrder)
        }
        // The letter nun, whose second byte became a plain space.
        let spaced = EncodedText.misread(Self.utf8, as: page).replacing("\u{A0}", with: " ")
        #expect(try EncodedText.decision(Array(spaced.utf8)).isLost)
    }

    @Test func `what is lost beyond the beginning is in the row that held it`() throws {
        let misread = Array(EncodedText.misread(Self.utf8, as: .windowsCP1252).utf8)
        let text = try EncodedText.read(misread + Array("×?;a\r\nb".utf8), judgedBy: misread)
        let lines = text.split(separator: 0x0A)
        #expect(lines.map { String(validating: $0, as: UTF8.self) == nil } == [false, false, false, true, false])
    }

    @Test(arguments: [
        "cluster,activity,date\n3×4,5×–6,2×\n", "ג׳ורג׳,צ׳יפס,אשכול׳\nמז׳ור,פעילות\n", "Þórður,ðæþ,áéíóú\n",
        "à,é,ù,ì\n",
    ])
    func `text that was not misread stays as it is`(_ text: String) throws {
        let decision = try EncodedText.decision(Array(text.utf8))
        #expect(decision.mojibake == nil && !decision.isLost)
        #expect(try EncodedText.read(Array(text.utf8)) == Array(text.utf8))
    }

    @Test func `visual order shows once a text is repaired`() throws {
        let bytes = EncodedText.bytes(EncodedText.visual(EncodedText.table), in: .windows1255)
        let decision = try EncodedText.decision(Array(EncodedText.misread(bytes, as: .windowsCP1252).utf8))
        #expect(decision.mojibake == .hebrewAsLatin1 && decision.isVisualOrder)
    }

    @Test func `the code pages are those of the system`() throws {
        let converter = try TextConverter(from: .windows1255)
        for byte in 0x80...0xFF as ClosedRange<UInt8> {
            let latin = String(data: Data([byte]), encoding: .windowsCP1252)
            #expect(CodePage.windows1252.scalar(of: byte).map { String($0) } == latin, "\(byte)")
            let decoded = String(decoding: converter.convert([byte], isLast: true), as: UTF8.self)
            #expect(CodePage.windows1255.scalar(of: byte).map { String($0) } ?? "\u{FFFD}" == decoded, "\(byte)")
        }
    }
}
