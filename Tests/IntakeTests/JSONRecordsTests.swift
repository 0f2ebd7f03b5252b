import Testing

@testable import Intake

/// Activity documents in JSON: domain.md 5.3.
@Suite struct JSONRecordsTests {
    private static let rows = [["ארצי", "א"], ["צפון", "ב"]]

    @Test(arguments: [
        #"[{"unit":"ארצי","activity":"א"},{"unit":"צפון","activity":"ב"}]"#,
        #"{"records":[{"unit":"ארצי","activity":"א"},{"unit":"צפון","activity":"ב"}]}"#,
        #"{"other":{"a":[1]},"records":[{"unit":"ארצי","activity":"א"},{"unit":"צפון","activity":"ב"}],"more":[{}]}"#,
        #"{"unit":"ארצי","activity":"א"}"# + "\n" + #"{"unit":"צפון","activity":"ב"}"#,
        #"{"unit":"ארצי","activity":"א"}"# + "\r\n\r\n  " + #"{"activity":"ב","unit":"צפון"}"# + "\r\n",
        "\n[ {\"unit\" : \"ארצי\" ,\t\"activity\":\"א\"}\r\n, {\"activity\":\"ב\",\"unit\":\"צפון\"} ]\n ",
        #"[{"unit":"\u05d0\u05E8\u05E6\u05D9","\u0061ctivity":"א"},{"unit":"צפון","activity":"ב"}]"#,
    ])
    func `a list, an envelope and records on lines are the same`(_ text: String) throws {
        let reading = try JSONReading(text)
        #expect(reading.refusal == nil)
        #expect(reading.headings == ["unit", "activity"])
        #expect(reading.rows == Self.rows)
    }

    @Test func `a single object is a record`() throws {
        let reading = try JSONReading("{\n  \"אשכול\": \"ארצי\",\n  \"פעילות\": \"א\"\n}\n")
        #expect(reading.headings == ["אשכול", "פעילות"] && reading.rows == [["ארצי", "א"]])
        #expect(reading.envelope == JSONEnvelope() && reading.refusal == nil)
    }

    @Test(arguments: [
        (#"{"schema":"eshkol-activity/1","organisation":"ORG-ELKA","period":"2015","records":[]}"#, "2015"),
        (#"{"period":2015,"organisation":"ORG-ELKA","schema":"eshkol-activity/1","records":[],"x":0}"#, "2015"),
        (#"{"organisation":"ORG-ELKA","period":null,"records":[],"schema":"eshkol-activity/1"}"#, nil),
    ])
    func `an envelope says what holds for all records`(_ text: String, _ period: String?) throws {
        let reading = try JSONReading(text)
        #expect(
            reading.envelope
                == JSONEnvelope(schema: "eshkol-activity/1", organisation: "ORG-ELKA", period: period)
        )
        #expect(reading.rows.isEmpty && reading.headings.isEmpty && reading.refusal == nil)
    }

    @Test func `the envelope is known before the first row`() throws {
        let head = Array(#"{"period":"2015","records":[{"a":1},"#.utf8)
        var records = try JSONRecords(head: head[...]) { _, _ in throw CancellationError() }
        #expect(records.envelope.period == "2015")
        var row = TableRow()
        #expect(try records.next(&row) && row.texts() == ["1"])
        #expect(throws: CancellationError.self) { try records.next(&row) }
    }

    @Test(arguments: [
        ("eshkol-activity/1", true), ("eshkol-activity/1.3", true), ("eshkol-activity/2", false),
        ("eshkol-activity/10", false), ("eshkol-activity/", false), ("activity", false), ("1", false),
    ])
    func `a schema of another major version is refused, wherever it stands`(_ schema: String, _ isKnown: Bool) throws {
        let reason = isKnown ? nil : JSONRefusal.Reason.unknownSchema
        #expect(try JSONReading("{\"schema\":\"\(schema)\",\"records\":[{\"a\":1}]}").refusal?.reason == reason)
        #expect(try JSONReading("{\"records\":[{\"a\":1}],\"schema\":\"\(schema)\"}").refusal?.reason == reason)
        #expect(try JSONReading("{\"schema\":\"\(schema)\",\"rows\":[]}").refusal?.reason == reason)
    }

    @Test(arguments: [
        (#""מנכ\"ל""#, "מנכ\"ל"), (#""""#, ""), (#""a\/b\\c\b\f\n\r\t""#, "a/b\\c\u{8}\u{C}\n\r\t"),
        (#""\u05D0\u0041\u20AA""#, "אA₪"), (#""\uD83D\uDE42""#, "🙂"), (#""\u0000""#, "\0"), ("\"\u{7F}\"", "\u{7F}"),
        ("\"\u{FFFF}\u{10FFFF}\u{2028}\"", "\u{FFFF}\u{10FFFF}\u{2028}"),
        (#""\uFFFF\uDBFF\uDFFE""#, "\u{FFFF}\u{10FFFE}"),
        ("0", "0"), ("-0", "-0"), ("14", "14"), ("14.0", "14.0"), ("-1.50e+10", "-1.50e+10"), ("1E400", "1E400"),
        ("0e1", "0e1"), ("1e-2", "1e-2"), ("20151130", "20151130"),
        (String(repeating: "9", count: 64), String(repeating: "9", count: 64)),
        ("true", "כן"), ("false", "לא"), ("null", ""),
        (#"["NEED-12", 3, true, null]"#, "NEED-12,3,כן,"), ("[]", ""), ("[ ]", ""), (#"["a",["b","c"]]"#, "a,b,c"),
        ("{}", "{}"),
        (
            #"{ "a" : [1, true, null, [], "x\"\\\n\u05D0"], "b" : {} }"#,
            #"{"a":[1,true,null,[],"x\"\\\u000aא"],"b":{}}"#
        ),
        (#"["x",{"a":false}]"#, #"x,{"a":false}"#),
    ])
    func `a value is what would stand in a cell`(_ value: String, _ cell: String) throws {
        let reading = try JSONReading("[{\"a\":\(value)}]")
        #expect(reading.refusal == nil)
        #expect(reading.rows == [[cell]])
    }

    @Test func `headings grow, and a row ends with its last one`() throws {
        let reading = try JSONReading(
            #"[{"b":1,"a":2},{"c":3},{},{"a":4,"c":null,"b":5},{"":6},{"B":7,"ב":8},{"a":9}]"#
        )
        #expect(reading.headings == ["b", "a", "c", "", "B", "ב"])
        #expect(
            reading.rows == [
                ["1", "2"], ["", "", "3"], [], ["5", "4", ""], ["", "", "", "6"], ["", "", "", "", "7", "8"],
                ["", "9"],
            ]
        )
    }

    @Test func `keys are compared by their bytes`() throws {
        let reading = try JSONReading(Array("[{\"e\u{301}\":1,\"\u{E9}\":2}]".utf8))
        #expect(reading.refusal == nil && reading.rows == [["1", "2"]])
    }
}
