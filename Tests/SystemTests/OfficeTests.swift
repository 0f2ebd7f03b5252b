import Accompaniment
import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// The reference office, over a real socket: what it takes, what it refuses, what it notices.
@Suite(.timeLimit(.minutes(2)))
struct OfficeTests {
    /// A request whose parts a test can spoil.
    private struct Push {
        var body: Data
        var headers: [String: String]

        init(_ document: SummaryDocument, key: WebhookKey, now: Date = Date()) throws {
            body = try document.encoded()
            let timestamp = Int(now.timeIntervalSince1970)
            headers = [
                "Content-Type": "application/json", "Content-Digest": ContentDigest.header(body),
                "Idempotency-Key": document.idempotencyKey, "webhook-id": document.idempotencyKey,
                "webhook-timestamp": String(timestamp),
                "webhook-signature": key.signature(id: document.idempotencyKey, timestamp: timestamp, body: body),
                "ce-specversion": "1.0", "ce-id": document.idempotencyKey, "ce-source": "urn:uuid:\(document.source)",
                "ce-type": "eshkol.summary.v1", "ce-subject": document.period.code, "ce-time": document.generatedAt,
            ]
        }
    }

    private let office: RunningOffice
    private let key: WebhookKey

    init() async throws {
        office = try await RunningOffice()
        key = try #require(WebhookKey(Installation.signingKey))
    }

    private func document(sequence: Int, revision: Int = 1, installation: UUID) throws -> SummaryDocument {
        var facts = PeriodFacts(period: try #require(Period(code: "2015-Q4")))
        facts.quality.rows.accepted = revision
        let registry = try Repository.lexicon().registry
        return try SummaryDocument(
            figures: Figures(facts, registry: registry),
            period: facts.period,
            labelPack: registry.labelPack,
            at: .init(
                office: "office",
                sequence: sequence,
                revision: revision,
                supersedes: revision > 1 ? revision - 1 : nil
            ),
            installation: installation,
            changedAt: Date(timeIntervalSince1970: 1_448_841_600)
        )
    }

    private func send(_ push: Push) async throws -> (status: Int, answer: [String: Any]) {
        var request = URLRequest(url: try #require(URL(string: office.url + "/v1/summaries")))
        request.httpMethod = "POST"
        request.httpBody = push.body
        for (name, value) in push.headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = try #require(response as? HTTPURLResponse).statusCode
        return (status, try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any]))
    }

    @Test func `a signed summary is stored once and answered with its key, however often it comes`() async throws {
        let push = try Push(document(sequence: 1, installation: UUID()), key: key)
        let first = try await send(push)
        #expect(first.status == 201)
        #expect(first.answer["received"] as? String == push.headers["Idempotency-Key"])
        let second = try await send(push)
        #expect(second.status == 200)
        #expect(second.answer["received"] as? String == push.headers["Idempotency-Key"])
        #expect(try await office.listing().summaries.count == 1)
    }

    @Test func `a wrong signature, a stale one, or none is 401 and stores nothing`() async throws {
        let other = try #require(WebhookKey("whsec_" + Data(repeating: 9, count: 32).base64EncodedString()))
        let summary = try document(sequence: 1, installation: UUID())
        var unsigned = try Push(summary, key: key)
        unsigned.headers["webhook-signature"] = nil
        for push in [
            try Push(summary, key: other), try Push(summary, key: key, now: Date(timeIntervalSinceNow: -3600)),
            unsigned,
        ] {
            #expect(try await send(push).status == 401)
        }
        #expect(try await office.listing().summaries.isEmpty)
    }

    @Test func `a body that does not match its digest or its key is 400`() async throws {
        let summary = try document(sequence: 1, installation: UUID())
        var wrongDigest = try Push(summary, key: key)
        wrongDigest.headers["Content-Digest"] = ContentDigest.header(Data("other".utf8))
        var wrongKey = try Push(summary, key: key)
        wrongKey.headers["Idempotency-Key"] = String(repeating: "0", count: 64)
        for push in [wrongDigest, wrongKey] {
            let result = try await send(push)
            #expect(result.status == 400)
            #expect(result.answer["error"] is String)
        }
        #expect(try await office.listing().summaries.isEmpty)
    }

    @Test func `a taken sequence with other content is 409`() async throws {
        let installation = UUID()
        #expect(try await send(Push(document(sequence: 1, installation: installation), key: key)).status == 201)
        let rival = try Push(document(sequence: 1, revision: 2, installation: installation), key: key)
        #expect(try await send(rival).status == 409)
    }

    @Test func `a gap in the sequence is told to the sender, in the list and on the page`() async throws {
        let installation = UUID()
        _ = try await send(Push(document(sequence: 1, installation: installation), key: key))
        let result = try await send(Push(document(sequence: 3, revision: 2, installation: installation), key: key))
        #expect(result.status == 201)
        #expect(result.answer["missingSequences"] as? [Int] == [2])
        #expect(try await office.listing().gaps == [installation.uuidString.lowercased(): [2]])
        let page = String(decoding: try await office.get("/"), as: UTF8.self)
        #expect(page.contains("חסר"))
    }

    @Test func `an office killed after its answer still knows the summary`() async throws {
        let push = try Push(document(sequence: 1, installation: UUID()), key: key)
        #expect(try await send(push).status == 201)
        office.program.signal(SIGKILL)
        _ = try await office.program.wait()
        #expect(try office.bodies() == [push.body])
    }
}
