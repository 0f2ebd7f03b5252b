internal import Glibc

/// The names in a folder, read a few at a time, so that a folder with a million entries fills no memory and none of
/// them is passed over.
@safe final class FolderListing {
    private let stream: OpaquePointer
    private let path: String

    init(_ folder: Directory) throws(FolderError) {
        let copy = unsafe openat(folder.handle, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw FolderError("cannot list the folder", path: folder.path) }
        guard let stream = unsafe fdopendir(copy) else {
            let error = FolderError("cannot list the folder", path: folder.path)
            close(copy)
            throw error
        }
        unsafe self.stream = stream
        path = folder.path
    }

    // Safety: the stream is used by its owner alone and closed once, with the handle that it owns.
    deinit { unsafe closedir(stream) }

    /// At most `limit` further names, `.` and `..` left out, sorted: a fixed order makes a batch repeatable. Empty at
    /// the end.
    func next(_ limit: Int) throws(FolderError) -> [FileName] {
        var names: [FileName] = []
        errno = 0
        while names.count < limit, let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe FileName(bytes: pointer)
            }
            if !name.isDots { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw FolderError("cannot list the folder", path: path) }
        return names.sorted()
    }
}
