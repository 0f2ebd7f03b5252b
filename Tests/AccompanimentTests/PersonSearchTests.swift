import Accompaniment
import Testing

/// A person is found by words, never by parts of words.
@Suite
struct PersonSearchTests {
    private func search(_ name: String) throws -> PersonSearch {
        let people = [
            Person(
                code: try #require(Code(rawValue: "P-03")),
                firstName: "תמר",
                surnames: ["אלון", "רז"],
                aliases: ["תמי רז", "ת. רז", "תמוש"]
            ),
            Person(code: try #require(Code(rawValue: "P-04")), firstName: "תמר", surnames: ["רז כהן"]),
        ]
        return PersonSearch(name, in: People(people))
    }

    @Test(
        arguments: [
            ("שיחה עם תמר רז ועם תמר רזניק", "שיחה עם X ועם תמר רזניק"),
            ("כתב: תמר-רז.", "כתב: X."), ("סיכום של תמר  רז", "סיכום של X"),
            ("אצל ת. רז ואצל ותמר רז", "אצל X ואצל וX"),
            ("דוח_תמר_רז.csv", "דוח_X.csv"), ("\"תמר אלון\" ו'תמי רז'", "\"X\" ו'X'"), ("שלתמר אלון רז", "שלX"),
            ("לתמוש ולתמוש", "לX ולתמוש"), ("TAMAR רז", nil), ("תמר, רז", nil), ("תמר רז כהן", nil),
            ("תמרים רזים", nil),
            ("תָּמָר רָז", "X"), ("תמר\u{200F} רז", "X"), ("", nil), ("רז תמר", nil),
        ] as [(String, String?)]
    )
    func `in a text`(text: String, expected: String?) throws {
        #expect(try search("תמר אלון").masked(text, as: "X") == expected)
    }

    @Test func `whom the registry does not know is found by the name alone`() throws {
        let search = try search("חי לב")
        #expect(search.code == nil)
        #expect(search.masked("ייעוץ חינוכי של חי לב, וחי לבד", as: "X") == "ייעוץ חינוכי של X, וחי לבד")
        #expect(try self.search("חי").masked("חינוכי, שחי, חי", as: "X") == "חינוכי, שחי, X")
        #expect(try !self.search(" - ").isPossible)
    }

    @Test func `in a cell of escorts the others are others`() throws {
        let (organisation, unit) = (Code.elka, Code(rawValue: "WEST-NEGEV"))
        let search = try search("תמר אלון")
        let known = search.escorts(in: "תמר אלוון, רות לוי", isNamed: true, organisation: organisation, unit: unit)
        #expect(known.own == ["תמר אלוון"] && known.others == ["רות לוי"])
        let first = search.escorts(in: "תמר", isNamed: true, organisation: organisation, unit: unit)
        #expect(first.own == ["תמר"])
        let unnamed = search.escorts(in: "תמר", isNamed: false, organisation: organisation, unit: unit)
        #expect(unnamed.own.isEmpty && unnamed.others == ["תמר"])
    }
}
