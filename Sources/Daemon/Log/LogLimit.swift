import Foundation

/// Keeps one cause from filling the log: of the same warning about the same thing the first few of a minute are written,
/// and the next one after it says how many were not.
///
/// Sendable because all state is only touched under the lock.
final class LogLimit: @unchecked Sendable {
    private struct Window {
        let start: ContinuousClock.Instant
        var count = 0
    }

    /// More than a person asks for in a minute by reloading again and again.
    static let burst = 5
    private static let length = Duration.seconds(60)
    /// Causes that are remembered; an older one is written anew.
    private static let capacity = 1000

    private let lock = NSLock()
    private var windows: [String: Window] = [:]

    /// - Returns: How many lines of this cause were left out since the last one, and `nil` for one to leave out.
    func admit(_ cause: String, at now: ContinuousClock.Instant = .now) -> Int? {
        lock.withLock {
            if let window = windows[cause], now - window.start < Self.length {
                windows[cause]?.count += 1
                return window.count < Self.burst ? 0 : nil
            }
            let leftOut = max(0, (windows[cause]?.count ?? 0) - Self.burst)
            if windows.count >= Self.capacity { windows = windows.filter { now - $0.value.start < Self.length } }
            if windows.count < Self.capacity { windows[cause] = Window(start: now, count: 1) }
            return leftOut
        }
    }
}
