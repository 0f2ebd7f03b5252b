import Foundation
import TestSupport
import Testing

/// What the real service tells systemd, heard on a socket of the test (sd_notify(3)).
@Suite(.timeLimit(.minutes(2)))
struct SystemdTests {
    @Test func `it says when it is ready, that it is alive, and that it stops`() async throws {
        let installation = try Installation()
        let ear = try UnixEar(path: installation.folder.path("notify"))
        let daemon = try installation.startDaemon(environment: [
            "NOTIFY_SOCKET": ear.path, "WATCHDOG_USEC": "200000",
        ])
        #expect(try await eventually { ear.texts.contains { $0.hasPrefix("READY=1\nSTATUS=4 inboxes, 0 offices") } })
        #expect(try await eventually { ear.texts.count { $0 == "WATCHDOG=1" } > 2 })
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
        #expect(ear.texts.contains { $0.hasPrefix("STOPPING=1") })
    }

    @Test func `everything that was dropped is in the figures once: accepted, rejected, refused or waiting`()
        async throws
    {
        let installation = try Installation(inboxOptions: "settle: 100ms")
        let elka = installation.folder.path("inboxes/elka")
        try installation.drop("elka-2015.csv", into: "elka")
        try installation.folder.write("not a table", to: "inboxes/elka/notes.csv")
        try installation.folder.write("{\"records\": [", to: "inboxes/elka/half.json")
        try installation.folder.folder("inboxes/elka/folder")
        try FileManager.default.createSymbolicLink(atPath: "\(elka)/link.csv", withDestinationPath: "/etc/passwd")
        let daemon = try installation.startDaemon()
        var sums: [String: Int] = [:]
        let isComplete = try await eventually(within: .seconds(40)) {
            // `try?`: not there yet.
            let text = (try? installation.folder.read("state/eshkold.prom")) ?? ""
            sums = [:]
            for line in text.split(separator: "\n") where line.contains(#"{inbox="elka""#) {
                guard let brace = line.firstIndex(of: "{"), let value = line.split(separator: " ").last else {
                    continue
                }
                sums[String(line[..<brace]), default: 0] += Int(value) ?? 0
            }
            let seen = ["files_total", "waiting_files", "refused_files"].compactMap { sums["eshkold_inbox_\($0)"] }
            return seen.reduce(0, +) == 5
        }
        #expect(isComplete, "\(sums)")
        #expect(sums["eshkold_inbox_files_total"] == 2 && sums["eshkold_inbox_refused_files"] == 2)
        #expect(sums["eshkold_inbox_waiting_files"] == 1)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `the figures for monitoring are there and follow`() async throws {
        let office = try await RunningOffice()
        let installation = try Installation(officeURL: office.url)
        let daemon = try installation.startDaemon()
        try installation.drop("mifam-2015.csv", into: "mifam")
        func has(_ line: String) -> Bool {
            // `try?`: not there yet.
            (try? installation.folder.read("state/eshkold.prom"))?.contains(line) == true
        }
        #expect(try await eventually { has(#"eshkold_office_envelopes{office="office",state="delivered"} 1"#) })
        #expect(has(#"eshkold_inbox_files_total{inbox="mifam",outcome="accepted"} 1"#))
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }
}
