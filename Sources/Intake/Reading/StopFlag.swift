internal import Foundation

/// Set once, when the service stops; read by the threads that read files, between two blocks of bytes.
///
/// Sendable because the one variable is only touched under the lock. A lock rather than `Mutex`, whose futex code the
/// thread sanitizer cannot see into on Linux.
final class StopFlag: @unchecked Sendable {
    private let lock = NSLock()
    private var isSet = false

    func set() {
        lock.withLock { isSet = true }
    }

    /// - Throws: `CancellationError` once the service stops.
    func check() throws {
        if lock.withLock({ isSet }) { throw CancellationError() }
    }
}
