internal import CLinux
internal import Glibc

/// A file open for reading; closed when it is let go.
final class OpenFile {
    let handle: Int32

    init(handle: Int32) {
        self.handle = handle
    }

    deinit { close(handle) }

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

    /// What the kernel can say about writers.
    var writers: Writers {
        guard clinux_is_local(handle) == 1 else { return .unknown }
        return switch clinux_nobody_writes(handle) {
        case 1: .none
        case 0: .some
        default: .unknown
        }
    }

    /// True when the file ends in zero bytes: space that was set aside for a copy that is still running, or that broke
    /// off (faults.md A6). Four, because a text in UTF-16 may end in one.
    func endsInZeros(size: Int) throws(FolderError) -> Bool {
        guard size >= 4 else { return false }
        var tail: UInt32 = 1
        guard unsafe pread(handle, &tail, 4, size - 4) == 4 else {
            throw FolderError("cannot read", path: "a dropped file")
        }
        return tail == 0
    }
}

/// Whether somebody has a file open for writing.
enum Writers: Sendable {
    case none, some
    /// On a network share, or in a folder whose files belong to others, the kernel cannot tell.
    case unknown
}
