import Accompaniment
import Foundation
import Store
import TestSupport
import Testing

@testable import Sync

/// From a real store over a real socket: what each answer does to the row of envelopes.
@Suite(.timeLimit(.minutes(1))) struct CourierTests {
    private let fixture: DeliveryFixture

    init() throws { fixture = try DeliveryFixture() }

    @Test func `an envelope that the office echoes is delivered`() async throws {
        let server = try CaptureServer(.echo())
        try await fixture.record("2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        try await courier.freeze(now: Date())
        #expect(try await fixture.store.outbox(of: "ministry").queued == 1)
        #expect(try await courier.deliver() == nil)

        let totals = try await fixture.store.outbox(of: "ministry")
        #expect(totals.delivered == 1)
        #expect(totals.queued == 0)
        #expect(totals.lastDeliveredAt != nil)
        #expect(totals.alarm == nil)
        let request = try #require(server.requests.first)
        let document = try request.document()
        #expect(server.requests.count == 1)
        #expect(document.period.code == "2015-Q4")
        #expect((document.sequence, document.revision, document.supersedes) == (1, 1, nil))
        #expect(document.idempotencyKey == request["Idempotency-Key"])
        #expect(document.source == fixture.store.installation.uuidString.lowercased())
    }

    @Test(arguments: [
        CaptureServer.Answer.status(200), .status(200, body: "{}"), .status(200, body: #"{"received": "other"}"#),
        .status(204), .status(302), .status(401), .status(404), .status(500), .status(503), .close,
        .raw(Data("HTTP/1.1 200 OK\r\nContent-Le".utf8)),
        .raw(Data("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".utf8)), .raw(Data("no HTTP\r\n".utf8)),
    ])
    func `without the echo an envelope is not delivered`(answer: CaptureServer.Answer) async throws {
        let server = try CaptureServer(answer)
        try await fixture.record("2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        try await courier.freeze(now: Date())
        #expect(try await courier.deliver() != nil)

        let totals = try await fixture.store.outbox(of: "ministry")
        #expect((totals.queued, totals.delivered, totals.refused) == (1, 0, 0))
        #expect(try #require(totals.nextAttemptAt) > .distantPast)
        #expect(server.requests.count == 1)
    }

    @Test func `the status is enough for an office that is configured so`() async throws {
        let server = try CaptureServer(.status(202))
        try await fixture.record("2015-Q4")
        try await fixture.push(fixture.courier(to: .at(server.url, acknowledgement: .status)))
        #expect(try await fixture.store.outbox(of: "ministry").delivered == 1)
    }

    @Test func `after a 500 the same bytes go out under the same key`() async throws {
        let server = try CaptureServer(.status(500, headers: [("Retry-After", "1")]), .echo())
        try await fixture.record("2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.push(courier)

        #expect(try await fixture.store.outbox(of: "ministry").delivered == 1)
        let requests = server.requests
        try #require(requests.count == 2)
        #expect(requests[0]["Idempotency-Key"] == requests[1]["Idempotency-Key"])
        #expect(requests[0]["Content-Digest"] == requests[1]["Content-Digest"])
        #expect(requests[0].body == requests[1].body)
    }

    @Test func `a wait that the office asked for is kept, also over a restart`() async throws {
        let server = try CaptureServer(.status(503, headers: [("Retry-After", "1800")]), .echo())
        try await fixture.record("2015-Q4")
        let office = Office.at(server.url)
        let courier = fixture.courier(to: office)
        let before = Date()
        try await courier.freeze(now: before)
        let wait = try #require(try await courier.deliver())
        #expect((.seconds(1700) ... .seconds(1800)).contains(wait))
        let nextAttempt = try #require(try await fixture.store.outbox(of: "ministry").nextAttemptAt)
        #expect(nextAttempt >= before.addingTimeInterval(1799))

        let reopened = try Store.open(at: fixture.folder.path("eshkold.sqlite"))
        for courier in [courier, fixture.courier(to: office, from: reopened)] {
            #expect(try #require(try await courier.deliver()) > .seconds(1700))
        }
        #expect(server.requests.count == 1)
    }

    @Test func `while the first envelope waits the next ones wait behind it`() async throws {
        let server = try CaptureServer(.status(429, headers: [("Retry-After", "1800")]), .echo())
        try await fixture.record("2015-Q3", "2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        try await courier.freeze(now: Date())
        for _ in 0..<3 { #expect(try await courier.deliver() != nil) }
        #expect(server.requests.count == 1)
        #expect(try await fixture.store.outbox(of: "ministry").queued == 2)
    }

    @Test(arguments: [400, 413, 415, 422])
    func `a refused envelope is put aside and the next one still goes`(status: Int) async throws {
        let server = try CaptureServer(.status(status, body: #"{"error": "unknown code"}"#), .echo())
        try await fixture.record("2015-Q3", "2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        try await courier.freeze(now: Date())
        #expect(try await courier.deliver() == nil)

        let totals = try await fixture.store.outbox(of: "ministry")
        #expect((totals.queued, totals.delivered, totals.refused) == (0, 1, 1))
        #expect(totals.alarm == nil)
        #expect(try server.requests.map { try $0.document().period.code } == ["2015-Q3", "2015-Q4"])
        #expect(try await courier.deliver() == nil)
        #expect(server.requests.count == 2)
    }

    @Test func `a page of HTML raises the alarm and a later good answer clears it`() async throws {
        let page = CaptureServer.Answer.status(
            200,
            headers: [("Content-Type", "text/html")],
            body: "<!DOCTYPE html><html></html>"
        )
        let server = try CaptureServer(page, .status(503, headers: [("Retry-After", "0")]), .echo())
        try await fixture.record("2015-Q3", "2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        try await courier.freeze(now: Date())
        #expect(try await courier.deliver() != nil)
        #expect(server.requests.count == 1, "one envelope probes, the others are held")
        let alarmed = try await fixture.store.outbox(of: "ministry")
        #expect(alarmed.alarm?.isEmpty == false)
        #expect(alarmed.queued == 2)

        // An office that does not answer for a while mended nothing.
        _ = try await fixture.store.retry(office: "ministry", sequence: nil)
        #expect(try await courier.deliver() != nil)
        #expect(server.requests.count == 2)
        #expect(try await fixture.store.outbox(of: "ministry").alarm == alarmed.alarm)

        try await fixture.push(courier)
        let totals = try await fixture.store.outbox(of: "ministry")
        #expect(totals.alarm == nil)
        #expect(totals.delivered == 2)
        #expect(server.requests.count == 4)
    }

    @Test func `an office that cannot be reached is no alarm`() async throws {
        try await fixture.record("2015-Q4")
        let courier = fixture.courier(to: .at(try #require(URL(string: "http://127.0.0.1:1/v1/summaries"))))
        try await courier.freeze(now: Date())
        #expect(try await courier.deliver() != nil)
        let totals = try await fixture.store.outbox(of: "ministry")
        #expect(totals.queued == 1)
        #expect(totals.alarm == nil)
        #expect(totals.lastAnswer?.isEmpty == false)
    }

    @Test func `the answer that is told is that to what waits, not to what went out after it`() async throws {
        let server = try CaptureServer { request in
            request.number == 1 ? .status(422) : request.number == 2 ? .echo() : .status(503)
        }
        try await fixture.record("2015-Q3", "2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.push(courier)
        #expect(try await fixture.store.outbox(of: "ministry").lastAnswer == "200")
        #expect(try await fixture.store.retry(office: "ministry", sequence: 1) == 1)
        #expect(try await courier.deliver() != nil)
        #expect(try await fixture.store.outbox(of: "ministry").lastAnswer == "the office answered 503")
    }

    @Test func `what was never tried has no answer, whatever others had`() async throws {
        let server = try CaptureServer(.echo())
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q3")
        try await fixture.push(courier)
        try await fixture.record("2015-Q4")
        try await courier.freeze(now: Date())
        let totals = try await fixture.store.outbox(of: "ministry")
        #expect(totals.queued == 1 && totals.lastAnswer == nil)
    }

    @Test func `an alarm stands since it began, also when its reason changes`() async throws {
        let server = try CaptureServer(.status(401), .status(404), .echo())
        let courier = fixture.courier(to: .at(server.url))
        try await fixture.record("2015-Q4")
        try await courier.freeze(now: Date())
        let before = Date()
        _ = try await courier.deliver()
        let first = try await fixture.store.outbox(of: "ministry")
        let since = try #require(first.alarmSince)
        #expect(abs(since.timeIntervalSince(before)) < 60)
        _ = try await fixture.store.retry(office: "ministry", sequence: nil)
        _ = try await courier.deliver()
        let second = try await fixture.store.outbox(of: "ministry")
        #expect(second.alarm != first.alarm && second.alarmSince == since)
        _ = try await fixture.store.retry(office: "ministry", sequence: nil)
        try await fixture.push(courier)
        #expect(try await fixture.store.outbox(of: "ministry").alarmSince == nil)
    }

    @Test func `a delivery that is cancelled leaves the envelope as it was`() async throws {
        let silent = try CaptureServer(.silence)
        let server = try CaptureServer(.echo())
        try await fixture.record("2015-Q4")
        let courier = fixture.courier(to: .at(silent.url))
        try await courier.freeze(now: Date())
        let task = Task { try await courier.deliver() }
        #expect(try await eventually { silent.requests.count == 1 })
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }

        #expect(try await fixture.courier(to: .at(server.url)).deliver() == nil)
        #expect(try await fixture.store.outbox(of: "ministry").delivered == 1)
        #expect(server.requests.first?.body == silent.requests.first?.body)
    }
}
