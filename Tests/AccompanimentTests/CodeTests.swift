import Accompaniment
import Foundation
import Testing

/// What may be a code, and what may never be one.
@Suite struct CodeTests {
    @Test(arguments: [
        "WEST-NEGEV", "NEED-12", "IN_PROGRESS", "A", "E-CLUSTER-UNKNOWN", String(repeating: "A", count: 40),
    ])
    func `capitals, digits, hyphen and underscore make a code`(_ text: String) {
        #expect(Code(rawValue: text)?.rawValue == text)
    }

    @Test(arguments: [
        "", "אשכול", "west-negev", "West-Negev", "WEST NEGEV", "12", "-A", "_A", "A.B", "A/B", "A\n", "NEED-12 ", "Á",
        "A\u{0301}",
        "Ａ", "A\0", String(repeating: "A", count: 41),
    ])
    func `anything else is no code`(_ text: String) {
        #expect(Code(rawValue: text) == nil)
    }

    @Test func `a code is a plain string in JSON, as value and as key`() throws {
        let codes = [try code("NEED-12"): [try code("FOR-EDU")]]
        let json = try JSONEncoder().encode(codes)
        #expect(String(decoding: json, as: UTF8.self) == #"{"NEED-12":["FOR-EDU"]}"#)
        #expect(try JSONDecoder().decode([Code: [Code]].self, from: json) == codes)
    }

    @Test(arguments: [#"["need-12"]"#, #"["דפנה"]"#, "[12]"])
    func `a text that is no code is refused when it is decoded`(_ json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Code].self, from: Data(json.utf8)) }
    }

    @Test func `codes are ordered as their texts`() throws {
        #expect(try code("NEED-01") < code("NEED-10"))
        #expect(try code("EAST-NEGEV") < code("WEST-NEGEV"))
    }

    @Test func `a set of codes is stored sorted, without repetition, and comes back`() throws {
        let set = CodeSet([try code("NEED-12"), try code("NEED-03"), try code("NEED-12")])
        #expect(set.text == "NEED-03 NEED-12")
        #expect(CodeSet(text: set.text) == set)
        #expect(set.codes.map(\.rawValue) == ["NEED-03", "NEED-12"])
        #expect(CodeSet().isEmpty)
        #expect(CodeSet().codes.isEmpty)
    }

    @Test(arguments: [
        (Frequency.regular(least: 4, most: 6, every: 1, unit: .year), "4-6/1-YEAR"),
        (.regular(least: 1, most: 1, every: 3, unit: .week), "1/3-WEEK"), (.ongoing, "ONGOING"), (.once, "ONCE"),
        (.varying, "VARYING"),
    ])
    func `a frequency has one stored form`(_ frequency: Frequency, _ text: String) {
        #expect(frequency.text == text)
    }
}
