import Accompaniment
import Foundation
import Logging
import ServiceLifecycle
import Store

/// Keeps the pages in the inboxes and in the folders beside them as the store is, until the service stops. A place that
/// cannot be written, or hangs, holds up no other one; and whatever goes wrong with a page concerns no file that comes in.
struct PageService: Service {
    /// Each with its own bell.
    let places: [(place: PagePlace, bell: Bell)]
    let press: PagePress
    let logger: Logger

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (place, bell) in places { group.addTask { try await serve(place, rungBy: bell) } }
                    for try await _ in group {}
                }
            }
        } catch is CancellationError {
            // The end that was asked for.
        }
    }

    private func serve(_ place: PagePlace, rungBy bell: Bell) async throws {
        var isWell = true
        while true {
            do {
                try await press.refresh(place)
                isWell = true
            } catch let error as StoreError where error.disposition == .stop {
                throw error
            } catch let error as CancellationError {
                throw error
            } catch {
                // Said once.
                if isWell { logger.error("\(error)", metadata: ["pages": "\(place.name)"]) }
                isWell = false
            }
            let rest = isWell ? timeToEndOfPeriod : Self.pauseAfterTrouble
            guard try await bell.wait(upTo: min(rest, Self.longest)) else { continue }
            // Files come in bundles; and drawing takes a tenth of the time at most, however many come.
            let restEnd = await press.turn.restEnd
            try await Task.sleep(until: max(.now + PagePress.gathering, restEnd), clock: .continuous)
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
