internal import Accompaniment
internal import Foundation
internal import Glibc

/// The folders of an inbox (design.md 3.3), opened once. The lock on `.eshkold/lock` is held for as long as this lives,
/// so that a second service on the same folder refuses to start; the kernel lets go of it with the process.
final class InboxLayout {
    let root: Directory
    /// `.eshkold`: nobody but the service can enter it.
    let own: Directory
    let claims: Directory
    let fileSystem: FileSystem
    let identity: InboxIdentity
    /// The folder was made anew since it was last served.
    let isRecreated: Bool
    private let lock: OpenFile
    /// Subfolders that are in use at the moment.
    private var opened: [String: Directory] = [:]

    /// The sender's group may read all of them, and mend in the one.
    private static let modes: [String: mode_t] = [
        "accepted": 0o2750, "rejected": 0o2750, "receipts": 0o2750, "reports": 0o2750, "to-fix": 0o2770,
    ]
    /// The service's own among the names in an inbox.
    static let names = Set(modes.keys)

    /// - Parameter known: What the store remembers of this inbox; `nil` where it was never served.
    /// - Throws: ``FolderError``, also when another service holds the lock, and when the folder is not the one that is
    ///   known. Nothing is written into it then.
    init(path: String, known: InboxIdentity?) throws(FolderError) {
        root = try Directory(path: path)
        fileSystem = try FileSystem(of: root)
        let marked = try root.existingDirectory(".eshkold")
        if marked == nil, let known, known.fileSystem != fileSystem.identity {
            throw FolderError(
                message: "\(path) is not the folder that was served before, but what lies under it: mount the share. "
                    + "Where the folder is meant to be new, make the folder .eshkold in it"
            )
        }
        own = try root.directory(".eshkold")
        try Self.requireOwnership(of: own, on: fileSystem)
        let marker = try own.content(of: FileName("inbox"))
        if let marker, let known, marker != known.marker {
            throw FolderError(
                message: "\(path) is the folder of another inbox: mount the right share, or, where it is meant to be "
                    + "this one from now on, remove .eshkold/inbox in it"
            )
        }
        let handle = unsafe openat(own.handle, "lock", O_RDONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard handle >= 0 else { throw FolderError("cannot open the lock of", path: path) }
        lock = OpenFile(handle: handle)
        guard flock(handle, LOCK_EX | LOCK_NB) == 0 else { throw FolderError(servedByAnother: path) }
        claims = try own.directory("claims")
        identity = InboxIdentity(
            marker: marker ?? known?.marker ?? UUID().uuidString.lowercased(),
            fileSystem: fileSystem.identity
        )
        isRecreated = known != nil && marker == nil
        if marker == nil {
            try own.write(Array(identity.marker.utf8), as: FileName("inbox"), in: own, mode: 0o600)
        }
        for name in Self.names { _ = try folder(name, month: nil) }
        closeFolders()
    }

    /// - Throws: ``FolderError`` when the path leads elsewhere by now: the folder was moved or made anew, or the share is
    ///   no longer mounted.
    func requirePresence() throws(FolderError) {
        let now = try Directory(path: root.path)
        let (there, here) = (try now.status(), try root.status())
        guard there.st_dev == here.st_dev, there.st_ino == here.st_ino,
            try now.existingDirectory(".eshkold") != nil
        else { throw FolderError(message: "\(root.path) is another folder than before: it is opened anew") }
    }

    /// `accepted/2026-11` and its like, made when first needed; `to-fix` and `reports` have no months.
    ///
    /// - Throws: ``FolderError``, also for a folder that somebody else put there.
    func folder(_ name: String, month: String?) throws(FolderError) -> Directory {
        guard let mode = Self.modes[name] else { preconditionFailure("\(name) is no folder of an inbox") }
        let key = month.map { "\(name)/\($0)" } ?? name
        if let known = opened[key] { return known }
        let made: Directory
        if let month {
            made = try folder(name, month: nil).directory(month, mode: mode)
        } else {
            made = try root.directory(name, mode: mode)
        }
        try Self.requireOwnership(of: made, on: fileSystem)
        opened[key] = made
        return made
    }

    /// Lets go of the handles of subfolders, of which a process with many inboxes has not enough.
    func closeFolders() {
        opened = [:]
    }

    /// What the operator gave away by the way in which the folder is set up; empty where it is as it should be.
    func advice() throws(FolderError) -> [String] {
        let status = try root.status()
        var advice: [String] = []
        if status.st_uid != geteuid() {
            advice.append(
                "the folder belongs to another user: nothing proves that a file is complete but 'settle', and a file that "
                    + "only its sender may read cannot be taken in"
            )
        }
        if status.st_mode & 0o022 != 0, status.st_mode & S_ISVTX == 0 {
            advice.append(
                "senders can move or remove each other's files and the service's folders: make it mode 3770"
            )
        }
        return advice
    }

    /// A folder that a sender made before the service did would be theirs to redirect. On a share from elsewhere the owner
    /// is what the mount says, for every file.
    private static func requireOwnership(of folder: Directory, on fileSystem: FileSystem) throws(FolderError) {
        guard fileSystem.isLocal, try folder.status().st_uid != geteuid() else { return }
        throw FolderError(
            message:
                "\(folder.path) belongs to somebody else, who could lead receipts and originals astray: remove it, "
                + "the service makes its own"
        )
    }
}
