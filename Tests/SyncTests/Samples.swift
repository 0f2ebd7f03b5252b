import Accompaniment
import Foundation
import Testing

@testable import Sync

extension Office {
    /// An office that wants the echo and has neither key nor token.
    static func at(_ url: URL, name: String = "ministry", acknowledgement: Acknowledgement = .echo) -> Office {
        Office(
            name: name,
            url: url,
            schedule: .onChange,
            acknowledgement: acknowledgement
        )
    }
}

extension Envelope {
    /// An envelope of the fourth quarter of 2015 with any content.
    static func sample(key: String = "key-1", body: Data = Data("{}".utf8)) throws -> Envelope {
        Envelope(
            office: "ministry",
            sequence: 7,
            period: try #require(Period(code: "2015-Q4")),
            revision: 1,
            idempotencyKey: key,
            body: body,
            changedAt: Date(timeIntervalSince1970: 1_450_000_000),
            attempts: 0
        )
    }
}

extension WebhookKey {
    static func sample(_ bytes: Range<UInt8> = 0..<32) throws -> WebhookKey {
        let key = WebhookKey("whsec_" + Data(bytes).base64EncodedString())
        return try #require(key)
    }
}

extension PushRequest {
    /// A request to `office` with any content.
    static func sample(
        to office: Office,
        key: String = "key-1",
        body: Data = Data("{}".utf8),
        compressing: Bool = false,
        now: Date = Date()
    ) throws -> PushRequest {
        try PushRequest(
            .sample(key: key, body: body),
            to: office,
            installation: UUID(),
            compressing: compressing,
            now: now
        )
    }

    /// Every value that the header `name` has.
    func values(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}

extension Disposition {
    /// Which of the four it is, without the reason.
    enum Kind: Sendable {
        case delivered, retry, misconfigured, refused
    }

    var kind: Kind {
        switch self {
        case .delivered: .delivered
        case .retry: .retry
        case .misconfigured: .misconfigured
        case .refused: .refused
        }
    }
}

/// Runs `body` and says how long it took.
func duration(of body: () async throws -> Void) async rethrows -> Duration {
    let start = ContinuousClock.now
    try await body()
    return .now - start
}
