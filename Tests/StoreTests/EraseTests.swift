import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A name goes out of what people wrote, and out of nothing else.
@Suite
struct EraseTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    /// A file of which everything holds words, `name` among them.
    private func record(_ name: String) async throws -> RecordedFile {
        let column = Finding.Column(index: 2, heading: "מה עשה \(name)")
        var report = try StoreFixture.report("פעילות", needs: ["NEED-12"], escort: name)
        let kept = try JSONEncoder.canonical.encode(["אצל \(name)": "כך\nאמר \(name)"])
        report.attributes[.extra] = .text(String(decoding: kept, as: UTF8.self))
        var reading = StoreFixture.reading(1)
        reading.layout = TableLayout(
            shape: .table,
            encoding: "utf-8",
            delimiter: ",",
            headerRow: 1,
            headings: ["אשכול", column.heading],
            period: "2015",
            unit: "של \(name)"
        )
        reading.findings = [Finding(.valueUnknown, column: column, written: name, detail: "אולי \(name)", row: 2)]
        reading.assignmentNotes = [
            AssignmentNote(
                row: 4,
                unit: try StoreFixture.code("WEST-NEGEV"),
                status: .unknownStatus,
                text: "\(name) סיימה",
                person: name
            )
        ]
        let held = HeldRow(
            row: 3,
            cells: ["", "עם \(name) ועוד"],
            findings: [Finding(.clusterUnknown, column: column, written: name, row: 3)]
        )
        let events: [IntakeEvent] = [
            .begin(try StoreFixture.file()), .reports([report]), .held([held]), .end(reading),
        ]
        return try #require(try await fixture.record(events).first)
    }

    /// What `files show` tells of the file, and what an export tells of its activity.
    private func told(_ id: Int64) async throws -> [String] {
        let file = try #require(try await fixture.store.file(id: id))
        let rows = Rows()
        try await fixture.store.export(.help) { rows.list.append($0) }
        let told: [String] =
            try [
                StoredJSON.write(file.findings), StoredJSON.write(file.heldRows.flatMap(\.findings)),
                StoredJSON.write(file.heldRows.flatMap(\.cells)), StoredJSON.write(file.assignmentNotes),
                StoredJSON.write(try #require(file.layout)),
            ] + rows.list.dropFirst().map { $0.map { $0 ?? "" }.joined(separator: "|") }
        return told
    }

    /// Sendable because the store calls it from one queue alone, before `export` returns.
    private final class Rows: @unchecked Sendable {
        var list: [[String?]] = []
    }

    @Test(arguments: [
        "row", "rows", "column", "count", "code", "text", "index", "E-CLUSTER-UNKNOWN", "NEED-12", "WEST-NEGEV",
        "TABLE", "\":\"", "\\n", "nאמר",
    ])
    func `what is spelt like a code, or like the name of a member, stays`(name: String) async throws {
        let file = try await record("דנה לוי")
        let before = try await told(file.id)
        let erasure = try await fixture.erase(name)
        #expect(erasure.activities == 0 && erasure.heldRows == 0 && erasure.findings == 0 && erasure.files.isEmpty)
        #expect(try await told(file.id) == before)
        #expect(try await fixture.store.problems() == [])
    }

    @Test(arguments: ["דנה לוי", #"ד"ר דנה לוי"#])
    func `a name goes out of every text of a file, and the rest of it stays`(name: String) async throws {
        let file = try await record(name)
        let expected = try await told(file.id).map { told in
            let written = try StoredJSON.write(name).dropFirst().dropLast()
            return told.replacing(written, with: "[הוסר שם]")
        }
        let erasure = try await fixture.erase(name)
        #expect(erasure.activities == 1 && erasure.heldRows == 1 && erasure.findings == 1)
        #expect(erasure.files.map(\.filedAs) == [file.file.filedAs])
        let told = try await told(file.id)
        #expect(told.dropLast() == expected.dropLast())
        // A sign of that person stands in the place of a code.
        let row = try #require(told.last).replacing(/~[0-9a-f]{16}/, with: "")
        #expect(try row == #require(expected.last).replacing(name, with: "[הוסר שם]"))
        #expect(try await fixture.store.problems() == [])
    }

    @Test func `nobody who knows the name finds the sign in its place`() async throws {
        func sign() async throws -> String {
            let fixture = try StoreFixture()
            let report = try StoreFixture.report("פעילות", escort: "דנה לוי")
            try await fixture.record([report], as: StoreFixture.file(), sha: 1)
            _ = try await fixture.erase("דנה לוי")
            return try await DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).read { db in
                let row = try #require(try Row.fetchOne(db, sql: "SELECT * FROM help_activity"))
                return ActivityColumns.attributes(of: row).text(.escortOthers) ?? ""
            }
        }
        let signs = [try await sign(), try await sign(), try #require(PersonKey(name: "דנה לוי")).sign]
        #expect(signs.allSatisfy { PersonKey(pseudonym: $0) != nil } && Set(signs).count == 3)
    }

    @Test func `a sign is known again, whatever its digits are`() {
        for number in 1...200 {
            let key = PersonKey(id: "P-\(number)")
            #expect(PersonKey(pseudonym: key.sign) == key)
        }
    }

    @Test(arguments: [
        ("finding SET content", "findings"), ("held_row SET cells", "held rows"),
        ("held_row SET findings", "held rows"),
        ("assignment_note SET content", "notes on escorts"), ("dropped_file SET layout", "files with a layout"),
    ])
    func `what cannot be read is told by verify, and in words by whoever needs it`(_ column: String, _ subject: String)
        async throws
    {
        let file = try await record("דנה לוי")
        try await fixture.store.write { db in try db.execute(sql: "UPDATE \(column) = '{\"[הוסר שם]\":\"דנה לוי\"}'") }
        #expect(try await fixture.store.problems() == ["\(subject) that cannot be read: 1"])
        let shown = await #expect(throws: StoreError.self) { try await fixture.store.file(id: file.id) }
        // Nobody is told that a name is gone which may be there.
        let erased = await #expect(throws: StoreError.self) { try await fixture.erase("דנה לוי") }
        for error in [shown, erased] {
            let words = try #require(error?.description)
            #expect(
                words.contains("what is kept of a file cannot be read") && words.hasSuffix("restore the last backup")
            )
            #expect(error?.disposition == .stop && !words.contains("דנה"))
        }
    }
}
