internal import Foundation

/// Runs a call that may never return, as one into a share that hangs, on a thread of its own: no thread of the cooperative
/// pool waits for it, and neither does a service that stops.
package enum OwnThread {
    /// Once its task is cancelled a call is waited for so much longer, in seconds: on a disk that answers it comes to its
    /// end, and leaves nothing half done.
    private static let grace = 1.0
    private static let abandoned = Count()

    /// Calls that nobody waits for any more and that have not returned: what they do, they may still do at any later time,
    /// unless the process ends.
    package static var leftBehind: Int { abandoned.value }

    /// - Throws: What `work` throws; `CancellationError` when the task is cancelled and the call does not return. The
    ///   thread is left behind then.
    package static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let call = Call<Value>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard call.begin(continuation) else { return continuation.resume(throwing: CancellationError()) }
                let thread = Thread { call.end(Result(catching: work)) }
                thread.start()
            }
        } onCancel: {
            let thread = Thread {
                Thread.sleep(forTimeInterval: grace)
                call.abandon()
            }
            thread.start()
        }
    }

    /// Sendable because the state is only touched under the lock.
    private final class Call<Value: Sendable>: @unchecked Sendable {
        private enum State {
            case planned
            case awaited(CheckedContinuation<Value, any Error>)
            case over
        }

        private let lock = NSLock()
        private var state = State.planned

        /// - Returns: False where it was abandoned before it began.
        func begin(_ continuation: CheckedContinuation<Value, any Error>) -> Bool {
            lock.withLock {
                guard case .planned = state else { return false }
                state = .awaited(continuation)
                return true
            }
        }

        func end(_ result: Result<Value, any Error>) {
            if let continuation = close() {
                continuation.resume(with: result)
            } else {
                abandoned.add(-1)
            }
        }

        func abandon() {
            guard let continuation = close() else { return }
            abandoned.add(1)
            continuation.resume(throwing: CancellationError())
        }

        /// - Returns: Whoever waits still.
        private func close() -> CheckedContinuation<Value, any Error>? {
            lock.withLock {
                defer { state = .over }
                guard case .awaited(let continuation) = state else { return nil }
                return continuation
            }
        }
    }

    /// Sendable because the number is only touched under the lock.
    private final class Count: @unchecked Sendable {
        private let lock = NSLock()
        private var number = 0

        var value: Int { lock.withLock { number } }

        func add(_ step: Int) { lock.withLock { number += step } }
    }
}
