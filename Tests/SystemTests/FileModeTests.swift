import Foundation
import TestSupport
import Testing

/// Who may read what the service makes, whatever the umask that it is started with.
@Suite(.timeLimit(.minutes(1)))
struct FileModeTests {
    @Test(arguments: ["022", "077", "000"])
    func `the store is the service's alone, and an inbox is open to its group`(umask: String) async throws {
        let installation = try Installation()
        let daemon = try Program(
            "/bin/sh",
            [
                "-c", "umask \(umask) && exec \"$@\"", "sh", "\(Repository.products)/eshkold", "run", "--config",
                installation.config,
            ],
            in: installation.folder
        )
        let inbox = installation.folder.path("inboxes/elka")
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await eventually { try installation.filed() == 1 })
        let state = installation.folder.path("state")
        #expect(try mode(state) == 0o700)
        for file in ["eshkold.sqlite", "eshkold.sqlite-wal", "eshkold.sqlite-shm"] {
            #expect(try mode("\(state)/\(file)") == 0o600, "\(file)")
        }
        for folder in ["accepted", "receipts", "reports"] {
            #expect(try mode("\(inbox)/\(folder)") == 0o2750, "\(folder)")
        }
        #expect(try mode("\(inbox)/to-fix") == 0o2770)
        #expect(try mode("\(inbox)/.eshkold") & 0o077 == 0)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw POSIXError(.ENOENT) }
        return status.st_mode & 0o7777
    }
}
