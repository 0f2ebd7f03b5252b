internal import Glibc

/// Waits for something to happen in a folder. What it says is a hint: the folder itself is looked at after each one,
/// and after a time without any (design.md 4, step 1).
final class FolderWatch {
    private let notifications: Int32

    /// What to be told of: a writer closed a file, or a name appeared. Opening and reading, which the service does
    /// itself, is not among them.
    private static let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF)

    /// - Throws: ``FolderError`` that names the limit of the kernel where one is reached.
    init(path: String) throws(FolderError) {
        notifications = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard notifications >= 0 else { throw Self.failure("fs.inotify.max_user_instances", path: path) }
        guard unsafe inotify_add_watch(notifications, path, Self.events | UInt32(IN_ONLYDIR)) >= 0 else {
            let error = Self.failure("fs.inotify.max_user_watches", path: path)
            close(notifications)
            throw error
        }
    }

    deinit { close(notifications) }

    /// Blocks until something happens, the time is over, or the service stops.
    func wait(upTo time: Duration, or stop: StopSignal) {
        Self.wait(for: [notifications, stop.handle], upTo: time)
        var discarded = [UInt8](repeating: 0, count: 16 * 1024)
        // What exactly happened does not matter, also when the kernel's queue ran over.
        while unsafe read(notifications, &discarded, discarded.count) > 0 {}
    }

    /// Blocks until the time is over or the service stops: for folders that nothing can be told of.
    static func pause(upTo time: Duration, or stop: StopSignal) {
        wait(for: [stop.handle], upTo: time)
    }

    private static func wait(for handles: [Int32], upTo time: Duration) {
        var events = handles.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
        // Interrupted or not: the caller looks at the folder next.
        _ = unsafe poll(&events, nfds_t(events.count), Int32(clamping: max(1, milliseconds)))
    }

    private static func failure(_ limit: String, path: String) -> FolderError {
        guard [ENOSPC, EMFILE].contains(errno) else { return FolderError("cannot watch the folder", path: path) }
        return FolderError(
            message: "the kernel watches no more folders for this user: raise \(limit) (sysctl(8)); until then the "
                + "folder is looked at every few seconds"
        )
    }
}
