import Accompaniment
import Faults
import Foundation
import Intake
import Logging
import Store

/// Carries files from one inbox into the store and their receipts back: the order of design.md 4, steps 3 to 7.
struct IntakeLine: Sendable {
    let inbox: Inbox
    let store: Store
    let logger: Logger

    /// Its name in ``Pulse``.
    var worker: String { "inbox \(inbox.settings.name)" }

    /// What a round did, and when to look again.
    struct Round: Sendable {
        /// How many files it recorded.
        var files = 0
        /// What is recorded and not filed away yet: the next round's.
        var unfiled: [RecordedFile] = []
        /// `nil` where nothing settles.
        var nextLook: Duration?
        /// When the first file that settles is complete, should nothing change; `nil` where that depends on somebody.
        var settlesIn: Duration?
        /// What kept single files from being read or filed away. The others went on.
        var trouble: FolderError?
    }

    /// Opens the folder, and takes up what an earlier life of the service left half done.
    ///
    /// - Returns: What is recorded and not filed away, for the first round.
    func open() async throws -> [RecordedFile] {
        let (name, path) = (inbox.settings.name, inbox.settings.path)
        let known = try await store.identity(ofInbox: name, path: path)
        let identity = try await inbox.open(known: known)
        if identity != known { try await store.remember(identity, ofInbox: name, path: path) }
        let unfiled = try await store.unfiled(inbox: name)
        try await inbox.recover(unfiled)
        return unfiled
    }

    /// Claims and records one batch, and beside it files away what the round before recorded.
    ///
    /// - Throws: `CancellationError` when the inbox is stopped. After any error the line is opened anew: what is half done
    ///   is in the folder and in the store.
    func round(filing unfiled: [RecordedFile]) async throws -> Round {
        let batch = try await inbox.claim()
        var round = Round(nextLook: batch.nextLook, settlesIn: batch.settlesIn)
        async let filed = fileAway(unfiled)
        if batch.count > 0 {
            let (recorded, trouble) = try await record(batch)
            (round.files, round.unfiled, round.trouble) = (recorded.count, recorded, trouble)
            // What was given back settles again, from this instant.
            if recorded.count < batch.count { (round.nextLook, round.settlesIn) = (.zero, .zero) }
        }
        let (left, trouble) = try await filed
        round.unfiled += left
        round.trouble = round.trouble ?? trouble
        return round
    }

    private func record(_ batch: Inbox.Batch) async throws -> (files: [RecordedFile], trouble: FolderError?) {
        let stream = try await inbox.read(batch)
        defer { stream.cancel() }
        let recorded = try await store.record { try stream.next() }
        FaultPoint.committed.reach()
        for file in recorded { note(file) }
        return (recorded, try await inbox.settleAgain(stream))
    }

    /// - Returns: The files that are not in their places yet, and why.
    private func fileAway(_ files: [RecordedFile]) async throws -> (left: [RecordedFile], trouble: FolderError?) {
        guard !files.isEmpty else { return ([], nil) }
        let (done, trouble) = try await inbox.fileAway(files)
        let ids = Set(done.map(\.id))
        if !done.isEmpty {
            try await store.markFiled(done, at: Date())
            FaultPoint.markedFiled.reach()
            await inbox.release(done)
        }
        return (files.filter { !ids.contains($0.id) }, trouble)
    }

    /// One line a file, by its number: names of files carry names of people.
    private func note(_ file: RecordedFile) {
        logger.notice(
            "file taken in",
            metadata: [
                "inbox": "\(file.file.inbox)", "file": "\(file.id)", "outcome": "\(file.outcome.rawValue)",
                "added": "\(file.counts.added)", "revised": "\(file.counts.revised)",
                "unchanged": "\(file.counts.unchanged)", "held": "\(file.counts.held)", "mended": "\(file.mended)",
            ]
        )
    }
}
