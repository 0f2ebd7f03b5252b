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
        guard handle >= 0 else { throw FolderError("cannot open the folder", path: path) }
    }

    private init(handle: Int32, path: String) {
        self.handle = handle
        self.path = path
    }

    deinit { close(handle) }

    /// The directory `name` in this one, made with exactly `mode` if it is missing.
    func directory(_ name: String, mode: mode_t = 0o2700) throws(FolderError) -> Directory {
        let isNew = unsafe mkdirat(handle, name, mode) == 0
        guard isNew || errno == EEXIST else { throw FolderError("cannot make the folder", path: "\(path)/\(name)") }
        let child = unsafe openat(handle, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard child >= 0 else { throw FolderError("cannot open the folder", path: "\(path)/\(name)") }
        // The umask took its part of the mode.
        if isNew, fchmod(child, mode) != 0 {
            let error = FolderError("cannot set the mode of", path: "\(path)/\(name)")
            close(child)
            throw error
        }
        return Directory(handle: child, path: "\(path)/\(name)")
    }

    /// Names of everything in it but `.` and `..`, as bytes, sorted: a fixed order makes a batch repeatable.
    func names() throws(FolderError) -> [FileName] {
        let copy = unsafe openat(handle, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = unsafe fdopendir(copy) else {
            throw FolderError("cannot list the folder", path: path)
        }
        // Safety: the stream is used on this thread alone, and closed once, with the handle that it owns.
        defer { unsafe closedir(stream) }
        var names: [FileName] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe FileName(bytes: pointer)
            }
            if !name.isDots { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw FolderError("cannot list the folder", path: path) }
        return names.sorted()
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

    /// Moves a file without ever replacing one (renameat2(2), RENAME_NOREPLACE).
    ///
    /// - Returns: False where the target name is taken, or the source is gone.
    func move(_ name: FileName, to target: Directory, as newName: FileName) throws(FolderError) -> Bool {
        if unsafe clinux_rename_noreplace(handle, name.bytes, target.handle, newName.bytes) == 0 { return true }
        if errno == EEXIST || errno == ENOENT { return false }
        throw FolderError("cannot move a file to", path: target.path)
    }

    /// Writes a file of which only the whole can ever be seen under `name`: a temporary name, then a rename. Replaces
    /// a file of the same name, which is this service's own from before a crash.
    func write(_ content: [UInt8], as name: FileName, mode: mode_t) throws(FolderError) {
        let temporary = FileName(".eshkold-writing")
        _ = unsafe unlinkat(handle, temporary.bytes, 0)
        let file = unsafe openat(handle, temporary.bytes, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FolderError("cannot write in", path: path) }
        var written = 0
        while written < content.count {
            // Safety: the buffer is valid for the call, and the count lies inside it.
            let count = unsafe content.withUnsafeBytes { buffer in
                unsafe Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = FolderError("cannot write in", path: path)
                close(file)
                _ = unsafe unlinkat(handle, temporary.bytes, 0)
                throw error
            }
            written += count
        }
        guard fchmod(file, mode) == 0, close(file) == 0 else { throw FolderError("cannot write in", path: path) }
        guard unsafe renameat(handle, temporary.bytes, handle, name.bytes) == 0 else {
            throw FolderError("cannot write in", path: path)
        }
    }

    /// Removes an empty directory; one that is not empty, or gone, stays as it is.
    func removeDirectory(_ name: String) {
        _ = unsafe unlinkat(handle, name, AT_REMOVEDIR)
    }

    /// Puts everything written so far to this file system on the disk (syncfs(2)).
    func flush() throws(FolderError) {
        guard clinux_syncfs(handle) == 0 else { throw FolderError("cannot flush to the disk of", path: path) }
    }
}

/// Size, times and identity of a file at one instant.
struct FileStatus: Hashable {
    let identity: FileIdentity
    let isRegular: Bool
    let isDirectory: Bool
    let size: Int
    let modifiedNanoseconds: Int64

    init(_ status: stat) {
        identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
        size = Int(status.st_size)
        modifiedNanoseconds = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    }
}

/// Which file it is, whatever its name.
struct FileIdentity: Hashable {
    let device: UInt64
    let inode: UInt64
}
