import Testing

@testable import Daemon

@Suite struct LogLimitTests {
    private let start = ContinuousClock.now

    @Test func `the first of a minute are written, and the next one after it counts what was left out`() {
        let limit = LogLimit()
        for second in 0..<5 { #expect(limit.admit("full", at: start + .seconds(second)) == 0) }
        for second in 5..<12 { #expect(limit.admit("full", at: start + .seconds(second)) == nil) }
        #expect(limit.admit("full", at: start + .seconds(61)) == 7)
        #expect(limit.admit("full", at: start + .seconds(62)) == 0)
    }

    @Test func `one cause does not silence another`() {
        let limit = LogLimit()
        for _ in 0..<100 { _ = limit.admit("full", at: start) }
        #expect(limit.admit("damaged", at: start) == 0)
    }

    @Test func `many causes are not remembered for ever`() {
        let limit = LogLimit()
        for number in 0..<5000 { #expect(limit.admit("cause \(number)", at: start) == 0) }
        #expect(limit.admit("new", at: start + .seconds(120)) == 0)
    }
}
