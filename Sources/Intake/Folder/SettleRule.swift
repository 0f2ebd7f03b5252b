/// When is a dropped file complete? By proof where there is one, by quiet time where there is none (design.md 4,
/// step 2). A value: it looks at nothing itself.
struct SettleRule {
    enum Verdict: Equatable {
        case settled
        /// Look again after this time.
        case waiting(Duration)
    }

    /// What was seen of a file, and since when it has been so.
    private struct Observation {
        let status: FileStatus
        let since: ContinuousClock.Instant
    }

    /// How long size and time of change must stay equal where the kernel cannot tell of writers.
    let quiet: Duration
    private var observations: [FileIdentity: Observation] = [:]

    init(quiet: Duration) {
        self.quiet = quiet
    }

    /// - Parameters:
    ///   - endsInZeros: The file ends in space set aside, so its content is still to come.
    ///   - now: On a clock that no change of date can move. File times take no part.
    mutating func judge(
        _ status: FileStatus,
        writers: Writers,
        endsInZeros: Bool,
        now: ContinuousClock.Instant
    ) -> Verdict {
        if observations[status.identity]?.status != status {
            observations[status.identity] = Observation(status: status, since: now)
        }
        if endsInZeros { return .waiting(quiet) }
        switch writers {
        case .none: return .settled
        case .some: return .waiting(quiet)
        case .unknown:
            let since = observations[status.identity]?.since ?? now
            let rest = quiet - (now - since)
            return rest <= .zero ? .settled : .waiting(rest)
        }
    }

    /// Forgets files that are no longer there, so that memory follows the folder.
    mutating func keep(only present: Set<FileIdentity>) {
        observations = observations.filter { present.contains($0.key) }
    }
}
