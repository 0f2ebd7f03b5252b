import Foundation
import TestSupport
import Testing

@testable import Sync

@Suite struct RetryPolicyTests {
    /// One minute before the date of RFC 9110's own example.
    private static let now = Date(timeIntervalSince1970: 1_445_412_420)

    @Test(arguments: [
        ("1", 1), ("120", 120), ("3600", 3600), (" 7 ", 7),
        // Nobody makes us wait longer than an hour.
        ("3601", 3600), ("1000000000", 3600),
        // A date of RFC 9110, 10.2.3.
        ("Wed, 21 Oct 2015 07:28:00 GMT", 60), ("Wed, 21 Oct 2015 08:27:00 GMT", 3600),
        ("Wed, 21 Oct 2099 07:28:00 GMT", 3600),
    ])
    func `a time that the office names is obeyed, up to an hour`(header: String, seconds: Int) {
        #expect(RetryPolicy.wait(header, now: Self.now) == .seconds(seconds))
    }

    @Test(arguments: [
        "0", "-1", "-1000000000", "Wed, 21 Oct 2015 07:27:00 GMT", "Wed, 21 Oct 2015 07:26:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT", "", " ", "soon", "1.5", "12 seconds", "0x10", "2015-10-21T07:28:00Z",
        "Wed, 21 Oct 2015", "NaN", "∞",
    ])
    func `the past and what is no time leave the wait to us`(header: String) {
        #expect(RetryPolicy.wait(header, now: Self.now) == nil)
    }

    @Test(arguments: [(1, 2), (2, 4), (3, 8), (6, 64), (11, 2048), (12, 3600), (13, 3600), (100, 3600)])
    func `the wait after n attempts is anything up to 2 to the power of n`(attempts: Int, ceiling: Int) {
        var generator = SeededGenerator(seed: 20_151_130)
        let waits = (0..<2000).map { _ in RetryPolicy.backoff(attempts: attempts, using: &generator) }
        #expect(waits.allSatisfy { (.milliseconds(200) ... .seconds(ceiling)).contains($0) })
        // Full jitter: both ends of the range are met.
        #expect(waits.contains { $0 < .milliseconds(200 + ceiling * 100) })
        #expect(waits.contains { $0 > .milliseconds(ceiling * 900) })
    }

    @Test(arguments: [Int.min, -1, 0, Int.max])
    func `no number of attempts breaks the bounds`(attempts: Int) {
        var generator = SeededGenerator(seed: 1)
        let wait = RetryPolicy.backoff(attempts: attempts, using: &generator)
        #expect((.milliseconds(200)...RetryPolicy.cap).contains(wait))
    }

    @Test func `two services do not come back together`() {
        var left = SeededGenerator(seed: 1)
        var right = SeededGenerator(seed: 2)
        let waits = (
            RetryPolicy.backoff(attempts: 10, using: &left), RetryPolicy.backoff(attempts: 10, using: &right)
        )
        #expect(waits.0 != waits.1)
    }

    @Test func `the cap is one hour`() {
        #expect(RetryPolicy.cap == .seconds(3600))
    }
}
