internal import Crypto
internal import Dispatch

/// The SHA-256 of a file that is read block by block. Of a large one it is worked out beside the thread that reads.
///
/// Sendable because the hasher is only touched on the queue.
final class FileHash: @unchecked Sendable {
    private let queue = DispatchQueue(label: "eshkold-hash")
    /// For blocks that wait: memory is bounded.
    private let room = DispatchSemaphore(value: 4)
    private var hasher = SHA256()

    /// In bytes. Less is hashed sooner than another thread is woken.
    private static let large = 128 << 10

    /// Adds the bytes behind those that were added before.
    func take(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.large else {
            return queue.sync { unsafe hasher.update(bufferPointer: bytes) }
        }
        let block = unsafe [UInt8](bytes)
        room.wait()
        queue.async { [self] in
            hasher.update(data: block)
            room.signal()
        }
    }

    /// Of all bytes that were added.
    func digest() -> [UInt8] { queue.sync { Array(hasher.finalize()) } }
}
