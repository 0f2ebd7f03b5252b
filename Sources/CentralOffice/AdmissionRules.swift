import Accompaniment
import Foundation
import Hummingbird

/// What a request must satisfy to be taken in: values in, a document or a refusal out. Reads no clock and no file.
///
/// The order is part of the contract: who sends is settled before anything that was sent is looked at.
struct AdmissionRules: Sendable {
    /// The largest body, in bytes, as it comes and as it is when it is decoded.
    static let maxBodyBytes = 1 << 20

    /// How far a sender's clock may be off: the tolerance that Standard Webhooks advises against replay.
    static let clockTolerance: Duration = .seconds(300)

    let senders: Senders

    /// Who a request says that it is from, as far as that is proved without its body.
    struct Claim: Sendable {
        let source: String
        let proof: Proof
    }

    /// The checks that need no body, so that a stranger's is never read.
    ///
    /// - Parameters:
    ///   - headers: By name in lower case.
    ///   - certificate: The pin of the client certificate's public key; `nil` without one.
    func admit(_ headers: [String: String], certificate: String?) throws(Refusal) -> Claim {
        let source = Self.source(headers["ce-source"])
        let proof: Proof
        switch senders {
        case .anybody(let shared): proof = shared
        case .listed(let listed):
            guard let known = source.flatMap({ listed[$0] }) else {
                throw Refusal(
                    .unauthorized,
                    "ce-source names no sender of this office: have this sender's source added to the list of senders"
                )
            }
            proof = known.proof
        }
        guard proof.tokens.isEmpty || proof.tokens.contains(where: { $0.admits(headers["authorization"]) }) else {
            throw Refusal(.unauthorized, "the bearer token is missing or wrong: send the token of this office")
        }
        guard proof.certificates.isEmpty || certificate.map(proof.certificates.contains) ?? false else {
            throw Refusal(
                .unauthorized,
                "the client certificate is not that of this sender: have its key's pin updated"
            )
        }
        guard let source else {
            throw Refusal(.badRequest, "ce-source must be urn:uuid: and the UUID of the sender in lower case")
        }
        return Claim(source: source, proof: proof)
    }

    /// The document of a request that satisfies all rules, and its bytes as they were before any content coding.
    func accept(
        _ body: Data,
        of claim: Claim,
        headers: [String: String],
        now: Date
    ) throws(Refusal) -> (document: SummaryDocument, content: Data) {
        let id = try authenticate(body, keys: claim.proof.keys, headers: headers, now: now)
        guard headers["content-digest"] == ContentDigest.header(body) else {
            throw Refusal(.badRequest, "content-digest is missing or not the SHA-256 of the body: send it again")
        }
        guard headers["idempotency-key"] == id else {
            throw Refusal(.badRequest, "idempotency-key must be given, and the same as webhook-id")
        }
        let content = try ContentCoding.content(of: body, headers: headers)
        let document = try ReceivedDocument.read(content)
        guard document.idempotencyKey == id else {
            throw Refusal(.badRequest, "idempotencyKey of the summary must be the same as the header idempotency-key")
        }
        guard document.source == claim.source else {
            throw Refusal(.badRequest, "source of the summary must be the same as in the header ce-source")
        }
        guard headers["ce-specversion"] == "1.0", headers["ce-id"] == id else {
            throw Refusal(.badRequest, "ce-specversion must be 1.0, and ce-id the same as webhook-id")
        }
        for name in ["ce-type", "ce-subject", "ce-time"] where headers[name, default: ""].isEmpty {
            throw Refusal(.badRequest, "the header \(name) is missing")
        }
        return (document, content)
    }

    /// Standard Webhooks: the id of the message, once its time and signature hold.
    private func authenticate(
        _ body: Data,
        keys: [WebhookKey],
        headers: [String: String],
        now: Date
    ) throws(Refusal) -> String {
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
        let signature = headers["webhook-signature", default: ""]
        guard keys.isEmpty || keys.contains(where: { $0.verifies(signature, id: id, timestamp: timestamp, body: body) })
        else {
            throw Refusal(
                .unauthorized,
                "webhook-signature is missing or wrong: sign with the key that this office was given"
            )
        }
        return id
    }

    /// The UUID of `urn:uuid:…`, in lower case as eshkold writes it.
    static func source(_ header: String?) -> String? {
        guard let header, header.hasPrefix("urn:uuid:") else { return nil }
        let text = String(header.dropFirst(9))
        return UUID(uuidString: text)?.uuidString.lowercased() == text ? text : nil
    }
}
