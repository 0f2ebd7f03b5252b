import Accompaniment
import GRDB
import GRDBSQLite
import TestSupport
import Testing

@testable import Store

/// What one row asks of the store does not grow with the rows that are there, whatever these have in common.
@Suite
struct RecordingStepsTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    /// How often a statement was run, and how many steps SQLite made in it for each time
    /// (https://www.sqlite.org/c3ref/c_stmtstatus_counter.html).
    private func steps(_ sql: String) async throws -> (runs: Int, each: Int) {
        try await fixture.store.write { db in
            let statement = try unsafe db.cachedStatement(sql: sql).sqliteStatement
            let runs = unsafe Int(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_RUN, 0))
            let steps = unsafe Int(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0))
            return (runs, steps / max(runs, 1))
        }
    }

    /// Rows with the same words, each under a number of its own.
    private func rows(_ count: Int, dated code: String, numbers: String) throws -> [ActivityReport] {
        let period = try #require(Period(code: code))
        return try (0..<count).map { number in
            var report = try StoreFixture.report("ליווי שוטף", row: number + 2)
            report.recordID = RecordID(function: .help, organisation: .elka, externalID: "\(numbers)\(number)")
            (report.date, report.period, report.kin) = (
                ActivityDate(period), Period.counting(report.date, as: .quarter), 7
            )
            return report
        }
    }

    @Test func `rows with the same words and numbers of their own, in one file and in others`() async throws {
        for (number, code) in ["2015-11", "2015-10", "2015-11", "2015"].enumerated() {
            let rows = try rows(500, dated: code, numbers: "\(number)-")
            let file = try await fixture.record(rows, as: StoreFixture.file("\(number).csv"), sha: UInt8(number))
            // Where several are the same, none is for certain.
            #expect(file.counts.added == 500, "\(code)")
        }
        let (runs, each) = try await steps(ActivityColumns.kin(in: "help_activity"))
        #expect(runs > 2000 && each < 40, "\(runs) runs of \(each) steps")
        let (asked, found) = try await steps(ActivityColumns.hasKin(in: "help_activity"))
        #expect(asked == 2000 && found < 40, "\(asked) runs of \(found) steps")
    }

    @Test func `stages of a service, behind many rows that tell none`() async throws {
        func row(_ number: Int, _ date: String, stage: String?) throws -> ActivityReport {
            var report = try StoreFixture.report("מפגש \(number)", row: number + 2, date: date)
            report.attributes[.serviceName] = .text("וטרינריה אזורית")
            report.attributes[.stage] = stage.map { .text($0) }
            return report
        }
        let first = [try row(0, "2014-01-01", stage: "TENDER")]
        try await fixture.record(first, as: StoreFixture.file("a.csv"), sha: 1)
        let others = try (0..<500).map { try row($0, "2015-11-30", stage: nil) }
        try await fixture.record(others, as: StoreFixture.file("b.csv"), sha: 2)
        // The last day first: between each and the first one lie all the others.
        let steps = try (0..<100).map { try row($0, "20\(99 - $0 / 2)-\(11 - $0 % 2)-30", stage: "IDEA") }
        let file = try await fixture.record(steps, as: StoreFixture.file("c.csv"), sha: 3)
        #expect(file.findings.map(\.code) == [.stageBack] && file.findings.first?.count == steps.count)
        let (runs, each) = try await self.steps(ActivityColumns.stage(in: "help_activity"))
        #expect(runs == steps.count + 1 && each < 40, "\(runs) runs of \(each) steps")
    }

    @Test func `however many say other times, the one that says the same time is found`() async throws {
        let months =
            (2005...2014).flatMap { year in (1...12).map { "\(year)-\($0 < 10 ? "0" : "")\($0)" } } + ["2015-11"]
        let rows = try months.flatMap { try self.rows(1, dated: $0, numbers: $0) }
        try await fixture.record(rows, as: StoreFixture.file("a.csv"), sha: 1)
        let recap = try self.rows(1, dated: "2015-Q4", numbers: "recap")
        let file = try await fixture.record(recap, as: StoreFixture.file("b.csv"), sha: 2)
        #expect(file.counts.added == 0 && file.counts.takenIn == 1)
        let again = try self.rows(1, dated: "2014", numbers: "again")
        #expect(try await fixture.record(again, as: StoreFixture.file("c.csv"), sha: 3).counts.added == 1)
    }
}
