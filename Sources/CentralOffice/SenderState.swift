import Accompaniment
import Foundation

/// How it stands with one sender: what came last, what is missing, and whether it is late.
struct SenderState: Sendable {
    let source: String
    let name: String
    /// `nil` for a listed sender of which nothing came yet.
    let last: (at: Date, sequence: Int)?
    let missing: MissingSequences
    let expectedEvery: Duration?
    let isLate: Bool

    /// Every sender that is listed or of which something was received, by name.
    static func all(_ senders: Senders, _ contents: SummaryStore.Contents, now: Date) -> [SenderState] {
        let traffic = Dictionary(contents.traffic.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(traffic.keys).union(senders.known.keys).map { source in
            let sender = senders.known[source]
            let last = traffic[source].flatMap { known in
                Moment.date(known.lastReceivedAt).map { (at: $0, sequence: known.lastSequence) }
            }
            return SenderState(
                source: source,
                name: sender?.name ?? (traffic.count > 1 ? "שרת \(source.prefix(8))" : "השרת השולח"),
                last: last,
                missing: contents.missing[source] ?? MissingSequences(),
                expectedEvery: sender?.expectedEvery,
                isLate: sender?.expectedEvery.map { limit in
                    last.map { now.timeIntervalSince($0.at) > limit / .seconds(1) } ?? true
                } ?? false
            )
        }
        .sorted { ($0.name, $0.source) < ($1.name, $1.source) }
    }
}

/// A summary as the office shows it.
struct ReceivedSummary: Sendable {
    let entry: SummaryStore.Entry
    let document: SummaryDocument
    /// The sender's name for people.
    let sender: String
}
