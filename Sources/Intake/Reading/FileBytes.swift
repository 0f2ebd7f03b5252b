internal import Glibc

/// The bytes of a claimed file, read once, in order, hashed on the way. Used by the one thread that reads the file.
///
/// A file that is not the same after the last byte as before the first one was changed under our hands; what was read
/// of it counts for nothing (design.md 4, step 4).
final class FileBytes {
    /// True once a stretch of zero bytes was met: space of which the content never came. No text has one.
    private(set) var hasHole = false
    private let file: OpenFile
    private let before: FileStatus
    private let hash = FileHash()
    private var count = 0
    private var hasEnded = false
    private let stop: StopSignal

    /// The writer came back while the file was being read.
    struct Changed: Error {}

    init(_ file: OpenFile, stop: StopSignal) throws {
        self.file = file
        self.stop = stop
        before = try file.status()
    }

    var size: Int { before.size }
    /// How many bytes are still to come, as far as the size tells.
    var rest: Int { max(0, before.size - count) }

    /// Fills `buffer` from `offset` on.
    ///
    /// - Returns: Number of bytes read; 0 once, at the end.
    /// - Throws: ``Changed``, `CancellationError` when the service stops, ``FolderError``.
    func read(into buffer: inout [UInt8], from offset: Int) throws -> Int {
        try stop.check()
        let count = try file.read(into: &buffer, from: offset)
        self.count += count
        // A writer who goes on and on must not keep the reader, and the store with it.
        if self.count > before.size { throw Changed() }
        if count == 0 {
            hasEnded = true
            if try file.status() != before { throw Changed() }
        } else {
            unsafe buffer.withUnsafeBytes { bytes in
                // Safety: the range was filled just now.
                let filled = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
                unsafe hash.take(filled)
                if !hasHole { hasHole = unsafe Self.holdsZeros(filled) }
            }
        }
        return count
    }

    /// The hash of the whole file. Reads what is left of it.
    func digest() throws -> [UInt8] {
        if !hasEnded {
            var block = [UInt8](repeating: 0, count: 1 << 16)
            while !hasEnded { _ = try read(into: &block, from: 0) }
        }
        return hash.digest()
    }

    /// Four in a row: a text in UTF-16 has single ones. Space is set aside in blocks, so none hides between two reads.
    private static func holdsZeros(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress,
            let first = unsafe memchr(start, 0, bytes.count)
        else { return false }
        // Safety: both are part of the same buffer.
        var index = unsafe UnsafeRawPointer(first) - start
        var run = 0
        while index < bytes.count {
            run = unsafe bytes[index] == 0 ? run + 1 : 0
            if run == 4 { return true }
            index += 1
        }
        return false
    }
}
