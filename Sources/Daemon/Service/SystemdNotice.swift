import Foundation
import Glibc

/// What the service tells systemd, and nobody where it was not started by it: sd_notify(3), one datagram to the socket in
/// `NOTIFY_SOCKET`.
enum SystemdNotice {
    static func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

    /// With the time since the machine started, by which systemd tells this reload from another (sd_notify(3)).
    static func reloading() {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        send("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1000)")
    }

    static func stopping() { send("STOPPING=1\nSTATUS=stopping") }

    static func isAlive() { send("WATCHDOG=1") }

    /// How often ``isAlive()`` is due: half of what systemd waits for; `nil` without a watchdog (sd_watchdog_enabled(3)).
    static var heartbeat: Duration? {
        let environment = ProcessInfo.processInfo.environment
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int(text), microseconds > 0,
            environment["WATCHDOG_PID"].map({ $0 == "\(getpid())" }) ?? true
        else { return nil }
        return .microseconds(microseconds / 2)
    }

    private static func send(_ text: String) {
        guard let path = ProcessInfo.processInfo.environment["NOTIFY_SOCKET"], let first = path.first else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // A name that begins with @ is one in the abstract namespace: its first byte is zero (unix(7)).
        let name = (first == "@" ? [0] : [UInt8(ascii: "/")]) + path.utf8.dropFirst()
        let offset = MemoryLayout<sa_family_t>.size
        guard first == "@" || first == "/", name.count <= MemoryLayout.size(ofValue: address.sun_path) else { return }
        unsafe withUnsafeMutableBytes(of: &address) { bytes in
            for (index, byte) in name.enumerated() { unsafe bytes[offset + index] = byte }
        }
        let handle = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard handle >= 0 else { return }
        defer { close(handle) }
        let message = Array(text.utf8)
        // What cannot be told is no reason to stop: systemd acts on silence by itself.
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                unsafe sendto(
                    handle,
                    message,
                    message.count,
                    Int32(MSG_NOSIGNAL),
                    target,
                    socklen_t(offset + name.count)
                )
            }
        }
    }
}
