import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Intake

/// Texts in the encodings of office PCs, made from their definitions and not by the code under test.
enum EncodedText {
    /// A small report as people keep it, in letters that all encodings have.
    static let table = """
        אשכול;מלווה;פעילות;סטטוס;תאריך;הערות\r
        אשכול נגב מערבי;טל קריזסקי;מיפוי תחום הקשישים;שוטף;2015;מנכ"ל, יו"ר\r
        אשכול גליל מערבי;אורית בר נוי;"פורום חינוך; צרכים";בהקמה;דצמבר 2015;שלום עץ כף\r

        """

    static func bytes(_ text: String, in encoding: TextEncoding) -> [UInt8] {
        switch encoding {
        case .utf8: Array(text.utf8)
        case .utf16LittleEndian: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case .windows1255, .iso8859Part8: singleBytes(text, alef: 0xE0)
        case .cp862: singleBytes(text, alef: 0x80)
        }
    }

    /// ASCII, and the Hebrew letters from `alef` on.
    private static func singleBytes(_ text: String, alef: UInt8) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            scalar.isASCII ? UInt8(scalar.value) : UInt8(scalar.value - 0x05D0 + UInt32(alef))
        }
    }

    /// As a program shows and saves it that takes `bytes` for text in a code page of Windows; a byte that means nothing
    /// there is a control character, or U+FFFD where it is lost.
    static func misread(_ bytes: [UInt8], as page: String.Encoding, isLossy: Bool = false) -> String {
        bytes.map { byte in
            let shown = String(data: Data([byte]), encoding: page) ?? String(Unicode.Scalar(byte))
            let isNothing =
                byte >= 0x80 && shown.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
            return isNothing && isLossy ? "\u{FFFD}" : shown
        }.joined()
    }

    /// From the last letter of each line to its first, as old systems write.
    static func visual(_ text: String) -> String {
        text.split(separator: "\r\n").map { String($0.reversed()) + "\r\n" }.joined()
    }

    /// How many headings stand in a line, whatever its delimiter.
    static func hits(_ line: String) -> Int {
        line.split { ",;\t|".contains($0) }.count { headings.contains(Folding.key(String($0))) }
    }

    private static let headings = Set(
        ["אשכול", "אשכול/אזור", "מלווה", "פעילות", "סטטוס", "תדירות", "תאריך", "הערות", "צורך", "פורום"].map(
            Folding.key
        )
            + ["cluster", "activity", "date", "notes"]
    )

    static func decision(_ bytes: [UInt8]) throws -> EncodingDecision {
        try EncodingDecision(head: bytes[...], hits: hits)
    }

    /// The whole file as text: `headSize` bytes of it are read beforehand, and `room` at a time are asked for.
    ///
    /// - Parameter judged: What its encoding is decided by; all of it where none is given.
    static func read(_ bytes: [UInt8], judgedBy judged: [UInt8]? = nil, headSize: Int = 64 * 1024, room: Int = 4096)
        throws -> [UInt8]
    {
        let folder = try TemporaryDirectory()
        try folder.write(Data(bytes), to: "file")
        let source = try openBytes("file", in: folder)
        var head = [UInt8](repeating: 0, count: headSize)
        let count = headSize == 0 ? 0 : try source.read(into: &head, from: 0)
        let text = try TextBytes(source, head: head[..<count], decision: decision(judged ?? bytes))
        var all = Array(text.head)
        // What is before the offset is the reader's, and stays.
        var buffer = [UInt8](repeating: 0x2A, count: room + 3)
        while case let read = try text.read(into: &buffer, from: 3), read > 0 { all += buffer[3..<3 + read] }
        #expect(buffer[..<3] == [0x2A, 0x2A, 0x2A])
        return all
    }
}
