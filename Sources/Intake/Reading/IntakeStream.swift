package import Accompaniment
internal import Foundation

/// The events of a batch, produced on a thread of its own while the consumer works on those before: the file is
/// understood beside the insert. At most a few lots are ahead, so memory is bounded.
///
/// Sendable because all state is only touched under the condition's lock.
package final class IntakeStream: @unchecked Sendable {
    private static let capacity = 4

    private let condition = NSCondition()
    private var events: [IntakeEvent] = []
    private var failure: (any Error)?
    private var hasEnded = false
    private var isCancelled = false

    /// - Parameter produce: Called once, on the new thread; ends by itself or through an error that `emit` throws.
    init(_ produce: @Sendable @escaping (_ emit: @escaping (IntakeEvent) throws -> Void) throws -> Void) {
        let thread = Thread { [self] in
            do {
                try produce { [self] event in try put(event) }
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
        condition.signal()
        return events.removeFirst()
    }

    /// Lets the producing thread end where nobody asks for its events any more. Call it when the consumer is done,
    /// however it ended.
    package func cancel() {
        condition.lock()
        isCancelled = true
        condition.broadcast()
        condition.unlock()
    }

    private func put(_ event: IntakeEvent) throws {
        condition.lock()
        defer { condition.unlock() }
        while events.count >= Self.capacity, !isCancelled { condition.wait() }
        if isCancelled { throw CancellationError() }
        events.append(event)
        condition.signal()
    }

    private func end(with error: (any Error)?) {
        condition.lock()
        failure = error
        hasEnded = true
        condition.broadcast()
        condition.unlock()
    }
}
