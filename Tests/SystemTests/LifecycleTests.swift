import Foundation
import TestSupport
import Testing

/// Start, stop, and the locks.
@Suite(.timeLimit(.minutes(3)))
struct LifecycleTests {
    @Test func `an idle daemon ends at SIGTERM`() async throws {
        let installation = try Installation()
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try daemon.complained().contains("started") })
        try await endsInTime(daemon)
    }

    @Test func `a daemon in the middle of a large file ends in time and takes the file in after the next start`()
        async throws
    {
        let installation = try Installation()
        try installation.folder.write(Self.largeTable(rows: 60_000), to: "inboxes/elka/large.csv")
        let daemon = try installation.startDaemon()
        #expect(try await eventually { !installation.claims.isEmpty })
        try await endsInTime(daemon)
        #expect(try installation.count("help_activity") % 60_000 == 0)

        #expect(try await installation.eshkold("once").status == 0)
        #expect(try installation.count("help_activity") == 60_000)
        #expect(installation.folder.files(below: "inboxes/elka/accepted").count == 1)
    }

    @Test func `a daemon whose office never answers ends in time`() async throws {
        let silent = try SilentListener()
        let installation = try Installation(officeURL: "http://127.0.0.1:\(silent.port)")
        try installation.drop("mifam-2015.csv", into: "mifam")
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try daemon.complained().contains("envelopes queued") })
        try await Task.sleep(for: .milliseconds(300))
        try await endsInTime(daemon)
        #expect(try installation.count("envelope WHERE state = 'QUEUED'") == 1)
    }

    @Test func `a second daemon on the same state refuses in words, also after the first was killed and started anew`()
        async throws
    {
        let installation = try Installation()
        let first = try installation.startDaemon()
        #expect(try await eventually { try first.complained().contains("started") })
        let second = try await installation.startDaemon().wait()
        #expect(second.status == 1)
        #expect(second.errors.contains("another eshkold works on"))

        first.signal(SIGKILL)
        _ = try await first.wait()
        let third = try installation.startDaemon()
        #expect(try await eventually { try third.complained().contains("started") })
        let fourth = try await installation.startDaemon().wait()
        #expect(fourth.errors.contains("another eshkold works on"))
        try await endsInTime(third)
    }

    @Test func `a second daemon on the same inbox refuses in words`() async throws {
        let installation = try Installation()
        let first = try installation.startDaemon()
        #expect(try await eventually { try first.complained().contains("started") })
        let config = try installation.folder.read("eshkold.yaml").replacing("state: state", with: "state: other")
        try installation.folder.write(config, to: "other.yaml")
        let second = try await Program.run(
            "eshkold",
            ["run", "--config", installation.folder.path("other.yaml")],
            in: installation.folder
        )
        #expect(second.status == 1)
        #expect(second.errors.contains("is served by another eshkold already"))
        try await endsInTime(first)
    }

    private func endsInTime(_ daemon: Program) async throws {
        daemon.signal(SIGTERM)
        // What takes longer is killed, here as by systemd. Not the few seconds that the manual promises: this machine may
        // have other things to do.
        let result = try await daemon.wait(upTo: .seconds(20))
        #expect(!result.isKilled && result.status == 0, "\(result.errors)")
    }

    static func largeTable(rows: Int) -> String {
        var table = "אשכול,מלווה,פעילות,תאריך\r\n"
        for row in 1...rows { table += "נגב מערבי,טל,פעילות מספר \(row),2015-11-\(row % 28 + 1)\r\n" }
        return table
    }
}

/// Accepts connections and never says a word.
private final class SilentListener {
    let port: UInt16
    private let handle: Int32

    init() throws {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        // Safety: the pointers live for the calls; `size` is that of what they point to.
        let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(handle, generic, size) == 0 && listen(handle, 8) == 0
                    && getsockname(handle, generic, &size) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        self.handle = handle
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(handle) }
}
