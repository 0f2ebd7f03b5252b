import Accompaniment
import Foundation
import TestSupport
import Testing

/// The reference office, over a real socket: what it takes, what it refuses, what it notices.
@Suite(.timeLimit(.minutes(2)))
struct OfficeTests {
    private let office: RunningOffice
    private let key: WebhookKey

    init() async throws {
        office = try await RunningOffice()
        key = try #require(WebhookKey(Installation.signingKey))
    }

    private func document(sequence: Int, revision: Int = 1, installation: UUID) throws -> SummaryDocument {
        try OfficePush.document(sequence: sequence, revision: revision, installation: installation)
    }

    private func send(_ push: OfficePush) async throws -> (status: Int, answer: [String: Any]) {
        let answer = try await office.push(push)
        return (answer.status, try answer.object())
    }

    @Test func `a signed summary is stored once and answered with its key, however often it comes`() async throws {
        let push = try OfficePush(document(sequence: 1, installation: UUID()), key: key)
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
        var unsigned = try OfficePush(summary, key: key)
        unsigned.headers["webhook-signature"] = nil
        for push in [
            try OfficePush(summary, key: other),
            try OfficePush(summary, key: key, now: Date(timeIntervalSinceNow: -3600)),
            unsigned,
        ] {
            #expect(try await send(push).status == 401)
        }
        #expect(try await office.listing().summaries.isEmpty)
    }

    @Test func `a body that does not match its digest or its key is 400`() async throws {
        let summary = try document(sequence: 1, installation: UUID())
        var wrongDigest = try OfficePush(summary, key: key)
        wrongDigest.headers["Content-Digest"] = ContentDigest.header(Data("other".utf8))
        var wrongKey = try OfficePush(summary, key: key)
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
        #expect(try await send(OfficePush(document(sequence: 1, installation: installation), key: key)).status == 201)
        let rival = try OfficePush(document(sequence: 1, revision: 2, installation: installation), key: key)
        #expect(try await send(rival).status == 409)
    }

    @Test func `a gap in the sequence is told to the sender, in the list and on the page`() async throws {
        let installation = UUID()
        _ = try await send(OfficePush(document(sequence: 1, installation: installation), key: key))
        let late = try OfficePush(document(sequence: 3, revision: 2, installation: installation), key: key)
        let result = try await send(late)
        #expect(result.status == 201)
        #expect(result.answer["missingSequences"] as? [Int] == [2])
        #expect(try await office.listing().gaps == [installation.uuidString.lowercased(): [2]])
        let page = String(decoding: try await office.get("/"), as: UTF8.self)
        #expect(page.contains("חסר"))
    }

    @Test func `an office killed after its answer still knows the summary`() async throws {
        let push = try OfficePush(document(sequence: 1, installation: UUID()), key: key)
        #expect(try await send(push).status == 201)
        office.program.signal(SIGKILL)
        _ = try await office.program.wait()
        #expect(try office.bodies() == [push.body])
    }

    @Test func `what was taken an hour ago is not taken again as it was, but as a new attempt`() async throws {
        let summary = try document(sequence: 1, installation: UUID())
        #expect(try await send(OfficePush(summary, key: key)).status == 201)
        let recorded = try OfficePush(summary, key: key, now: Date(timeIntervalSinceNow: -301))
        #expect(try await send(recorded).status == 401)
        #expect(try await send(OfficePush(summary, key: key, now: Date(timeIntervalSinceNow: 301))).status == 401)
        // Clocks may be some minutes apart.
        #expect(try await send(OfficePush(summary, key: key, now: Date(timeIntervalSinceNow: -270))).status == 200)
        #expect(try await office.listing().summaries.count == 1)
    }

    @Test func `nothing beside the schema is taken, nor a number that no figure can be`() async throws {
        let summary = try document(sequence: 1, installation: UUID())
        let text = String(decoding: try summary.encoded(), as: UTF8.self)
        let spoiled = [
            text.replacing("{\"choice\":{", with: "{\"choice\":{\"escort\":\"טל\","),
            text.replacing("{\"choice\"", with: "{\"remark\":\"טקסט\",\"choice\""),
            text.replacing("\"imposed\":0", with: "\"imposed\":-1"),
            text.replacing("\"imposed\":0", with: "\"imposed\":9223372036854775807"),
            text.replacing("\"labelPack\":\"", with: "\"labelPack\":\"שם "),
            text.replacing("\"supersedes\":null", with: "\"supersedes\":1"),
            text.replacing("\"track\":{", with: "\"track\":{\"טל\":7,"),
            // One of two equal keys is all that a parser sees.
            text.replacing("\"labelPack\":\"", with: "\"labelPack\":\"טל\",\"labelPack\":\""),
            text.replacing("\"period\":", with: "\"labelPack\":\"טל\",\"period\":"),
            text.replacing("{\"choice\"", with: "{ \"choice\""),
            text.replacing("\"imposed\":0", with: "\"imposed\":0.0"),
            text.replacing("\"byType\":{}", with: "\"byType\":{\"FOR-0521234567\":1}"),
            text.replacing("\"labelPack\":\"", with: "\"labelPack\":\"052-1234567-"),
            text.replacing("\"shareOthers\":null", with: "\"shareOthers\":101"),
            text.replacing("\"imposedClusters\":[]", with: "\"imposedClusters\":[\"A\",\"A\"]"),
        ]
        for body in spoiled {
            #expect(body != text)
            let result = try await send(OfficePush(body: Data(body.utf8), of: summary, key: key))
            #expect(result.status == 400, "\(body.prefix(80))")
            #expect((result.answer["error"] as? String)?.contains("טל") == false)
        }
        #expect(try await office.listing().summaries.isEmpty)
    }

    @Test func `no more is taken than can be drawn and added up, and that much is`() async throws {
        let summary = try document(sequence: 1, installation: UUID())
        let text = String(decoding: try summary.encoded(), as: UTF8.self)
        /// So many codes of one list, each with the largest figure or something else.
        func list(_ count: Int, _ name: String, of value: String = "\(Figures.largest)") -> String {
            "{" + (0..<count).map { "\"\(name)-\(pad($0, 5))\":\(value)" }.joined(separator: ",") + "}"
        }
        func body(forums: Int, axes: Int) -> Data {
            let supplier = "{\"axes\":{\"HELP\":\(list(axes, "T", of: list(axes, "I")))},\"hatShare\":null}"
            let body = text.replacing("\"byType\":{}", with: "\"byType\":\(list(forums, "FOR"))")
                .replacing("\"suppliers\":{}", with: "\"suppliers\":{\"ORG-X\":\(supplier)}")
            return Data(body.utf8)
        }
        for (forums, axes) in [(10_000, 1), (1, 100), (1, 150)] {
            let push = try OfficePush(body: body(forums: forums, axes: axes), of: summary, key: key)
            #expect(try await send(push).status == 400)
        }
        let push = try OfficePush(body: body(forums: 200, axes: 90), of: summary, key: key)
        #expect(try await send(push).status == 201)
        for path in ["/", "/v1/export.csv"] { #expect(try await office.curl(path).status == 200, "\(path)") }
        #expect(office.program.isRunning)
    }

    @Test func `every revision is kept, the last one counts, and each can be fetched as it came`() async throws {
        let installation = UUID()
        let pushes = try (1...3).map { number in
            try OfficePush(document(sequence: number, revision: number, installation: installation), key: key)
        }
        for push in [pushes[0], pushes[2], pushes[1]] { #expect(try await send(push).status == 201) }
        let entries = try await office.listing().summaries
        #expect(entries.map(\.revision) == [1, 2, 3] && entries.map(\.current) == [false, false, true])
        for (entry, push) in zip(entries, pushes) {
            #expect(try await office.curl("/v1/summaries/\(entry.idempotencyKey)").body == push.body)
        }
        #expect(try await office.curl("/v1/summaries/nothing").status == 404)
    }

    @Test func `a path that is there says what it takes`() async throws {
        for (method, path, allowed) in [
            ("DELETE", "/v1/summaries", "GET, HEAD, POST"), ("POST", "/", "GET, HEAD"),
            ("PUT", "/v1/summaries/1", "GET, HEAD"), ("POST", "/healthz", "GET, HEAD"),
        ] {
            let answer = try await office.curl(path, ["-X", method])
            #expect(answer.status == 405 && answer.headers["allow"] == allowed, "\(method) \(path)")
        }
        #expect(try await office.curl("/v2").status == 404)
    }

    @Test func `what was refused is in the log with its reason, and nothing of the request`() async throws {
        let installation = UUID()
        var push = try OfficePush(document(sequence: 1, installation: installation), key: key)
        push.headers["webhook-signature"] = "v1,secretlooking"
        push.headers["Authorization"] = "Bearer alsosecret"
        #expect(try await send(push).status == 401)
        #expect(try await eventually { try office.program.complained().contains("refused") })
        let log = try office.program.complained()
        #expect(log.contains("status=401") && log.contains("webhook-signature is missing or wrong"))
        #expect(log.contains(installation.uuidString.lowercased()))
        #expect(!log.contains("secretlooking") && !log.contains("alsosecret"))
    }
}
