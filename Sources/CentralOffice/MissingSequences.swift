/// The sequence numbers of one source that did not arrive: the gaps in 1 to the highest that did.
struct MissingSequences: Sendable {
    /// Ascending, without overlap.
    var gaps: [ClosedRange<Int>] = []

    var isEmpty: Bool { gaps.isEmpty }

    /// The lowest missing numbers, at most 20: one wild sequence number must not make an endless answer.
    var listed: [Int] { Array(gaps.lazy.joined().prefix(20)) }
}
