import Foundation
import TestSupport
import Testing

@testable import Accompaniment

@Suite struct GzipTests {
    private let content = Data(String(repeating: #"{"figures":{"NEED-01":12}}"#, count: 200).utf8)

    @Test func `what was coded is the same when it is decoded, and codes to the same bytes`() throws {
        let coded = try #require(Gzip.compressed(content))
        #expect(coded.count < content.count / 10)
        #expect(try Gzip.decompressed(coded, limit: content.count) == content)
        #expect(Gzip.compressed(content) == coded)
    }

    @Test func `the program of the same name reads it, and is read`() async throws {
        let folder = try TemporaryDirectory()
        let coded = try folder.write(try #require(Gzip.compressed(content)), to: "ours.gz")
        let read = try await Program.run("/usr/bin/gzip", ["-dc", coded], in: folder)
        #expect(read.status == 0 && Data(read.output.utf8) == content)
        let plain = try folder.write(content, to: "theirs")
        #expect(try await Program.run("/usr/bin/gzip", [plain], in: folder).status == 0)
        let theirs = try Data(contentsOf: URL(fileURLWithPath: folder.path("theirs.gz")))
        #expect(try Gzip.decompressed(theirs, limit: content.count) == content)
    }

    @Test func `what is cut off anywhere, changed, followed by more or none at all is damaged`() throws {
        let coded = try #require(Gzip.compressed(content))
        for end in coded.indices {
            #expect(throws: Gzip.Failure.damaged) { try Gzip.decompressed(coded.prefix(end), limit: 1 << 20) }
        }
        var changed = coded
        changed[coded.count / 2] ^= 0x55
        for wrong in [changed, coded + [0], coded + coded, content] {
            #expect(throws: Gzip.Failure.damaged) { try Gzip.decompressed(wrong, limit: 1 << 20) }
        }
    }

    @Test func `what is longer than the limit is not decoded further`() throws {
        let bomb = try #require(Gzip.compressed(Data(count: 50 << 20)))
        #expect(throws: Gzip.Failure.tooLong) { try Gzip.decompressed(bomb, limit: 1 << 20) }
        let coded = try #require(Gzip.compressed(content))
        #expect(throws: Gzip.Failure.tooLong) { try Gzip.decompressed(coded, limit: content.count - 1) }
    }

    @Test(arguments: [Data(), Data("{}".utf8), Data((0..<64).map { UInt8($0) })])
    func `what would not be shorter is not coded`(content: Data) {
        #expect(Gzip.compressed(content) == nil)
    }
}
