import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Store

/// All that is kept of a person: wherever the name stands, and on one side at a time.
@Suite
struct PersonRecordsTests {
    private let fixture: StoreFixture
    private let name = "דנה לוי"

    init() throws {
        fixture = try StoreFixture()
    }

    private func records(_ function: Function = .help, of name: String? = nil, in people: [Person] = []) async throws
        -> Store.PersonRecords
    {
        try await fixture.store.records(of: PersonSearch(name ?? self.name, in: People(people)), function)
    }

    /// Where a name may stand.
    enum Place: CaseIterable {
        case escort, activity, service, notes, forms, authorities
        case heading, written, detail
        case cell, heldHeading, heldWritten
        case note, noted
        case layout, title
        case none
    }

    private static let rows: Set<Place> = [.escort, .activity, .service, .notes, .forms, .authorities]
    private static let findings: Set<Place> = [.heading, .written, .detail]
    private static let held: Set<Place> = [.cell, .heldHeading, .heldWritten]
    private static let assigned: Set<Place> = [.note, .noted]

    @Test(arguments: Place.allCases)
    func `a name that stands in one place alone is found there, and with it the file`(_ place: Place) async throws {
        func words(_ here: Place) -> String { place == here ? "אצל \(name)" : "אצל רות" }
        let unit = try StoreFixture.code("WEST-NEGEV")
        var report = try StoreFixture.report(words(.activity), escort: words(.escort))
        report.attributes[.serviceName] = .text(words(.service))
        report.attributes[.notes] = .text(words(.notes))
        report.attributes[.authorities] = .text(words(.authorities))
        report.attributes[.extra] = .text(try StoredJSON.write([words(.forms): "כן"]))
        var reading = StoreFixture.reading(1)
        reading.findings = [
            Finding(
                .valueUnknown,
                column: Finding.Column(index: 2, heading: words(.heading)),
                written: words(.written),
                detail: words(.detail),
                row: 2
            )
        ]
        reading.assignmentNotes = [
            AssignmentNote(row: 4, unit: unit, status: .unknownStatus, text: words(.note), person: words(.noted))
        ]
        reading.layout = TableLayout(
            shape: .table,
            encoding: "utf-8",
            delimiter: ",",
            headerRow: 1,
            headings: ["אשכול", words(.layout)],
            period: "2015",
            unit: words(.title)
        )
        let held = HeldRow(
            row: 3,
            cells: ["", words(.cell)],
            findings: [
                Finding(
                    .clusterUnknown,
                    column: Finding.Column(index: 1, heading: words(.heldHeading)),
                    written: words(.heldWritten),
                    row: 3
                )
            ]
        )
        let file = try #require(
            try await fixture.record([
                .begin(try StoreFixture.file()), .reports([report]), .held([held]), .end(reading),
            ]).first
        )
        let found = try await records()
        #expect(found.files == (place == .none ? [] : [file.id]))
        #expect(found.activities.map(\.file) == (Self.rows.contains(place) ? [file.id] : []))
        #expect(found.heldRows.map(\.row) == (Self.held.contains(place) ? [3] : []))
        #expect(found.findings.map(\.finding) == (Self.findings.contains(place) ? reading.findings : []))
        #expect(found.assignmentNotes.map(\.note) == (Self.assigned.contains(place) ? reading.assignmentNotes : []))
        // What is found is what is erased.
        let erasure = try await fixture.erase(name)
        #expect(Set(erasure.files.map(\.id)) == found.files)
        #expect(erasure.activities == found.activities.count && erasure.heldRows == found.heldRows.count)
        #expect(erasure.findings == found.findings.count)
        #expect(try await records().files.isEmpty)
    }

    @Test func `activities stand in their order, each with all that it said at that time`() async throws {
        func report(_ number: Int, _ activity: String, row: Int, by escort: String) throws -> ActivityReport {
            var report = try StoreFixture.report(activity, row: row, needs: ["NEED-12"], escort: escort)
            report.recordID = RecordID(function: .help, organisation: .elka, externalID: "A-\(number)")
            report.attributes[.serviceName] = .text("מרכז")
            report.attributes[.stage] = .text("SETUP")
            report.attributes[.escortId] = .text("P-07")
            return report
        }
        let first = try await fixture.record(
            [
                try report(1, "א", row: 2, by: "רות כהן"), try report(2, "ב", row: 3, by: name),
                try report(3, "ג", row: 4, by: name),
            ],
            as: StoreFixture.file("1.csv"),
            sha: 1
        )
        let second = try await fixture.record(
            [try report(3, "ג שוב", row: 2, by: name), try report(2, "ב שוב", row: 3, by: name)],
            as: StoreFixture.file("2.csv"),
            sha: 2
        )
        let third = try await fixture.record(
            [try report(2, "אחר", row: 2, by: "רות כהן")],
            as: StoreFixture.file("3.csv"),
            sha: 3
        )
        let person = Person(code: try StoreFixture.code("P-01"), firstName: "דנה", surnames: ["לוי"])
        let found = try await records(in: [person])
        #expect(found.activities.map(\.id) == [2, 2, 3, 3] && found.activities.map(\.revision) == [1, 2, 1, 2])
        #expect(found.activities.map(\.isPresent) == [false, false, false, true])
        #expect(found.activities.map(\.file) == [first, second, first, second].map(\.id))
        #expect(found.files == [first.id, second.id] && !found.files.contains(third.id))
        #expect(found.activities.map { $0.values["activity"] } == ["ב", "ב שוב", "ג", "ג שוב"])
        let values = try #require(found.activities.last?.values)
        // The code would join help with oversight.
        #expect(values["escort_id"] == nil && !values.values.contains("P-07"))
        for (column, value) in [
            ("row", "2"), ("organisation", "ORG-ELKA"), ("unit", "WEST-NEGEV"), ("service_name", "מרכז"),
            ("stage", "SETUP"), ("escort", name), ("need_codes", "NEED-12"),
        ] {
            #expect(values[column]?.hasSuffix(value) == true, "\(column): \(values[column] ?? "-")")
        }
    }

    @Test func `of files of the other side nothing is told, and not what stands in two cells`() async throws {
        let held = { (cells: [String]) in HeldRow(row: 3, cells: cells, findings: [Finding(.clusterUnknown, row: 3)]) }
        try await fixture.record([], as: StoreFixture.file("1.csv"), sha: 1, held: [held(["דנה", "לוי"])])
        let oversight = try await fixture.record(
            [],
            as: StoreFixture.file("2.csv", function: .oversight),
            sha: 2,
            held: [held(["דנה לוי"]), held(["רות"])]
        )
        let help = try await records()
        #expect(help.heldRows.isEmpty && help.files.isEmpty)
        let found = try await records(.oversight)
        #expect(found.heldRows.map(\.cells) == [["דנה לוי"]] && found.files == [oversight.id])
    }

    @Test func `spellings that stand beside the code of the person are looked for everywhere, and signs of them`()
        async throws
    {
        let code = try StoreFixture.code("P-01")
        let person = Person(code: code, firstName: "תמר", surnames: ["רז"])
        func report(_ number: Int, _ escort: String, _ id: String? = nil) throws -> ActivityReport {
            var report = try StoreFixture.report("ביקור", escort: escort)
            report.recordID = RecordID(function: .help, organisation: .elka, externalID: "A-\(number)")
            report.attributes[.escortId] = id.map { .text($0) }
            return report
        }
        let old = try await fixture.record(
            [
                try report(1, "תמר אלוון"), try report(2, "תמר אלוון, רות כהן", "P-02 P-01"), try report(3, "רות כהן"),
                try report(4, "תמר רז"),
            ],
            as: StoreFixture.file("1.csv"),
            sha: 1
        )
        try await fixture.store.markFiled([old], at: Date())
        // Retention leaves a sign of each name. Whoever had the code says nothing of it any more.
        try await fixture.store.removeWords(of: [old.id], at: Date()) {}
        #expect(try await records(of: "תמר רז", in: [person]).activities.map(\.id) == [2, 4])
        try await fixture.record([try report(5, "תמר אלוון", "P-01")], as: StoreFixture.file("2.csv"), sha: 2)
        try await fixture.record([try report(5, "רות כהן")], as: StoreFixture.file("3.csv"), sha: 3)
        let held = HeldRow(row: 3, cells: ["תמר אלוון"], findings: [Finding(.clusterUnknown, row: 3)])
        let last = try await fixture.record([], as: StoreFixture.file("4.csv"), sha: 4, held: [held])
        let found = try await records(of: "תמר רז", in: [person])
        #expect(found.activities.map(\.id) == [1, 2, 4, 5] && found.activities.map(\.isPresent).last == false)
        #expect(found.heldRows.map(\.file) == [last.id])
    }
}
