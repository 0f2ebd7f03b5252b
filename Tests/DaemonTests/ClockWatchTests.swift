import Foundation
import Testing

@testable import Daemon

@Suite struct ClockWatchTests {
    private let wall = Date(timeIntervalSince1970: 1_448_928_000)
    private let real = ContinuousClock.now

    /// What the second look says, `passed` seconds after the first, with the clock moved by `shown`.
    private func look(passed: Double, shown: Double) -> Double? {
        var watch = ClockWatch()
        #expect(watch.look(wall: wall, real: real) == nil)
        return watch.look(wall: wall + shown, real: real + .seconds(passed))
    }

    @Test(arguments: [(60, 60), (60, 60.03), (60, 63), (86_400, 86_400.5), (0, 0)] as [(Double, Double)])
    func `a clock that runs, and is kept right, did not jump`(passed: Double, shown: Double) {
        #expect(look(passed: passed, shown: shown) == nil)
    }

    @Test(arguments: [(60, 3660, 3600), (60, -86_340, -86_400), (1, 10, 9)] as [(Double, Double, Double)])
    func `a clock that was set jumped by so much`(passed: Double, shown: Double, jump: Double) throws {
        let seen = try #require(look(passed: passed, shown: shown))
        #expect(abs(seen - jump) < 0.001)
    }

    @Test func `it is told once`() {
        var watch = ClockWatch()
        _ = watch.look(wall: wall, real: real)
        #expect(watch.look(wall: wall + 3600, real: real + .seconds(1)) != nil)
        #expect(watch.look(wall: wall + 3601, real: real + .seconds(2)) == nil)
    }
}
