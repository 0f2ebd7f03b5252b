internal import Glibc

/// Kind, size, time of change and identity of a file at one instant.
struct FileStatus: Hashable, Sendable {
    enum Kind: Sendable {
        case regular, folder, link
        /// A pipe, a socket or a device.
        case special
    }

    let identity: FileIdentity
    let kind: Kind
    let size: Int
    let modifiedNanoseconds: Int64

    init(_ status: stat) {
        identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .special
            }
        size = Int(status.st_size)
        modifiedNanoseconds = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    }
}

/// Which file it is, whatever its name.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
}
