import Accompaniment
import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Sync

/// What becomes an envelope, and how envelopes are numbered.
@Suite(.timeLimit(.minutes(1))) struct FreezingTests {
    private let fixture: DeliveryFixture
    private let server: CaptureServer

    init() throws {
        fixture = try DeliveryFixture()
        server = try CaptureServer(.echo())
    }

    /// What nothing else does to a store: for times that are apart, and for a change that is none.
    private func change(_ sql: String) throws {
        try DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).write { db in try db.execute(sql: sql) }
    }

    private func summary(of period: String, for office: String = "ministry") async throws -> Data? {
        let summariser = Summariser(
            registry: fixture.registry(expecting: nil),
            installation: fixture.store.installation,
            expecting: .quarter
        )
        let period = try #require(Period(code: period))
        return try await fixture.store.summary(of: period, for: office, with: summariser)
    }

    private func positions() throws -> [[String]] {
        try server.requests.map { request in
            let document = try request.document()
            return [
                document.period.code, "\(document.sequence)", "\(document.revision)",
                document.supersedes.map { "\($0)" } ?? "-",
            ]
        }
    }

    @Test func `an empty store has nothing to say`() async throws {
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.push(courier)
        #expect(server.connections == 0)
    }

    @Test func `freezing twice without a change queues nothing`() async throws {
        try await fixture.record("2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        for _ in 1...3 {
            try await courier.freeze(now: Date())
            #expect(try await fixture.store.outbox(of: "ministry").queued == 1)
        }
        try await fixture.push(courier)
        try await fixture.push(courier)
        #expect(server.requests.count == 1)
    }

    @Test func `a changed record makes a revision that supersedes the first`() async throws {
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q4", need: "NEED-01")
        try await fixture.push(courier)
        try await fixture.record("2015-Q4", need: "NEED-02")
        try await fixture.push(courier)

        #expect(try positions() == [["2015-Q4", "1", "1", "-"], ["2015-Q4", "2", "2", "1"]])
        let documents = try server.requests.map { try $0.document() }
        #expect(Set(documents.map(\.idempotencyKey)).count == 2)
        #expect(Set(documents.map(\.contentSha256)).count == 2)
    }

    @Test func `one that was kept back and is to be tried after all says what it said, beside later ones`() async throws
    {
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q4", need: "NEED-01")
        try await courier.freeze(now: Date())
        let first = try #require(try await fixture.store.nextEnvelope(for: "ministry")?.envelope)
        try await fixture.store.note(.withheld(reason: "not known"), for: first, now: Date())
        try await fixture.record("2015-Q4", need: "NEED-02")
        try await fixture.push(courier)
        _ = try await fixture.store.retry(office: "ministry", sequence: 1)
        try await fixture.record("2015-Q4", need: "NEED-03")
        try await courier.freeze(now: Date())
        try await fixture.push(courier)

        #expect(
            try positions() == [["2015-Q4", "2", "2", "1"], ["2015-Q4", "1", "1", "-"], ["2015-Q4", "3", "3", "2"]]
        )
        #expect(try server.requests.dropFirst().first?.document().idempotencyKey == first.idempotencyKey)
    }

    @Test func `what was never tried is replaced in its place, and the office sees no gap`() async throws {
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q3", need: "NEED-01")
        try await fixture.push(courier)
        for need in ["NEED-02", "NEED-03", "NEED-04"] {
            try await fixture.record("2015-Q3", "2015-Q4", need: need)
            try await courier.freeze(now: Date())
        }
        #expect(try await fixture.store.outbox(of: "ministry").queued == 2)
        try await fixture.push(courier)
        #expect(
            try positions() == [["2015-Q3", "1", "1", "-"], ["2015-Q3", "2", "2", "1"], ["2015-Q4", "3", "1", "-"]]
        )
        let (last, before) = (try #require(Code(rawValue: "NEED-04")), try #require(Code(rawValue: "NEED-02")))
        for request in server.requests.suffix(2) {
            let national = try request.document().figures.needs.national
            #expect(national?[last] == 1 && national?[before] == 0)
        }
    }

    @Test func `one that is replaced is as if the first had never been, but for its place`() async throws {
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q4", need: "NEED-01")
        try change("UPDATE period_change SET changed_at = 1450000000000")
        try await courier.freeze(now: Date(timeIntervalSince1970: 1_450_000_300))
        let first = try #require(try await fixture.store.nextEnvelope(for: "ministry")?.envelope)
        #expect(first.changedAt == Date(timeIntervalSince1970: 1_450_000_000))
        let queued = try await fixture.store.deliveries(in: [.queued], limit: 9).map(\.queuedAt)
        #expect(queued == [Date(timeIntervalSince1970: 1_450_000_300)])
        // The same content is what waits already.
        try change("UPDATE period_change SET generation = generation + 1, changed_at = 1455000000000")
        try await courier.freeze(now: Date())
        #expect(try await fixture.store.nextEnvelope(for: "ministry")?.envelope.body == first.body)

        try await fixture.record("2015-Q4", need: "NEED-03")
        try change("UPDATE period_change SET changed_at = 1460000000000")
        try await courier.freeze(now: Date())
        let second = try #require(try await fixture.store.nextEnvelope(for: "ministry")?.envelope)
        #expect(second.changedAt == Date(timeIntervalSince1970: 1_460_000_000))
        let document = try JSONDecoder().decode(SummaryDocument.self, from: second.body)
        #expect(document.generatedAt == "2016-04-07T03:33:20Z" && document.idempotencyKey == second.idempotencyKey)
        #expect(second.idempotencyKey != first.idempotencyKey && second.sequence == first.sequence)
        #expect(try await fixture.store.problems() == [])
    }

    @Test func `nobody saw what was never tried, but whom it hid stays hidden`() async throws {
        func late(_ organisations: [String], to fixture: DeliveryFixture) async throws {
            for unit in ["WEST-NEGEV", "EAST-NEGEV"] {
                for organisation in organisations {
                    try await fixture.record("2015-Q4", by: organisation, in: unit)
                }
            }
        }
        func suppliers(_ fixture: DeliveryFixture, _ untried: [String], _ then: (DeliveryFixture) async throws -> Void)
            async throws -> Set<String>
        {
            let courier = fixture.courier(to: .at(server.url))
            try await late(untried, to: fixture)
            if !untried.isEmpty { try await courier.freeze(now: Date()) }
            try await then(fixture)
            try await fixture.push(courier)
            return try Set(#require(server.requests.last).document().figures.suppliers.keys.map(\.rawValue))
        }
        let both = ["ORG-ELKA", "ORG-MIFAM"]
        let replaced = try await suppliers(fixture, both) {
            try await $0.record("2015-Q4", by: "ORG-URBANICS", in: "EAST-NEGEV")
        }
        let anew = try await suppliers(DeliveryFixture(), []) {
            try await late(both, to: $0)
            try await $0.record("2015-Q4", by: "ORG-URBANICS", in: "EAST-NEGEV")
        }
        #expect(replaced == anew && replaced.contains("ORG-OTHER"))

        let hiding = try DeliveryFixture()
        try await hiding.record("2015-Q4", by: "ORG-ELKA")
        try await hiding.record("2015-Q4", by: "ORG-MIFAM")
        let hidden = try await suppliers(hiding, ["ORG-URBANICS"]) { try await late(both, to: $0) }
        #expect(hidden == ["ORG-URBANICS", "ORG-OTHER"])
        // What was told in the place of the first is what later ones go by.
        try await fixture.record("2015-Q4", by: "ORG-URBANICS", in: "WEST-NEGEV")
        try await fixture.push(fixture.courier(to: .at(server.url)))
        let later = try Set(#require(server.requests.last).document().figures.suppliers.keys.map(\.rawValue))
        #expect(later == replaced)
    }

    @Test func `of two that wait the newer one is replaced, and follows the older one still`() async throws {
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q4", need: "NEED-01")
        try await courier.freeze(now: Date())
        let first = try #require(try await fixture.store.nextEnvelope(for: "ministry")?.envelope)
        try await fixture.store.note(.withheld(reason: "not known"), for: first, now: Date())
        try await fixture.record("2015-Q4", need: "NEED-02")
        try await courier.freeze(now: Date())
        _ = try await fixture.store.retry(office: "ministry", sequence: 1)
        try await fixture.record("2015-Q4", need: "NEED-03")
        try await fixture.push(courier)
        #expect(try positions() == [["2015-Q4", "1", "1", "-"], ["2015-Q4", "2", "2", "1"]])
        #expect(server.requests.first?.body == first.body)
        let last = try #require(Code(rawValue: "NEED-03"))
        #expect(try server.requests.last?.document().figures.needs.national?[last] == 1)
    }

    @Test func `a content that comes back behind one that never left is a revision of its own`() async throws {
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q4", need: "NEED-01")
        try await fixture.push(courier)
        // Another registry makes another content of the same rows.
        let unit = try #require(Code(rawValue: "WEST-NEGEV"))
        let expected = Accompaniment.Expectation(
            organisation: .elka,
            unit: unit,
            from: CalendarDay("2015-10-01"),
            until: CalendarDay("2015-12-31")
        )
        try change("UPDATE period_change SET generation = generation + 1")
        try await fixture.courier(to: .at(server.url), expecting: [expected]).freeze(now: Date())
        let second = try #require(try await fixture.store.nextEnvelope(for: "ministry")?.envelope)
        try await fixture.store.note(.withheld(reason: "not known"), for: second, now: Date())
        try change("UPDATE period_change SET generation = generation + 1")
        try await fixture.push(courier)
        #expect(try positions() == [["2015-Q4", "1", "1", "-"], ["2015-Q4", "3", "3", "2"]])
        #expect(try Set(server.requests.map { try $0.document().contentSha256 }).count == 1)
    }

    @Test func `where nothing changed since, the summary of a period is the last envelope of the office`() async throws
    {
        let ministry = fixture.courier(to: .at(server.url, name: "ministry"))
        let other = try CaptureServer(.echo())
        try await fixture.record("2015-Q4", need: "NEED-01")
        try await fixture.push(ministry)
        try await fixture.record("2015-Q4", need: "NEED-02")
        try await fixture.push(ministry)
        for need in ["NEED-03", "NEED-04", "NEED-05"] {
            try await fixture.record("2015-Q4", need: need)
            try await fixture.push(fixture.courier(to: .at(other.url, name: "district")))
        }
        let last = try #require(other.requests.last?.body)
        #expect(try await summary(of: "2015-Q4", for: "district") == last)
        #expect(try await summary(of: "2015-Q4") != server.requests.last?.body)
        try await fixture.push(ministry)
        // Changed, and the same again.
        try change("UPDATE period_change SET generation = generation + 1")
        for _ in 1...2 {
            #expect(try await summary(of: "2015-Q4") == server.requests.last?.body)
            try await fixture.push(ministry)
        }
        #expect(server.requests.count == 3)
        #expect(try await summary(of: "2015-Q3") == nil)
        // It is not made once more in the next round.
        let untold = try await DatabaseQueue(path: fixture.folder.path("eshkold.sqlite")).read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM period_change JOIN period_frozen AS frozen USING (period)
                    WHERE office = 'ministry' AND frozen.generation < period_change.generation
                    """
            )
        }
        #expect(untold == 0)
    }

    @Test func `what was tried does not change with the store`() async throws {
        let away = fixture.courier(to: .at(try #require(URL(string: "http://127.0.0.1:9"))))
        try await fixture.record("2015-Q4", need: "NEED-01")
        try await away.freeze(now: Date())
        let frozen = try #require(try await fixture.store.nextEnvelope(for: "ministry")).envelope
        _ = try await away.deliver()
        _ = try await fixture.store.retry(office: "ministry", sequence: nil)
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q4", need: "NEED-02")
        try await fixture.push(courier)
        #expect(try positions() == [["2015-Q4", "1", "1", "-"], ["2015-Q4", "2", "2", "1"]])
        #expect(server.requests.first?.body == frozen.body)
        #expect(server.requests.first?["Idempotency-Key"] == frozen.idempotencyKey)
    }

    /// A store that told of a first need in `period`, then of `needs` in the fourth quarter, one after the other, until a
    /// backup from between took its place; and a courier of it.
    private func putBack(keeping period: String, forgetting needs: [String]) async throws -> (Store, Courier) {
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record(period, need: "NEED-01")
        try await fixture.push(courier)
        let backup = try DeliveryFixture.copy(of: fixture)
        for need in needs {
            try await fixture.record("2015-Q4", need: need)
            try await fixture.push(courier)
        }
        let restored = try fixture.putBack(backup)
        return (restored, fixture.courier(to: .at(server.url), from: restored))
    }

    @Test func `a store that was put back sends the same again under the same numbers, and what is new under new ones`()
        async throws
    {
        // The disk fails, the backup is put back, and the sender drops the last file again.
        let (restored, again) = try await putBack(keeping: "2015-Q3", forgetting: ["NEED-03"])
        try await fixture.record("2015-Q4", need: "NEED-03", into: restored)
        try await fixture.push(again)
        #expect(server.requests.count == 3)
        #expect(server.requests[2].body == server.requests[1].body)
        #expect(server.requests[2]["Idempotency-Key"] == server.requests[1]["Idempotency-Key"])
        try await fixture.record("2015-Q4", need: "NEED-05", into: restored)
        try await fixture.push(again)
        #expect(try positions().last == ["2015-Q4", "3", "2", "1"])
    }

    @Test func `behind what a store forgot comes what it never had, under numbers that nobody saw`() async throws {
        let (restored, again) = try await putBack(keeping: "2015-Q4", forgetting: ["NEED-02", "NEED-03"])
        try await fixture.record("2016-Q2", into: restored)
        try await fixture.push(again)
        // The very one that went out last, though it is a later day.
        for need in ["NEED-02", "NEED-03"] { try await fixture.record("2015-Q4", need: need, into: restored) }
        try change("UPDATE period_change SET changed_at = changed_at + 86400000")
        try await fixture.push(again)
        #expect(try positions().dropFirst(3).first == ["2016-Q2", "4", "1", "-"])
        #expect(server.requests.count == 5 && server.requests[4].body == server.requests[2].body)
    }

    @Test(arguments: [nil, "NEED-03"])
    func `what a store had before it forgot some is new again, and what is new follows what it forgot`(_ need: String?)
        async throws
    {
        let (restored, again) = try await putBack(keeping: "2015-Q4", forgetting: ["NEED-02"])
        try change("UPDATE period_change SET generation = generation + 1")
        for need in need.map({ [$0, "NEED-04"] }) ?? [] {
            // The first is replaced before it leaves.
            try await again.freeze(now: Date())
            try await fixture.record("2015-Q4", need: need, into: restored)
        }
        try await fixture.push(again)
        #expect(
            try positions() == [["2015-Q4", "1", "1", "-"], ["2015-Q4", "2", "2", "1"], ["2015-Q4", "3", "3", "2"]]
        )
    }

    @Test func `a revision hides nobody with one whom an earlier one showed, also where the store forgot that`()
        async throws
    {
        func late(into store: Store?) async throws {
            for unit in ["WEST-NEGEV", "EAST-NEGEV"] {
                for organisation in ["ORG-ELKA", "ORG-MIFAM"] {
                    try await fixture.record("2015-Q4", by: organisation, in: unit, into: store)
                }
            }
        }
        let backup = try DeliveryFixture.copy(of: fixture)
        let courier = fixture.courier(to: .at(server.url))
        try await late(into: nil)
        try await fixture.push(courier)
        try await fixture.record("2015-Q4", by: "ORG-URBANICS", in: "EAST-NEGEV")
        try await fixture.push(courier)
        let restored = try fixture.putBack(backup)
        try await late(into: restored)
        try await fixture.record("2015-Q4", by: "ORG-URBANICS", in: "EAST-NEGEV", into: restored)
        try await fixture.record("2015-Q4", need: "NEED-02", into: restored)
        try await fixture.push(fixture.courier(to: .at(server.url), from: restored))
        let suppliers = try server.requests.map { Set(try $0.document().figures.suppliers.keys.map(\.rawValue)) }
        #expect(suppliers.first == ["ORG-ELKA", "ORG-MIFAM"] && suppliers.count == 3)
        for later in suppliers.dropFirst() { #expect(later.count == 1 && !later.contains("ORG-OTHER")) }
    }

    @Test func `a period that is over and of which nobody reported who should is told once`() async throws {
        let expected = Accompaniment.Expectation(
            organisation: .elka,
            unit: try #require(Code(rawValue: "WEST-NEGEV")),
            from: CalendarDay("2015-07-01"),
            until: CalendarDay("2016-03-31")
        )
        try await fixture.record("2015-Q3")
        let summariser = Summariser(
            registry: fixture.registry(expecting: [expected]),
            installation: fixture.store.installation,
            expecting: .quarter
        )
        func isTold(_ period: String) async throws -> Bool {
            let period = try #require(Period(code: period))
            return try await fixture.store.summary(of: period, for: "ministry", with: summariser) != nil
        }
        for (period, told) in [("2016-Q1", true), ("2016-Q2", false), ("2015-Q2", false)] {
            #expect(try await isTold(period) == told)
        }
        let courier = fixture.courier(to: .at(server.url), expecting: [expected])
        for _ in 1...2 { try await fixture.push(courier) }
        #expect(
            try positions() == [["2015-Q3", "1", "1", "-"], ["2015-Q4", "2", "1", "-"], ["2016-Q1", "3", "1", "-"]]
        )
        let reporting = try server.requests.map { try $0.document().figures.reporting }
        #expect(reporting.map(\.received) == [1, 0, 0] && reporting.map(\.expected) == [1, 1, 1])
        #expect(reporting.map { $0.missingClusters.map(\.rawValue) } == [[], ["WEST-NEGEV"], ["WEST-NEGEV"]])
        // They changed when it was seen that nobody reported.
        #expect(try server.requests.dropFirst().allSatisfy { try $0.document().generatedAt > "2020" })
        // Whoever reports late makes a revision.
        try await fixture.record("2015-Q4")
        try await fixture.push(courier)
        #expect(try positions().dropFirst(3).first == ["2015-Q4", "4", "2", "1"])
    }

    @Test func `the period of today is not over, and none is told of which nothing was expected`() async throws {
        try await fixture.record("2015-Q3")
        let expected = Accompaniment.Expectation(
            organisation: .elka,
            unit: try #require(Code(rawValue: "WEST-NEGEV")),
            from: CalendarDay(day: Date())
        )
        try await fixture.push(fixture.courier(to: .at(server.url), expecting: [expected]))
        #expect(try positions().map(\.first) == ["2015-Q3"])
    }

    @Test func `the same rows in another file queue nothing`() async throws {
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q4")
        try await fixture.push(courier)
        try await fixture.record("2015-Q4")
        try await fixture.push(courier)
        #expect(server.requests.count == 1)
    }

    @Test func `a content that comes back has a key of its own`() async throws {
        let courier = fixture.courier(to: .at(server.url))
        for need in ["NEED-01", "NEED-02", "NEED-01"] {
            try await fixture.record("2015-Q4", need: need)
            try await fixture.push(courier)
        }
        #expect(
            try positions() == [["2015-Q4", "1", "1", "-"], ["2015-Q4", "2", "2", "1"], ["2015-Q4", "3", "3", "2"]]
        )
        #expect(Set(server.requests.map { $0["Idempotency-Key"] }).count == 3)
    }

    @Test func `sequences have no gaps, refusals and corrections included`() async throws {
        let refusing = try CaptureServer { request in request.number.isMultiple(of: 3) ? .status(422) : .echo() }
        let courier = fixture.courier(to: .at(refusing.url))
        let rounds = [["2015-Q1", "2015-Q3"], ["2015-Q4"], ["2015-Q3"], ["2015-Q2", "2015-Q4"]]
        for (number, periods) in rounds.enumerated() {
            for period in periods { try await fixture.record(period, need: "NEED-0\(number + 1)") }
            try await fixture.push(courier)
            try await courier.freeze(now: Date())
        }
        let sequences = try refusing.requests.map { try $0.document().sequence }
        #expect(sequences == Array(1...6))
        let totals = try await fixture.store.outbox(of: "ministry")
        #expect((totals.delivered, totals.refused) == (4, 2))
    }

    @Test func `each office has its own row`() async throws {
        let other = try CaptureServer(.echo())
        let ministry = fixture.courier(to: .at(server.url, name: "ministry"))
        let district = fixture.courier(to: .at(other.url, name: "district"))
        try await fixture.record("2015-Q3")
        try await fixture.push(ministry)
        try await fixture.record("2015-Q4")
        try await fixture.push(district)
        try await fixture.push(ministry)

        for server in [server, other] {
            #expect(try server.requests.map { try $0.document().sequence } == [1, 2])
            #expect(try server.requests.map { try $0.document().period.code } == ["2015-Q3", "2015-Q4"])
        }
        let keys = Set((server.requests + other.requests).map { $0["Idempotency-Key"] })
        #expect(keys.count == 4)
    }
}
