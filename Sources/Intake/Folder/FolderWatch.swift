internal import CLinux
internal import Glibc

/// Waits for something to happen in a folder. What it says is a hint: the folder itself is looked at after each one,
/// and after a time without any (design.md 4, step 1).
final class FolderWatch: Sendable {
    private let notifications: Int32
    private let stopping: Int32

    /// What to be told of: a writer closed a file, or a name appeared. Opening and reading, which the service does
    /// itself, is not among them.
    private static let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF)

    /// - Throws: ``FolderError`` where the kernel's limit of watches is reached.
    init(path: String) throws(FolderError) {
        notifications = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        stopping = clinux_event()
        guard notifications >= 0, stopping >= 0,
            unsafe inotify_add_watch(notifications, path, Self.events | UInt32(IN_ONLYDIR)) >= 0
        else { throw FolderError("cannot watch the folder (see fs.inotify.max_user_watches)", path: path) }
    }

    deinit {
        close(notifications)
        close(stopping)
    }

    /// Blocks until something happens, the time is over, or the watch is stopped.
    func wait(upTo time: Duration) {
        var events = [
            pollfd(fd: notifications, events: Int16(POLLIN), revents: 0),
            pollfd(fd: stopping, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
        // Interrupted or not: the caller looks at the folder next.
        _ = unsafe poll(&events, 2, Int32(clamping: max(1, milliseconds)))
        var discarded = [UInt8](repeating: 0, count: 64 * 1024)
        // What exactly happened does not matter, also when the kernel's queue ran over.
        while unsafe read(notifications, &discarded, discarded.count) > 0 {}
    }

    /// Ends the present wait and every later one.
    func stop() {
        var one: UInt64 = 1
        // It can only fail when it was stopped 2^64 - 1 times already.
        _ = unsafe write(stopping, &one, 8)
    }
}
