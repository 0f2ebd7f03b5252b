import Foundation
import GRDB
import TestSupport
import Testing

/// How the daemon comes to know of a file, and what waits in plain sight.
@Suite(.timeLimit(.minutes(5)))
struct WatchTests {
    private func end(_ daemon: Program) async throws {
        let pid = Strace.child(of: daemon) ?? daemon.pid
        kill(pid, SIGTERM)
        _ = try await daemon.wait()
    }

    @Test(arguments: [
        ("inotify_add_watch", "ENOSPC", "fs.inotify.max_user_watches"),
        ("inotify_init1", "EMFILE", "fs.inotify.max_user_instances"),
    ])
    func `a kernel that watches no more folders is named, and the folder is looked at`(
        call: String,
        error: String,
        limit: String
    ) async throws {
        let judge = try Judge()
        let daemon = try Strace.daemon(of: judge.installation, failing: call, with: error, nth: "1+")
        #expect(try await eventually { try daemon.complained().contains(limit) })
        try judge.drop()
        #expect(try await judge.settles())
        try await judge.judge("without a watch")
        let status = try await judge.installation.eshkold("status")
        #expect(status.output.contains("polling, lease") && status.output.contains(limit))
        // It looks every so often, not all the time.
        let pid = try #require(Strace.child(of: daemon))
        let before = try Self.processorTime(of: pid)
        try await Task.sleep(for: .seconds(3))
        #expect(try Self.processorTime(of: pid) - before < 30)
        try await end(daemon)
    }

    @Test func `after more events than the kernel keeps nothing is missing`() async throws {
        let judge = try Judge()
        let daemon = try judge.installation.startDaemon()
        #expect(try await eventually { try daemon.complained().contains("started") })
        try await daemon.freeze()
        for number in 0..<9000 {
            let path = judge.installation.folder.path("inboxes/elka/.\(number).tmp")
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            try FileManager.default.removeItem(atPath: path)
        }
        for _ in 1...5 { try judge.drop() }
        daemon.signal(SIGCONT)
        #expect(try await judge.settles())
        try await end(daemon)
        try await judge.judge("after an overflow")
    }

    @Test func `an open file waits and is told of, a slow one is taken whole, and others go by`() async throws {
        let judge = try Judge()
        let daemon = try judge.installation.startDaemon()
        let folder = judge.installation.folder
        let path = try folder.write("אשכול,פעילות,תאריך\nארצי,א,11/2015\n", to: "inboxes/mifam/open.csv")
        let writer = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try writer.seekToEnd()
        for number in 1...3 {
            try judge.drop()
            #expect(try await judge.settles())
            try writer.write(contentsOf: Data("ארצי,\(number),11/2015\n".utf8))
        }
        let status = try await judge.installation.eshkold("status")
        #expect(status.output.contains("inbox mifam: 1 waits since"))
        #expect(status.output.contains("open in another program"))
        #expect(!status.output.contains("open.csv"))
        try writer.close()
        #expect(try await eventually { folder.files(below: "inboxes/mifam/accepted").count == 1 })
        #expect(
            try await eventually { try judge.installation.count("help_activity WHERE organisation = 'ORG-MIFAM'") == 4 }
        )
        try await end(daemon)
    }

    @Test func `a file that is linked or mapped into the folder is found, and its time of change means nothing`()
        async throws
    {
        let installation = try Installation(inboxOptions: "rescan: 1s")
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try daemon.complained().contains("started") })
        let folder = installation.folder
        let table = { (text: String) in "אשכול,פעילות,תאריך\nארצי,\(text),11/2015\n" }
        // No event tells of a link but that a name is there.
        try folder.write(table("קישור"), to: "linked")
        try FileManager.default.linkItem(
            atPath: folder.path("linked"),
            toPath: folder.path("inboxes/elka/linked.csv")
        )
        for (name, year) in [("old.csv", -2.0e8), ("new.csv", 4.3e9)] {
            try folder.write(table(name), to: name)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: year)],
                ofItemAtPath: folder.path(name)
            )
            try FileManager.default.moveItem(atPath: folder.path(name), toPath: folder.path("inboxes/elka/\(name)"))
        }
        // A mapping keeps the file open for writing after its handle is closed, and writing to it is no event.
        let mapped = Array(table("ממופה").utf8)
        try folder.write(Data(repeating: 0x20, count: mapped.count), to: "inboxes/elka/mapped.csv")
        let handle = unsafe open(folder.path("inboxes/elka/mapped.csv"), O_RDWR)
        let memory = unsafe mmap(nil, mapped.count, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0)
        close(handle)
        #expect(try await eventually { folder.files(below: "inboxes/elka/accepted").count == 3 })
        #expect(FileManager.default.fileExists(atPath: folder.path("inboxes/elka/mapped.csv")))
        // Safety: the mapping is as long as what is copied into it.
        unsafe memory?.copyMemory(from: mapped, byteCount: mapped.count)
        unsafe munmap(memory, mapped.count)
        #expect(try await eventually { folder.files(below: "inboxes/elka/accepted").count == 4 })
        #expect(try installation.count("help_activity WHERE activity = 'ממופה'") == 1)
        try await end(daemon)
    }

    @Test func `files that were there before it started settle like any other`() async throws {
        let judge = try Judge()
        for _ in 1...3 { try judge.drop() }
        let path = try judge.installation.folder.write("אשכול,פעילות", to: "inboxes/mifam/being-written.csv")
        let writer = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let daemon = try judge.installation.startDaemon()
        #expect(try await judge.settles())
        #expect(FileManager.default.fileExists(atPath: path))
        try writer.close()
        try await end(daemon)
        try await judge.judge("files from before the start")
    }

    @Test func `a hundred inboxes are served fairly`() async throws {
        let installation = try Installation()
        var yaml = "state: many\nregistry: \(Repository.root)/config/registry.yaml\ninboxes:\n"
        for number in 1...100 {
            let folder = try installation.folder.folder("many-inboxes/\(number)")
            yaml += "  - { name: in-\(number), path: \(folder), organisation: ORG-ELKA, function: HELP }\n"
            // One sender floods; the others have a single file each.
            for file in 1...(number == 1 ? 2000 : 1) {
                try installation.folder.write(
                    "אשכול,פעילות,תאריך\nארצי,\(number)-\(file),11/2015\n",
                    to: "many-inboxes/\(number)/\(file).csv"
                )
            }
        }
        let config = try installation.folder.write(yaml, to: "many.yaml")
        let daemon = try Program("eshkold", ["run", "--config", config], in: installation.folder)
        let filed = { (number: Int) in installation.folder.files(below: "many-inboxes/\(number)/accepted").count }
        #expect(try await eventually(within: .seconds(60)) { (2...100).allSatisfy { filed($0) == 1 } })
        #expect(filed(1) < 2000, "the flood was over before the others had their turn")
        #expect(try await eventually(within: .seconds(60)) { filed(1) == 2000 })
        try await end(daemon)
    }

    /// In hundredths of a second: user and system time of proc(5), /proc/PID/stat.
    private static func processorTime(of pid: Int32) throws -> Int {
        let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 13, let user = Int(fields[11]), let system = Int(fields[12]) else { return 0 }
        return user + system
    }
}
