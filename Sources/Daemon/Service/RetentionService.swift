import Foundation
import Intake
import Logging
import ServiceLifecycle
import Store

/// How long things are kept; `nil` for ever.
struct Retention: Sendable, Equatable {
    var originals: Duration?
    var freeText: Duration?
    /// Of the access log; the journal keeps what journald is told to.
    var log: Duration?

    var isEmpty: Bool { self == Retention() }
}

/// Removes what is kept only for a time, until the service stops: the originals of each inbox, and words, side by side.
///
/// A clock that jumped must not empty a folder: only what was due at one look, and is due still at the next one a day of
/// running time later, is removed.
struct RetentionService: Service {
    let retention: Retention
    let store: Store
    let inboxes: [Inbox]
    let state: String
    let pulse: Pulse
    let logger: Logger

    private static let pause = Duration.seconds(86_400)

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await keepHouse() }
        } catch is CancellationError {
            // The end that was asked for.
        }
    }

    private func keepHouse() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var sweep = WordSweep(retention: retention, store: store, state: state, pulse: pulse, logger: logger)
                try await daily { try await sweep.look(at: Date()) }
            }
            if let time = retention.originals {
                for inbox in inboxes {
                    group.addTask {
                        var sweep = OriginalSweep(
                            time: time,
                            inbox: inbox,
                            store: store,
                            pulse: pulse,
                            logger: logger
                        )
                        try await daily { try await sweep.look(at: Date()) }
                    }
                }
            }
            for try await _ in group {}
        }
    }

    private func daily(_ look: () async throws -> Void) async throws {
        while true {
            do {
                try await look()
            } catch let error as CancellationError {
                throw error
            } catch let error as StoreError where error.disposition == .stop {
                throw error
            } catch {
                // The next look does it.
                logger.error("\(error)")
            }
            try await Task.sleep(for: Self.pause)
        }
    }
}

extension Date {
    static func - (date: Date, time: Duration) -> Date {
        date.addingTimeInterval(-Double(time.components.seconds))
    }
}
