internal import GRDB

/// Why the store could not do what was asked, in words for the operator.
package struct StoreError: Error, CustomStringConvertible {
    /// What a caller can do about it.
    package enum Disposition: Sendable {
        /// The cause may pass: a full disk, a lock held by a backup.
        case retry
        /// Going on could do harm: a damaged or foreign file.
        case stop
    }

    package let message: String
    package let disposition: Disposition

    package var description: String { message }

    init(_ message: String, disposition: Disposition) {
        self.message = message
        self.disposition = disposition
    }

    /// - Parameters:
    ///   - path: The file that failed.
    ///   - whenFull: What to do about a full disk.
    ///   - whenDamaged: What to do about a damaged file.
    init(
        _ error: DatabaseError,
        path: String,
        whenFull: String = "free some space, the service goes on by itself",
        whenDamaged: String = "restore the last backup"
    ) {
        let remedy: String
        switch error.resultCode {
        case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK:
            (remedy, disposition) = ("a change to it was cut off: the service undoes that when it starts", .retry)
        case .SQLITE_FULL:
            (remedy, disposition) = ("the disk is full: \(whenFull)", .retry)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            (remedy, disposition) = ("another program holds it: wait for it, or end it", .retry)
        case .SQLITE_IOERR:
            (remedy, disposition) = ("the disk reports an error: look at the kernel's log", .retry)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            (remedy, disposition) = ("the service must be able to write the file and its folder", .retry)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            (remedy, disposition) = ("the file is damaged: \(whenDamaged)", .stop)
        default:
            (remedy, disposition) = ("this is a fault of the program: report it with this message", .stop)
        }
        // GRDB leaves the arguments of a statement out of its message, so no content can follow from here.
        message = "store \(path): \(error.message ?? "error \(error.extendedResultCode.rawValue)"): \(remedy)"
    }
}
