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

    /// How long systemd waits for ``isAlive()``; `nil` without a watchdog (sd_watchdog_enabled(3)).
    static var watchdog: Duration? {
        let environment = ProcessInfo.processInfo.environment
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int(text), microseconds > 0,
            environment["WATCHDOG_PID"].map({ $0 == "\(getpid())" }) ?? true
        else { return nil }
        return .microseconds(microseconds)
    }

    private static func send(_ text: String) {
        guard let path = ProcessInfo.processInfo.environment["NOTIFY_SOCKET"] else { return }
        // What cannot be told is no reason to stop: systemd acts on silence by itself.
        _ = UnixDatagram.send(Array(text.utf8), to: path, flags: Int32(MSG_NOSIGNAL))
    }
}
