import Accompaniment
import Foundation
import Intake
import Logging
import Store

/// Carries files from one inbox into the store and their receipts back: the order of design.md 4, steps 3 to 7.
struct IntakeLine: Sendable {
    let inbox: Inbox
    let store: Store
    let logger: Logger

    /// What a round did, and when to look again.
    struct Round: Sendable {
        var files = 0
        /// `nil` where nothing settles.
        var nextLook: Duration?
    }

    /// Takes up what an earlier life of the service left half done.
    func recover() async throws {
        try await inbox.recover(store.unfiled(inbox: inbox.settings.name))
    }

    /// Files away what is recorded, then claims, records and files away one batch.
    ///
    /// - Throws: `CancellationError` when the inbox is stopped; what is half done is taken up by the next round.
    func round() async throws -> Round {
        try await fileAway(store.unfiled(inbox: inbox.settings.name))
        let batch = try await inbox.claim()
        guard !batch.isEmpty else { return Round(nextLook: batch.nextLook) }
        let stream = inbox.read(batch)
        let recorded: [RecordedFile]
        do {
            defer { stream.cancel() }
            recorded = try await store.record { try stream.next() }
        } catch {
            await inbox.readAgain(batch)
            throw error
        }
        try await inbox.putBack(batch, except: recorded)
        for file in recorded { note(file) }
        try await fileAway(recorded)
        return Round(files: recorded.count, nextLook: batch.nextLook)
    }

    private func fileAway(_ files: [RecordedFile]) async throws {
        guard !files.isEmpty else { return }
        try await inbox.fileAway(files)
        try await store.markFiled(files, at: Date())
        await inbox.release(files)
    }

    /// One line a file, by its number: names of files carry names of people.
    private func note(_ file: RecordedFile) {
        logger.notice(
            "file taken in",
            metadata: [
                "inbox": "\(file.file.inbox)", "file": "\(file.id)", "outcome": "\(file.outcome.rawValue)",
                "added": "\(file.counts.added)", "revised": "\(file.counts.revised)",
                "unchanged": "\(file.counts.unchanged)", "held": "\(file.counts.held)",
            ]
        )
    }
}
