internal import Glibc

/// A call on an inbox folder that failed: what, where, why, and what an operator can do.
package struct FolderError: Error, CustomStringConvertible {
    package let message: String
    /// The error number of the system, of errno(3).
    package let number: Int32

    package var description: String { message }

    /// From the current errno.
    init(_ what: String, path: String) {
        number = errno
        // Safety: strerror returns a text of the C library that stays valid until the next call on this thread.
        let reason = unsafe String(cString: strerror(number))
        message = "\(what) \(path): \(reason): \(Self.remedy(number))"
    }

    init(message: String) {
        number = 0
        self.message = message
    }

    init(servedByAnother path: String) {
        number = EWOULDBLOCK
        message =
            "the inbox \(path) is served by another eshkold already: stop that one first, or give this one another folder"
    }

    /// - Parameter missing: In bytes.
    init(fullDisk path: String, missing: Int) {
        number = ENOSPC
        message =
            "the disk of \(path) is full: free at least \(missing / (1 << 20) + 1) MiB; files wait in the folder until "
            + "then, and the service goes on by itself"
    }

    package var isServedByAnother: Bool { number == EWOULDBLOCK }

    private static func remedy(_ number: Int32) -> String {
        switch number {
        case EACCES, EPERM: "give the service the right to read and write the folder"
        case ENOSPC, EDQUOT: "free some space; the service goes on by itself"
        case EROFS: "mount the file system for writing"
        case ENOENT, ENOTDIR: "create the folder, mount the share, or correct 'path' in the configuration"
        case ESTALE, ENOTCONN, EHOSTDOWN, EIO: "look at the share or the disk; the service goes on by itself"
        case EMFILE, ENFILE: "raise the limit of open files"
        default: "look at the kernel's log"
        }
    }
}
