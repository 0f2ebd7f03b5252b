import Accompaniment
import Foundation
import Intake
import Logging
import ServiceLifecycle
import Store

/// Keeps the pages in the inboxes and in the folders beside them as the store is, until the service stops. Whatever goes
/// wrong with a page concerns no file that comes in.
struct PageService: Service {
    let lines: [IntakeLine]
    let folders: [PageFolder]
    let press: PagePress
    let bell: Bell
    let logger: Logger

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await serve() }
        } catch is CancellationError {
            // The end that was asked for.
        }
    }

    private func serve() async throws {
        var complaints: Set<String> = []
        while true {
            let start = ContinuousClock.now
            var isWell = true
            for line in lines {
                isWell =
                    try await isDone("inbox \(line.inbox.settings.name)", &complaints) {
                        try await line.refreshPages(with: press)
                    } && isWell
            }
            for folder in folders {
                isWell =
                    try await isDone(folder.path, &complaints) {
                        try await press.refresh(folder.path, with: folder.subject) { try folder.put($0, named: $1) }
                    } && isWell
            }
            let spent = ContinuousClock.now - start
            let rest = isWell ? timeToEndOfPeriod : Self.pauseAfterTrouble
            guard try await bell.wait(upTo: min(rest, Self.longest)) else { continue }
            // Files come in bundles; and drawing takes a tenth of the time at most, however many come.
            try await Task.sleep(for: max(PagePress.gathering, spent * 9))
        }
    }

    /// - Returns: False for what went wrong, which is said once.
    private func isDone(_ place: String, _ complaints: inout Set<String>, _ work: () async throws -> Void) async throws
        -> Bool
    {
        do {
            try await work()
            complaints.remove(place)
            return true
        } catch let error as StoreError where error.disposition == .stop {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            if complaints.insert(place).inserted { logger.error("\(error)", metadata: ["pages": "\(place)"]) }
            return false
        }
    }

    private static let pauseAfterTrouble = Duration.seconds(60)
    /// A change of the clock is noticed by then.
    private static let longest = Duration.seconds(86_400)

    /// A period that is over has its page, whoever reported.
    private var timeToEndOfPeriod: Duration {
        let end = Period(press.periodKind, containing: CalendarDay(day: Date())).to
        // Days are those of UTC, as everywhere.
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let next = calendar.date(from: DateComponents(year: end.year, month: end.month, day: end.day + 1, minute: 1))
        return .seconds(max(60, next?.timeIntervalSinceNow ?? 3600))
    }
}
