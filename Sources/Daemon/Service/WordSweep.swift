import Faults
import Foundation
import Logging
import Store

/// One look after the other at the words in the store, and at the lines of the access log, whose time is over.
struct WordSweep {
    private let retention: Retention
    private let store: Store
    /// The state folder.
    private let state: String
    /// Told of each step.
    private let pulse: Pulse
    private let logger: Logger
    /// Its name in ``Pulse``.
    private static let worker = "retention"
    /// What the last look found.
    private var files: Set<Int64> = []
    private var logEnd: Date?

    init(retention: Retention, store: Store, state: String, pulse: Pulse, logger: Logger) {
        (self.retention, self.store, self.state) = (retention, store, state)
        (self.pulse, self.logger) = (pulse, logger)
    }

    /// Removes what the look before found and this one finds still.
    ///
    /// - Throws: ``StoreError``, or what keeps the log from being written.
    mutating func look(at now: Date) async throws {
        pulse.moves(Self.worker)
        defer { pulse.waits(Self.worker) }
        if let time = retention.log {
            let end = now - time
            // The earlier of two looks: a jump forward has no effect until it has lasted.
            if let logEnd { try AccessLog.trim(before: min(end, logEnd), state: state) }
            logEnd = end
        }
        guard let time = retention.freeText else { return }
        let due = try await store.wordyFiles(receivedBefore: now - time)
        FaultPoint.swept.reach()
        let removed = due.intersection(files)
        if !removed.isEmpty {
            try await store.removeWords(of: removed, at: now) { [pulse] in pulse.moves(Self.worker) }
            logger.notice("words removed", metadata: ["files": "\(removed.count)"])
        }
        files = due.subtracting(removed)
    }
}
