package import Accompaniment
internal import Foundation

/// The events of a batch, produced on a thread of its own while the consumer works on those before: the file is
/// understood beside the insert. At most a few lots are ahead, so memory is bounded.
///
/// Sendable because all state is only touched under the condition's lock.
package final class IntakeStream: @unchecked Sendable {
    private static let capacity = (events: 64, rows: 1024)

    private let condition = NSCondition()
    private var events: [IntakeEvent] = []
    /// In `events`.
    private var rows = 0
    private var failure: (any Error)?
    private var hasEnded = false
    private var isCancelled = false
    /// Those of the last event: the consumer is done with them when it asks for the next.
    private var lent: [ActivityReport] = []
    /// Lots that were lent and are not needed any more. What one thread allocates and the other frees makes both wait for
    /// each other: the producer makes the next reports of them.
    private var spent: [[ActivityReport]] = []
    private var abandonments: [(file: ClaimedFile, reason: ClaimedFile.Abandonment)] = []

    /// - Parameter produce: Called once, on the new thread; ends by itself or through an error that ``put(_:)`` throws.
    init(_ produce: @Sendable @escaping (IntakeStream) throws -> Void) {
        let thread = Thread { [self] in
            do {
                try produce(self)
                end(with: nil)
            } catch {
                end(with: error)
            }
        }
        thread.name = "eshkold-read"
        thread.start()
    }

    /// The next event; waits for it.
    ///
    /// - Returns: `nil` after the last one.
    /// - Throws: What went wrong while reading.
    package func next() throws -> IntakeEvent? {
        condition.lock()
        defer { condition.unlock() }
        while events.isEmpty, !hasEnded { condition.wait() }
        if events.isEmpty {
            if let failure { throw failure }
            return nil
        }
        let event = events.removeFirst()
        rows -= event.rows
        if !lent.isEmpty { spent.append(lent) }
        lent = event.reports
        // A thread that is woken for every event of a small file would do little else than wake up.
        if events.count <= Self.capacity.events / 2 { condition.signal() }
        return event
    }

    /// Lets the producing thread end where nobody asks for its events any more. Call it when the consumer is done,
    /// however it ended.
    package func cancel() {
        condition.lock()
        isCancelled = true
        condition.broadcast()
        condition.unlock()
    }

    /// Hands on an event; waits while the consumer is far behind.
    ///
    /// - Returns: Reports that the consumer is done with.
    /// - Throws: `CancellationError` when nobody asks any more.
    @discardableResult
    func put(_ event: IntakeEvent) throws -> [ActivityReport] {
        condition.lock()
        defer { condition.unlock() }
        while events.count >= Self.capacity.events || rows >= Self.capacity.rows, !isCancelled { condition.wait() }
        if isCancelled { throw CancellationError() }
        events.append(event)
        rows += event.rows
        condition.signal()
        return spent.popLast() ?? []
    }

    /// Ends a file of which nothing is to be recorded.
    func abandon(_ file: ClaimedFile, _ reason: ClaimedFile.Abandonment) throws {
        condition.withLock { abandonments.append((file, reason)) }
        try put(.abandon)
    }

    /// The files that were abandoned so far, and why.
    var abandoned: [(file: ClaimedFile, reason: ClaimedFile.Abandonment)] { condition.withLock { abandonments } }

    private func end(with error: (any Error)?) {
        condition.lock()
        failure = error
        hasEnded = true
        condition.broadcast()
        condition.unlock()
    }
}

extension IntakeEvent {
    fileprivate var reports: [ActivityReport] { if case .reports(let reports) = self { reports } else { [] } }

    fileprivate var rows: Int {
        switch self {
        case .reports(let reports): reports.count
        case .held(let held): held.count
        case .begin, .end, .abandon: 0
        }
    }
}
