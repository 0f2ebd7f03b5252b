internal import CLinux

/// What a folder lies on. It decides how an inbox is watched and what proves that a file is complete (design.md 4,
/// steps 1 and 2).
struct FileSystem: Hashable, Sendable {
    /// As `stat -f -c %T` names it; its number for one that is not in the list.
    let name: String
    /// Everything that happens in it happens on this machine: inotify and leases see every writer. On a network share
    /// they see none, and a lease is even granted while another machine writes.
    let isLocal: Bool
    /// Tells it from what else may lie under the same path: type, id, and whether it is mounted right there.
    let identity: String

    /// Magic numbers of statfs(2).
    private static let local: [UInt64: String] = [
        0xEF53: "ext4", 0x5846_5342: "xfs", 0x9123_683E: "btrfs", 0x0102_1994: "tmpfs", 0x794C_7630: "overlay",
        0x2FC1_2FC1: "zfs", 0xF2F5_2010: "f2fs",
    ]
    private static let remote: [UInt64: String] = [
        0x6969: "nfs", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x517B: "smb", 0x6573_5546: "fuse",
        0x0102_1997: "9p", 0x00C3_6400: "ceph",
    ]

    /// Of the folder behind an open handle.
    init(of folder: Directory) throws(FolderError) {
        var (type, id, isMount) = (UInt64(0), UInt64(0), Int32(0))
        guard unsafe clinux_file_system(folder.handle, &type, &id, &isMount) == 0 else {
            throw FolderError("cannot tell the file system of", path: folder.path)
        }
        isLocal = Self.remote[type] == nil
        name = Self.local[type] ?? Self.remote[type] ?? String(type, radix: 16)
        identity = "\(name)-\(String(id, radix: 16))\(isMount == 0 ? "" : "-mount")"
    }
}
