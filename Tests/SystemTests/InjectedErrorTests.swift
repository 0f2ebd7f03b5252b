import Foundation
import TestSupport
import Testing

/// Every call that writes, moves or opens something on the way of a file fails once: the first, the second, and so on,
/// until there is none left to fail. The same process has to go on by itself.
@Suite(.timeLimit(.minutes(20)))
struct InjectedErrorTests {
    /// A call, and the ways in which it fails in the world.
    struct Fault: CustomTestStringConvertible {
        let call: String
        let errors: [String]
        var testDescription: String { call }
    }

    static let faults = [
        Fault(call: "mkdirat", errors: ["ENOSPC", "EDQUOT", "EROFS", "EACCES"]),
        Fault(call: "renameat2", errors: ["EROFS", "ENOSPC", "EIO"]),
        Fault(call: "renameat", errors: ["EDQUOT", "EROFS", "EIO"]),
        Fault(call: "fchmod", errors: ["EIO", "EROFS"]),
        Fault(call: "unlinkat", errors: ["EIO", "EROFS"]),
        Fault(call: "syncfs", errors: ["EIO", "ENOSPC"]),
        Fault(call: "pwrite64", errors: ["ENOSPC", "EIO", "EDQUOT"]),
        Fault(call: "fdatasync", errors: ["EIO", "ENOSPC"]),
        Fault(call: "ftruncate", errors: ["EIO", "ENOSPC"]),
        Fault(call: "write", errors: ["ENOSPC", "EDQUOT", "EIO"]),
        Fault(call: "pread64", errors: ["EIO"]),
    ]

    @Test(arguments: faults)
    func `a call that fails once loses nothing, is told of, and is got over without a restart`(
        fault: Fault
    ) async throws {
        var nth = 1
        while try await survives(fault.call, fault.errors[nth % fault.errors.count], nth: nth) { nth += 1 }
        #expect(nth > 1, "\(fault.call) was never called")
    }

    @Test(arguments: ["EMFILE", "EACCES", "EIO", "ENOSPC"])
    func `a folder or a file that cannot be opened once is opened later`(error: String) async throws {
        var nth = 1
        while try await survives("openat", error, nth: nth) { nth += 1 }
        #expect(nth > 3)
    }

    @Test(arguments: [1, 2])
    func `a claimed file that cannot be read is read later, and the others do not wait for it`(nth: Int) async throws {
        let judge = try Judge()
        try judge.drop()
        let inbox = judge.installation.folder.path("inboxes/elka")
        // Claimed in an earlier life: its path is known beforehand.
        let claim = try judge.installation.folder.folder("inboxes/elka/.eshkold/claims/slot")
        let name = try #require(judge.installation.folder.files(below: "inboxes/elka").first)
        try FileManager.default.moveItem(atPath: "\(inbox)/\(name)", toPath: "\(claim)/\(name)")
        try judge.drop()
        let daemon = try Strace.daemon(
            of: judge.installation,
            failing: "read",
            with: "EIO",
            nth: "\(nth)",
            paths: ["\(claim)/\(name)"]
        )
        // Each attempt to read it is the first of its thread: it fails for as long as this process lives.
        #expect(try await eventually { try judge.installation.filed() == 1 })
        #expect(try await eventually { try daemon.complained().contains("Input/output error") })
        #expect(try judge.installation.folder.read("inboxes/elka/.eshkold/claims/slot/\(name)").isEmpty == false)
        try await end(daemon)
        let heir = try judge.installation.startDaemon()
        #expect(try await judge.settles())
        heir.signal(SIGTERM)
        _ = try await heir.wait()
        try await judge.judge("read failed the \(nth). time")
    }

    /// Runs the daemon over a dropped file with one call failing.
    ///
    /// - Returns: False when there was no such call any more.
    private func survives(_ call: String, _ error: String, nth: Int) async throws -> Bool {
        let judge = try Judge()
        try judge.drop()
        let daemon = try Strace.daemon(
            of: judge.installation,
            failing: call,
            with: error,
            nth: "\(nth)",
            paths: paths(of: call, in: judge.installation)
        )
        _ = try await eventually { try judge.isSettled() || !daemon.isRunning }
        var heir: Program?
        if call == "pread64", !daemon.isRunning {
            // To SQLite a page of the store that cannot be read may be a damaged store, and that is for the operator: the
            // process ends in words. Another start finds nothing damaged.
            #expect(try daemon.complained().contains("restore the last backup"))
            heir = try judge.installation.startDaemon()
        } else if daemon.isRunning, try !judge.isSettled(), try Strace.firings(in: judge.installation) > 1 {
            // strace counts the calls of each thread by itself. Where every try met a thread that was new, each of them
            // failed: a disk that stayed broken. It is well again for the next life.
            try await end(daemon)
            heir = try judge.installation.startDaemon()
        }
        let settles = try await judge.settles()
        let log = try daemon.complained()
        #expect(settles && (daemon.isRunning || heir != nil), "\(call) \(nth): \(error): \(log)")
        try await judge.judge("\(call) \(nth): \(error)")
        try await end(daemon)
        heir?.signal(SIGTERM)
        _ = try await heir?.wait()
        return try Strace.firings(in: judge.installation) > 0
    }

    /// The loader opens and reads the libraries of the program with the same calls: only those on our own paths count.
    private func paths(of call: String, in installation: Installation) -> [String] {
        let inbox = installation.folder.path("inboxes/elka")
        switch call {
        case "openat":
            return ["", "/.eshkold", "/.eshkold/claims", "/accepted", "/receipts", "/to-fix"].map { inbox + $0 }
        case "pread64":
            let store = installation.folder.path("state/eshkold.sqlite")
            return [store, "\(store)-wal", "\(inbox)/דיווח 1.csv"]
        default:
            return []
        }
    }

    private func end(_ daemon: Program) async throws {
        if let child = Strace.child(of: daemon) { kill(child, SIGTERM) }
        _ = try await daemon.wait()
    }
}
