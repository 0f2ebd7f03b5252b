/// When is a dropped file complete? By proof where there is one, by quiet time where there is none (design.md 4,
/// step 2). A value: it looks at nothing itself.
struct SettleRule {
    enum Verdict: Equatable {
        /// Complete. `isFinal`: it waited for so long that it counts as complete whatever is missing in it.
        case settled(isFinal: Bool)
        /// Look again after this time.
        case waiting(WaitingReason, Duration)
    }

    /// What was seen of a file, and since when it has been so.
    private struct Observation {
        var status: FileStatus
        var since: ContinuousClock.Instant
        /// Reading it as it is now came to an end in the middle of something.
        var isIncomplete = false
        let firstSeen: ContinuousClock.Instant
    }

    /// After this time a file is opened again that could not be opened.
    var retry: Duration { quiet * 5 }
    /// How long size and time of change must stay equal where the kernel cannot tell of writers.
    let quiet: Duration
    /// The same for a file that ends in the middle of a line, as some programs write and as a copy ends that broke off:
    /// until whoever copies has tried again; and where nobody can tell, longer than a connection stalls.
    private func patience(_ writers: Writers) -> Duration { quiet * (writers == .none ? 10 : 60) }
    /// After this time without any change the rest of a copy that broke off will not come.
    static let deadline = Duration.seconds(24 * 60 * 60)

    private var observations: [FileIdentity: Observation] = [:]

    init(quiet: Duration) {
        self.quiet = quiet
    }

    /// - Parameter now: On a clock that no change of date can move. File times take no part.
    mutating func judge(
        _ status: FileStatus,
        writers: Writers,
        wholeness: Wholeness,
        now: ContinuousClock.Instant
    ) -> Verdict {
        let seen = observe(status, now: now)
        let rest = { (time: Duration) in max(.zero, time - (now - seen.since)) }
        if writers == .some {
            // Left open over the weekend it is looked at less and less often.
            return .waiting(.open, max(quiet, (now - seen.since) / 8))
        }
        if seen.isIncomplete || wholeness == .hasHole {
            let left = rest(Self.deadline)
            return left == .zero
                ? .settled(isFinal: true) : .waiting(.incomplete, min(left, max(quiet, patience(writers))))
        }
        let left = rest(wholeness == .openEnded ? patience(writers) : writers == .none ? .zero : quiet)
        return left == .zero ? .settled(isFinal: false) : .waiting(.settling, left)
    }

    /// Notes that reading the file came to an end in the middle of something: it waits until it changes.
    mutating func foundIncomplete(_ status: FileStatus, now: ContinuousClock.Instant) {
        _ = observe(status, now: now)
        observations[status.identity]?.isIncomplete = true
    }

    /// When a file that waits was first seen, whatever happened to it since.
    func firstSeen(_ identity: FileIdentity) -> ContinuousClock.Instant? { observations[identity]?.firstSeen }

    /// Forgets files that are no longer there, so that memory follows the folder.
    mutating func keep(only present: Set<FileIdentity>) {
        observations = observations.filter { present.contains($0.key) }
    }

    private mutating func observe(_ status: FileStatus, now: ContinuousClock.Instant) -> Observation {
        let known = observations[status.identity]
        if let known, known.status == status { return known }
        let seen = Observation(status: status, since: now, firstSeen: known?.firstSeen ?? now)
        observations[status.identity] = seen
        return seen
    }
}
