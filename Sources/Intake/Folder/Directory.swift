internal import CLinux
internal import Glibc

/// An open directory. Everything below an inbox is reached through one, name by name, so that a link planted on the
/// way cannot lead elsewhere (faults.md G2).
final class Directory {
    let handle: Int32
    /// For messages only.
    let path: String

    /// The first directory of a chain, by path; the last component must not be a link.
    init(path: String) throws(FolderError) {
        handle = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        self.path = path
        guard handle >= 0 else { throw Self.cannotOpen(path) }
    }

    private init(handle: Int32, path: String) {
        self.handle = handle
        self.path = path
    }

    deinit { close(handle) }

    /// From the current errno. With O_DIRECTORY and O_NOFOLLOW a link is "not a directory", too (open(2)).
    private static func cannotOpen(_ path: String) -> FolderError {
        guard [ENOTDIR, ELOOP].contains(errno) else { return FolderError("cannot open the folder", path: path) }
        return FolderError(
            message: "\(path) is a link or a file where a folder must be: remove it; links are not followed"
        )
    }

    /// The directory `name` in this one; `nil` where there is none.
    func existingDirectory(_ name: String) throws(FolderError) -> Directory? {
        let child = unsafe openat(handle, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard child >= 0 else {
            if errno == ENOENT { return nil }
            throw Self.cannotOpen("\(path)/\(name)")
        }
        return Directory(handle: child, path: "\(path)/\(name)")
    }

    /// The directory `name` in this one, made with exactly `mode` if it is missing.
    func directory(_ name: String, mode: mode_t = 0o2700) throws(FolderError) -> Directory {
        // The set-group-ID bit comes from the parent: a sandbox may refuse to set it (systemd.exec(5), RestrictSUIDSGID=).
        let isNew = unsafe mkdirat(handle, name, mode & 0o777) == 0
        guard isNew || errno == EEXIST else { throw FolderError("cannot make the folder", path: "\(path)/\(name)") }
        guard let child = try existingDirectory(name) else {
            throw FolderError("cannot open the folder", path: "\(path)/\(name)")
        }
        // Where the parent has no such bit, or an umask took its part of the mode, now or before a crash.
        let present = try child.status().st_mode & 0o7777
        guard mode & 0o077 != 0, present != mode, isNew || present & 0o777 == 0o700 else { return child }
        guard fchmod(child.handle, mode) == 0 || present & 0o777 == mode & 0o777 else {
            throw FolderError("cannot set the mode of", path: "\(path)/\(name)")
        }
        return child
    }

    /// What `name` is, without following a link; `nil` where there is nothing of that name.
    func status(_ name: FileName) throws(FolderError) -> FileStatus? {
        var status = stat()
        guard unsafe fstatat(handle, name.bytes, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw FolderError("cannot look at a file in", path: path)
        }
        return FileStatus(status)
    }

    /// Opens a file for reading without following a link and without blocking on a pipe.
    ///
    /// - Returns: `nil` where there is nothing of that name any more.
    func open(_ name: FileName) throws(FolderError) -> OpenFile? {
        let file = unsafe openat(handle, name.bytes, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw FolderError("cannot open a file in", path: path)
        }
        return OpenFile(handle: file)
    }

    /// The text in a small file of the service's own; `nil` where there is none.
    func content(of name: FileName) throws(FolderError) -> String? {
        guard let file = try open(name) else { return nil }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = try file.read(into: &buffer, from: 0)
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// Moves a file without ever replacing one (renameat2(2), RENAME_NOREPLACE).
    ///
    /// - Parameter isShared: Others make files in the target folder, too.
    /// - Returns: False where the target name is taken.
    /// - Throws: ``FolderError``, with ENOENT where the source or the target folder is gone.
    func move(
        _ name: FileName,
        to target: Directory,
        as newName: FileName,
        isShared: Bool = false
    ) throws(FolderError) -> Bool {
        if unsafe clinux_rename_noreplace(handle, name.bytes, target.handle, newName.bytes) == 0 { return true }
        if errno == EEXIST { return false }
        guard [EINVAL, ENOSYS].contains(errno) else { throw FolderError("cannot move a file to", path: target.path) }
        return try moveWithoutFlag(name, to: target, as: newName, isShared: isShared)
    }

    /// The same where the file system knows no RENAME_NOREPLACE, as nfs and some of FUSE. Into a folder that only the
    /// service writes to, looking first is enough; elsewhere a second name is made, which never replaces one, and the
    /// first is taken away.
    private func moveWithoutFlag(
        _ name: FileName,
        to target: Directory,
        as newName: FileName,
        isShared: Bool
    ) throws(FolderError) -> Bool {
        if isShared {
            if unsafe linkat(handle, name.bytes, target.handle, newName.bytes, 0) == 0 {
                try remove(name)
                return true
            }
            // Without links either, what could be replaced stays where it is.
            if [EEXIST, EPERM, ENOTSUP].contains(errno) { return false }
        } else {
            if try target.status(newName) != nil { return false }
            if unsafe renameat(handle, name.bytes, target.handle, newName.bytes) == 0 { return true }
        }
        throw FolderError("cannot move a file to", path: target.path)
    }

    /// Writes a file of which only the whole can ever be seen: under a temporary name here, in a folder that no one else
    /// can enter, and then by a rename to `name` in `target`. Replaces a file of that name, which is this service's own
    /// from before a crash, and a link itself, never what it points to.
    func write(_ content: [UInt8], as name: FileName, in target: Directory, mode: mode_t) throws(FolderError) {
        let temporary = ".writing-\(name.shown.utf8.count > 200 ? "long" : name.shown)"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        var file = unsafe openat(handle, temporary, flags, 0o600)
        if file < 0, errno == EEXIST, unsafe unlinkat(handle, temporary, 0) == 0 {
            // Left behind by a crash.
            file = unsafe openat(handle, temporary, flags, 0o600)
        }
        guard file >= 0 else { throw FolderError("cannot write in", path: target.path) }
        var isWritten = writeAll(content[...], to: file) && fchmod(file, mode) == 0
        // Also when writing failed; a quota may speak up only now.
        var reason = isWritten ? 0 : errno
        if close(file) != 0, isWritten { (isWritten, reason) = (false, errno) }
        if isWritten, unsafe renameat(handle, temporary, target.handle, name.bytes) == 0 { return }
        errno = isWritten ? errno : reason
        let error = FolderError("cannot write in", path: target.path)
        _ = unsafe unlinkat(handle, temporary, 0)
        throw error
    }

    /// Removes the file or link `name`; nothing where there is none.
    func remove(_ name: FileName) throws(FolderError) {
        guard unsafe unlinkat(handle, name.bytes, 0) == 0 || errno == ENOENT else {
            throw FolderError("cannot remove a file in", path: path)
        }
    }

    /// Removes an empty directory.
    ///
    /// - Returns: False where it is still there.
    @discardableResult
    func removeDirectory(_ name: String) -> Bool {
        unsafe unlinkat(handle, name, AT_REMOVEDIR) == 0 || errno == ENOENT
    }

    /// What the folder itself is now.
    func status() throws(FolderError) -> stat {
        var status = stat()
        guard unsafe fstat(handle, &status) == 0 else { throw FolderError("cannot look at the folder", path: path) }
        return status
    }

    /// Bytes that can still be written here by this service.
    func freeBytes() throws(FolderError) -> Int {
        var status = statvfs()
        guard unsafe fstatvfs(handle, &status) == 0 else {
            throw FolderError("cannot ask for the free space of", path: path)
        }
        return status.freeBytes
    }

    /// Puts everything written so far to this file system on the disk (syncfs(2)).
    func flush() throws(FolderError) {
        guard clinux_syncfs(handle) == 0 else { throw FolderError("cannot flush to the disk of", path: path) }
    }
}
