import Foundation
import GRDB
import TestSupport
import Testing

/// What `status` says when something is wrong, and that it is true whatever the service does.
@Suite(.timeLimit(.minutes(3)))
struct StatusTests {
    @Test(arguments: [
        ("claimed", "inbox mifam"), ("frozen", "office office"), ("drawn", "drawing of pages"), ("swept", "retention"),
    ])
    func `a worker that hangs is named, and the watchdog is not fed any more`(place: String, worker: String)
        async throws
    {
        let office = try await RunningOffice()
        let installation = try Installation(
            officeURL: office.url,
            inboxOptions: "settle: 100ms",
            options: "retention: { originals: 400d, free-text: 400d }"
        )
        let ear = try UnixEar(path: installation.folder.path("notify"))
        let daemon = try installation.startDaemon(environment: [
            "NOTIFY_SOCKET": ear.path, "WATCHDOG_USEC": "200000", "ESHKOLD_WEDGE": place,
        ])
        #expect(try await eventually { try daemon.complained().contains("started") })
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await eventually { try daemon.complained().contains("no progress") })
        let signs = ear.texts.count { $0 == "WATCHDOG=1" }
        try await Task.sleep(for: .seconds(1))
        #expect(ear.texts.count { $0 == "WATCHDOG=1" } == signs)
        let status = try await installation.eshkold("status")
        #expect(status.status == 1)
        #expect(status.output.contains("running, STUCK: \(worker)"), "\(status.output)")
        #expect(status.output.contains("ALARM    \(worker) does not get on: look at its disk"))
        // It stops all the same, and what hung is taken up by the next life.
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
        #expect(try await installation.eshkold("once").status == 0)
        #expect(try installation.count("help_activity") > 0)
    }

    /// Without a watchdog of systemd, and with one that waits for ten minutes and is fed each five.
    @Test(arguments: [("0", 200.0, true), ("600000000", 800, false), ("600000000", 1000, true)])
    func `a service that hangs as a whole is told from one that runs`(
        watchdog: String,
        silence: TimeInterval,
        hangs: Bool
    ) async throws {
        let installation = try Installation()
        let daemon = try installation.startDaemon(environment: ["WATCHDOG_USEC": watchdog])
        let sign = installation.folder.path("state/notes/work.json")
        #expect(try await eventually { FileManager.default.fileExists(atPath: sign) })
        try await daemon.freeze()
        let then = Date(timeIntervalSinceNow: -silence)
        try FileManager.default.setAttributes([.modificationDate: then], ofItemAtPath: sign)
        let status = try await installation.eshkold("status")
        #expect(status.status == (hangs ? 1 : 0), "\(status.output)")
        #expect(status.output.contains("the service hangs: no sign of life since") == hangs, "\(status.output)")
        daemon.signal(SIGCONT)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `all is well with a backup, and a missing one is a warning that says what to do`() async throws {
        let installation = try Installation()
        try installation.drop("mifam-2015.csv", into: "mifam")
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try installation.isQuiet(files: 1) })
        let first = try await installation.eshkold("status")
        #expect(first.status == 0, "\(first.output)")
        #expect(first.output.contains("warning  there is no backup yet: 'systemctl start eshkold-backup'"))
        #expect(first.output.contains("verified never, backup never"))
        #expect(try await installation.eshkold("store", "backup", installation.folder.path("b.sqlite")).status == 0)
        #expect(try await installation.eshkold("store", "verify").status == 0)
        let second = try await installation.eshkold("status")
        #expect(second.status == 0 && !second.output.contains("backup never"), "\(second.output)")
        #expect(second.output.contains("(sound)") && !second.output.contains("there is no backup yet"))
        // One screen.
        #expect(second.output.split(separator: "\n", omittingEmptySubsequences: false).count < 25)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `a disk that knows no limit is not a full one`() async throws {
        let installation = try Installation()
        #expect(try await installation.eshkold("once").status == 0)
        // struct statfs of 64 bits (statfs(2)): blocks of 4 KiB, and as many of them as a number holds.
        let words: [UInt64] = [0, 4096, .max, .max, .max, .max, .max, 0, 255, 4096, 0x20]
        let answer = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        let status = try await Program.run(
            Strace.path,
            [
                "-f", "-qq", "-o", installation.folder.path("trace.out"), "-e", "trace=statfs",
                "-e", "inject=statfs:poke_exit=@arg2=\(answer.map { String(format: "%02x", $0) }.joined())",
                "\(Repository.products)/eshkold", "status", "--json", "--config", installation.config,
            ],
            in: installation.folder
        )
        #expect(status.status == 1 && status.output.contains("\"freeBytes\" : \(Int.max)"), "\(status)")
        #expect(!status.output.contains("the disk of"))
    }

    @Test func `what waits for an office is due, or held by an alarm, and why`() async throws {
        let office = try CaptureServer(.status(503))
        let installation = try Installation(officeURL: "http://127.0.0.1:\(office.url.port ?? 0)")
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 1)
        let due = try await report(installation).offices[0]
        #expect(due.due == 1 && due.held == 0 && due.nextAttemptAt != nil && due.lastAnswer?.contains("503") == true)
        let shown = try await installation.eshkold("status").output
        #expect(
            shown.contains("warning  office office: 1 wait, and go by themselves: the office answered 503"),
            "\(shown)"
        )

        let closed = try CaptureServer(.status(401))
        let config = try installation.folder.read("eshkold.yaml")
        let port = "\(closed.url.port ?? 0)"
        try installation.folder.write(config.replacing("\(office.url.port ?? 0)", with: port), to: "eshkold.yaml")
        #expect(try await installation.eshkold("deliveries", "retry", "--all").status == 0)
        #expect(try await installation.eshkold("once").status == 1)
        let held = try await report(installation).offices[0]
        #expect(held.due == 0 && held.held == 1 && held.alarm?.contains("401") == true)
        let since = try Date(try #require(held.alarmSince), strategy: .iso8601)
        #expect(abs(since.timeIntervalSinceNow) < 60)
        let alarms = try await installation.eshkold("status").output
        #expect(alarms.contains("ALARM    office office, since 20"), "\(alarms)")
    }

    @Test func `a store that does not answer is an alarm and not the end of the report`() async throws {
        let installation = try Installation()
        try installation.folder.write(String(repeating: "no database ", count: 400), to: "state-file")
        try installation.folder.folder("state")
        try FileManager.default.copyItem(
            atPath: installation.folder.path("state-file"),
            toPath: installation.folder.path("state/eshkold.sqlite")
        )
        let status = try await installation.eshkold("status")
        #expect(status.status == 1)
        #expect(
            status.output.contains("the file is damaged: restore the last backup"),
            "\(status.output)\(status.errors)"
        )
        #expect(status.output.contains("INBOX") && status.output.contains("urbanics-oversight"))
    }

    @Test func `what is printed for other programs is as its schema says`() async throws {
        let installation = try Installation(officeURL: "http://127.0.0.1:9")
        try FileManager.default.createSymbolicLink(
            atPath: installation.folder.path("inboxes/elka/link.csv"),
            withDestinationPath: "/etc/passwd"
        )
        try installation.drop("mifam-2015.csv", into: "mifam")
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try await report(installation).offices[0].queued == 1 })
        #expect(try await installation.eshkold("store", "backup", installation.folder.path("b.sqlite")).status == 0)
        #expect(try await installation.eshkold("store", "verify").status == 0)
        let running = try await installation.eshkold("status", "--json").output
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
        let stopped = try await installation.eshkold("status", "--json").output
        let python = "\(Repository.root)/.build/python/bin/python"
        for text in [running, stopped] {
            let file = try installation.folder.write(text, to: "status.json")
            let result = try await Program.run(
                python,
                ["\(Repository.root)/Tests/SystemTests/validate.py", "docs/eshkold-status.schema.json", file],
                in: installation.folder
            )
            #expect(result.status == 0, "\(result.output)\(result.errors)")
        }
    }

    private struct Report: Decodable {
        struct Office: Decodable {
            let queued: Int
            let due: Int
            let held: Int
            let nextAttemptAt: String?
            let lastAnswer: String?
            let alarm: String?
            let alarmSince: String?
        }

        let offices: [Office]
    }

    private func report(_ installation: Installation) async throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(await installation.eshkold("status", "--json").output.utf8))
    }
}
