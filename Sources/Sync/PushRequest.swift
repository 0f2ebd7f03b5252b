internal import Accompaniment
internal import Foundation

/// The request that carries an envelope (design.md 3.4): Standard Webhooks, CloudEvents 1.0 in binary mode, an
/// idempotency key and a digest of the body.
struct PushRequest: Sendable {
    let office: Office
    let headers: [(name: String, value: String)]
    let body: Data
    /// The body is coded with gzip.
    let isCompressed: Bool

    /// Digest and signature are those of the bytes that are sent, so that an office can tell who sent them before it
    /// decodes anything (RFC 9530, 2).
    ///
    /// - Parameters:
    ///   - compressing: Whether the office takes bodies that are coded with gzip.
    ///   - now: The time that the signature names; the office refuses one that is far from its own.
    init(_ envelope: Envelope, to office: Office, installation: UUID, compressing: Bool, now: Date) {
        self.office = office
        let compressed = compressing ? Gzip.compressed(envelope.body) : nil
        body = compressed ?? envelope.body
        isCompressed = compressed != nil
        let timestamp = Int(now.timeIntervalSince1970)
        var headers = [
            ("Content-Type", "application/json"),
            ("Accept", "application/json"),
            // Without this any coding would be welcome (RFC 9110, 12.5.3), and an answer is not worth one.
            ("Accept-Encoding", "identity"),
            ("User-Agent", "eshkold/1"),
            ("Idempotency-Key", envelope.idempotencyKey),
            ("Content-Digest", ContentDigest.header(body)),
            ("ce-specversion", "1.0"),
            ("ce-id", envelope.idempotencyKey),
            ("ce-source", "urn:uuid:\(installation.uuidString.lowercased())"),
            ("ce-type", "eshkol.summary.v1"),
            ("ce-subject", envelope.period.description),
            ("ce-time", envelope.changedAt.ISO8601Format()),
            ("webhook-id", envelope.idempotencyKey),
            ("webhook-timestamp", String(timestamp)),
            // libcurl would wait for "100 Continue" before a larger body.
            ("Expect", ""),
        ]
        if isCompressed { headers.append(("Content-Encoding", "gzip")) }
        if let key = office.signingKey {
            let signature = key.signature(id: envelope.idempotencyKey, timestamp: timestamp, body: body)
            headers.append(("webhook-signature", signature))
        }
        if let token = office.token { headers.append(("Authorization", "Bearer \(token)")) }
        self.headers = headers.map { (name: $0.0, value: $0.1) }
    }
}
