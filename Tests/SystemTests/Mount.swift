import Foundation
import TestSupport

/// A file system mounted for one test, and unmounted with it.
final class Mount {
    let path: String
    /// Mounting is for root alone (mount(8)); where a test needs it and cannot have it, it says so.
    static let isAllowed: Bool = {
        if geteuid() == 0 { return true }
        print("SKIPPED: file systems are mounted by these tests: run them as root to see them run")
        return false
    }()

    /// A tmpfs with these options, such as `size=2m`.
    init(tmpfs options: String, at path: String) async throws {
        self.path = path
        try await Self.run("/bin/mount", ["-t", "tmpfs", "-o", options, "tmpfs", path])
    }

    /// The folder `source` once more under `path`.
    init(bind source: String, at path: String) async throws {
        self.path = path
        try await Self.run("/bin/mount", ["--bind", source, path])
    }

    deinit {
        // Lazily: whoever still has a file open there keeps it until then. A mount that is gone already is no failure.
        _ = unsafe umount2(path, Int32(MNT_DETACH))
    }

    func unmount() async throws { try await Self.run("/bin/umount", ["-l", path]) }

    func remount(_ options: String) async throws {
        try await Self.run("/bin/mount", ["-o", "remount,\(options)", path])
    }

    private static func run(_ program: String, _ arguments: [String]) async throws {
        let result = try await Program.run(program, arguments, in: TemporaryDirectory())
        guard result.status == 0 else { throw Failure(text: result.errors) }
    }

    struct Failure: Error {
        let text: String
    }
}
