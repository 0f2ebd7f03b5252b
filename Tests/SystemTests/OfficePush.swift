import Accompaniment
import Foundation
import TestSupport
import Testing

/// A summary on its way to an office, each part of which a test can spoil.
struct OfficePush {
    var body: Data
    var headers: [String: String]

    init(_ document: SummaryDocument, key: WebhookKey, now: Date = Date()) throws {
        try self.init(body: document.encoded(), of: document, key: key, now: now)
    }

    /// - Parameter body: In place of the document's own, and signed.
    init(body: Data, of document: SummaryDocument, key: WebhookKey, now: Date = Date()) throws {
        self.body = body
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

    /// A small summary: what an office looks at, without much to show.
    static func document(
        sequence: Int,
        revision: Int = 1,
        period: String = "2015-Q4",
        installation: UUID
    ) throws -> SummaryDocument {
        var facts = PeriodFacts(period: try #require(Period(code: period)))
        facts.quality.rows.accepted = revision
        let registry = try Repository.lexicon().registry
        let content = try SummaryDocument.Content(
            figures: Figures(facts, registry: registry),
            period: facts.period,
            labelPack: registry.labelPack
        )
        return SummaryDocument(
            content,
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
}

extension RunningOffice {
    /// What curl was answered.
    struct Answer {
        let status: Int
        /// By name in lower case.
        let headers: [String: String]
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
        func object() throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any], "\(text)")
        }
    }

    /// Sends a summary.
    func push(_ push: OfficePush, _ options: String...) async throws -> Answer {
        let file = try folder.write(push.body, to: "body-\(UUID().uuidString)")
        let headers = push.headers.flatMap { ["-H", $0.value.isEmpty ? "\($0.key);" : "\($0.key): \($0.value)"] }
        return try await curl("/v1/summaries", ["--data-binary", "@\(file)"] + headers + options)
    }

    /// Asks with curl.
    ///
    /// - Returns: Status 0 where no answer came at all.
    func curl(_ path: String, _ options: [String] = []) async throws -> Answer {
        let name = folder.path("answer-\(UUID().uuidString)")
        let result = try await Program.run(
            "/usr/bin/curl",
            [
                "--silent", "--max-time", "60", "--dump-header", "\(name).head", "--output", name, "--write-out",
                "%{http_code}",
            ] + options + [url + path],
            in: folder
        )
        var headers: [String: String] = [:]
        // Where no answer came there is no file.
        for line in ((try? String(contentsOfFile: "\(name).head", encoding: .utf8)) ?? "").split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        return Answer(
            status: Int(result.output) ?? 0,
            headers: headers,
            body: (try? Data(contentsOf: URL(fileURLWithPath: name))) ?? Data()
        )
    }
}
