import Accompaniment
import Testing

/// What makes two rows the same activity: domain.md 5.3, field 2.
@Suite struct RecordIDTests {
    private func id(
        function: Function = .help,
        organisation: String = "ORG-ELKA",
        unit: String = "WEST-NEGEV",
        date: String = "2015",
        activity: String = "ליווי המנכ\"ל",
        forum: String? = nil
    ) throws -> RecordID {
        RecordID(
            function: function,
            organisation: try code(organisation),
            unit: try code(unit),
            date: ActivityDate(try #require(Period(code: date))),
            activity: Folding.keyBytes(activity),
            forum: try forum.map(code)
        )
    }

    @Test(arguments: ["ליווי המנכ״ל", "ליווי  המנכל ", "\u{200F}ליווי־המנכ''ל", "לִיווּי המנכ\"ל¹"])
    func `an activity written otherwise is the same record`(_ activity: String) throws {
        #expect(try id(activity: activity) == id())
    }

    @Test func `another function, organisation, place, time, activity or forum is another record`() throws {
        let ids = [
            try id(), try id(function: .oversight), try id(organisation: "ORG-URBANICS"), try id(unit: "EAST-NEGEV"),
            try id(date: "2015-Q4"), try id(date: "2016"), try id(activity: "ליווי המנכ\"לית"),
            try id(forum: "FOR-CEOS"), try id(activity: ""),
        ]
        #expect(Set(ids).count == ids.count)
    }

    @Test func `a forum cannot be mistaken for part of the activity`() throws {
        #expect(try id(activity: "FOR-CEOS\u{1F}ליווי") != id(activity: "ליווי", forum: "FOR-CEOS"))
    }
}
