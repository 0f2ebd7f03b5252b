import Foundation
import Intake
import Logging
import Store

/// One look after the other at the originals of one inbox whose time is over.
struct OriginalSweep {
    /// How long they are kept.
    private let time: Duration
    private let inbox: Inbox
    private let store: Store
    /// Told of each step: looking is work, and taking originals away waits for a share.
    private let pulse: Pulse
    private let logger: Logger
    /// What the last look found.
    private var found: Set<Store.Original> = []

    init(time: Duration, inbox: Inbox, store: Store, pulse: Pulse, logger: Logger) {
        (self.time, self.inbox, self.store, self.pulse, self.logger) = (time, inbox, store, pulse, logger)
    }

    /// Its name in ``Pulse``.
    private var worker: String { "retention in inbox \(inbox.settings.name)" }

    /// Removes what the look before found and this one finds still.
    ///
    /// - Throws: ``FolderError`` where the folder is not there, or is another one; all of them stay then. ``StoreError``.
    mutating func look(at now: Date) async throws {
        pulse.moves(worker)
        defer { pulse.waits(worker) }
        let due = try await store.originals(of: inbox.settings.name, filedBefore: now - time)
        let removed = try await remove(due.intersection(found), at: now)
        found = due.subtracting(removed)
        guard !removed.isEmpty else { return }
        logger.notice(
            "originals removed",
            metadata: ["count": "\(removed.count)", "inbox": "\(inbox.settings.name)"]
        )
    }

    private func remove(_ originals: Set<Store.Original>, at now: Date) async throws -> Set<Store.Original> {
        let (name, path) = (inbox.settings.name, inbox.settings.path)
        // What was filed while the inbox lay elsewhere stays there.
        guard !originals.isEmpty, let identity = try await store.identity(ofInbox: name, path: path) else { return [] }
        pulse.waits(worker)
        let (gone, trouble) = try await inbox.removeOriginals(originals.map(\.path), knownAs: identity)
        pulse.moves(worker)
        if let trouble { logger.warning("\(trouble)", metadata: ["inbox": "\(name)"]) }
        let paths = Set(gone)
        let removed = originals.filter { paths.contains($0.path) }
        try await store.noteRemoved(removed, at: now)
        return removed
    }
}
