import Foundation
import GRDB
import TestSupport
import Testing

/// Folders that are not always there, and not always themselves.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: Mount.isAllowed))
struct ShareTests {
    private static let options = "rescan: 1s, settle: 200ms"

    private func end(_ daemon: Program) async throws {
        daemon.signal(SIGTERM)
        let start = ContinuousClock.now
        #expect(try await daemon.wait(upTo: .seconds(20)).status == 0)
        #expect(ContinuousClock.now - start < .seconds(6))
    }

    private func says(_ text: String, _ daemon: Program) async throws -> Bool {
        try await eventually { try daemon.complained().contains(text) }
    }

    /// Files of the other inbox go on, whatever became of this one.
    private func othersGoOn(_ installation: Installation, number: Int) async throws {
        try installation.folder.write("אשכול,פעילות,תאריך\nארצי,\(number),11/2015\n", to: "inboxes/mifam/\(number).csv")
        #expect(
            try await eventually {
                installation.folder.files(below: "inboxes/mifam/accepted").contains { $0.hasSuffix("/\(number).csv") }
            }
        )
    }

    @Test func `a share that is unmounted is an alarm, nothing is written under it, and it goes on when it is back`()
        async throws
    {
        let installation = try Installation(inboxOptions: Self.options)
        let bare = installation.folder.path("inboxes/elka")
        // The same file system is kept alive elsewhere.
        let elsewhere = try installation.folder.folder("server")
        let disk = try await Mount(tmpfs: "size=8m", at: elsewhere)
        let share = try await Mount(bind: elsewhere, at: bare)
        let daemon = try installation.startDaemon()
        #expect(try await eventually { FileManager.default.fileExists(atPath: "\(elsewhere)/.eshkold/inbox") })

        try await share.unmount()
        #expect(try await says("mount the share", daemon))
        try await othersGoOn(installation, number: 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: bare).isEmpty)
        let status = try await installation.eshkold("status")
        #expect(status.status == 1 && status.output.contains("mount the share"))

        // And the same while it starts.
        try await end(daemon)
        let second = try installation.startDaemon()
        #expect(try await says("mount the share", second))
        try await othersGoOn(installation, number: 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: bare).isEmpty)

        let again = try await Mount(bind: elsewhere, at: bare)
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await eventually { installation.folder.files(below: "inboxes/elka/accepted").count == 1 })
        #expect(try await says("served again", second))
        try await end(second)
        withExtendedLifetime((disk, again)) {}
    }

    @Test func `the share of somebody else is refused`() async throws {
        let installation = try Installation(inboxOptions: Self.options)
        #expect(try await installation.eshkold("once").status == 0)
        let wrong = try await Mount(
            bind: installation.folder.path("inboxes/mifam"),
            at: installation.folder.path("inboxes/elka")
        )
        try installation.folder.write("אשכול,פעילות,תאריך\nארצי,א,11/2015\n", to: "inboxes/elka/of-mifam.csv")
        let result = try await installation.eshkold("once")
        #expect(result.status == 1 && result.errors.contains("the folder of another inbox"))
        #expect(try installation.store { try String.fetchAll($0, sql: "SELECT inbox FROM dropped_file") } == ["mifam"])
        withExtendedLifetime(wrong) {}
    }

    @Test
    func `a folder that is removed, moved away or replaced by a link is noticed, and served again when it is right`()
        async throws
    {
        let installation = try Installation(inboxOptions: Self.options)
        let inbox = installation.folder.path("inboxes/elka")
        let daemon = try installation.startDaemon()
        #expect(try await eventually { FileManager.default.fileExists(atPath: "\(inbox)/receipts") })
        let takes = { (name: String) in
            try installation.folder.write("אשכול,פעילות,תאריך\nארצי,\(name),11/2015\n", to: "inboxes/elka/\(name)")
            return try await eventually {
                installation.folder.files(below: "inboxes/elka/accepted").contains { $0.hasSuffix("/\(name)") }
            }
        }
        try FileManager.default.removeItem(atPath: inbox)
        #expect(try await says("No such file", daemon))
        try installation.folder.folder("inboxes/elka")
        #expect(try await takes("after-removal.csv"))

        try FileManager.default.moveItem(atPath: inbox, toPath: "\(inbox)-old")
        try installation.folder.folder("inboxes/elka")
        #expect(try await takes("after-move.csv"))

        try FileManager.default.moveItem(atPath: inbox, toPath: "\(inbox)-real")
        let target = try installation.folder.folder("target")
        try FileManager.default.createSymbolicLink(atPath: inbox, withDestinationPath: target)
        #expect(try await says("links are not followed", daemon))
        #expect(try FileManager.default.contentsOfDirectory(atPath: target).isEmpty)
        try FileManager.default.removeItem(atPath: inbox)
        try FileManager.default.moveItem(atPath: "\(inbox)-real", toPath: inbox)
        #expect(try await takes("after-link.csv"))
        try await end(daemon)
    }

    @Test(.enabled(if: Bindfs.isInstalled))
    func `a share that hangs holds up neither the other inboxes, nor the push, nor status, nor the end`() async throws {
        let office = try CaptureServer(.echo())
        let installation = try Installation(
            officeURL: "http://127.0.0.1:\(office.url.port ?? 0)",
            inboxOptions: Self.options
        )
        let share = try await Bindfs(
            try installation.folder.folder("server"),
            at: installation.folder.path("inboxes/elka"),
            in: installation.folder
        )
        let daemon = try installation.startDaemon()
        try installation.drop("elka-2015.csv", into: "elka")
        #expect(try await eventually { installation.folder.files(below: "server/accepted").count == 1 })
        let mode = try await installation.eshkold("status")
        #expect(mode.output.contains("polling, quiet-time (fuse)"))
        let page = installation.folder.path("inboxes/mifam/reports/2015-Q4.html")
        #expect(try await eventually { FileManager.default.fileExists(atPath: page) })
        try FileManager.default.removeItem(atPath: page)

        share.hang()
        let before = office.requests.count
        try await othersGoOn(installation, number: 1)
        #expect(try await eventually { office.requests.count > before })
        // Both have a page to come; that of the one is there.
        #expect(try await eventually { FileManager.default.fileExists(atPath: page) })
        let start = ContinuousClock.now
        let status = try await installation.eshkold("status")
        #expect(ContinuousClock.now - start < .seconds(8))
        #expect(status.status == 1 && status.output.contains("does not answer"))
        try await end(daemon)

        let second = try installation.startDaemon()
        try await othersGoOn(installation, number: 2)
        share.goOn()
        try installation.drop("elka-national-2015.csv", into: "elka")
        #expect(try await eventually { installation.folder.files(below: "server/accepted").count == 2 })
        try await end(second)
    }

    @Test(.enabled(if: Bindfs.isInstalled))
    func `a folder of pages that hangs holds up no other page, is told of, and keeps the service from no end`()
        async throws
    {
        let installation = try Installation(
            inboxOptions: Self.options,
            reports: [("board", "NATIONAL"), ("nation", "NATIONAL")],
            options: "retention: { originals: 400d, free-text: 400d }"
        )
        let board = installation.folder.path("board")
        let share = try await Bindfs(try installation.folder.folder("server"), at: board, in: installation.folder)
        let environment = ["WATCHDOG_USEC": "200000"]
        let daemon = try installation.startDaemon(environment: environment)
        #expect(try await eventually { try daemon.complained().contains("started") })
        share.hang()
        try installation.drop("elka-2015.csv", into: "elka")
        let pages = ["nation/2015-Q4.html", "inboxes/mifam/reports/2015-Q4.html"].map(installation.folder.path)
        #expect(try await eventually { pages.allSatisfy { FileManager.default.fileExists(atPath: $0) } })
        #expect(
            try await eventually {
                let status = try await installation.eshkold("status")
                return status.status == 1 && status.output.contains("ALARM    the pages of \(board) are not written")
            }
        )
        #expect(try daemon.complained().contains("pages are not written"))
        // What hangs in this process is not left in it for later.
        daemon.signal(SIGHUP)
        let reload = try await daemon.wait(upTo: .seconds(20))
        #expect(reload.status == 75 && reload.errors.contains("to be started again"), "\(reload.errors)")

        let second = try installation.startDaemon(environment: environment)
        #expect(try await says("pages are not written", second))
        try await end(second)
        #expect(try second.complained().contains("stopped") && !second.complained().contains("a part does not end"))

        share.goOn()
        let third = try installation.startDaemon(environment: environment)
        #expect(
            try await eventually {
                FileManager.default.fileExists(atPath: installation.folder.path("server/2015-Q4.html"))
            }
        )
        let isWell = try await eventually { try await installation.eshkold("status").status == 0 }
        #expect(isWell)
        try await end(third)
    }
}

/// A folder shown once more through a process of its own, as a network share is (bindfs(1), FUSE).
private final class Bindfs {
    private let program: Program
    private let path: String

    static let isInstalled: Bool = {
        let isThere = ["/usr/bin/bindfs", "/dev/fuse"].allSatisfy { FileManager.default.fileExists(atPath: $0) }
        if !isThere { print("SKIPPED: a share that hangs needs bindfs and /dev/fuse: apt-get install bindfs") }
        return isThere
    }()

    init(_ source: String, at path: String, in folder: TemporaryDirectory) async throws {
        self.path = path
        program = try Program("/usr/bin/bindfs", ["-f", source, path], in: folder)
        let isUp = try await eventually {
            try String(contentsOfFile: "/proc/mounts", encoding: .utf8).contains(" \(path) fuse")
        }
        #expect(isUp)
    }

    /// From here on nothing that concerns the share answers.
    func hang() { program.signal(SIGSTOP) }

    func goOn() { program.signal(SIGCONT) }

    deinit {
        // The process first, and whoever waits for it gets an error.
        program.signal(SIGKILL)
        _ = unsafe umount2(path, Int32(MNT_DETACH))
    }
}
