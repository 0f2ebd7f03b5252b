import Foundation

/// Notices when the clock of the machine is set: how far its time and the time that really went by move apart between two
/// looks.
struct ClockWatch {
    private var last: (wall: Date, real: ContinuousClock.Instant)?

    /// What keeps a clock right step by step moves it by less than that between two looks (adjtimex(2): half a thousandth).
    private static let tolerance = 5.0

    /// - Returns: By how many seconds the clock was set since the last look; `nil` where it was not.
    mutating func look(wall: Date = Date(), real: ContinuousClock.Instant = .now) -> Double? {
        defer { last = (wall, real) }
        guard let last else { return nil }
        let passed = (real - last.real).components
        let jump = wall.timeIntervalSince(last.wall) - Double(passed.seconds) - Double(passed.attoseconds) / 1e18
        return abs(jump) > Self.tolerance ? jump : nil
    }
}
