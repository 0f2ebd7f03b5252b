import Crypto
import Testing

@testable import Intake

@Suite
struct FileHashTests {
    /// Blocks that are hashed at once, and such as wait for another thread, more of them than are let wait.
    @Test(arguments: [[], [0], [1], [100, 300_000, 5], Array(repeating: 200_000, count: 20), [1 << 20, 1 << 17, 3]])
    func `blocks of any size, in their order`(sizes: [Int]) {
        let bytes = (0..<sizes.reduce(0, +)).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        let hash = FileHash()
        var start = 0
        for size in sizes {
            unsafe bytes[start..<start + size].withUnsafeBytes { unsafe hash.take($0) }
            start += size
        }
        #expect(hash.digest() == Array(SHA256.hash(data: bytes)))
    }
}
