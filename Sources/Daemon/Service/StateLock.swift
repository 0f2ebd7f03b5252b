import Foundation
import Glibc

/// The lock on the state folder: held by the one service that writes there, until its process ends, however it ends.
///
/// A lock of the kernel and not a file with a number in it, which a crash would leave behind (flock(2)).
final class StateLock {
    /// The folder that it is for.
    let state: String
    private let handle: Int32

    /// - Throws: ``StartFailure`` when another service holds the lock.
    init(state: String) throws {
        self.state = state
        do {
            try FileManager.default.createDirectory(
                atPath: state,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StartFailure("the state folder \(state) cannot be made: check 'state' and its parent's mode")
        }
        handle = unsafe open("\(state)/eshkold.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard handle >= 0 else {
            throw StartFailure("the state folder \(state) cannot be written: check its owner and mode")
        }
        guard Self.take(handle) else {
            close(handle)
            throw StartFailure(
                "another eshkold works on \(state) already: stop that one first, or give this one another 'state'"
            )
        }
        // The number of a service that ended: nobody is called by it.
        _ = ftruncate(handle, 0)
    }

    /// Takes the lock, unless a service holds it. Whoever asks whether one does holds a shared lock for an instant
    /// (``isHeld(state:)``): that is waited for. While a service holds it, a shared one is not to be had either.
    private static func take(_ handle: Int32) -> Bool {
        let end = ContinuousClock.now + .seconds(1)
        while flock(handle, LOCK_EX | LOCK_NB) != 0 {
            guard flock(handle, LOCK_SH | LOCK_NB) == 0, .now < end else { return false }
            flock(handle, LOCK_UN)
            usleep(1000)
        }
        return true
    }

    /// Lets others call this process; while it has the lock, the number is its own.
    func leaveNumber() {
        let number = Array("\(getpid())\n".utf8)
        // Without it nobody can call: what was asked for is done at the next look.
        _ = ftruncate(handle, 0)
        _ = unsafe pwrite(handle, number, number.count, 0)
    }

    /// Calls the service that holds the lock: look at the queue again.
    ///
    /// - Returns: False where none runs.
    static func wake(state: String) -> Bool {
        guard isHeld(state: state),
            let text = try? String(contentsOfFile: "\(state)/eshkold.lock", encoding: .utf8),
            let process = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { return false }  // `try?`: a lock without a number is that of a command that runs for a moment.
        return kill(process, SIGUSR1) == 0
    }

    deinit { close(handle) }

    /// True while a service holds the lock. Asking takes a shared one for an instant where nobody does.
    static func isHeld(state: String) -> Bool {
        let handle = unsafe open("\(state)/eshkold.lock", O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        return flock(handle, LOCK_SH | LOCK_NB) != 0
    }
}
