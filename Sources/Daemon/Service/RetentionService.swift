import Faults
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

/// Removes what is kept only for a time, until the service stops.
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
        var sweep = RetentionSweep(
            retention: retention,
            store: store,
            inboxes: inboxes,
            state: state,
            pulse: pulse,
            logger: logger
        )
        while true {
            do {
                try await sweep.look(at: Date())
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

/// One look after the other at what is due.
struct RetentionSweep {
    let retention: Retention
    let store: Store
    let inboxes: [Inbox]
    let state: String
    /// Told of each step: looking and overwriting is work, and taking an original away waits for a share.
    let pulse: Pulse
    let logger: Logger
    /// Its name in ``Pulse``.
    private static let worker = "retention"
    /// What the last look found.
    private var originals: Set<Store.Original> = []
    private var files: Set<Int64> = []
    private var logEnd: Date?

    init(retention: Retention, store: Store, inboxes: [Inbox], state: String, pulse: Pulse, logger: Logger) {
        (self.retention, self.store, self.inboxes) = (retention, store, inboxes)
        (self.state, self.pulse, self.logger) = (state, pulse, logger)
    }

    /// Removes what the look before found and this one finds still.
    mutating func look(at now: Date) async throws {
        pulse.moves(Self.worker)
        defer { pulse.waits(Self.worker) }
        if let time = retention.originals {
            let due = try await store.originals(filedBefore: now - time)
            FaultPoint.swept.reach()
            let removed = try await remove(due.intersection(originals), at: now)
            originals = due.subtracting(removed)
            if !removed.isEmpty { logger.notice("originals removed", metadata: ["count": "\(removed.count)"]) }
        }
        if let time = retention.freeText {
            let due = try await store.wordyFiles(receivedBefore: now - time)
            let removed = due.intersection(files)
            for file in removed.sorted() {
                pulse.moves(Self.worker)
                try await store.removeWords(of: file, at: now)
            }
            files = due.subtracting(removed)
            if !removed.isEmpty { logger.notice("words removed", metadata: ["files": "\(removed.count)"]) }
        }
        if let time = retention.log {
            let end = now - time
            // The earlier of two looks: a jump forward has no effect until it has lasted.
            if let logEnd { try AccessLog.trim(before: min(end, logEnd), state: state) }
            logEnd = end
        }
    }

    private func remove(_ due: Set<Store.Original>, at now: Date) async throws -> Set<Store.Original> {
        var removed: Set<Store.Original> = []
        for original in due {
            pulse.waits(Self.worker)
            guard let inbox = inboxes.first(where: { $0.settings.name == original.inbox }), await inbox.isOpen else {
                continue
            }
            do {
                try await inbox.removeOriginal(original.place, isRejected: original.isRejected)
            } catch let error as FolderError {
                logger.warning("\(error)", metadata: ["inbox": "\(original.inbox)"])
                continue
            }
            pulse.moves(Self.worker)
            try await store.noteRemoved(original, at: now)
            removed.insert(original)
        }
        pulse.moves(Self.worker)
        return removed
    }
}

private func - (date: Date, time: Duration) -> Date {
    date.addingTimeInterval(-Double(time.components.seconds))
}
