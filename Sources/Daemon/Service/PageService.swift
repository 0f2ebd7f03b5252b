import Accompaniment
import Foundation
import Logging
import ServiceLifecycle
import Store

/// Keeps the folders of pages beside the inboxes as the store is, until the service stops.
struct PageService: Service {
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
            var isWell = true
            for folder in folders {
                do {
                    try await press.refresh(folder.path, with: folder.subject) { try folder.put($0, named: $1) }
                    complaints.remove(folder.path)
                } catch let error as StoreError where error.disposition == .stop {
                    throw error
                } catch let error as CancellationError {
                    throw error
                } catch {
                    isWell = false
                    if complaints.insert(folder.path).inserted { logger.error("\(error)") }
                }
            }
            let rest = isWell ? timeToEndOfPeriod : Self.pauseAfterTrouble
            if try await bell.wait(upTo: rest) { try await Task.sleep(for: PagePress.gathering) }
        }
    }

    private static let pauseAfterTrouble = Duration.seconds(60)

    /// A period that is over has its page, whoever reported.
    private var timeToEndOfPeriod: Duration {
        let end = Period(press.periodKind, containing: CalendarDay(day: Date())).to
        let next = Calendar.current.date(
            from: DateComponents(year: end.year, month: end.month, day: end.day + 1, minute: 1)
        )
        return .seconds(max(60, next?.timeIntervalSinceNow ?? 3600))
    }
}
