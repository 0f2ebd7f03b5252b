import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Recording: one transaction, once each, with its history.
@Suite
struct RecordTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    private func count(_ what: String) throws -> Int {
        try DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM \(what)") ?? 0
        }
    }

    /// What the rows of a table say of `attribute`.
    private func said(_ attribute: Attribute, in table: String) throws -> [String?] {
        try DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY rowid").map {
                ActivityColumns.attributes(of: $0).text(attribute)
            }
        }
    }

    @Test func `a batch that fails in the middle leaves nothing at all`() async throws {
        struct Broken: Error {}
        let events: [IntakeEvent] = [
            .begin(try StoreFixture.file("a.csv")), .reports([try StoreFixture.report("one")]),
            .end(StoreFixture.reading(1)),
            .begin(try StoreFixture.file("b.csv")), .reports([try StoreFixture.report("two")]),
        ]
        let feed = StoreFixture.Feed(events, failure: Broken())
        await #expect(throws: Broken.self) { try await fixture.store.record { try feed.next() } }
        for table in ["dropped_file", "help_activity", "finding", "period_change"] {
            #expect(try count(table) == 0)
        }
    }

    @Test func `an abandoned file leaves nothing, the others of its batch stay`() async throws {
        let recorded = try await fixture.record([
            .begin(try StoreFixture.file("a.csv")), .reports([try StoreFixture.report("one")]), .abandon,
            .begin(try StoreFixture.file("b.csv")), .reports([try StoreFixture.report("two")]),
            .end(StoreFixture.reading(2)),
        ])
        #expect(recorded.map(\.file.name) == ["b.csv"])
        #expect(try count("help_activity") == 1)
    }

    @Test func `file, activities, findings, held rows and the mark of the period come together`() async throws {
        var reading = StoreFixture.reading(1)
        reading.findings = [Finding(.dateInferred, row: 2)]
        let held = HeldRow(row: 3, cells: ["א", "ב"], findings: [Finding(.activityEmpty, row: 3)])
        let file = try #require(
            try await fixture.record([
                .begin(try StoreFixture.file()), .reports([try StoreFixture.report("one")]), .held([held]),
                .end(reading),
            ]).first
        )
        #expect(file.outcome == .partly)
        #expect(file.counts.added == 1 && file.counts.held == 1)
        #expect(file.findings.map(\.code) == [.dateInferred])
        #expect(file.heldRows.first?.cells == ["א", "ב"])
        #expect(try count("period_change WHERE period = '2015-Q4' AND generation = 1") == 1)
        #expect(try await fixture.store.unfiled(inbox: "elka").map(\.id) == [file.id])
        try await fixture.store.markFiled([file], at: Date())
        #expect(try await fixture.store.unfiled(inbox: "elka").isEmpty)
    }

    @Test func `the same bytes again are a duplicate of the first file and add nothing`() async throws {
        let first = try await fixture.record([try StoreFixture.report("one")], as: StoreFixture.file("a.csv"), sha: 7)
        let second = try await fixture.record([try StoreFixture.report("one")], as: StoreFixture.file("b.csv"), sha: 7)
        #expect(second.outcome == .duplicate)
        #expect(second.earlier?.id == first.id)
        #expect(second.counts.total == 0)
        #expect(try count("period_change WHERE generation = 1") == 1)
        // Another organisation may well send the same bytes.
        let other = try await fixture.record(
            [try StoreFixture.report("one", organisation: "ORG-MIFAM")],
            as: StoreFixture.file("a.csv", organisation: "ORG-MIFAM"),
            sha: 7
        )
        #expect(other.outcome == .accepted)
    }

    @Test func `the same record with other content is a revision with its history`() async throws {
        try await fixture.record([try StoreFixture.report("one")], as: StoreFixture.file("a.csv"), sha: 1)
        let second = try await fixture.record(
            [try StoreFixture.report("one", needs: ["NEED-12"])],
            as: StoreFixture.file("b.csv"),
            sha: 2
        )
        #expect(second.counts.revised == 1 && second.counts.added == 0)
        #expect(try count("help_activity WHERE revision = 2") == 1)
        #expect(try said(.needCodes, in: "help_activity") == ["NEED-12"])
        #expect(try count("help_history WHERE revision = 1") == 1)
        #expect(try said(.needCodes, in: "help_history") == [nil])
        #expect(try count("period_change WHERE generation = 2") == 1)

        let third = try await fixture.record(
            [try StoreFixture.report("one", needs: ["NEED-12"])],
            as: StoreFixture.file("c.csv"),
            sha: 3
        )
        #expect(third.counts.unchanged == 1)
        #expect(try count("help_history") == 1)
        #expect(try count("period_change WHERE generation = 2") == 1)
    }

    @Test func `the same said in another order is no revision, and less or more of it is one`() async throws {
        func report(_ said: [Attributes.Element]) throws -> ActivityReport {
            var report = try StoreFixture.report("one")
            report.attributes = Attributes(said)
            return report
        }
        let said: [Attributes.Element] = [
            .init(.notes, .text("הערה")), .init(.stage, .text("SETUP")), .init(.amountNIS, .integer(-7)),
            .init(.savingPct, .decimal(12.5)), .init(.durationMin, .integer(0)), .init(.serviceName, .text("תיירות")),
        ]
        let rounds = [
            (said, 0), (said.reversed(), 0), (Array(said.dropLast()), 1), (said, 1), (Array(said.dropFirst()), 1),
            (said + [.init(.tier, .text("TIER-CORE"))], 1),
        ]
        for (number, (said, revised)) in rounds.enumerated() {
            let file = try await fixture.record(
                [try report(said)],
                as: StoreFixture.file("\(number)"),
                sha: UInt8(number)
            )
            #expect(file.counts.revised == revised, "round \(number)")
        }
        let rows = try await fixture.store.exported(.help)
        for attribute in Attribute.allCases {
            let value = ([.init(.tier, .text("TIER-CORE"))] + said).first { $0.attribute == attribute }?.value
            #expect(rows[0][attribute.column] == value?.text)
        }
    }

    @Test func `texts are read whole, behind a U+0000 too`() async throws {
        func report(_ stage: String, sha: UInt8) async throws -> RecordedFile {
            var report = try StoreFixture.report("מפגש\0סוד", row: Int(sha))
            report.attributes = Attributes([
                .init(.serviceName, .text("וטרינריה\0אזורית")), .init(.stage, .text(stage)),
                .init(.notes, .text("א\0ב")),
            ])
            return try await fixture.record([report], as: StoreFixture.file("\(sha).csv"), sha: sha)
        }
        let facts = { [fixture] () async throws -> [[UnitFacts.Service]] in
            try await fixture.store.facts(of: try #require(Period(code: "2015-Q4"))).units.map(\.services)
        }
        _ = try await report("TENDER", sha: 1)
        #expect(try await facts().map { $0.map(\.name) } == [["וטרינריה\0אזורית"]])
        #expect(try await report("TENDER", sha: 2).counts.unchanged == 1)
        #expect(try await report("IDEA", sha: 3).findings.map(\.written) == ["וטרינריה\0אזורית"])
        // Followed, and counted by one who knows of nothing.
        let reader = try #require(try Store.openForReading(at: fixture.folder.path("eshkold.sqlite")))
        let anew = try await reader.facts(of: try #require(Period(code: "2015-Q4"))).units.map(\.services)
        #expect(try await facts() == anew && anew.map { $0.map(\.stage) } == [[.idea]])
        let rows = try await fixture.store.exported(.help)
        #expect(rows.map { $0["activity"] } == ["מפגש\0סוד"] && rows[0]["service_name"] == "וטרינריה\0אזורית")
        #expect(rows[0]["notes"] == "א\0ב" && rows[0]["id"] == "1" && rows[0]["row"] == "3")
    }

    @Test func `what is stored cannot be read, or not be found: verify tells`() async throws {
        try await fixture.record([try StoreFixture.report("one", needs: ["NEED-12"])], as: StoreFixture.file(), sha: 1)
        #expect(try await fixture.store.problems().isEmpty)
        try await fixture.store.write { db in
            try db.execute(sql: "UPDATE help_activity SET attributes = substr(attributes, 1, length(attributes) - 1)")
        }
        #expect(try await fixture.store.problems() == ["activities whose attributes cannot be read: 1"])
        try await fixture.store.write { db in try db.execute(sql: "DELETE FROM period_stretch") }
        #expect(try await fixture.store.problems().first == "activities outside the stretches of their periods: 1")
        for damage in ["SET first = first + (1 << 50)", "SET ids = x''"] {
            try await fixture.store.write { db in try db.execute(sql: "UPDATE help_key \(damage)") }
            let problems = try await fixture.store.problems()
            #expect(problems.contains { $0.hasPrefix("activities that would not be known again, or keys of none: ") })
        }
    }

    @Test func `what a batch leaves in the log is moved into the store behind its receipts`() async throws {
        let reports = try (0..<200).map { number in
            var report = try StoreFixture.report("מפגש \(number)", row: number + 2)
            report.attributes[.notes] = .text(String(repeating: "x", count: 100_000))
            return report
        }
        let size = { [fixture] () throws -> Int in
            let attributes = try FileManager.default.attributesOfItem(atPath: fixture.folder.path("eshkold.sqlite"))
            return try #require(attributes[.size] as? Int)
        }
        let file = try await fixture.record(reports, as: StoreFixture.file(), sha: 1)
        #expect(try size() < 1_000_000)
        try await fixture.store.markFiled([file], at: Date())
        #expect(try size() > 20_000_000)
    }

    @Test func `a new row after an unchanged one of the same period still marks the period`() async throws {
        try await fixture.record([try StoreFixture.report("one")], as: StoreFixture.file("a.csv"), sha: 1)
        try await fixture.record(
            [try StoreFixture.report("one"), try StoreFixture.report("two", row: 3)],
            as: StoreFixture.file("b.csv"),
            sha: 2
        )
        #expect(try count("period_change WHERE generation = 2") == 1)
    }

    @Test func `two rows alike in one file count once and are told`() async throws {
        let file = try await fixture.record(
            [try StoreFixture.report("one", row: 2), try StoreFixture.report("one", row: 3)],
            as: StoreFixture.file(),
            sha: 1
        )
        #expect(file.counts.added == 1 && file.counts.unchanged == 1)
        #expect(file.findings.map(\.code) == [.duplicate])
        #expect(file.findings.first?.rows == [3])
    }

    @Test func `help and oversight lie in tables of their own under different ids`() async throws {
        try await fixture.record([try StoreFixture.report("one")], as: StoreFixture.file("a.csv"), sha: 1)
        try await fixture.record(
            [try StoreFixture.report("one", function: .oversight)],
            as: StoreFixture.file("b.csv", function: .oversight),
            sha: 2
        )
        #expect(try count("help_activity") == 1)
        #expect(try count("oversight_activity") == 1)
        let ids = try ["help_key", "oversight_key"].map { table in
            try DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).read { db in
                try Data.fetchAll(db, sql: "SELECT ids FROM \(table)").flatMap { RecordKey.keys(in: $0.span) }
            }
        }
        #expect(ids.map(\.count) == [1, 1])
        #expect((ids[0][0].high, ids[0][0].low) != (ids[1][0].high, ids[1][0].low))
    }

    @Test func `a rejected file keeps its findings and none of its rows`() async throws {
        var reading = StoreFixture.reading(1)
        reading.isRejected = true
        reading.findings = [Finding(.encodingLost)]
        let file = try #require(
            try await fixture.record([
                .begin(try StoreFixture.file()), .reports([try StoreFixture.report("one")]), .end(reading),
            ]).first
        )
        #expect(file.outcome == .rejected)
        #expect(file.findings.map(\.code) == [.encodingLost])
        #expect(try count("help_activity") == 0)
        #expect(try count("period_change") == 0)
    }

    @Test func `the facts count what is stored, and persons with both functions only as a number`() async throws {
        try await fixture.record(
            [
                try StoreFixture.report("one", needs: ["NEED-12"], escort: "טל"),
                try StoreFixture.report("two", needs: ["NEED-12"]),
            ],
            as: StoreFixture.file("a.csv"),
            sha: 1
        )
        try await fixture.record(
            [try StoreFixture.report("three", function: .oversight, escort: "טל")],
            as: StoreFixture.file("b.csv", function: .oversight),
            sha: 2
        )
        let period = try #require(Period(code: "2015-Q4"))
        let facts = try await fixture.store.facts(of: period)
        #expect(facts.units.map { $0.help.values.sum.all.activities } == [2])
        #expect(facts.units.map { $0.oversight.values.sum.all.activities } == [1])
        #expect(facts.units.map(\.personPairs) == [1])
        #expect(facts.quality.rows.accepted == 3 && facts.quality.rows.held == 0)
        let reader = try #require(try Store.openForReading(at: fixture.folder.path("eshkold.sqlite")))
        #expect(try await reader.activityCount() == 3)
    }

    @Test(arguments: [true, false])
    func `the same activity, dated more or less exactly by another file, is one record`(_ isExactFirst: Bool)
        async throws
    {
        let dates = [try #require(Period(code: "2015-12")), try #require(Period(code: "2015"))]
        var reports = try dates.map { period in
            var report = try StoreFixture.report("תוכנית הנהגה")
            report.date = ActivityDate(period)
            report.kin = 7
            report.recordID = RecordID(high: 1, low: UInt64(period.kind.months))
            return report
        }
        if !isExactFirst { reports.reverse() }
        _ = try await fixture.record([
            .begin(try StoreFixture.file("a.csv")), .reports([reports[0]]), .end(StoreFixture.reading(1)),
        ])
        let later = try await fixture.record([
            .begin(try StoreFixture.file("b.csv")), .reports([reports[1]]), .end(StoreFixture.reading(2)),
        ])
        #expect(later.map(\.counts.added) == [0])
        #expect(try await fixture.store.activityCount() == 1)
        #expect(try count("help_activity WHERE date_from = '2015-12-01' AND date_to = '2015-12-31'") == 1)
    }

    @Test func `a report that says the time less exactly changes no period but that of the activity`() async throws {
        let month = try #require(Period(code: "2015-11"))
        var exact = try StoreFixture.report("תוכנית הנהגה")
        (exact.date, exact.period, exact.kin) = (ActivityDate(month), month, 7)
        try await fixture.record([exact], as: StoreFixture.file("a.csv"), sha: 1)
        var recap = try StoreFixture.report("תוכנית הנהגה", needs: ["NEED-07"])
        (recap.date, recap.kin) = (ActivityDate(try #require(Period(code: "2015-Q4"))), 7)
        recap.period = try #require(Period(code: "2015-12"))
        recap.recordID = RecordID(high: 1, low: 1)
        let file = try await fixture.record([recap], as: StoreFixture.file("b.csv"), sha: 2)
        #expect(file.counts.revised == 1)
        #expect(try count("dropped_file WHERE period <> '2015-11'") == 0)
        #expect(try count("period_change WHERE period <> '2015-11'") == 0)
        #expect(try count("period_organisation WHERE period <> '2015-11'") == 0)
    }

    @Test func `an organisation whose only activity moved to another period was not there in the first`() async throws {
        for (number, date) in ["2014-11-30", "2015-11-30"].enumerated() {
            var report = try StoreFixture.report("ליווי", date: date)
            report.recordID = RecordID(
                function: .help,
                organisation: try StoreFixture.code("ORG-ELKA"),
                externalID: "A-7"
            )
            try await fixture.record([report], as: StoreFixture.file("\(number).csv"), sha: UInt8(number))
        }
        let facts = try await fixture.store.facts(of: try #require(Period(code: "2015-Q4")))
        #expect(facts.earlierOrganisations.isEmpty)
        let elsewhere = try StoreFixture.report("אחר", date: "2014-12-01")
        try await fixture.record([elsewhere], as: StoreFixture.file("c.csv"), sha: 7)
        #expect(try await fixture.store.facts(of: facts.period).earlierOrganisations.count == 1)
    }

    @Test func `what one file says twice, with two times, is two activities`() async throws {
        let reports = try ["2015-11", "2015"].map { code in
            var report = try StoreFixture.report("פורום")
            report.date = ActivityDate(try #require(Period(code: code)))
            report.kin = 7
            report.recordID = RecordID(high: 1, low: UInt64(report.date.to.month * 100 + report.date.from.month))
            return report
        }
        _ = try await fixture.record([
            .begin(try StoreFixture.file("a.csv")), .reports(reports), .end(StoreFixture.reading(1)),
        ])
        #expect(try await fixture.store.activityCount() == 2)
    }

    @Test(arguments: [
        ("TENDER", "IDEA", true), ("IDEA", "TENDER", false), ("SETUP", "SETUP", false), ("OPERATING", "STOPPED", false),
        ("STOPPED", "IDEA", false),
    ])
    func `a service that goes back a stage is told, from file to file`(_ first: String, _ then: String, _ isBack: Bool)
        async throws
    {
        func report(_ stage: String, _ date: String) throws -> ActivityReport {
            var report = try StoreFixture.report("שירות", date: date)
            report.attributes[.serviceName] = .text("וטרינריה אזורית")
            report.attributes[.stage] = .text(stage)
            return report
        }
        try await fixture.record([try report(first, "2015-10-05")], as: StoreFixture.file("a.csv"), sha: 1)
        let second = try await fixture.record([try report(then, "2015-11-30")], as: StoreFixture.file("b.csv"), sha: 2)
        #expect(second.findings.map(\.code) == (isBack ? [.stageBack] : []))
        #expect(second.findings.first?.written == (isBack ? "וטרינריה אזורית" : nil))
        // What comes late and is older says nothing about now.
        let late = try await fixture.record([try report("IDEA", "2015-01-05")], as: StoreFixture.file("c.csv"), sha: 3)
        #expect(late.findings.isEmpty)
    }
}

extension Store {
    /// Every activity of a function, by the names of the columns.
    fileprivate func exported(_ function: Function) async throws -> [[String: String]] {
        let rows = ExportedRows()
        try await export(function) { rows.add($0) }
        return rows.list
    }
}

/// Sendable because the store calls it from one queue alone, before `export` returns.
private final class ExportedRows: @unchecked Sendable {
    private var columns: [String] = []
    private(set) var list: [[String: String]] = []

    func add(_ row: [String?]) {
        if columns.isEmpty { return columns = row.compactMap { $0 } }
        list.append(
            zip(columns, row).reduce(into: [:]) { cells, cell in cells[cell.0] = cell.1 }
        )
    }
}
