import Foundation
import GRDB
import TestSupport
import Testing

/// Stores of other releases, met by the real commands.
@Suite(.timeLimit(.minutes(3)))
struct ReleaseTests {
    private static let store = "state/eshkold.sqlite"

    /// Commands that open the store, and what they are asked for.
    private static let commands = [
        ["run"], ["once"], ["files", "list"], ["files", "show", "1"], ["summary", "--period", "2015-Q4"],
        ["deliveries", "list"], ["deliveries", "show", "1"], ["deliveries", "retry", "--all"],
        ["deliveries", "discard", "1", "--reason", "none"],
        ["report", "--national", "--period", "2015-Q4", "--out", "/dev/null"], ["store", "verify"],
        ["store", "backup", "/dev/null"], ["store", "export"], ["store", "erase-person", "דנה לוי"],
    ]

    private func bytes(_ installation: Installation) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: installation.folder.path(Self.store)))
    }

    @Test func `every command refuses a store of a newer release in words, and leaves it as it is`() async throws {
        let installation = try Installation(officeURL: "http://127.0.0.1:9")
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 1)
        try await DatabaseQueue(path: installation.folder.path(Self.store)).writeWithoutTransaction { db in
            try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-future'); CREATE TABLE future (a)")
            // As a backup that was put back: opening it for writing would change the file.
            try db.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        let before = try bytes(installation)
        for command in Self.commands {
            let result = try await Program.run(
                "eshkold",
                command + ["--config", installation.config],
                in: installation.folder
            )
            #expect(result.status == 1, "\(command): \(result.output) \(result.errors)")
            #expect(result.errors.contains("it was written by a newer release: install that release"), "\(command)")
        }
        let status = try await installation.eshkold("status")
        #expect(status.status == 1 && status.output.contains("it was written by a newer release"), "\(status)")
        #expect(try bytes(installation) == before)
    }

    @Test func `a newer backup is not put back`() async throws {
        let installation = try Installation()
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 0)
        let backup = installation.folder.path("backup.sqlite")
        #expect(try await installation.eshkold("store", "backup", backup).status == 0)
        try await DatabaseQueue(path: backup).write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-future')")
        }
        let before = try bytes(installation)
        let result = try await installation.eshkold("store", "restore", backup)
        #expect(result.status == 1 && result.errors.contains("was written by a newer release"), "\(result.errors)")
        #expect(try bytes(installation) == before)
    }

    @Test func `a store that is not of this release yet is said to be so, and the service brings it there`()
        async throws
    {
        let installation = try Installation()
        try installation.drop("mifam-2015.csv", into: "mifam")
        try installation.folder.folder("state")
        // What a release leaves that was ended in its first migration: its progress, and nothing else.
        try await DatabaseQueue(path: installation.folder.path(Self.store)).write { db in
            try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        }
        let words = "it is not of this release yet: the service brings it there when it starts"
        let status = try await installation.eshkold("status")
        #expect(status.status == 1 && status.output.contains(words), "\(status)")
        let before = try bytes(installation)
        for command in [
            ["files", "list"], ["deliveries", "retry", "--all"],
            ["deliveries", "discard", "office:1", "--reason", "none"], ["store", "erase-person", "דנה לוי"],
        ] {
            let result = try await Program.run(
                "eshkold",
                command + ["--config", installation.config],
                in: installation.folder
            )
            #expect(result.status == 1 && result.errors.contains(words), "\(command): \(result.errors)")
        }
        #expect(try bytes(installation) == before)
        // While a service is at it, which gives no sign of life until it is done.
        try installation.folder.folder("state/notes")
        let sign = try installation.folder.write(#"{"stuck":[]}"#, to: "state/notes/work.json")
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -600)], ofItemAtPath: sign)
        let lock = installation.folder.path("state/eshkold.lock")
        let holder = try Program("/usr/bin/flock", ["--close", lock, "sleep", "60"], in: installation.folder)
        var output = ""
        let isHeld = try await eventually {
            output = try await installation.eshkold("status").output
            return output.contains("service: running")
        }
        #expect(isHeld && output.contains(words) && !output.contains("hangs"), "\(output)")
        holder.signal(SIGKILL)
        _ = try await holder.wait()
        #expect(try await installation.eshkold("once").status == 0)
        #expect(try await installation.eshkold("files", "list").status == 0)
        #expect(try await installation.eshkold("store", "verify").status == 0)
    }
}
