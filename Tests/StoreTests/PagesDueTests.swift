import Accompaniment
import Store
import TestSupport
import Testing

/// Which pages a place is short of, and what is counted anew for them.
@Suite struct PagesDueTests {
    private let fixture: StoreFixture
    private let current: Period

    init() throws {
        fixture = try StoreFixture()
        current = try #require(Period(code: "2015-Q4"))
    }

    private func due(_ place: String = "a") async throws -> [String] {
        try await fixture.store.pagesDue(at: place, current: current).map { "\($0.period)" + ($0.isClosed ? "!" : "") }
    }

    private func write(_ place: String = "a") async throws {
        for page in try await fixture.store.pagesDue(at: place, current: current) {
            try await fixture.store.note(page, at: place)
        }
    }

    private func record(_ activity: String, on date: String, sha: UInt8) async throws {
        try await fixture.record(
            [try StoreFixture.report(activity, date: date)],
            as: StoreFixture.file("\(sha).csv"),
            sha: sha
        )
    }

    @Test func `a store that nothing was reported to misses no page`() async throws {
        #expect(try await due().isEmpty)
    }

    @Test func `a period that changed is due at each place until it was written there`() async throws {
        try await record("one", on: "2015-11-30", sha: 1)
        #expect(try await due() == ["2015-Q4"])
        try await write()
        #expect(try await due().isEmpty)
        #expect(try await due("b") == ["2015-Q4"])
        try await record("two", on: "2015-11-30", sha: 2)
        #expect(try await due() == ["2015-Q4"])
    }

    @Test func `a period that is over is due once more, and the last one also when nobody reported in it`() async throws
    {
        try await record("one", on: "2015-05-30", sha: 1)
        #expect(try await due() == ["2015-Q2!", "2015-Q3!"])
        try await write()
        #expect(try await due().isEmpty)
        let later = try #require(Period(code: "2017-Q1"))
        #expect(try await fixture.store.pagesDue(at: "a", current: later).isEmpty)
    }

    @Test func `an earlier period that changes makes those after it due: they show it too`() async throws {
        try await record("one", on: "2015-11-30", sha: 1)
        try await write()
        try await record("late", on: "2015-08-30", sha: 2)
        #expect(try await due() == ["2015-Q3!", "2015-Q4"])
    }

    @Test func `services stand as the last report up to the period tells, whatever period that was in`() async throws {
        func report(_ stage: String, _ date: String) throws -> ActivityReport {
            var report = try StoreFixture.report("שירות \(stage)", date: date)
            report.attributes[.serviceName] = .text("וטרינריה")
            report.attributes[.stage] = .text(stage)
            report.attributes[.tier] = .text("TIER-CORE")
            return report
        }
        try await fixture.record([try report("SETUP", "2015-05-05")], as: StoreFixture.file("a.csv"), sha: 1)
        let unit = try StoreFixture.code("WEST-NEGEV")
        #expect(try await fixture.store.facts(of: current)[unit]?.coreServices.map(\.stage) == [.setup])
        try await fixture.record([try report("OPERATING", "2015-11-05")], as: StoreFixture.file("b.csv"), sha: 2)
        let service = try await fixture.store.facts(of: current)[unit]?.coreServices.first
        #expect(service?.stage == .operating && service?.since.description == "2015-11-05")
        let earlier = try #require(Period(code: "2015-Q2"))
        #expect(try await fixture.store.facts(of: earlier)[unit]?.coreServices.map(\.stage) == [.setup])
    }

    @Test func `a corrected row changes what is counted of its unit, and of the one that it was in`() async throws {
        var first = try StoreFixture.report("one", needs: ["NEED-12"])
        first.recordID = RecordID(function: .help, organisation: .elka, externalID: "A-7")
        try await fixture.record([first], as: StoreFixture.file("a.csv"), sha: 1)
        let (west, east) = (try StoreFixture.code("WEST-NEGEV"), try StoreFixture.code("EAST-NEGEV"))
        #expect(try await fixture.store.facts(of: current)[west]?.help.count == 1)
        var second = try StoreFixture.report("one", unit: "EAST-NEGEV", needs: ["NEED-12"])
        second.recordID = first.recordID
        try await fixture.record([second], as: StoreFixture.file("b.csv"), sha: 2)
        let facts = try await fixture.store.facts(of: current)
        #expect(facts[west]?.help.isEmpty != false)
        #expect(facts[east]?.help.values.sum.activities(.needCodes) == [try StoreFixture.code("NEED-12"): 1])
    }

    @Test func `a task that is cancelled while it counts was cancelled, and is no fault of the store`() async throws {
        let reports = try (0..<4000).map { try StoreFixture.report("מפגש \($0)", row: $0 + 2, needs: ["NEED-12"]) }
        try await fixture.record(reports, as: StoreFixture.file("a.csv"), sha: 1)
        let path = fixture.folder.path("eshkold.sqlite")
        for round in 0..<30 {
            // Opened anew: nothing is known, and all is counted.
            let reader = try #require(try Store.openForReading(at: path))
            let counting = Task { [current] in try await reader.facts(of: current) }
            try await Task.sleep(for: .microseconds(300 * round))
            counting.cancel()
            do {
                _ = try await counting.value
            } catch {
                #expect(error is CancellationError, "\(error)")
            }
        }
    }
}
