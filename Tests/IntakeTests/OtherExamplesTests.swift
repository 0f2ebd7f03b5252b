import Accompaniment
import TestSupport
import Testing

@testable import Intake

/// The other files of `Examples/2015`.
@Suite struct OtherExamplesTests {
    @Test func `notes as people keep them are the same twenty-seven activities`() throws {
        let kept = try Drop(example: "elka-2015-as-kept.tsv")
        let table = try Drop(example: "elka-2015.csv")
        #expect(kept.held.isEmpty)
        #expect(kept.reports.map(\.unit) == table.reports.map(\.unit))
        #expect(kept.reports.map(\.activity) == table.reports.map(\.activity))
        #expect(kept.reports.map(\.escort) == table.reports.map(\.escort))
        #expect(kept.reports.count + kept.held.count == 27)
        #expect(kept.reading.layout?.shape == .blocks)
        #expect(kept.reading.layout?.headerRow == nil)
        #expect(kept.reading.layout?.period == "2015")
        let states = kept.reports.filter { $0.status != .unknownStatus }
            .map { "\($0.unit.rawValue) \($0.status?.rawValue ?? "-")" }
        #expect(states == ["EAST-NEGEV SETUP", "WEST-GALILEE SETUP", "AREA-NORTH IN_PROGRESS"])
        let frequencies = kept.reports.compactMap { $0.frequency }
        #expect(frequencies == ["4-6/1-YEAR", "1/3-WEEK"])
        #expect(kept.reports.compactMap(\.forum) == table.reports.compactMap(\.forum))
    }

    @Test func `notes about the escorts say who left, who stands in and who is new`() throws {
        var notes = try Drop(example: "elka-2015-as-kept.tsv").reading.assignmentNotes
        #expect(notes.map { $0.person?.isEmpty } == [false, false, false] && notes[1].person == "גל")
        for place in notes.indices { notes[place].person = nil }
        #expect(
            notes == [
                AssignmentNote(
                    row: 6,
                    unit: try code("BEIT-HAKEREM"),
                    status: .ended,
                    text: "סיימה תפקידה – גל מ\"מ"
                ),
                AssignmentNote(
                    row: 6,
                    unit: try code("BEIT-HAKEREM"),
                    status: .acting,
                    text: "סיימה תפקידה – גל מ\"מ"
                ),
                AssignmentNote(row: 8, unit: try code("WEST-GALILEE"), status: .new, text: "5 חודשים בתפקיד"),
            ]
        )
    }

    @Test func `a JSON document gives four activities, and holds the one that mixes help and oversight`() throws {
        let drop = try Drop(example: "urbanics-2015.json", in: Drop.Inbox(organisation: "ORG-URBANICS"))
        #expect(drop.reports.map(\.row) == [1, 2, 3, 4])
        #expect(drop.reports.allSatisfy { $0.unit == .national && $0.scope == .national && $0.function == .help })
        #expect(
            drop.reports.map { $0.needs?.text } == [
                "NEED-01", "NEED-01 NEED-02", "NEED-04 NEED-06 NEED-08", "NEED-02 NEED-03 NEED-04 NEED-05 NEED-07",
            ]
        )
        #expect(drop.reports.map { $0.identity?.rawValue } == ["EMPLOYEE", nil, nil, "EXTERNAL_ON_BEHALF"])
        #expect(drop.reports.map { $0.track?.rawValue } == ["CORE", "CORE", nil, nil])
        #expect(drop.reports.map(\.activityTypes.text) == ["", "ACT-TENDER", "", "ACT-CEO"])
        #expect(drop.reports.map { $0.attributes.text(.inferred) } == [nil, nil, nil, "activityTypes"])
        #expect(drop.reports.map { $0.frequency } == [nil, nil, nil, "VARYING"])
        #expect(drop.reports.allSatisfy { $0.date.text == "2015" && $0.period.description == "2015-Q4" })
        #expect(drop.held.map(\.row) == [5])
        #expect(drop.held.first?.findings.map(\.code) == [.functionMixed])
        #expect(drop.finding(.functionMixed)?.written == "ליווי ובקרה")
        #expect(drop.finding(.functionMixed)?.rows == [5])
        #expect(drop.reports.count + drop.held.count == 5)
        #expect(drop.reading.layout?.shape == .json)
        #expect(drop.reading.layout?.delimiter == nil)
    }

    @Test func `the document of another organisation is refused`() throws {
        let drop = try Drop(example: "urbanics-2015.json")
        #expect(drop.reading.isRejected)
        #expect(drop.codes == ["E-ORG-CONFLICT"])
        #expect(drop.finding(.organisationConflict)?.detail == "אלכא")
    }

    @Test func `oversight in its own folder is taken in as oversight`() throws {
        let inbox = Drop.Inbox(organisation: "ORG-URBANICS", function: .oversight)
        let drop = try Drop(example: "urbanics-oversight-2015.csv", in: inbox)
        let report = try #require(drop.reports.first)
        #expect(drop.reports.count == 1 && drop.held.isEmpty)
        #expect(report.function == .oversight)
        #expect(report.unit == .national)
        #expect(report.activityTypes.text == "ACT-CONTROL")
        #expect(report.track?.rawValue == "CORE")
        #expect(report.decision == nil)
        #expect(report.activity == "בקרה על עבודת היועץ, תשומות ותפוקות")
    }

    @Test func `oversight in a folder of help is held`() throws {
        let drop = try Drop(example: "urbanics-oversight-2015.csv", in: Drop.Inbox(organisation: "ORG-URBANICS"))
        #expect(drop.reports.isEmpty)
        #expect(drop.held.first?.findings.map(\.code) == [.functionConflict])
        #expect(drop.finding(.functionConflict)?.written == "בקרה")
    }

    @Test func `the course of the Mifam is national, with three ministries and three meetings`() throws {
        let drop = try Drop(example: "mifam-2015.csv", in: Drop.Inbox(organisation: "ORG-MIFAM"))
        let report = try #require(drop.reports.first)
        #expect(drop.reports.count == 1 && drop.held.isEmpty)
        #expect(report.unit == .national && report.scope == .national)
        #expect(report.ministries.text == "ORG-MIN-ECONOMY ORG-MIN-ENV ORG-MIN-WELFARE")
        #expect(report.meetingsHeld == 3)
        #expect(report.frequency == nil)
        #expect(report.needs?.text == "NEED-07")
        #expect(report.activity == "קורס מנכ\"לים: מתווה עבודה מול משרדי הממשלה")
    }

    @Test func `about ten million shekels are identified, and not more than that`() throws {
        let drop = try Drop(example: "elka-national-2015.csv")
        let report = try #require(drop.reports.first)
        #expect(drop.reports.count == 1 && drop.held.isEmpty)
        #expect(report.attributes.text(.resourceKind) == "GOV_OPPORTUNITY" && report.certainty == .identified)
        #expect(report.amount == 10_000_000 && report.attributes.integer(.amountApproximate) == 1)
        #expect(report.needs?.text == "NEED-07 NEED-13")
        #expect(drop.finding(.certaintyAssumed)?.rows == [2])
    }

    @Test(arguments: Period.Kind.allCases)
    func `the year of the examples counts in its last period of any kind`(_ kind: Period.Kind) throws {
        let drop = try Drop(example: "mifam-2015.csv", in: Drop.Inbox(organisation: "ORG-MIFAM", period: kind))
        let expected: [Period.Kind: String] = [.month: "2015-12", .quarter: "2015-Q4", .half: "2015-H2", .year: "2015"]
        #expect(drop.reports.first?.period.description == expected[kind])
        #expect((drop.finding(.periodChosen) == nil) == (kind == .year))
    }
}
