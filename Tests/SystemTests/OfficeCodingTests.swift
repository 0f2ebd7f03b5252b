import Accompaniment
import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// The reference office and bodies that are coded with gzip.
@Suite(.timeLimit(.minutes(2)))
struct OfficeCodingTests {
    private let office: RunningOffice
    private let key: WebhookKey
    private let document: SummaryDocument

    init() async throws {
        office = try await RunningOffice()
        key = try #require(WebhookKey(Installation.signingKey))
        let registry = try Repository.lexicon().registry
        let facts = PeriodFacts(period: try #require(Period(code: "2015-Q4")))
        let content = try SummaryDocument.Content(
            figures: Figures(facts, registry: registry),
            period: facts.period,
            labelPack: registry.labelPack
        )
        document = SummaryDocument(
            content,
            at: .init(office: "office", sequence: 1, revision: 1, supersedes: nil),
            installation: UUID(),
            changedAt: Date(timeIntervalSince1970: 1_448_841_600)
        )
    }

    /// - Parameter isSigned: With the office's key; with none otherwise.
    private func send(_ body: Data, coding: String?, isSigned: Bool = true) async throws -> HTTPURLResponse {
        var request = URLRequest(url: try #require(URL(string: office.url + "/v1/summaries")))
        request.httpMethod = "POST"
        request.httpBody = body
        let id = document.idempotencyKey
        let timestamp = Int(Date().timeIntervalSince1970)
        var headers = [
            "Content-Type": "application/json", "Content-Digest": ContentDigest.header(body), "Idempotency-Key": id,
            "webhook-id": id, "webhook-timestamp": String(timestamp), "ce-specversion": "1.0", "ce-id": id,
            "ce-source": "urn:uuid:\(document.source)", "ce-type": "eshkol.summary.v1",
            "ce-subject": document.period.code, "ce-time": document.generatedAt,
        ]
        if isSigned { headers["webhook-signature"] = key.signature(id: id, timestamp: timestamp, body: body) }
        headers["Content-Encoding"] = coding
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let response = try await URLSession.shared.data(for: request).1
        return try #require(response as? HTTPURLResponse)
    }

    @Test func `a coded summary is kept as it was before, and is the same as the plain one`() async throws {
        let plain = try document.encoded()
        let coded = try #require(Gzip.compressed(plain))
        let first = try await send(coded, coding: "gzip")
        #expect(first.statusCode == 201)
        #expect(first.value(forHTTPHeaderField: "Accept-Encoding") == "gzip")
        #expect(try office.bodies() == [plain])
        #expect(try await send(coded, coding: "X-GZIP").statusCode == 200)
        #expect(try await send(plain, coding: nil).statusCode == 200)
        #expect(try await send(plain, coding: "identity").statusCode == 200)
        #expect(try office.bodies() == [plain])
    }

    @Test func `what cannot be decoded is refused in words, with what the office takes`() async throws {
        let plain = try document.encoded()
        let coded = try #require(Gzip.compressed(plain))
        let bomb = try #require(Gzip.compressed(Data(repeating: 0x20, count: 200 << 20)))
        for (body, coding, status) in [
            (coded, "br", 415), (coded, "gzip, gzip", 415), (plain, "gzip", 400), (coded.dropLast(5), "gzip", 400),
            (bomb, "gzip", 413),
        ] {
            let response = try await send(Data(body), coding: coding)
            #expect(response.statusCode == status, "\(coding)")
            #expect(response.value(forHTTPHeaderField: "Accept-Encoding") == "gzip")
        }
        #expect(try office.bodies().isEmpty)
    }

    @Test func `nothing is decoded for somebody without the key`() async throws {
        #expect(try await send(Data("no gzip".utf8), coding: "gzip", isSigned: false).statusCode == 401)
        #expect(try await send(Data("no coding".utf8), coding: "br", isSigned: false).statusCode == 401)
    }
}
