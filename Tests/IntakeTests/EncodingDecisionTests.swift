import Foundation
import TestSupport
import Testing

@testable import Intake

/// How a file is found out to be written: domain.md 5.4, steps 1, 2 and 12.
@Suite struct EncodingDecisionTests {
    private static let marks: [TextEncoding: [UInt8]] = [
        .utf8: [0xEF, 0xBB, 0xBF], .utf16LittleEndian: [0xFF, 0xFE], .utf16BigEndian: [0xFE, 0xFF],
    ]
    private static let ordinary = TextEncoding.allCases.filter { $0 != .iso8859Part8 }

    @Test(arguments: ordinary)
    func `a Hebrew table is recognised`(_ encoding: TextEncoding) throws {
        let decision = try EncodedText.decision(EncodedText.bytes(EncodedText.table, in: encoding))
        #expect(decision.encoding == encoding)
        #expect(decision.name == encoding.rawValue)
        #expect(decision.markLength == 0 && decision.mojibake == nil)
        #expect(!decision.isVisualOrder && !decision.isLost)
    }

    @Test(arguments: [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian])
    func `a byte order mark decides`(_ encoding: TextEncoding) throws {
        let mark = try #require(Self.marks[encoding])
        for text in ["", "a", EncodedText.table] {
            let decision = try EncodedText.decision(mark + EncodedText.bytes(text, in: encoding))
            #expect(decision.encoding == encoding)
            #expect(decision.markLength == mark.count)
            #expect(decision.name == "\(encoding.rawValue) (BOM)")
            #expect(!decision.isLost)
        }
    }

    @Test(arguments: ordinary)
    func `a beginning that is cut anywhere is recognised`(_ encoding: TextEncoding) throws {
        let bytes = EncodedText.bytes(EncodedText.table, in: encoding)
        for length in 40..<bytes.count {
            let decision = try EncodedText.decision(Array(bytes[..<length]))
            #expect(decision.encoding == encoding, "\(length)")
            #expect(decision.mojibake == nil && !decision.isVisualOrder && !decision.isLost, "\(length)")
        }
    }

    @Test(arguments: ["cluster,activity,date\nsouth,visit,2015\n", "", "a", "1,2,3\n"])
    func `English alone is UTF-8, or UTF-16 by its zero bytes`(_ text: String) throws {
        #expect(try EncodedText.decision(Array(text.utf8)).encoding == .utf8)
        guard !text.isEmpty else { return }
        for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
            let decision = try EncodedText.decision(EncodedText.bytes(text, in: encoding))
            #expect(decision.encoding == encoding && !decision.isLost)
        }
    }

    @Test(arguments: [TextEncoding.windows1255, .cp862])
    func `few letters are enough where they spell headings`(_ encoding: TextEncoding) throws {
        let text = "אשכול,תאריך\n1,2\n"
        #expect(try EncodedText.decision(EncodedText.bytes(text, in: encoding)).encoding == encoding)
        let single = "cluster,צורך\na,b\n"
        #expect(try EncodedText.decision(EncodedText.bytes(single, in: encoding)).encoding == encoding)
    }

    @Test(arguments: [TextEncoding.windows1255, .cp862])
    func `Hebrew is recognised without a single heading`(_ encoding: TextEncoding) throws {
        let text = "נגב מערבי,טל קריזסקי,ראשית דרך\n"
        #expect(try EncodedText.decision(EncodedText.bytes(text, in: encoding)).encoding == encoding)
    }

    @Test(arguments: [[0xFF], [0xE0, 0x2C], [0xF9, 0xEB, 0xE5], [0xD7], [0x90, 0x91]] as [[UInt8]])
    func `a text in UTF-8 with damaged bytes stays UTF-8`(_ damage: [UInt8]) throws {
        let bytes = Array("אשכול,פעילות,תאריך\nנגב,".utf8) + damage + Array(",2015\n".utf8)
        let decision = try EncodedText.decision(bytes)
        #expect(decision.encoding == .utf8 && !decision.isLost && decision.mojibake == nil)
        #expect(try EncodedText.read(bytes) == bytes)
    }

    @Test(arguments: [
        "Réunion,Durée,Activité\nétude à l'été,créée,Noël où ça\nélève très âgé,façade,déjà\n",
        "cluster,activity,date\nCafé à Paris,visite guidée,2015\n",
    ])
    func `French is not called Hebrew`(_ text: String) throws {
        let latin = try #require(text.data(using: .isoLatin1))
        #expect(try EncodedText.decision(Array(latin)).encoding == .utf8)
        let unicode = try EncodedText.decision(Array(text.utf8))
        #expect(unicode.encoding == .utf8 && unicode.mojibake == nil && !unicode.isLost)
    }

    @Test func `English with the quotes and dashes of windows-1252 is not called Hebrew`() throws {
        let text = "“cluster” – it’s… ‘fine’ —— ok • €5 “”\ncluster,activity,date\n"
        let decision = try EncodedText.decision(Array(try #require(text.data(using: .windowsCP1252))))
        #expect(decision.encoding == .utf8 && !decision.isLost)
    }

    @Test(arguments: [
        (
            String.Encoding.windowsCP1251,
            "Отчёт о деятельности кластера,дата,примечания\nВстреча с руководителями,декабрь\n"
        ),
        (.windowsCP1253, "Αναφορά δραστηριότητας,ημερομηνία\nΣυνάντηση με τους επικεφαλής,Δεκέμβριος\n"),
    ])
    func `another alphabet is lost, not Hebrew`(_ encoding: String.Encoding, _ text: String) throws {
        let decision = try EncodedText.decision(Array(try #require(text.data(using: encoding))))
        #expect(decision.encoding == .utf8 && decision.isLost)
    }

    @Test(arguments: [
        "?????,??????,?????\n???? ?????,????,2015\n", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD},\u{FFFD}\u{FFFD}\n",
    ])
    func `letters that were saved as question marks are lost`(_ text: String) throws {
        #expect(try EncodedText.decision(Array(text.utf8)).isLost)
        #expect(try !EncodedText.decision(Array("cluster,activity,date\n\(text)".utf8)).isLost)
    }

    @Test(arguments: [[0xFF, 0xFE, 0x00, 0x00], [0x00, 0x00, 0xFE, 0xFF]] as [[UInt8]])
    func `UTF-32 is lost`(_ mark: [UInt8]) throws {
        let isLittle = mark[0] == 0xFF
        let bytes = EncodedText.table.unicodeScalars.flatMap { scalar -> [UInt8] in
            let little = [UInt8(truncatingIfNeeded: scalar.value), UInt8(scalar.value >> 8), 0, 0]
            return isLittle ? little : little.reversed()
        }
        #expect(try EncodedText.decision(mark + bytes).isLost)
    }

    @Test(arguments: TextEncoding.allCases)
    func `text in visual order is told`(_ encoding: TextEncoding) throws {
        let bytes = EncodedText.bytes(EncodedText.visual(EncodedText.table), in: encoding)
        let decision = try EncodedText.decision(bytes)
        #expect(decision.isVisualOrder && !decision.isLost)
        // In this order the two differ in nothing but what else windows-1255 has.
        #expect(decision.encoding == (encoding == .windows1255 ? .iso8859Part8 : encoding))
        let withQuotes = bytes + [0x93, 0x94, 0x0A]
        if encoding == .windows1255 { #expect(try EncodedText.decision(withQuotes).encoding == .windows1255) }
    }

    @Test(arguments: [
        "לוכשא,תוליעפ,הוולמ\n1,2,3\n", "2015 חוד\nךיראת;לוכשא;תוליעפ\n5102;יברעמ בגנ;םורופ\n",
    ])
    func `headings that are turned round are told`(_ text: String) throws {
        #expect(try EncodedText.decision(Array(text.utf8)).isVisualOrder)
    }

    @Test(arguments: [
        "אשכול,פעילות,מלווה\n1,2,3\n", "לוכשא,פעילות,תאריך\nםורופ,ךיראת,ץע\n", "םורופ ךיראת ץע\n",
        "פעילות,תאריך\nלוכשא,תוליעפ,הוולמ\nשלום,כן,עץ\n",
    ])
    func `text in the order of reading is not called visual`(_ text: String) throws {
        #expect(try !EncodedText.decision(Array(text.utf8)).isVisualOrder)
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `whatever the bytes, there is a decision and a text of bounded size`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabets: [[UInt8]] = [
            Array(0...255), Array(0x80...0xFF), [0, 5, 0xD0, 0xE9, 0x2C, 0x0A], [0xD7, 0x90, 0xC3, 0x97, 0x2C, 0xC2],
            [0xE0, 0xFA, 0xCC, 0x81, 0xD1, 0x0A, 0x3B], [0x00, 0xD8, 0xDC, 0xFF, 0xFE, 0x20],
        ]
        let alphabet = alphabets[Int(seed) % alphabets.count]
        let bytes = (0..<Int.random(in: 0...600, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0
        }
        let text = try EncodedText.read(bytes, headSize: Int.random(in: 0...50, using: &random), room: 7)
        #expect(text.count <= bytes.count * 3 + 3)
    }
}
