import Accompaniment
import Foundation
import Store
import TestSupport
import Testing

@testable import Sync

/// Each row of the table of answers (design.md 3.4) from a real store over a real socket, and what has become of the
/// envelope then.
@Suite(.timeLimit(.minutes(1))) struct AnswerTableTests {
    private let fixture: DeliveryFixture

    init() throws { fixture = try DeliveryFixture() }

    enum Outcome: Sendable {
        case delivered, waits, alarm, refused
    }

    /// What a server does, in words, and what it is taken for.
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let answer: CaptureServer.Answer
        let outcome: Outcome
        var acknowledgement = Office.Acknowledgement.echo

        var testDescription: String { "\(what): \(outcome)" }
    }

    private static let page = "<!DOCTYPE html><html><body>Sign in</body></html>"
    private static let html = [("Content-Type", "text/html; charset=utf-8")]

    private static func raw(_ text: String) -> CaptureServer.Answer { .raw(Data(text.utf8)) }

    /// 60 MiB of spaces, sixty kilobytes on the way.
    private static let bomb: Data = {
        let coded = Gzip.compressed(Data(repeating: 0x20, count: 60 << 20)) ?? Data()
        return Data("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(coded.count)\r\n\r\n".utf8) + coded
    }()

    private static let good: [Row] =
        [200, 201, 202, 409].map { Row(what: "\($0) with the key", answer: .echo(status: $0), outcome: .delivered) }

    private static let goodByStatus: [Row] = [200, 201, 202].map {
        Row(
            what: "\($0) where the status is enough",
            answer: .status($0),
            outcome: .delivered,
            acknowledgement: .status
        )
    }

    private static let passing: [Row] = [408, 425, 429, 500, 502, 503, 504, 599].map {
        Row(what: "\($0)", answer: .status($0), outcome: .waits, acknowledgement: .status)
    }

    private static let misconfigured: [Row] = [401, 403, 404, 405, 407, 410, 409, 204, 206, 207, 300, 304, 418].map {
        Row(what: "\($0)", answer: .status($0, body: "{}"), outcome: .alarm, acknowledgement: .status)
    }

    private static let refused: [Row] = [400, 413, 415, 422].map {
        Row(what: "\($0)", answer: .status($0, body: #"{"error":"no"}"#), outcome: .refused)
    }

    private static let pages: [Row] = [200, 201, 400, 413, 415, 422, 503].map {
        let outcome: Outcome = $0 == 503 ? .waits : .alarm
        return Row(
            what: "\($0) of a portal",
            answer: .status($0, headers: html, body: page),
            outcome: outcome,
            acknowledgement: .status
        )
    }

    private static let broken: [Row] = [
        Row(what: "an empty 200", answer: .status(200), outcome: .alarm),
        Row(what: "another key", answer: .status(200, body: #"{"received":"0"}"#), outcome: .alarm),
        Row(what: "no byte", answer: .close, outcome: .waits),
        Row(what: "a reset", answer: .reset(after: Data()), outcome: .waits),
        Row(what: "a reset after 200", answer: .reset(after: Data("HTTP/1.1 200 OK\r\n".utf8)), outcome: .waits),
        Row(
            what: "half a header where the status is enough",
            answer: raw("HTTP/1.1 200 OK\r\nContent-Le"),
            outcome: .waits,
            acknowledgement: .status
        ),
        Row(what: "half a header", answer: raw("HTTP/1.1 200 OK\r\nContent-Le"), outcome: .waits),
        Row(what: "half a body", answer: raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"rec"), outcome: .waits),
        Row(
            what: "half a chunk",
            answer: raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"rec"),
            outcome: .waits
        ),
        Row(what: "a body without end", answer: .endless, outcome: .waits),
        Row(
            what: "headers without end",
            answer: .status(200, headers: [("X-Long", String(repeating: "x", count: 70_000))]),
            outcome: .waits
        ),
        Row(what: "a gzip bomb", answer: .raw(bomb), outcome: .alarm),
    ]

    static let rows: [Row] = [good, goodByStatus, passing, misconfigured, refused, pages, broken].flatMap { $0 }

    @Test(arguments: rows) func `each answer has the outcome of the table`(row: Row) async throws {
        let server = try CaptureServer(row.answer)
        try await fixture.record("2015-Q4")
        let courier = fixture.courier(to: .at(server.url, acknowledgement: row.acknowledgement))
        try await courier.freeze(now: Date())
        let wait = try await courier.deliver()

        let totals = try await fixture.store.outbox(of: "ministry")
        let isHeld = [.waits, .alarm].contains(row.outcome)
        #expect((wait != nil) == isHeld)
        #expect(totals.queued == (isHeld ? 1 : 0))
        #expect(totals.delivered == (row.outcome == .delivered ? 1 : 0))
        #expect(totals.refused == (row.outcome == .refused ? 1 : 0))
        #expect((totals.alarm != nil) == (row.outcome == .alarm), "\(totals.alarm ?? "no alarm")")
        #expect(server.requests.count == 1)
    }

    @Test(arguments: ["http", "https", "itself"], [301, 302, 303, 307, 308])
    func `no redirect is followed, and what is secret goes to no other host`(to place: String, status: Int) async throws
    {
        let other = try CaptureServer(.echo())
        let target = other.url.absoluteString.replacing("http:", with: place == "https" ? "https:" : "http:")
        let server = try CaptureServer { request in
            .status(status, headers: [("Location", place == "itself" ? request.path : target)])
        }
        var office = Office.at(server.url, acknowledgement: .status)
        office.token = "s3cret"
        try await fixture.record("2015-Q4")
        let courier = fixture.courier(to: office)
        try await courier.freeze(now: Date())
        #expect(try await courier.deliver() != nil)
        #expect(try await fixture.store.outbox(of: "ministry").alarm != nil)
        #expect(server.requests.count == 1 && other.connections == 0)
    }

    @Test
    func `an office that refuses every envelope gets each of them once, and all of them again when it is asked for`()
        async throws
    {
        let server = try CaptureServer { $0.number <= 3 ? .status(413) : .echo() }
        try await fixture.record("2015-Q2", "2015-Q3", "2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        try await courier.freeze(now: Date())
        for _ in 1...3 { #expect(try await courier.deliver() == nil) }
        #expect(server.requests.count == 3)
        #expect(try await fixture.store.outbox(of: "ministry").refused == 3)
        #expect(try await fixture.store.retry(office: "ministry", sequence: nil) == 3)
        #expect(try await courier.deliver() == nil)
        #expect(try await fixture.store.outbox(of: "ministry").delivered == 3)
        #expect(server.requests[3...].map(\.body) == server.requests[..<3].map(\.body))
    }

    /// What a header says: words, or a date so many seconds from when it is sent.
    enum Value: Sendable, ExpressibleByStringLiteral {
        case words(String)
        case date(Double)

        init(stringLiteral words: String) { self = .words(words) }

        var text: String {
            switch self {
            case .words(let words): return words
            case .date(let seconds):
                let formatter = DateFormatter()
                formatter.locale = Locale(identifier: "en_US_POSIX")
                formatter.timeZone = TimeZone(identifier: "GMT")
                formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
                return formatter.string(from: Date().addingTimeInterval(seconds))
            }
        }
    }

    /// Each `Retry-After`, the `Date` beside them, and the seconds within which the next attempt is.
    struct Wait: Sendable {
        let headers: [(name: String, value: Value)]
        let seconds: ClosedRange<Double>

        init(_ values: Value..., date: Value? = nil, seconds: ClosedRange<Double>) {
            headers = values.map { ("Retry-After", $0) } + (date.map { [("Date", $0)] } ?? [])
            self.seconds = seconds
        }
    }

    /// Ours after the first attempt, whatever was asked for.
    private static let ours = 0.0...2.0
    private static let day = 86_400.0

    static let waits = [
        Wait("120", seconds: 60...120), Wait("1000000000", seconds: 3500...3600), Wait("0", seconds: ours),
        Wait("-120", seconds: ours), Wait("soon", seconds: ours), Wait("", seconds: ours), Wait("1e3", seconds: ours),
        Wait("5", "600", seconds: 540...600), Wait("600", "soon", seconds: 540...600), Wait("5, 600", seconds: ours),
        Wait(.date(600), seconds: 540...600), Wait(.date(-600), seconds: ours),
        Wait(.date(10 * 365 * day), seconds: 3500...3600),
        // An office whose clock is a day off means its own.
        Wait(.date(day + 600), date: .date(day), seconds: 540...600),
        Wait(.date(600 - day), date: .date(-day), seconds: 540...600),
        Wait(.date(600), date: "some day", seconds: 540...600),
    ]

    @Test(arguments: waits) func `what the office says of the next attempt is obeyed within bounds`(wait: Wait)
        async throws
    {
        let server = try CaptureServer { _ in
            .status(503, headers: wait.headers.map { ($0.name, $0.value.text) })
        }
        try await fixture.record("2015-Q4")
        let courier = fixture.courier(to: .at(server.url))
        try await courier.freeze(now: Date())
        let rest = try #require(try await courier.deliver())
        #expect(wait.seconds.contains(rest.seconds), "\(rest)")
    }

    @Test func `an answer on the way says nothing of the office`() async throws {
        let hints = "HTTP/1.1 103 Early Hints\r\nContent-Type: text/html\r\nRetry-After: 9\r\n\r\n"
        let server = try CaptureServer { request in
            let echo = #"{"received":"\#(request["Idempotency-Key"] ?? "")"}"#
            return Self.raw(hints + "HTTP/1.1 200 OK\r\nContent-Length: \(echo.utf8.count)\r\n\r\n\(echo)")
        }
        try await fixture.record("2015-Q4")
        try await fixture.push(fixture.courier(to: .at(server.url)))
        #expect(try await fixture.store.outbox(of: "ministry").delivered == 1)
    }
}
