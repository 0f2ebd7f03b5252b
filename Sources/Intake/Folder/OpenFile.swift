internal import CLinux
internal import Glibc

/// An open file; closed when it is let go.
///
/// Sendable because nothing of it changes; the kernel keeps the offset.
final class OpenFile: Sendable {
    let handle: Int32

    init(handle: Int32) {
        self.handle = handle
    }

    /// A file in a folder that nobody but the service can enter, by its path.
    ///
    /// - Returns: `nil` where there is none.
    init?(folder: String, name: FileName) throws(FolderError) {
        let path = Array(folder.utf8CString.dropLast()) + [CChar(bitPattern: UInt8(ascii: "/"))] + name.bytes
        handle = unsafe Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if handle >= 0 { return }
        if errno == ENOENT { return nil }
        throw FolderError("cannot open a file in", path: folder)
    }

    deinit { if handle >= 0 { close(handle) } }

    func status() throws(FolderError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(handle, &status) == 0 else { throw FolderError("cannot look at", path: "an open file") }
        return FileStatus(status)
    }

    /// Reads into `buffer` from `offset` on.
    ///
    /// - Returns: Number of bytes read; 0 at the end of the file.
    func read(into buffer: inout [UInt8], from offset: Int) throws(FolderError) -> Int {
        while true {
            // Safety: the count lies inside the buffer.
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(handle, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if count >= 0 { return count }
            if errno != EINTR { throw FolderError("cannot read", path: "a dropped file") }
        }
    }

    /// Appends to a file that this service made.
    ///
    /// - Parameter folder: For the message only.
    func write(_ bytes: ArraySlice<UInt8>, in folder: String) throws(FolderError) {
        guard writeAll(bytes, to: handle) else { throw FolderError("cannot write in", path: folder) }
    }

    /// Goes back to the first byte.
    func rewind() throws(FolderError) {
        guard lseek(handle, 0, SEEK_SET) == 0 else { throw FolderError("cannot read", path: "a copied file") }
    }

    /// What the kernel can say about writers, on a local file system.
    var writers: Writers {
        switch clinux_nobody_writes(handle) {
        case 1: .none
        case 0: .some
        default: .unknown
        }
    }

    /// What the outside of the content tells: whether there are parts without data, and how it ends. The space of a copy
    /// that still runs, or that broke off, is set aside with nothing or with zeros in it (faults.md A6).
    func wholeness(size: Int) throws(FolderError) -> Wholeness {
        guard size > 0 else { return .openEnded }
        if clinux_first_hole(handle, Int64(size)) < size { return .hasHole }
        var tail = [UInt8](repeating: 0, count: min(4, size))
        guard unsafe pread(handle, &tail, tail.count, size - tail.count) == tail.count else {
            throw FolderError("cannot read", path: "a dropped file")
        }
        // A text in UTF-16 may end in one zero byte, after its last line end.
        if tail.count == 4, tail.allSatisfy({ $0 == 0 }) { return .hasHole }
        let last = tail.last { $0 != 0 }
        return [UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(last)
            ? .closed : .openEnded
    }
}

/// Whether somebody has a file open for writing.
enum Writers: Sendable {
    case none, some
    /// On a network share, or in a folder whose files belong to others, the kernel cannot tell.
    case unknown
}

/// What the ends of a file tell about the rest of it.
enum Wholeness: Sendable {
    /// Ends as a table or a document ends.
    case closed
    /// Ends in the middle of a line: finished by a program that writes no last line end, or cut off. Or empty.
    case openEnded
    /// Holds space in which nothing was written yet.
    case hasHole
}

/// Writes all of `bytes` to an open file (write(2) may take a part of them).
///
/// - Returns: False where it failed, with the reason in errno.
func writeAll(_ bytes: ArraySlice<UInt8>, to handle: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
        // Safety: the buffer is valid for the call, and the count is its own.
        let count = unsafe rest.withUnsafeBytes { unsafe write(handle, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
    }
    return true
}
