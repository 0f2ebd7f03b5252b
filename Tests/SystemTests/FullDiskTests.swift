import Foundation
import TestSupport
import Testing

/// Real disks that are really full.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: Mount.isAllowed))
struct FullDiskTests {
    private static let inbox = "inboxes/elka"

    /// Takes the space of a folder, all but `rest` bytes.
    private func fill(_ folder: String, leaving rest: Int) throws -> String {
        let path = "\(folder)/.filler.tmp"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        let block = Data(repeating: 1, count: 4096)
        do {
            while true { try file.write(contentsOf: block) }
        } catch {
            // Full.
        }
        try file.truncate(atOffset: try file.offset() - UInt64(rest))
        try file.close()
        return path
    }

    private func end(_ daemon: Program) async throws {
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `on a full inbox a file waits where it is, the operator is told, and it is taken in when there is room`()
        async throws
    {
        let installation = try Installation(inboxOptions: "rescan: 1s")
        let folder = installation.folder.path(Self.inbox)
        let disk = try await Mount(tmpfs: "size=2m", at: folder)
        let judge = try Judge(installation: installation)
        let daemon = try installation.startDaemon()
        #expect(try await eventually { FileManager.default.fileExists(atPath: "\(folder)/receipts") })
        try judge.drop()
        #expect(try await judge.settles())
        let filler = try fill(folder, leaving: 64 << 10)
        try judge.drop()
        #expect(try await eventually { try daemon.complained().contains("is full: free at least") })
        #expect(folderHolds("דיווח 2.csv", in: folder))
        let status = try await installation.eshkold("status")
        #expect(status.status == 1 && status.output.contains("is full: free at least"))
        // Said once, not with every look.
        try await Task.sleep(for: .seconds(3))
        #expect(try daemon.complained().components(separatedBy: "is full: free at least").count == 2)
        try FileManager.default.removeItem(atPath: filler)
        #expect(try await judge.settles(within: .seconds(60)))
        try await end(daemon)
        try await judge.judge("after a full inbox")
        withExtendedLifetime(disk) {}
    }

    @Test func `on a full disk of the store files wait, and what is queued goes out all the same`() async throws {
        let office = try CaptureServer(
            .status(503, headers: [("Retry-After", "3")]),
            .status(503, headers: [("Retry-After", "3")]),
            .echo()
        )
        let parent = try TemporaryDirectory()
        let disk = try await Mount(tmpfs: "size=12m", at: try parent.folder("state"))
        let installation = try Installation(
            officeURL: "http://127.0.0.1:\(office.url.port ?? 0)",
            state: parent.path("state"),
            inboxOptions: "rescan: 1s"
        )
        let daemon = try installation.startDaemon()
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await eventually { try daemon.complained().contains("envelope waits") })
        let filler = try fill(parent.path("state"), leaving: 2 << 20)
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await eventually { try daemon.complained().contains("is full: free at least") })
        #expect(try await eventually { try daemon.complained().contains("envelope delivered") })
        #expect(folderHolds("elka-2015.csv", in: installation.folder.path("inboxes/elka")))
        try FileManager.default.removeItem(atPath: filler)
        let taken = { try daemon.complained().components(separatedBy: "file taken in").count - 1 }
        #expect(try await eventually(within: .seconds(60)) { try taken() == 2 })
        #expect(try daemon.complained().contains("served again"))
        try await end(daemon)
        withExtendedLifetime(disk) {}
    }

    @Test func `without inodes nothing is lost`() async throws {
        let installation = try Installation(inboxOptions: "rescan: 1s")
        let folder = installation.folder.path(Self.inbox)
        let disk = try await Mount(tmpfs: "size=4m,nr_inodes=30", at: folder)
        let judge = try Judge(installation: installation)
        let daemon = try installation.startDaemon()
        #expect(try await eventually { FileManager.default.fileExists(atPath: "\(folder)/receipts") })
        try judge.drop()
        var fillers: [String] = []
        while FileManager.default.createFile(atPath: "\(folder)/.\(fillers.count).tmp", contents: nil) {
            fillers.append("\(folder)/.\(fillers.count).tmp")
        }
        #expect(!fillers.isEmpty)
        for filler in fillers { try FileManager.default.removeItem(atPath: filler) }
        #expect(try await judge.settles(within: .seconds(60)))
        try await end(daemon)
        try await judge.judge("after want of inodes")
        withExtendedLifetime(disk) {}
    }

    @Test func `a file system that turns read-only is waited for`() async throws {
        let installation = try Installation(inboxOptions: "rescan: 1s")
        let folder = installation.folder.path(Self.inbox)
        let disk = try await Mount(tmpfs: "size=4m", at: folder)
        let judge = try Judge(installation: installation)
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try daemon.complained().contains("started") })
        try judge.drop()
        #expect(try await judge.settles())
        try await daemon.freeze()
        try judge.drop()
        try await disk.remount("ro")
        daemon.signal(SIGCONT)
        #expect(try await eventually { try daemon.complained().contains("Read-only file system") })
        #expect(folderHolds("דיווח 2.csv", in: folder))
        try await disk.remount("rw")
        #expect(try await judge.settles(within: .seconds(60)))
        try await end(daemon)
        try await judge.judge("after a read-only spell")
    }

    @Test func `a copy for which the disk is too full is named, leaves nothing, and changes nothing`() async throws {
        let parent = try TemporaryDirectory()
        let disk = try await Mount(tmpfs: "size=12m", at: try parent.folder("state"))
        let installation = try Installation(state: parent.path("state"))
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 0)
        let backup = installation.folder.path("backup.sqlite")
        #expect(try await installation.eshkold("store", "backup", backup).status == 0)
        let filler = try fill(parent.path("state"), leaving: 256 << 10)
        for (command, file, target) in [
            ("backup", "copy.sqlite", "copy.sqlite"), ("restore", backup, "eshkold.sqlite"),
        ] {
            let argument = command == "backup" ? parent.path("state/\(file)") : file
            let result = try await installation.eshkold("store", command, argument)
            let part = parent.path("state/\(target).part")
            let words =
                "eshkold: store \(part): database or disk is full: the disk is full: free some space and give the "
                + "command again\n"
            #expect(result.status == 1 && result.errors == words, "\(result.errors)")
            #expect(!folderHolds("\(target).part", in: parent.path("state")))
        }
        try FileManager.default.removeItem(atPath: filler)
        #expect(try await installation.eshkold("store", "verify").status == 0)
        #expect(try await installation.eshkold("store", "restore", backup).status == 0)
        withExtendedLifetime(disk) {}
    }

    private func folderHolds(_ name: String, in folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(name)")
    }
}
