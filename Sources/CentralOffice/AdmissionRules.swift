import Accompaniment
import Foundation
import Hummingbird

/// What a request must satisfy to be taken in: values in, a document or a refusal out. Reads no clock and no file.
///
/// The order is part of the contract: who sends is settled before anything that was sent is looked at.
struct AdmissionRules: Sendable {
    /// The largest body, in bytes.
    static let maxBodyBytes = 1 << 20

    /// How far a sender's clock may be off: the tolerance that Standard Webhooks advises against replay.
    static let clockTolerance: Duration = .seconds(300)

    /// `nil` admits without a token.
    let token: BearerToken?
    /// `nil` admits without a signature.
    let key: WebhookKey?

    /// The check that needs no body, so that a stranger's is never read.
    ///
    /// - Parameter headers: By name in lower case.
    func admit(_ headers: [String: String]) throws(Refusal) {
        guard token?.admits(headers["authorization"]) ?? true else {
            throw Refusal(.unauthorized, "the bearer token is missing or wrong: send the token of this office")
        }
    }

    /// The document of a request that satisfies all rules.
    func accept(_ body: Data, headers: [String: String], now: Date) throws(Refusal) -> SummaryDocument {
        let id = try authenticate(body, headers: headers, now: now)
        guard headers["content-digest"] == ContentDigest.header(body) else {
            throw Refusal(.badRequest, "content-digest is missing or not the SHA-256 of the body: send it again")
        }
        guard headers["idempotency-key"] == id else {
            throw Refusal(.badRequest, "idempotency-key must be given, and the same as webhook-id")
        }
        let document = try decode(body)
        guard document.idempotencyKey == id else {
            throw Refusal(.badRequest, "idempotencyKey of the summary must be the same as the header idempotency-key")
        }
        guard headers["ce-specversion"] == "1.0", headers["ce-id"] == id else {
            throw Refusal(.badRequest, "ce-specversion must be 1.0, and ce-id the same as webhook-id")
        }
        for name in ["ce-source", "ce-type", "ce-subject", "ce-time"] where headers[name, default: ""].isEmpty {
            throw Refusal(.badRequest, "the header \(name) is missing")
        }
        return document
    }

    /// Standard Webhooks: the id of the message, once its time and signature hold.
    private func authenticate(_ body: Data, headers: [String: String], now: Date) throws(Refusal) -> String {
        guard let id = headers["webhook-id"], !id.isEmpty else {
            throw Refusal(.unauthorized, "the header webhook-id is missing")
        }
        guard let timestamp = headers["webhook-timestamp"].flatMap({ Int($0) }) else {
            throw Refusal(.unauthorized, "webhook-timestamp must be given, in whole seconds since 1970")
        }
        let drift = abs(now.timeIntervalSince1970 - Double(timestamp))
        guard drift <= Double(Self.clockTolerance.components.seconds) else {
            throw Refusal(
                .unauthorized,
                "webhook-timestamp is more than 5 minutes from this office's time: check the clock of the sender"
            )
        }
        if let key {
            let signature = headers["webhook-signature", default: ""]
            guard key.verifies(signature, id: id, timestamp: timestamp, body: body) else {
                throw Refusal(
                    .unauthorized,
                    "webhook-signature is missing or wrong: sign with the key that this office was given"
                )
            }
        }
        return id
    }

    private func decode(_ body: Data) throws(Refusal) -> SummaryDocument {
        struct Header: Decodable {
            let schema: String
        }
        let decoder = JSONDecoder()
        let schema: String
        do {
            schema = try decoder.decode(Header.self, from: body).schema
        } catch {
            throw Refusal(.badRequest, "the body is not a summary: it must be a JSON object that names its schema")
        }
        guard schema == SummaryDocument.schema else {
            throw Refusal(.unprocessableContent, "this office knows only the schema \(SummaryDocument.schema)")
        }
        let document: SummaryDocument
        do {
            document = try decoder.decode(SummaryDocument.self, from: body)
        } catch {
            throw Refusal(.badRequest, "this is not a whole \(SummaryDocument.schema): \(Self.place(error))")
        }
        try check(document)
        return document
    }

    /// What the shape alone does not say. What passes is shown on a page and counted on.
    private func check(_ document: SummaryDocument) throws(Refusal) {
        guard let period = Period(code: document.period.code), SummaryDocument.Span(period) == document.period else {
            throw Refusal(.badRequest, "period must be one period, its code, days and kind in agreement")
        }
        guard document.sequence >= 1, document.revision >= 1, document.supersedes ?? 0 < document.revision else {
            throw Refusal(.badRequest, "sequence and revision begin at 1, and supersedes is an earlier revision")
        }
        guard UUID(uuidString: document.source)?.uuidString.lowercased() == document.source else {
            throw Refusal(.badRequest, "source must be a UUID in lower case")
        }
    }

    /// Where in the document a decoding failed. Two steps deep every name is one of the schema's own; below, a name
    /// could be the sender's words.
    private static func place(_ error: any Error) -> String {
        let path: [any CodingKey] =
            switch error {
            case DecodingError.keyNotFound(let key, let context): context.codingPath + [key]
            case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
                DecodingError.dataCorrupted(let context):
                context.codingPath
            default: []
            }
        return "look at /\(path.prefix(2).map(\.stringValue).joined(separator: "/"))"
    }
}
