import Foundation
import Glibc
import TestSupport
import Testing

/// What the real service tells systemd, heard on a socket of the test (sd_notify(3)).
@Suite(.timeLimit(.minutes(2)))
struct SystemdTests {
    @Test func `it says when it is ready, that it is alive, and that it stops`() async throws {
        let installation = try Installation()
        let ear = try Ear(path: installation.folder.path("notify"))
        let daemon = try installation.startDaemon(environment: [
            "NOTIFY_SOCKET": ear.path, "WATCHDOG_USEC": "200000",
        ])
        #expect(try await eventually { ear.heard.contains { $0.hasPrefix("READY=1\nSTATUS=4 inboxes, 0 offices") } })
        #expect(try await eventually { ear.heard.count { $0 == "WATCHDOG=1" } > 2 })
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
        #expect(ear.heard.contains { $0.hasPrefix("STOPPING=1") })
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

    /// A datagram socket that keeps what it hears. Sendable because all state is only touched under the lock.
    private final class Ear: @unchecked Sendable {
        let path: String
        private let handle: Int32
        private let lock = NSLock()
        private var messages: [String] = []

        var heard: [String] { lock.withLock { messages } }

        init(path: String) throws {
            self.path = path
            handle = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let name = Array(path.utf8)
            try #require(name.count < MemoryLayout.size(ofValue: address.sun_path))
            unsafe withUnsafeMutableBytes(of: &address) { bytes in
                for (index, byte) in name.enumerated() { unsafe bytes[2 + index] = byte }
            }
            let bound = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(handle, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try #require(bound == 0)
            let thread = Thread { [self, handle] in
                var buffer = [UInt8](repeating: 0, count: 4096)
                while case let count = unsafe recv(handle, &buffer, buffer.count, 0), count > 0 {
                    let text = String(decoding: buffer[..<count], as: UTF8.self)
                    lock.withLock { messages.append(text) }
                }
            }
            thread.start()
        }

        deinit { close(handle) }
    }
}
