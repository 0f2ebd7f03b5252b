import Foundation
import Glibc
import TestSupport
import Testing

@testable import Intake

/// What a look at a folder finds, and what it leaves alone.
@Suite struct FolderScanTests {
    private let folder: TemporaryDirectory
    private let layout: InboxLayout

    init() throws {
        folder = try TemporaryDirectory()
        layout = try InboxLayout(path: folder.path, known: nil)
    }

    private func newScan() -> FolderScan { FolderScan(quiet: .milliseconds(50), limit: 1 << 20) }

    /// The names that one look hands out.
    private func look(
        _ scan: inout FolderScan,
        report: (WaitingReason) -> Void = { _ in }
    ) throws -> [String] {
        var found: [String] = []
        while let next = try scan.next(in: layout, report: { reason, _ in report(reason) }) {
            found.append(next.name.shown)
        }
        return found
    }

    @Test func `reports are found, in the order of their names, and what is temporary or ours is not`() throws {
        for name in ["ב.csv", "a.json", "~$a.csv", ".hidden", "x.csv.part", "Thumbs.db", "y.tmp"] {
            try folder.write("a\n", to: name)
        }
        var scan = newScan()
        #expect(try look(&scan) == ["a.json", "ב.csv"])
        #expect(scan.waiting.items.isEmpty)
    }

    @Test func `more files than are listed at once are all found, once`() throws {
        let names = (0..<1300).map { String(format: "%04d.csv", $0) }
        for name in names { try folder.write("a\n", to: name) }
        var scan = newScan()
        #expect(try look(&scan).sorted() == names)
    }

    @Test func `what is no file is named once, counted, and left as it is`() throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "/etc/passwd")
        try FileManager.default.createSymbolicLink(atPath: folder.path("dangling.csv"), withDestinationPath: "nowhere")
        let result1 = unsafe mkfifo(folder.path("pipe.csv"), 0o600)
        #expect(result1 == 0)
        let result2 = unsafe mknod(folder.path("device.csv"), S_IFCHR | 0o600, 0x0103)
        #expect(result2 == 0)
        try folder.folder("folder.csv")
        try folder.folder("@eaDir")
        var scan = newScan()
        var reported: [WaitingReason] = []
        for _ in 1...3 { #expect(try look(&scan) { reported.append($0) } == []) }
        #expect(reported.map(\.rawValue).sorted() == ["FOLDER", "LINK", "LINK", "SPECIAL", "SPECIAL"])
        #expect(scan.waiting.counts == [.folder: 1, .link: 2, .special: 2])
        #expect(scan.waiting.nextLook == nil)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.csv")) == "/etc/passwd")
    }

    @Test func `a file that somebody writes waits, and others do not`() throws {
        try folder.write("a\n", to: "open.csv")
        try folder.write("a\n", to: "done.csv")
        let writer = unsafe open(folder.path("open.csv"), O_WRONLY)
        var scan = newScan()
        #expect(try look(&scan) == ["done.csv"])
        #expect(scan.waiting.counts == [.open: 1])
        #expect(scan.waiting.settlesIn == nil)
        close(writer)
        #expect(try look(&scan).contains("open.csv"))
    }

    @Test func `a file on which its writer holds a lease waits, and nobody is kept waiting by it`() throws {
        try folder.write("a\n", to: "leased.csv")
        let holder = unsafe open(folder.path("leased.csv"), O_RDWR)
        defer { close(holder) }
        // 1024 is F_SETLEASE (fcntl(2)).
        let result3 = fcntl(holder, 1024, F_WRLCK)
        #expect(result3 == 0)
        signal(SIGIO, SIG_IGN)
        var scan = newScan()
        #expect(try look(&scan) == [])
        #expect(scan.waiting.counts == [.open: 1])
    }

    @Test func `an unfinished file says when it will be taken`() async throws {
        try folder.write("a,b", to: "cut.csv")
        var scan = newScan()
        #expect(try look(&scan) == [])
        #expect(scan.waiting.counts == [.settling: 1])
        let rest = try #require(scan.waiting.settlesIn)
        #expect(rest <= .milliseconds(500))
        try await Task.sleep(for: rest)
        #expect(try look(&scan) == ["cut.csv"])
    }

    @Test func `a giant without content is found, for its size is reason enough`() throws {
        try folder.write("", to: "giant.csv")
        let result4 = unsafe truncate(folder.path("giant.csv"), 1 << 40)
        #expect(result4 == 0)
        var scan = newScan()
        #expect(try look(&scan) == ["giant.csv"])
    }
}
