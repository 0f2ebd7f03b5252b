internal import CLinux
internal import Foundation
internal import Glibc

/// Set once, when the service stops. Ends a wait at once, and the reading of a file between two blocks of bytes.
///
/// Sendable because the one variable is only touched under the lock. A lock rather than `Mutex`, whose futex code the
/// thread sanitizer cannot see into on Linux.
final class StopSignal: @unchecked Sendable {
    private let lock = NSLock()
    private var isSet = false
    /// Readable for poll(2) once it is set.
    let handle = clinux_event()

    deinit { close(handle) }

    func set() {
        lock.withLock { isSet = true }
        var one: UInt64 = 1
        // It can only fail when it was set 2^64 - 1 times already.
        _ = unsafe write(handle, &one, 8)
    }

    /// - Throws: `CancellationError` once the service stops.
    func check() throws {
        if lock.withLock({ isSet }) { throw CancellationError() }
    }
}
