import Foundation
import GRDB
import TestSupport
import Testing

/// Stores that are put back by the real command, whatever happens to it and whatever was there before.
@Suite(.timeLimit(.minutes(3)))
struct RestoreTests {
    private static let store = "state/eshkold.sqlite"

    /// A store of two files with a log beside it, as a crash leaves it, and a backup from between the two.
    private func crashed() async throws -> (installation: Installation, backup: String) {
        let installation = try Installation(inboxOptions: "settle: 100ms")
        let backup = installation.folder.path("backup.sqlite")
        try installation.drop("mifam-2015.csv", into: "mifam")
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try installation.isQuiet(files: 1) })
        #expect(try await installation.eshkold("store", "backup", backup).status == 0)
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await eventually { try installation.isQuiet(files: 2) })
        daemon.signal(SIGKILL)
        _ = try await daemon.wait()
        let log = try Data(contentsOf: URL(fileURLWithPath: installation.folder.path("\(Self.store)-wal")))
        #expect(!log.isEmpty)
        return (installation, backup)
    }

    private func kept(_ installation: Installation) -> [String] {
        installation.folder.files(below: "state").filter { $0.hasPrefix("eshkold.sqlite.2") }
    }

    /// How many files a store knows that is whole, and its identity.
    private func look(at name: String, of installation: Installation) throws -> (files: Int?, identity: String?) {
        let path = installation.folder.path(name)
        #expect(FileManager.default.fileExists(atPath: path))
        return try DatabaseQueue(path: path).read { db in
            #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
            return (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM dropped_file"),
                try String.fetchOne(db, sql: "SELECT uuid FROM installation")
            )
        }
    }

    @Test func `killed before any change in the state folder, a restore leaves one store or the other, and loses none`()
        async throws
    {
        let (installation, backup) = try await crashed()
        let folder = installation.folder
        let identity = try look(at: "backup.sqlite", of: installation).identity
        try FileManager.default.copyItem(atPath: folder.path("state"), toPath: folder.path("before"))
        let paths = ["", "-wal", "-shm", ".part"].map { folder.path(Self.store + $0) } + [folder.path("state")]
        var nth = 0
        repeat {
            nth += 1
            try FileManager.default.removeItem(atPath: folder.path("state"))
            try FileManager.default.copyItem(atPath: folder.path("before"), toPath: folder.path("state"))
            let changes = "link,unlink,rename"
            let restore = try await Program.run(
                Strace.path,
                ["-f", "-qq", "-y", "-o", folder.path("trace.out"), "-e", "trace=fsync,\(changes)"]
                    + ["-e", "inject=\(changes):signal=SIGKILL:when=\(nth)"] + paths.flatMap { ["-P", $0] }
                    + ["\(Repository.products)/eshkold", "store", "restore", backup, "--config", installation.config],
                in: folder
            )
            let store = try look(at: Self.store, of: installation)
            #expect(store.identity == identity, "killed at \(nth)")
            #expect((store.files == 1) == (restore.status == 0), "killed at \(nth): \(restore)")
            if store.files == 1 {
                #expect(try look(at: "state/\(kept(installation)[0])", of: installation).files == 2)
            } else {
                #expect(store.files == 2, "killed at \(nth)")
            }
            guard restore.status != 0 else { break }
        } while nth < 50
        #expect(nth > 3 && nth < 50)
        // A power cut leaves no less than a kill.
        let order = try folder.read("trace.out").split(separator: "\n").compactMap { line in
            line.contains(" link(")
                ? "keep"
                : line.contains(" rename(")
                    ? "replace"
                    : !line.contains(" fsync(") ? nil : line.contains(".part>") ? "copy" : "folder"
        }
        #expect(order == ["copy", "keep", "folder", "replace", "folder"])
        #expect(try await installation.eshkold("once").status == 0)
    }

    @Test func `what is about to leave is noted on the disk before, name of the file and all`() async throws {
        let installation = try Installation(officeURL: "http://127.0.0.1:9")
        try installation.drop("mifam-2015.csv", into: "mifam")
        let once = try await Program.run(
            Strace.path,
            ["-f", "-qq", "-y", "-o", installation.folder.path("trace.out"), "-e", "trace=fsync,connect"]
                + ["\(Repository.products)/eshkold", "once", "--config", installation.config],
            in: installation.folder
        )
        #expect(once.status == 1, "\(once)")
        let order = try installation.folder.read("trace.out").split(separator: "\n").compactMap { line in
            if line.contains(" connect(") { return line.contains("htons(9)") ? "sent" : nil }
            guard line.contains(" fsync(") else { return nil }
            return line.contains("/outbox.jsonl>") ? "journal" : line.contains("/state>") ? "folder" : nil
        }
        let noted = try #require(order.firstIndex(of: "journal"), "\(order)")
        #expect(order[noted...].prefix(3) == ["journal", "folder", "sent"], "\(order)")
    }

    @Test func `a log whose store is gone does not get into the one that is put back`() async throws {
        let (installation, backup) = try await crashed()
        let log = try Data(contentsOf: URL(fileURLWithPath: installation.folder.path("\(Self.store)-wal")))
        try FileManager.default.removeItem(atPath: installation.folder.path(Self.store))
        let restored = try await installation.eshkold("store", "restore", backup)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try look(at: Self.store, of: installation).files == 1)
        let name = try #require(kept(installation).first)
        #expect(name.hasSuffix("-wal"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: installation.folder.path("state/\(name)"))) == log)
    }

    @Test func `what is no database any more is kept as it is`() async throws {
        let (installation, backup) = try await crashed()
        for suffix in ["-wal", "-shm"] {
            try FileManager.default.removeItem(atPath: installation.folder.path(Self.store + suffix))
        }
        let rubble = String(repeating: "no database ", count: 400)
        try installation.folder.write(rubble, to: Self.store)
        let restored = try await installation.eshkold("store", "restore", backup)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try look(at: Self.store, of: installation).files == 1)
        #expect(try installation.folder.read("state/\(try #require(kept(installation).first))") == rubble)
        #expect(try await installation.eshkold("store", "verify").errors.contains("files in accepted/"))
    }
}
