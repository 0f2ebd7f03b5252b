import Foundation
import TestSupport
import Testing

/// The call to a monitor outside, heard on a real server.
@Suite(.timeLimit(.minutes(2)))
struct HeartbeatTests {
    private func installation(_ monitor: CaptureServer) throws -> Installation {
        let installation = try Installation(inboxOptions: "settle: 100ms, rescan: 1s")
        let config = try installation.folder.read("eshkold.yaml")
        let address = "http://127.0.0.1:\(monitor.url.port ?? 0)/ping/secret-part"
        try installation.folder.write("\(config)\nheartbeat: { url: \"\(address)\", every: 1s }\n", to: "eshkold.yaml")
        return installation
    }

    @Test func `the monitor is called while the inboxes are looked after, and no more once one hangs`() async throws {
        let monitor = try CaptureServer(.status(200))
        let installation = try installation(monitor)
        let daemon = try installation.startDaemon(environment: ["ESHKOLD_WEDGE": "claimed"])
        #expect(try await eventually { monitor.requests.count >= 3 })
        let call = try #require(monitor.requests.first)
        #expect(call.method == "POST" && call.path == "/ping/secret-part" && call.body == Data("alive\n".utf8))
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await eventually { !installation.claims.isEmpty })
        // One may be on its way.
        try await Task.sleep(for: .seconds(2))
        let count = monitor.requests.count
        try await Task.sleep(for: .seconds(4))
        #expect(monitor.requests.count <= count + 1)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `without an inbox it is not called`() async throws {
        let monitor = try CaptureServer(.status(200))
        let installation = try installation(monitor)
        try FileManager.default.removeItem(atPath: installation.folder.path("inboxes/elka"))
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try daemon.complained().contains("cannot open the folder") })
        try await Task.sleep(for: .seconds(4))
        #expect(monitor.requests.isEmpty)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test func `a monitor that does not hear it is told once, and holds up nothing`() async throws {
        let monitor = try CaptureServer { $0.number <= 3 ? .status(500) : .status(200) }
        let installation = try installation(monitor)
        let daemon = try installation.startDaemon()
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await eventually { try installation.isQuiet(files: 1) })
        #expect(try await eventually { try daemon.complained().contains("the heartbeat is heard again") })
        let log = try daemon.complained()
        #expect(
            log.components(separatedBy: "the heartbeat is not heard: the monitor answered 500").count == 2,
            "\(log)"
        )
        #expect(!log.contains("secret-part"))
        let shown = try await installation.eshkold("config", "show").output
        #expect(shown.contains("http://127.0.0.1/…") && !shown.contains("secret-part"), "\(shown)")
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }
}
