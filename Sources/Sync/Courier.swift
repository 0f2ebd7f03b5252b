package import Accompaniment
internal import Faults
package import Foundation
package import Logging
package import Store

/// Brings the envelopes of one office to it, oldest first, one at a time.
package struct Courier: Sendable {
    package let office: Office
    private let store: Store
    private let summariser: Summariser
    private let gate: PrivacyGate
    private let transport: CurlTransport
    private let logger: Logger

    package init(
        office: Office,
        store: Store,
        registry: Registry,
        transport: CurlTransport,
        logger: Logger
    ) {
        self.office = office
        self.store = store
        summariser = Summariser(registry: registry, installation: store.installation)
        gate = PrivacyGate(registry)
        self.transport = transport
        self.logger = logger
    }

    /// Freezes what changed since the last round.
    package func freeze(now: Date) async throws {
        let start = ContinuousClock.now
        let queued = try await store.freeze(for: office.name, with: summariser, now: now)
        let milliseconds = ((ContinuousClock.now - start) / .milliseconds(1)).rounded()
        FaultPoint.frozen.reach()
        if queued > 0 {
            log(.info, "envelopes queued", ["count": "\(queued)", "milliseconds": "\(Int(milliseconds))"])
        }
    }

    /// Sends what is due until the row is empty or has to wait.
    ///
    /// - Parameter progress: Called before each envelope.
    /// - Returns: When to come again; `nil` when nothing waits.
    package func deliver(progress: @Sendable () -> Void = {}) async throws -> Duration? {
        while let (envelope, notBefore) = try await store.nextEnvelope(for: office.name) {
            progress()
            // A wait is never longer than the cap: a clock that jumped must not hold an envelope for years.
            let rest = Duration.seconds(notBefore.timeIntervalSinceNow)
            if rest > .zero, rest <= RetryPolicy.cap { return rest }
            FaultPoint.picked.reach()
            let attempt = try await attempt(envelope)
            FaultPoint.answered.reach()
            let isNews = try await store.note(attempt, for: envelope, now: Date())
            tell(attempt, envelope, isNews: isNews)
            FaultPoint.acknowledged.reach()
            if case .postponed(let until, _, _) = attempt { return .seconds(max(0, until.timeIntervalSinceNow)) }
        }
        return nil
    }

    private func attempt(_ envelope: Envelope) async throws -> Store.Attempt {
        do {
            try gate.check(envelope.body)
        } catch let refusal as PrivacyGate.Refusal {
            log(.critical, refusal.description, ["sequence": "\(envelope.sequence)"])
            return .withheld(reason: refusal.description)
        }
        let now = Date()
        try await store.begin(envelope, now: now)
        let request = PushRequest(envelope, to: office, installation: store.installation, now: now)
        do {
            let answer = try await transport.send(request)
            let disposition = Disposition(
                answer,
                key: envelope.idempotencyKey,
                acknowledgement: office.acknowledgement,
                now: now
            )
            return outcome(disposition, envelope, status: answer.status)
        } catch let error as TransportError {
            let reason = "no answer: \(error.message)"
            return outcome(
                error.isConfiguration ? .misconfigured(reason: reason) : .retry(after: nil, reason: reason),
                envelope,
                status: nil
            )
        }
    }

    private func outcome(_ disposition: Disposition, _ envelope: Envelope, status: Int?) -> Store.Attempt {
        var generator = SystemRandomNumberGenerator()
        let backoff = RetryPolicy.backoff(attempts: envelope.attempts + 1, using: &generator)
        switch disposition {
        case .delivered: return .delivered(answer: status.map { "\($0)" } ?? "")
        case .refused(let reason): return .refused(answer: reason)
        case .retry(let after, let reason):
            return .postponed(until: Date().addingTimeInterval((after ?? backoff).seconds), answer: reason, alarm: nil)
        case .misconfigured(let reason):
            return .postponed(until: Date().addingTimeInterval(backoff.seconds), answer: reason, alarm: reason)
        }
    }

    /// One line an attempt; an alarm is told when it begins and when it ends, and not each time in between.
    ///
    /// - Parameter isNews: The state of alarm is another one than before.
    private func tell(_ attempt: Store.Attempt, _ envelope: Envelope, isNews: Bool) {
        let place: Logger.Metadata = [
            "sequence": "\(envelope.sequence)", "period": "\(envelope.period)", "revision": "\(envelope.revision)",
        ]
        switch attempt {
        case .delivered:
            if isNews { log(.notice, "the office is reachable again", [:]) }
            log(.notice, "envelope delivered", place)
        case .withheld: break
        case .refused(let reason): log(.error, "envelope refused: \(reason)", place)
        case .postponed(_, let reason, nil): log(.warning, "envelope waits: \(reason)", place)
        case .postponed(_, _, let alarm?):
            log(isNews ? .error : .debug, "the office is not reachable as configured: \(alarm)", place)
        }
    }

    private func log(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata) {
        logger.log(level: level, "\(message)", metadata: metadata.merging(["office": "\(office.name)"]) { $1 })
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
