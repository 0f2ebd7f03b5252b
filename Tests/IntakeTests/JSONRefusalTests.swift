import Testing

@testable import Intake

/// What is no JSON, or no activity document, and where: RFC 8259, domain.md 5.3.
@Suite struct JSONRefusalTests {
    /// In the first record of a list, the member begins in column 3.
    @Test(
        arguments: [
            // Numbers.
            (#""a":01"#, .leadingZero, 8), (#""a":-01"#, .leadingZero, 9), (#""a":00.5"#, .leadingZero, 8),
            (#""a":1."#, .malformedNumber, 9), (#""a":1.e1"#, .malformedNumber, 9), (#""a":.5"#, .malformedNumber, 7),
            (#""a":+1"#, .malformedNumber, 7), (#""a":1e"#, .malformedNumber, 9), (#""a":1e+"#, .malformedNumber, 10),
            (#""a":1e+-1"#, .malformedNumber, 10), (#""a":0x1F"#, .malformedNumber, 8),
            (#""a":1.2.3"#, .malformedNumber, 10),
            (#""a":1-2"#, .malformedNumber, 8), (#""a":--1"#, .unexpectedCharacter, 8),
            (#""a":- 1"#, .unexpectedCharacter, 8),
            (#""a":-"#, .unexpectedCharacter, 8), (#""a":1a"#, .malformedNumber, 8),
            (#""a":1 2"#, .unexpectedCharacter, 9),
            (#""a":1٣"#, .unexpectedCharacter, 8), (#""a":-.5"#, .malformedNumber, 8),
            (#""a":2e3.5"#, .malformedNumber, 10),
            // Words.
            (#""a":NaN"#, .bareWord, 7), (#""a":-Infinity"#, .bareWord, 8), (#""a":Infinity"#, .bareWord, 7),
            (#""a":True"#, .bareWord, 7), (#""a":nul"#, .bareWord, 7), (#""a":nullx"#, .bareWord, 7),
            (#""a":true1"#, .bareWord, 7), (#""a":undefined"#, .bareWord, 7), (#""a":[tru]"#, .bareWord, 8),
            ("a:1", .bareWord, 3),
            (#""a":_"#, .bareWord, 7),
            // Strings.
            (#""a":"\x""#, .badEscape, 8), (#""a":"ab\'""#, .badEscape, 10), (#""a":"\u05G0""#, .badEscape, 8),
            (#""a":"\u05""#, .badEscape, 8), (#""a":"\U05D0""#, .badEscape, 8), (#""a":"\א""#, .badEscape, 8),
            (#""a":"\ud83d\u00""#, .badEscape, 8), (#""a":"\0""#, .badEscape, 8), (#""a":"\u""#, .badEscape, 8),
            (#""a":"\uD83D""#, .loneSurrogate, 8), (#""a":"\uDE42""#, .loneSurrogate, 8),
            (#""a":"\uD83D\n""#, .loneSurrogate, 8), (#""a":"\uD83D\u0041""#, .loneSurrogate, 8),
            (#""a":"\uD83D\uD83D\uDE42""#, .loneSurrogate, 8), (#""a":"\uDE42\uD83D""#, .loneSurrogate, 8),
            (#""\uDC00":1"#, .loneSurrogate, 4),
            ("\"a\":\"א\tב\"", .controlCharacter, 9), ("\"a\":\"\n\"", .controlCharacter, 8),
            ("\"a\":\"\0\"", .controlCharacter, 8),
            ("\"a\":\"\u{1F}\"", .controlCharacter, 8),
            ("'a':1", .singleQuote, 3), (#""a":'b'"#, .singleQuote, 7), (#""a":“b”"#, .unexpectedCharacter, 7),
            // Punctuation.
            (#""a":1,"#, .trailingComma, 8), (#""a":[1,]"#, .trailingComma, 9), (#""a":{"b":1, }"#, .trailingComma, 13),
            (#",""#, .unexpectedCharacter, 3), (#""a":1,,"b":2"#, .unexpectedCharacter, 9),
            (#""a" 1"#, .unexpectedCharacter, 7),
            (#""a"::1"#, .unexpectedCharacter, 7), (#""a":"#, .unexpectedCharacter, 7),
            (#""a""#, .unexpectedCharacter, 6),
            (#""a":[,1]"#, .unexpectedCharacter, 8), (#""a":[1 2]"#, .unexpectedCharacter, 10),
            (#""a":[1}"#, .unexpectedCharacter, 9),
            (#""a":{1:2}"#, .unexpectedCharacter, 8), (#""a":{"b"}"#, .unexpectedCharacter, 11),
            (#""a":1]"#, .unexpectedCharacter, 8),
            (#""a":["b":1]"#, .unexpectedCharacter, 11), (#"[]"#, .unexpectedCharacter, 3),
            ("1:2", .unexpectedCharacter, 3),
            ("\"a\":1\u{A0}", .unexpectedCharacter, 8), ("\u{FEFF}\"a\":1", .unexpectedCharacter, 3),
            ("\"a\":\u{C}1", .unexpectedCharacter, 7), ("\"a\":\u{0}1", .unexpectedCharacter, 7),
            (#"/*c*/"a":1"#, .comment, 3), (#""a":1//c"#, .comment, 8), (#""a":#c"#, .comment, 7),
            // Keys.
            (#""a":1,"a":1"#, .duplicateKey, 9), (#""a":1,"\u0061":1"#, .duplicateKey, 9),
            (#""":1,"":1"#, .duplicateKey, 8),
            (#""a":1,"b":2,"c":3,"a":null"#, .duplicateKey, 21), (#""x":{"א":1,"א":2}"#, .duplicateKey, 14),
            (#""x":[{"a":{"b":1,"\u0062":1}}]"#, .duplicateKey, 20),
        ] as [(String, JSONRefusal.Reason, Int)]
    )
    func `a member that is no JSON is refused where it is wrong`(
        _ member: String,
        _ reason: JSONRefusal.Reason,
        _ column: Int
    ) throws {
        let reading = try JSONReading("[{\(member)}]")
        #expect(reading.refusal == JSONRefusal(reason, at: TextPlace(line: 1, column: column)))
        #expect(reading.rows.isEmpty)
        let onLines = try JSONReading("{\"z\":0}\n\n {\(member)}")
        #expect(onLines.refusal == JSONRefusal(reason, at: TextPlace(line: 3, column: column)))
        #expect(onLines.rows == [["0"]])
    }

    /// An ideal byte sequence, then what is none (Unicode 16, table 3-7).
    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xC3, 0x28], [0xE0, 0x9F, 0xBF], [0xE2, 0x28, 0xA1],
            [0xE2, 0x82, 0x28],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x99, 0x22],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE, 0xFF], [0xF9, 0xEB, 0xE5, 0xEC], [0xD7, 0x22], [0xC2, 0xC2],
        ] as [[UInt8]]
    )
    func `bytes that are no letter are refused, in a string and outside`(_ bytes: [UInt8]) throws {
        let inString = try JSONReading(Array("[\n{\"a\":\"א₪🙂".utf8) + bytes + Array("\"}]".utf8))
        #expect(inString.refusal == JSONRefusal(.invalidUTF8, at: TextPlace(line: 2, column: 10)))
        let outside = try JSONReading(Array("[\r\n\r{\"a\":".utf8) + bytes + Array("\"}]".utf8))
        #expect(outside.refusal == JSONRefusal(.invalidUTF8, at: TextPlace(line: 3, column: 6)))
    }

    @Test(
        arguments: [
            (#"[1]"#, .notARecord, 2), (#"["a"]"#, .notARecord, 2), (#"[null]"#, .notARecord, 2),
            (#"[[]]"#, .notARecord, 2),
            (#"[{},true]"#, .notARecord, 5), (#"{"records":[-1]}"#, .notARecord, 13), (#"[nan]"#, .notARecord, 2),
            (#"[NaN]"#, .bareWord, 2), (#"[,{}]"#, .unexpectedCharacter, 2), (#"[{},]"#, .trailingComma, 4),
            (#"[{}}"#, .unexpectedCharacter, 4),
            (#"[{} {}]"#, .unexpectedCharacter, 5), (#"[/**/]"#, .comment, 2), (#"['a']"#, .singleQuote, 2),
            (#"{"records":{}}"#, .noRecords, 12), (#"{"records":null}"#, .noRecords, 12),
            (#""a""#, .unexpectedCharacter, 1), ("7", .unexpectedCharacter, 1),
            (#"}"#, .unexpectedCharacter, 1), ("a", .bareWord, 1), ("\u{FEFF}[]", .unexpectedCharacter, 1),
            ("{]", .unexpectedCharacter, 2),
            (#"[]]"#, .trailingBytes, 3), (#"[{}]x"#, .trailingBytes, 5), ("[]\0", .trailingBytes, 3),
            (#"[],"#, .trailingBytes, 3),
            (#"{"a":1},{"a":1}"#, .trailingBytes, 8), (#"{"a":1}}"#, .trailingBytes, 8),
            (#"{"records":[]}]"#, .trailingBytes, 15),
            (#"[] []"#, .secondDocument, 4), (#"[]{}"#, .secondDocument, 3), (#"{}{}"#, .secondDocument, 3),
            (#"{"a":1} {"a":1}"#, .secondDocument, 9), (#"{"a":1} [{}]"#, .secondDocument, 9),
            (#"{"records":[]} {"records":[]}"#, .secondDocument, 16),
            (#"{"records":[],"records":[]}"#, .duplicateKey, 15), (#"{"x":1,"records":[],"x":1}"#, .duplicateKey, 21),
            (#"{"records":[],"y":1,"\u0079":1}"#, .duplicateKey, 21),
            (#"{"records":[],"period":"2015"}"#, .keyAfterRecords, 15),
            (#"{"records":[],"organisation":null}"#, .keyAfterRecords, 15), (#"{"records":[],}"#, .trailingComma, 14),
            (#"{"x":1, "schema":"eshkol-activity/2","records":[]}"#, .unknownSchema, 9),
            (#"{"records":[], "schema":["eshkol-activity/1","x"]}"#, .unknownSchema, 16),
        ] as [(String, JSONRefusal.Reason, Int)]
    )
    func `a document that is built otherwise is refused where it is`(
        _ text: String,
        _ reason: JSONRefusal.Reason,
        _ column: Int
    ) throws {
        #expect(try JSONReading(text).refusal == JSONRefusal(reason, at: TextPlace(line: 1, column: column)))
    }

    @Test(arguments: [
        "[]\n{}", "[{\"a\":1}]\n[]", "{\"records\":[]}\n{}", "{\"a\":1}\n{\"records\":[]}", "{\"a\":1}\n[]",
    ])
    func `of two documents the second one is refused, on a line of its own too`(_ text: String) throws {
        let refusal = try #require(try JSONReading(text).refusal)
        #expect(refusal.reason == .secondDocument && refusal.line == 2)
    }

    @Test(arguments: [
        #"{"schema":"eshkol-activity/1","period":"2015","records":[{"a":"אב\n\u05D0\uD83D\uDE42₪🙂","b":[true,{"c":-1.5e+3}]}, {}],"d":false} "#,
        #"[{"a":null,"b":[{"c":"ד"}]}] "#, #"{"a":0,"b":"x"}"#,
    ])
    func `a text that is cut off anywhere is unfinished`(_ text: String) throws {
        let whole = Array(text.utf8)
        #expect(try JSONReading(whole).refusal == nil)
        for count in 0..<(whole.count - (text.hasSuffix(" ") ? 1 : 0)) {
            let refusal = try #require(try JSONReading(Array(whole.prefix(count))).refusal)
            #expect(refusal.reason == .unfinished && refusal.isUnfinished, "\(count)")
        }
    }

    @Test func `lists and objects go 32 deep, the document among them`() throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            func nested(_ depth: Int) -> String {
                String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            }
            #expect(try JSONReading("[{\"a\":\(nested(30))}]").refusal == nil)
            #expect(try JSONReading("[{\"a\":\(nested(31))}]").refusal?.reason == .tooDeep)
            #expect(try JSONReading("{\"records\":[{\"a\":\(nested(30))}]}").refusal?.reason == .tooDeep)
            #expect(try JSONReading("{\"a\":\(nested(31))}").refusal == nil)
        }
        let refusal = try JSONReading("[{\"a\":" + String(repeating: "[", count: 100_000)).refusal
        #expect(refusal == JSONRefusal(.tooDeep, at: TextPlace(line: 1, column: 37)))
    }

    @Test func `a number has up to 64 digits`() throws {
        let digits = String(repeating: "1", count: 63)
        #expect(try JSONReading("[{\"a\":-\(digits).5}]").refusal == nil)
        #expect(
            try JSONReading("[{\"a\":\(digits).55}]").refusal
                == JSONRefusal(.numberTooLong, at: TextPlace(line: 1, column: 72))
        )
    }

    @Test(arguments: [100, 70_000, .max])
    func `a record is up to 1 MiB, and so is what stands beside the records`(_ step: Int) throws {
        let text = String(repeating: "x", count: (1 << 20) - 8)
        let whole = "{\"a\":\"\(text)\"}"
        #expect(whole.utf8.count == 1 << 20)
        #expect(try JSONReading(Array("[{},\(whole)]".utf8), step: step).refusal == nil)
        let tooLarge = JSONRefusal(.recordTooLarge, at: TextPlace(line: 2, column: 2))
        // Also where it would be refused, or end, for another reason a little later.
        for end in [" }]", "xxx\\x\"}]", "xxx", "\",\"a\":1}]"] {
            let record = "[{},\n {\"a\":\"\(text)" + (end.hasPrefix(" ") ? "\"" : "") + end
            #expect(try JSONReading(Array(record.utf8), step: step).refusal == tooLarge)
        }
        for document in ["{\"x\":\"\(text)xx\",\"records\":[]}", "{\"records\":[],\"x\":\"\(text)xx\"}"] {
            #expect(try JSONReading(Array(document.utf8), step: step).refusal?.reason == .recordTooLarge)
        }
    }

    @Test func `there are up to 1024 keys of up to 1024 bytes`() throws {
        let record = "{" + (0..<1024).map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        #expect(try JSONReading("[\(record)]").headings.count == 1024)
        let tooMany = try JSONReading("[\(record),\n{\"x\":1}]")
        #expect(tooMany.refusal == JSONRefusal(.tooManyKeys, at: TextPlace(line: 2, column: 2)))
        #expect(tooMany.rows.count == 1)
        let key = String(repeating: "א", count: 512)
        #expect(try JSONReading("[{\"\(key)\":1}]").refusal == nil)
        #expect(try JSONReading("[{\"\(key)x\":1}]").refusal?.reason == .keyTooLong)
    }
}
