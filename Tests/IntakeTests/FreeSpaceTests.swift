import Glibc
import Testing

@testable import Intake

@Suite struct FreeSpaceTests {
    @Test(
        arguments: [
            (0, 4096, 0), (3, 4096, 12_288), (.max, 4096, .max), (1 << 52, 4096, .max), (1 << 51, 4096, .max),
            ((1 << 51) - 1, 4096, ((1 << 51) - 1) * 4096), (.max, 1, .max),
        ] as [(blocks: UInt, size: UInt, bytes: Int)]
    )
    func `free space is never more than a number holds, and never less than there is`(
        blocks: UInt,
        size: UInt,
        bytes: Int
    ) {
        var status = statvfs()
        status.f_bavail = blocks
        status.f_frsize = size
        #expect(status.freeBytes == bytes)
    }
}
