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
        #expect(rule.judge(file(), writers: .none, wholeness: .closed, now: start) == .settled(isFinal: false))
    }

    @Test func `somebody writes: it waits, however long nothing changed, and is looked at less and less often`() {
        var rule = SettleRule(quiet: .seconds(2))
        var last = Duration.zero
        for seconds in [0, 2, 3600, 86_400] {
            let verdict = rule.judge(file(), writers: .some, wholeness: .closed, now: after(Double(seconds)))
            guard case .waiting(.open, let next) = verdict else {
                Issue.record("\(verdict) after \(seconds) s")
                continue
            }
            #expect(next >= max(last, .seconds(2)))
            last = next
        }
        #expect(rule.judge(file(), writers: .none, wholeness: .closed, now: after(1)) == .settled(isFinal: false))
    }

    @Test func `nobody can tell: it waits for the rest of the quiet time`() {
        var rule = SettleRule(quiet: .seconds(2))
        #expect(
            rule.judge(file(), writers: .unknown, wholeness: .closed, now: start) == .waiting(.settling, .seconds(2))
        )
        #expect(
            rule.judge(file(), writers: .unknown, wholeness: .closed, now: after(0.5))
                == .waiting(.settling, .seconds(1.5))
        )
        #expect(rule.judge(file(), writers: .unknown, wholeness: .closed, now: after(2)) == .settled(isFinal: false))
        #expect(rule.judge(file(), writers: .unknown, wholeness: .closed, now: after(9)) == .settled(isFinal: false))
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
        _ = rule.judge(file(), writers: .unknown, wholeness: .closed, now: start)
        #expect(
            rule.judge(changed, writers: .unknown, wholeness: .closed, now: after(1.9))
                == .waiting(.settling, .seconds(2))
        )
        #expect(rule.judge(changed, writers: .unknown, wholeness: .closed, now: after(3.8)) != .settled(isFinal: false))
        #expect(rule.judge(changed, writers: .unknown, wholeness: .closed, now: after(3.9)) == .settled(isFinal: false))
    }

    @Test func `a file that changes without end never settles`() {
        var rule = SettleRule(quiet: .seconds(2))
        for step in 0..<50 {
            let grown = file(size: 100 + step)
            #expect(
                rule.judge(grown, writers: .unknown, wholeness: .closed, now: after(Double(step)))
                    != .settled(isFinal: false)
            )
        }
    }

    @Test(arguments: [Writers.none, .unknown])
    func `space without content waits, whoever writes, until a day is over`(_ writers: Writers) {
        var rule = SettleRule(quiet: .seconds(2))
        for seconds in [0, 5, 86_399] {
            let verdict = rule.judge(file(), writers: writers, wholeness: .hasHole, now: after(Double(seconds)))
            guard case .waiting(.incomplete, _) = verdict else {
                Issue.record("\(verdict) after \(seconds) s")
                continue
            }
        }
        let end = rule.judge(file(), writers: writers, wholeness: .hasHole, now: after(86_400))
        #expect(end == .settled(isFinal: true))
    }

    @Test func `a file that ends in the middle of a line waits longer, and longest where nobody can tell of writers`() {
        for (writers, times) in [(Writers.none, 10.0), (.unknown, 60.0)] {
            var rule = SettleRule(quiet: .seconds(2))
            let judge = { (rule: inout SettleRule, seconds: Double) in
                rule.judge(file(), writers: writers, wholeness: .openEnded, now: after(seconds))
            }
            #expect(judge(&rule, 0) == .waiting(.settling, .seconds(2 * times)))
            #expect(judge(&rule, 2 * times - 1) == .waiting(.settling, .seconds(1)))
            #expect(judge(&rule, 2 * times) == .settled(isFinal: false))
        }
    }

    @Test func `a file found incomplete waits until it changes`() {
        var rule = SettleRule(quiet: .seconds(2))
        #expect(rule.judge(file(), writers: .none, wholeness: .closed, now: start) == .settled(isFinal: false))
        rule.foundIncomplete(file(), now: start)
        guard case .waiting(.incomplete, _) = rule.judge(file(), writers: .none, wholeness: .closed, now: after(3600))
        else {
            Issue.record("the incomplete file did not wait")
            return
        }
        let longer = file(size: 200)
        #expect(rule.judge(longer, writers: .none, wholeness: .closed, now: after(3601)) == .settled(isFinal: false))
    }

    @Test(arguments: [0, -1, 1, 1_000_000_000, 4_102_444_800, 32_503_680_000, Int.max, Int.min])
    func `the time that a file bears, past or to come, changes nothing`(_ modified: Int) {
        var rule = SettleRule(quiet: .seconds(2))
        let file = file(modified: modified)
        #expect(rule.judge(file, writers: .unknown, wholeness: .closed, now: start) == .waiting(.settling, .seconds(2)))
        #expect(rule.judge(file, writers: .unknown, wholeness: .closed, now: after(1.99)) != .settled(isFinal: false))
        #expect(rule.judge(file, writers: .unknown, wholeness: .closed, now: after(2)) == .settled(isFinal: false))
    }

    @Test func `files wait each for itself`() {
        var rule = SettleRule(quiet: .seconds(2))
        _ = rule.judge(file(inode: 1), writers: .unknown, wholeness: .closed, now: start)
        _ = rule.judge(file(inode: 2), writers: .unknown, wholeness: .closed, now: after(1))
        #expect(
            rule.judge(file(inode: 1), writers: .unknown, wholeness: .closed, now: after(2)) == .settled(isFinal: false)
        )
        #expect(
            rule.judge(file(inode: 2), writers: .unknown, wholeness: .closed, now: after(2))
                == .waiting(.settling, .seconds(1))
        )
    }

    @Test func `a file that was gone begins its wait anew`() {
        var rule = SettleRule(quiet: .seconds(2))
        _ = rule.judge(file(inode: 1), writers: .unknown, wholeness: .closed, now: start)
        _ = rule.judge(file(inode: 2), writers: .unknown, wholeness: .closed, now: start)
        rule.keep(only: [file(inode: 2).identity])
        #expect(
            rule.judge(file(inode: 1), writers: .unknown, wholeness: .closed, now: after(3))
                == .waiting(.settling, .seconds(2))
        )
        #expect(
            rule.judge(file(inode: 2), writers: .unknown, wholeness: .closed, now: after(3)) == .settled(isFinal: false)
        )
    }

    @Test func `no quiet time: settled as soon as nobody is known to write`() {
        var rule = SettleRule(quiet: .zero)
        #expect(rule.judge(file(), writers: .unknown, wholeness: .closed, now: start) == .settled(isFinal: false))
    }
}
