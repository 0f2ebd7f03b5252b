import Glibc
import Testing

@testable import Intake

/// When a dropped file is complete: design.md 4, step 2.
@Suite struct SettleRuleTests {
    private let start = ContinuousClock.now

    private func file(inode: UInt = 1, size: Int = 100, modified: Int = 1_448_928_000, nanoseconds: Int = 0)
        -> FileStatus
    {
        var status = stat()
        status.st_ino = inode
        status.st_size = size
        status.st_mode = S_IFREG | 0o640
        status.st_mtim = timespec(tv_sec: modified, tv_nsec: nanoseconds)
        return FileStatus(status)
    }

    private func after(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

    @Test func `nobody writes: settled at the first look`() {
        var rule = SettleRule(quiet: .seconds(2))
        #expect(rule.judge(file(), writers: .none, endsInZeros: false, now: start) == .settled)
    }

    @Test func `somebody writes: it waits, however long nothing changed`() {
        var rule = SettleRule(quiet: .seconds(2))
        for seconds in [0, 2, 3600, 86_400] {
            let verdict = rule.judge(file(), writers: .some, endsInZeros: false, now: after(Double(seconds)))
            #expect(verdict == .waiting(.seconds(2)))
        }
        #expect(rule.judge(file(), writers: .none, endsInZeros: false, now: after(1)) == .settled)
    }

    @Test func `nobody can tell: it waits for the rest of the quiet time`() {
        var rule = SettleRule(quiet: .seconds(2))
        #expect(rule.judge(file(), writers: .unknown, endsInZeros: false, now: start) == .waiting(.seconds(2)))
        #expect(rule.judge(file(), writers: .unknown, endsInZeros: false, now: after(0.5)) == .waiting(.seconds(1.5)))
        #expect(rule.judge(file(), writers: .unknown, endsInZeros: false, now: after(2)) == .settled)
        #expect(rule.judge(file(), writers: .unknown, endsInZeros: false, now: after(9)) == .settled)
    }

    @Test(arguments: ["size", "time", "fraction of a second", "inode"])
    func `a change begins the wait again`(_ what: String) {
        let changed =
            switch what {
            case "size": file(size: 101)
            case "time": file(modified: 1_448_928_001)
            case "fraction of a second": file(nanoseconds: 1)
            default: file(inode: 2)
            }
        var rule = SettleRule(quiet: .seconds(2))
        _ = rule.judge(file(), writers: .unknown, endsInZeros: false, now: start)
        #expect(rule.judge(changed, writers: .unknown, endsInZeros: false, now: after(1.9)) == .waiting(.seconds(2)))
        #expect(rule.judge(changed, writers: .unknown, endsInZeros: false, now: after(3.8)) != .settled)
        #expect(rule.judge(changed, writers: .unknown, endsInZeros: false, now: after(3.9)) == .settled)
    }

    @Test func `a file that changes without end never settles`() {
        var rule = SettleRule(quiet: .seconds(2))
        for step in 0..<50 {
            let grown = file(size: 100 + step)
            #expect(rule.judge(grown, writers: .unknown, endsInZeros: false, now: after(Double(step))) != .settled)
        }
    }

    @Test(arguments: [Writers.none, .some, .unknown])
    func `zeros at the end wait, whoever writes`(_ writers: Writers) {
        var rule = SettleRule(quiet: .seconds(2))
        for seconds in [0, 5, 86_400] {
            let verdict = rule.judge(file(), writers: writers, endsInZeros: true, now: after(Double(seconds)))
            #expect(verdict == .waiting(.seconds(2)))
        }
    }

    @Test(arguments: [0, -1, 1, 1_000_000_000, 4_102_444_800, 32_503_680_000, Int.max, Int.min])
    func `the time that a file bears, past or to come, changes nothing`(_ modified: Int) {
        var rule = SettleRule(quiet: .seconds(2))
        let file = file(modified: modified)
        #expect(rule.judge(file, writers: .unknown, endsInZeros: false, now: start) == .waiting(.seconds(2)))
        #expect(rule.judge(file, writers: .unknown, endsInZeros: false, now: after(1.99)) != .settled)
        #expect(rule.judge(file, writers: .unknown, endsInZeros: false, now: after(2)) == .settled)
    }

    @Test func `files wait each for itself`() {
        var rule = SettleRule(quiet: .seconds(2))
        _ = rule.judge(file(inode: 1), writers: .unknown, endsInZeros: false, now: start)
        _ = rule.judge(file(inode: 2), writers: .unknown, endsInZeros: false, now: after(1))
        #expect(rule.judge(file(inode: 1), writers: .unknown, endsInZeros: false, now: after(2)) == .settled)
        #expect(
            rule.judge(file(inode: 2), writers: .unknown, endsInZeros: false, now: after(2)) == .waiting(.seconds(1))
        )
    }

    @Test func `a file that was gone begins its wait anew`() {
        var rule = SettleRule(quiet: .seconds(2))
        _ = rule.judge(file(inode: 1), writers: .unknown, endsInZeros: false, now: start)
        _ = rule.judge(file(inode: 2), writers: .unknown, endsInZeros: false, now: start)
        rule.keep(only: [file(inode: 2).identity])
        #expect(
            rule.judge(file(inode: 1), writers: .unknown, endsInZeros: false, now: after(3)) == .waiting(.seconds(2))
        )
        #expect(rule.judge(file(inode: 2), writers: .unknown, endsInZeros: false, now: after(3)) == .settled)
    }

    @Test func `no quiet time: settled as soon as nobody is known to write`() {
        var rule = SettleRule(quiet: .zero)
        #expect(rule.judge(file(), writers: .unknown, endsInZeros: false, now: start) == .settled)
    }
}
