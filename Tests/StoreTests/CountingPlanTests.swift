import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Whatever the store holds, one changed row is counted through indexes alone.
@Suite
struct CountingPlanTests {
    /// What SQLite is asked on the one connection of a reader. Sendable because it is only touched on its queue.
    private final class Statements: @unchecked Sendable {
        var list: Set<String> = []
    }

    /// What SQLite was asked while `body` ran, each with how it finds the rows
    /// (https://www.sqlite.org/eqp.html).
    private func plans(_ reader: Store, _ body: () async throws -> Void) async throws -> [String: [String]] {
        let statements = Statements()
        try await reader.read { db in db.trace { statements.list.insert($0.expandedDescription) } }
        try await body()
        return try await reader.read { db in
            db.trace()
            var plans: [String: [String]] = [:]
            for sql in statements.list where sql.hasPrefix("SELECT") || sql.hasPrefix("WITH") {
                plans[sql] = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] }
            }
            return plans
        }
    }

    /// From the count to the document.
    @Test func `one changed row, and the summary of its period`() async throws {
        let fixture = try StoreFixture()
        var reports = try (0..<200).map { try StoreFixture.report("מפגש \($0)", row: $0 + 2, needs: ["NEED-12"]) }
        for index in reports.indices {
            reports[index].attributes[.serviceName] = .text("וטרינריה")
            reports[index].attributes[.stage] = .text("SETUP")
        }
        try await fixture.record(reports, as: StoreFixture.file("a.csv"), sha: 1)
        let reader = try #require(try Store.openForReading(at: fixture.folder.path("eshkold.sqlite")))
        let period = try #require(Period(code: "2015-Q4"))
        let summariser = Summariser(registry: try Repository.lexicon().registry, installation: reader.installation)
        _ = try await fixture.store.freeze(for: "ministry", with: summariser, now: Date())
        let before = try #require(try await reader.summary(of: period, for: "ministry", with: summariser))
        reports[7].attributes[.stage] = .text("OPERATING")
        let added = try StoreFixture.report("עוד מפגש", row: 2)
        try await fixture.record([reports[7], added], as: StoreFixture.file("b.csv"), sha: 2)

        let plans = try await plans(reader) {
            let after = try await reader.summary(of: period, for: "ministry", with: summariser)
            #expect(after != before)
        }
        #expect(plans.keys.contains { $0.contains("FROM help_history") })
        #expect(plans.keys.contains { $0.contains("FROM help_activity") && $0.contains("service_name") })
        #expect(plans.keys.contains { $0.contains("FROM held_row") })
        #expect(plans.keys.contains { $0.contains("FROM envelope") && $0.contains("disclosure") })
        // `max(rowid)` is a search that SQLite calls a scan (https://www.sqlite.org/optoverview.html#minmax).
        for (sql, plan) in plans where !sql.contains("SELECT max(rowid)") {
            let scans = plan.filter { step in
                [
                    "SCAN help_", "SCAN oversight_", "SCAN dropped_file", "SCAN finding", "SCAN held_row",
                    "SCAN envelope",
                ].contains {
                    step.hasPrefix($0)
                }
            }
            #expect(scans.isEmpty, "\(sql)")
        }
    }

    @Test func `the workload of an organisation, in the order in which its rows lie`() async throws {
        let fixture = try StoreFixture()
        try await fixture.record([try StoreFixture.report("מפגש")], as: StoreFixture.file("a.csv"), sha: 1)
        let reader = try #require(try Store.openForReading(at: fixture.folder.path("eshkold.sqlite")))
        let period = try #require(Period(code: "2015-Q4"))
        let plans = try await plans(reader) {
            let workload = try await reader.workload(of: .elka, in: period, .none)
            #expect(workload.activities == 1)
        }
        let rows = try #require(plans.first { $0.key.contains("FROM help_activity") })
        #expect(rows.value == ["SEARCH help_activity USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"])
    }
}
