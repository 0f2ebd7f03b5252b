package import Accompaniment
internal import Faults
package import Foundation
package import Logging
package import Store

/// Brings the envelopes of one office to it, oldest first, one at a time.
package actor Courier {
    package nonisolated let office: Office
    let store: Store
    private let summariser: Summariser
    private let gate: PrivacyGate
    private let transport: CurlTransport
    private let logger: Logger
    /// What the office said of itself; a new process asks again by sending plain.
    private var takesGzip = false
    /// It refused a compressed body all the same.
    private var isPlainForGood = false
    /// The wait of the first envelope on a clock that nobody sets, and what the store says of it.
    private var wait: (notBefore: Date, end: ContinuousClock.Instant)?

    /// - Parameter expecting: See ``Summariser``.
    package init(
        office: Office,
        store: Store,
        registry: Registry,
        expecting: Period.Kind? = nil,
        transport: CurlTransport,
        logger: Logger
    ) {
        self.office = office
        self.store = store
        summariser = Summariser(registry: registry, installation: store.installation, expecting: expecting)
        gate = PrivacyGate(registry)
        self.transport = transport
        self.logger = logger
    }

    /// Freezes what changed since the last round.
    package func freeze(now: Date) async throws {
        let freezing = try await store.freeze(for: office.name, with: summariser, now: now)
        FaultPoint.frozen.reach()
        if freezing.queued > 0 {
            let milliseconds = (freezing.work / .milliseconds(1) * 10).rounded() / 10
            log(.info, "envelopes queued", ["count": "\(freezing.queued)", "milliseconds": "\(milliseconds)"])
        }
    }

    /// Sends what is due until the row is empty or has to wait.
    ///
    /// - Parameter progress: Called before each envelope.
    /// - Returns: When to come again; `nil` when nothing waits.
    package func deliver(progress: @Sendable () -> Void = {}) async throws -> Duration? {
        var isPostponed = false
        while let (envelope, notBefore) = try await store.nextEnvelope(for: office.name) {
            progress()
            let rest = rest(until: notBefore)
            // A wait of no length is one all the same: whoever asked comes again.
            if rest > .zero || isPostponed { return max(rest, .zero) }
            FaultPoint.picked.reach()
            let attempt: Store.Attempt
            if let reason = refusalByGate(envelope) {
                attempt = .withheld(reason: reason)
            } else {
                switch try await store.begin(envelope, now: Date()) {
                case .begun: attempt = try await send(envelope)
                case .changed: continue
                case .sentByAnother: return Self.pauseForAnother
                }
            }
            FaultPoint.answered.reach()
            let isNews = try await store.note(attempt, for: envelope, now: Date())
            tell(attempt, envelope, isNews: isNews)
            if case .postponed = attempt { isPostponed = true }
            FaultPoint.acknowledged.reach()
        }
        return nil
    }

    /// Until the envelope is looked at again that another process has on its way.
    private static let pauseForAnother = Duration.seconds(1)

    /// How long an envelope has to wait yet. What the store says counts for a wait of an earlier process alone, when it is
    /// first seen; from there on time passes on a clock that nobody sets. A wait that is longer than any we make is that of
    /// a clock that jumped, and is over.
    private func rest(until notBefore: Date) -> Duration {
        if let wait, wait.notBefore == notBefore { return wait.end - .now }
        let rest = Duration.seconds(notBefore.timeIntervalSinceNow)
        // The store keeps whole milliseconds: a second more than the cap is no jump.
        let end = ContinuousClock.now + (rest <= RetryPolicy.cap + .seconds(1) ? rest : .zero)
        wait = (notBefore, end)
        return end - .now
    }

    /// Why the last gate keeps the envelope here; `nil` where it may leave.
    private func refusalByGate(_ envelope: Envelope) -> String? {
        do {
            try gate.check(envelope.body)
            return nil
        } catch {
            log(.critical, "\(error)", ["sequence": "\(envelope.sequence)"])
            return "\(error)"
        }
    }

    private func send(_ envelope: Envelope) async throws -> Store.Attempt {
        do {
            let answer = try await answer(to: envelope)
            let disposition = Disposition(
                answer,
                key: envelope.idempotencyKey,
                acknowledgement: office.acknowledgement,
                now: Date()
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

    /// What the office says to it, compressed where it takes that. A refusal of the compressed body may be one of its
    /// coding: the same envelope goes out plain, and so does what comes after it.
    private func answer(to envelope: Envelope) async throws -> Answer {
        func answer(compressing: Bool) async throws -> (Answer, isOfCompressed: Bool) {
            let request = PushRequest(
                envelope,
                to: office,
                installation: store.installation,
                compressing: compressing,
                now: Date()
            )
            let answer = try await transport.send(request)
            takesGzip = answer.takesGzip ?? takesGzip
            return (answer, request.isCompressed)
        }
        let (first, isOfCompressed) = try await answer(compressing: takesGzip && !isPlainForGood)
        guard isOfCompressed, [400, 413, 415, 422].contains(first.status) else { return first }
        isPlainForGood = true
        log(.notice, "the office refused a compressed summary (\(first.status)): from now on they go out plain", [:])
        return try await answer(compressing: false).0
    }

    private func outcome(_ disposition: Disposition, _ envelope: Envelope, status: Int?) -> Store.Attempt {
        var generator = SystemRandomNumberGenerator()
        let backoff = RetryPolicy.backoff(attempts: envelope.attempts + 1, using: &generator)
        switch disposition {
        case .delivered: return .delivered(answer: status.map { "\($0)" } ?? "")
        case .refused(let reason): return .refused(answer: reason)
        case .retry(let after, let reason):
            return .postponed(until: postpone(by: after ?? backoff), answer: reason, alarm: nil)
        case .misconfigured(let reason):
            return .postponed(until: postpone(by: backoff), answer: reason, alarm: reason)
        }
    }

    /// When a wait that begins now is over, as the store will say it. It passes already: a clock that is set while the
    /// store notes it does not end it.
    private func postpone(by pause: Duration) -> Date {
        let notBefore = Date(milliseconds: Date().addingTimeInterval(pause.seconds).milliseconds)
        wait = (notBefore, .now + pause)
        return notBefore
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
        case .refused(let reason):
            if isNews { log(.notice, "the office is reachable again", [:]) }
            log(.error, "envelope refused: \(reason)", place)
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
