import Foundation
import Glibc

/// Holds the data directory for one instance, with `flock` on `central-office.lock`.
///
/// The kernel drops the lock when the process ends, however it ends: a file left behind locks nobody out.
struct DataLock: Sendable {
    private let descriptor: Int32

    /// Makes the directory when it is missing.
    ///
    /// - Throws: ``StartFailure`` when another instance holds it, or it cannot be written.
    init(directory: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw StartFailure.environment("\(directory) cannot be made: \(error.localizedDescription)")
        }
        let path = directory + "/central-office.lock"
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StartFailure.environment("\(path) cannot be opened: \(Self.reason). Check who owns the directory.")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno == EWOULDBLOCK ? "another central-office is using it" : Self.reason
            Glibc.close(descriptor)
            throw StartFailure.environment("\(directory) is not free: \(reason). Stop it, or give another --data.")
        }
    }

    func release() { Glibc.close(descriptor) }

    private static var reason: String { unsafe String(cString: strerror(errno)) }
}
