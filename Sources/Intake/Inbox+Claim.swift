package import Accompaniment
internal import Faults
internal import Foundation
internal import Glibc
internal import Logging

extension Inbox {
    /// A number of files that are claimed.
    package struct Batch: Sendable {
        let files: [ClaimedFile]
        /// When to look again at files that still settle; `nil` where there are none.
        package let nextLook: Duration?
        /// When the first of them is complete, should nothing change; `nil` where that depends on somebody.
        package let settlesIn: Duration?
        package var count: Int { files.count }
    }

    private static let batchFiles = 256
    /// Each of them is open while it is copied from a share.
    private static let copiedFiles = 32
    private static let batchBytes = 32 << 20
    /// After this time a claimed file is read again that could not be read.
    private static let pause = Duration.seconds(20)
    /// Free space that is left to others: to the queue of envelopes beside the store, to receipts in the inbox.
    private static let (storeReserve, inboxReserve) = (4 << 20, 256 << 10)

    /// Takes up what an earlier life left: files recorded but not filed away keep their places, and claims that were
    /// never recorded are read again.
    ///
    /// - Parameter unfiled: What the store says of this inbox.
    package func recover(_ unfiled: [RecordedFile]) throws {
        let layout = try openLayout()
        for file in unfiled { try places.keep(file.file.filedAs, in: layout) }
        let recorded = Set(unfiled.map { ClaimSlots.slot(of: $0.file.claim) })
        let listing = try FolderListing(layout.claims)
        while case let names = try listing.next(1024), !names.isEmpty {
            for name in names where !recorded.contains(name.shown) { try adopt(slot: name.shown, in: layout) }
        }
    }

    private func adopt(slot: String, in layout: InboxLayout) throws {
        let folder = try layout.claims.directory(slot)
        guard let file = try FolderListing(folder).next(1).first else {
            layout.claims.removeDirectory(slot)
            return
        }
        guard let status = try folder.status(file), status.kind == .regular else {
            // Swapped in under the name of a file at the last moment of an earlier life.
            if try folder.move(file, to: layout.root, as: file, isShared: true) {
                layout.claims.removeDirectory(slot)
            } else {
                logger.warning(
                    "what was dropped is no file and cannot be put back: remove it from .eshkold/claims, or what has its name",
                    metadata: place
                )
            }
            return
        }
        let found = FolderScan.Found(name: file, status: status, isFinal: false)
        orphans.append(Orphan(file: try claimed(found, in: slot, of: layout), due: .now))
    }

    /// Claims the files that are settled, as many as one commit should hold.
    ///
    /// - Throws: ``FolderError`` also when the folder is no longer the one that was opened, and when there is no room.
    package func claim() throws -> Batch {
        let layout = try openLayout()
        try layout.requirePresence()
        defer { layout.closeFolders() }
        var room = try Room(store: Directory(path: spool).freeBytes(), inbox: layout.root.freeBytes())
        var files: [ClaimedFile] = []
        let isDue = { (orphan: Orphan) in orphan.due <= .now }
        for orphan in orphans.filter(isDue).prefix(Self.batchFiles) {
            if let shortage = room.take(readableSize(orphan.file.status), store: spool, inbox: settings.path) {
                throw shortage
            }
            files.append(orphan.file)
        }
        let taken = Set(files.map(\.file.claim))
        orphans.removeAll { taken.contains($0.file.file.claim) }
        var bytes = 0
        let limit = layout.fileSystem.isLocal ? Self.batchFiles : Self.copiedFiles
        while files.count < limit, bytes < Self.batchBytes, let found = try nextFound(in: layout) {
            if let shortage = room.take(readableSize(found.status), store: spool, inbox: settings.path) {
                guard files.isEmpty else { break }
                throw shortage
            }
            FaultPoint.settled.reach()
            guard let file = try move(found, in: layout) else { continue }
            files.append(file)
            bytes += readableSize(found.status)
        }
        let retry = orphans.map { max(.zero, $0.due - .now) }.min()
        let waiting = scan.waiting
        return Batch(
            files: files,
            nextLook: [waiting.nextLook, retry].compactMap { $0 }.min(),
            settlesIn: waiting.settlesIn
        )
    }

    /// What will be read of a file; nothing of one that is larger than the limit.
    private func readableSize(_ status: FileStatus) -> Int { status.size > settings.maxFileSize ? 0 : status.size }

    /// The claim: one exclusive rename into a folder of its own below `.eshkold/claims`.
    private func move(_ found: FolderScan.Found, in layout: InboxLayout) throws -> ClaimedFile? {
        let (slot, folder) = try slots.take(in: layout.claims)
        FaultPoint.claiming.reach()
        var isMoved = false
        defer { if !isMoved { slots.giveBack(slot) } }
        do {
            isMoved = try layout.root.move(found.name, to: folder, as: found.name)
        } catch {
            // Its sender took it away at the last moment.
            guard error.number == ENOENT else { throw error }
        }
        guard isMoved, let status = try folder.status(found.name) else { return nil }
        FaultPoint.claimed.reach()
        // What was swapped in under the name at the last moment is given back as it is.
        guard status.identity == found.status.identity, status.kind == .regular else {
            isMoved = try !folder.move(found.name, to: layout.root, as: found.name, isShared: true)
            if isMoved { try adopt(slot: slot, in: layout) }
            return nil
        }
        return try claimed(found, in: slot, of: layout)
    }

    private func claimed(_ found: FolderScan.Found, in slot: String, of layout: InboxLayout) throws -> ClaimedFile {
        let now = Date()
        claimedNames[slot] = found.name
        return ClaimedFile(
            file: DroppedFile(
                inbox: settings.name,
                organisation: settings.organisation,
                function: settings.function,
                claim: ClaimSlots.claim(in: slot),
                name: found.name.shown,
                filedAs: try places.take(for: found.name, at: now, in: layout),
                size: found.status.size,
                receivedAt: now
            ),
            name: found.name,
            status: found.status,
            folder: "\(settings.path)/.eshkold/claims/\(slot)",
            isFinal: found.isFinal
        )
    }

    /// Gives back to the folder what was not complete or changed while it was read: it settles again. What could not be
    /// read stays claimed and is read again later, and what was postponed with the next batch.
    ///
    /// - Returns: Why the last of those could not be read.
    package func settleAgain(_ stream: IntakeStream) throws -> FolderError? {
        let layout = try openLayout()
        var trouble: FolderError?
        for (file, reason) in stream.abandoned {
            switch reason {
            case .incomplete:
                scan.foundIncomplete(file.status)
                try putBack(file, in: layout)
            case .changed:
                try putBack(file, in: layout)
            case .failed(let error):
                trouble = error
                orphans.append(Orphan(file: file, due: .now + Self.pause))
            case .postponed:
                orphans.append(Orphan(file: file, due: .now))
            }
        }
        return trouble
    }

    private func putBack(_ claimed: ClaimedFile, in layout: InboxLayout) throws {
        let slot = ClaimSlots.slot(of: claimed.file.claim)
        let folder = try layout.claims.directory(slot)
        guard try folder.move(claimed.name, to: layout.root, as: claimed.name, isShared: true) else {
            // The sender dropped a file of the same name meanwhile: this one stays claimed and is read again.
            return orphans.append(Orphan(file: claimed, due: .now + Self.pause))
        }
        places.release(claimed.file.filedAs)
        claimedNames[slot] = nil
        slots.giveBack(slot)
    }

    /// Space that is left for a batch: a file takes as much again in the store, with its log, and its rows may come back
    /// in a to-fix file.
    private struct Room {
        private var store: Int
        private var inbox: Int

        init(store: Int, inbox: Int) {
            self.store = store - Inbox.storeReserve
            self.inbox = inbox - Inbox.inboxReserve
        }

        /// Takes the room that a file of this size needs.
        ///
        /// - Returns: What to say where there is not enough.
        mutating func take(_ size: Int, store storePath: String, inbox inboxPath: String) -> FolderError? {
            store -= 3 * size
            inbox -= size
            for (left, path) in [(store, storePath), (inbox, inboxPath)] where left < 0 {
                return FolderError(fullDisk: path, missing: -left)
            }
            return nil
        }
    }
}
