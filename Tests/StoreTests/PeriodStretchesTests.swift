import Accompaniment
import Foundation
import GRDB
import Testing

@testable import Store

/// Where the rows of a period are looked for.
@Suite
struct PeriodStretchesTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    private func stretches(_ period: String, after mark: Int64 = 0) async throws -> [ClosedRange<Int64>] {
        try await fixture.store.read { try PeriodStretches.of(period, .help, after: mark, $0) }
    }

    private func record(_ rows: [(number: Int, date: String)], _ byte: UInt8) async throws {
        let reports = try rows.map { row in
            var report = try StoreFixture.report("מפגש", row: row.number + 2, date: row.date)
            report.recordID = RecordID(function: .help, organisation: .elka, externalID: "A-\(row.number)")
            return report
        }
        try await fixture.record(reports, as: StoreFixture.file("\(byte).csv"), sha: byte)
    }

    @Test func `rows of one file are one stretch, also between those of another period`() async throws {
        try await record((0..<600).map { ($0, $0 % 3 == 0 ? "2015-05-05" : "2015-11-30") }, 1)
        #expect(try await stretches("2015-Q2") == [1...598])
        #expect(try await stretches("2015-Q4") == [2...600])
        #expect(try await stretches("2015-Q4", after: 400) == [401...600])
        #expect(try await stretches("2015-Q4", after: 600).isEmpty)
        try await record([(600, "2015-11-30"), (601, "2015-05-05")], 2)
        #expect(try await stretches("2015-Q4") == [2...601])
        #expect(try await stretches("2015-Q2") == [1...598, 602...602])
    }

    @Test func `a row that moves to another period and back is found once`() async throws {
        try await record((0..<10).map { ($0, "2015-11-30") }, 1)
        try await record([(4, "2015-05-05")], 2)
        #expect(try await stretches("2015-Q2") == [5...5])
        try await record([(4, "2015-12-30")], 3)
        #expect(try await stretches("2015-Q4") == [1...10])
        #expect(try await fixture.store.problems() == [])
        let period = try #require(Period(code: "2015-Q4"))
        #expect(try await fixture.store.facts(of: period).units.map { $0.help.values.sum.all.activities } == [10])
    }

    @Test func `rows far from each other are looked for one by one`() async throws {
        try await record((0..<1000).map { ($0, "2015-11-30") }, 1)
        try await record([(900, "2015-05-05"), (10, "2015-05-06"), (11, "2015-05-06"), (500, "2015-05-07")], 2)
        #expect(try await stretches("2015-Q2") == [11...12, 501...501, 901...901])
    }
}
