package import Accompaniment
internal import Foundation
internal import Glibc
package import Logging

/// One inbox: sees, settles and claims what is dropped into its folder, and files away what has been recorded.
///
/// Runs on a thread of its own; a share that hangs blocks this inbox and nothing else. Between its methods the state
/// that counts is in the folder and in the store; whatever is in memory may vanish at any instant (docs/architecture.md,
/// "States of a file").
package actor Inbox {
    package nonisolated let settings: InboxSettings
    private nonisolated let executor: ThreadExecutor
    private nonisolated let stopFlag = StopFlag()
    private nonisolated let understanding: FileUnderstanding
    private nonisolated let logger: Logger
    private nonisolated let watch: FolderWatch

    private let layout: InboxLayout
    private let filing: Filing
    private var settling: SettleRule
    /// Places given to files that are claimed or recorded but not filed away.
    private var reserved: Set<String> = []
    /// Claims of an earlier life whose files were not recorded: read again with the next batch.
    private var orphans: [ClaimedFile] = []
    private var refused: Set<FileIdentity> = []

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Opens the folder, makes its subfolders and takes its lock.
    ///
    /// - Throws: ``FolderError``, also when another service holds the lock.
    package init(
        _ settings: InboxSettings,
        lexicon: Lexicon,
        periodKind: Period.Kind,
        language: Language,
        logger: Logger
    ) throws {
        self.settings = settings
        self.logger = logger
        understanding = FileUnderstanding(lexicon: lexicon, periodKind: periodKind, language: language)
        layout = try InboxLayout(path: settings.path)
        watch = try FolderWatch(path: settings.path)
        filing = Filing(layout: layout, page: try ReceiptPage(lexicon: lexicon, language: language))
        settling = SettleRule(quiet: settings.settle)
        executor = ThreadExecutor(name: "inbox-\(settings.name)")
    }

    deinit { executor.close() }

    /// Ends waiting and reading at once. What is half read stays claimed and is read again at the next start.
    package nonisolated func stop() {
        stopFlag.set()
        watch.stop()
    }

    /// Waits for a change of the folder, for `time` at most.
    package func waitForChange(upTo time: Duration) {
        watch.wait(upTo: time)
    }

    /// Takes up what an earlier life left: files recorded but not filed away keep their places, and claims that were
    /// never recorded are read again.
    ///
    /// - Parameter unfiled: What the store says of this inbox.
    package func recover(_ unfiled: [RecordedFile]) throws {
        reserved.formUnion(unfiled.map(\.file.filedAs))
        let recorded = Set(unfiled.map(\.file.claim))
        for name in try layout.claims.names() where !recorded.contains(name.shown) {
            let folder = try layout.claims.directory(name.shown)
            guard let file = try folder.names().first(where: { !$0.isTemporary }) else {
                layout.claims.removeDirectory(name.shown)
                continue
            }
            guard let status = try folder.status(file), status.isRegular else { continue }
            orphans.append(try claimed(file, status: status, as: name.shown, at: Date()))
        }
    }

    /// A number of files that are claimed, in the order of their names.
    package struct Batch: Sendable {
        let files: [ClaimedFile]
        /// When to look again at files that still settle; `nil` where there are none.
        package let nextLook: Duration?
        package var isEmpty: Bool { files.isEmpty }
    }

    /// Claims the files that are settled, as many as one commit should hold.
    package func claim() throws -> Batch {
        if !orphans.isEmpty {
            defer { orphans = [] }
            return Batch(files: orphans, nextLook: nil)
        }
        var files: [ClaimedFile] = []
        var bytes = 0
        var nextLook: Duration?
        var present: Set<FileIdentity> = []
        for name in try layout.root.names() where !name.isTemporary {
            guard files.count < Self.batchFiles, bytes < Self.batchBytes else {
                nextLook = .zero
                break
            }
            guard let seen = try layout.root.status(name) else { continue }
            present.insert(seen.identity)
            guard seen.isRegular else {
                refuse(seen, name)
                continue
            }
            switch try judge(name, seen) {
            case .waiting(let time)?: nextLook = min(nextLook ?? time, time)
            case .settled?:
                guard let file = try move(name) else { continue }
                files.append(file)
                bytes += file.status.size
            case nil: continue
            }
        }
        settling.keep(only: present)
        refused.formIntersection(present)
        return Batch(files: files, nextLook: nextLook)
    }

    /// Reads the files of a batch and understands them, on a thread of its own.
    package nonisolated func read(_ batch: Batch) -> IntakeStream {
        let (understanding, limit, stop) = (understanding, settings.maxFileSize, stopFlag)
        return IntakeStream { emit in
            for claimed in batch.files { try claimed.read(understanding, limit: limit, stop: stop, emit: emit) }
        }
    }

    /// Puts receipts, to-fix files and originals in their places, and on the disk. Doing it again changes nothing.
    package func fileAway(_ files: [RecordedFile]) throws {
        for file in files { try filing.fileAway(file) }
        if !files.isEmpty { try layout.root.flush() }
    }

    /// Lets go of the claims of files that are filed away.
    package func release(_ files: [RecordedFile]) {
        for file in files {
            reserved.remove(file.file.filedAs)
            layout.claims.removeDirectory(file.file.claim)
        }
    }

    /// Gives back to the folder what changed while it was read: it settles again.
    package func putBack(_ batch: Batch, except recorded: [RecordedFile]) throws {
        let done = Set(recorded.map(\.file.claim))
        for claimed in batch.files where !done.contains(claimed.file.claim) {
            let folder = try layout.claims.directory(claimed.file.claim)
            if try !folder.move(claimed.name, to: layout.root, as: claimed.name) {
                // The sender dropped a file of the same name meanwhile: this one stays claimed and is read again.
                orphans.append(claimed)
                continue
            }
            reserved.remove(claimed.file.filedAs)
            layout.claims.removeDirectory(claimed.file.claim)
        }
    }

    /// Notes that a batch could not be recorded: its files stay claimed and are read again.
    package func readAgain(_ batch: Batch) {
        orphans.append(contentsOf: batch.files)
    }

    /// Number of files that lie in the folder and would be taken in. For looking at an inbox that nobody serves.
    ///
    /// - Throws: ``FolderError`` for a folder that cannot be opened.
    package static func waitingFiles(path: String) throws -> Int {
        let root = try Directory(path: path)
        return try root.names().filter { try !$0.isTemporary && root.status($0)?.isRegular == true }.count
    }

    private static let batchFiles = 256
    private static let batchBytes = 32 << 20

    private func judge(_ name: FileName, _ seen: FileStatus) throws -> SettleRule.Verdict? {
        let opened: OpenFile?
        do {
            opened = try layout.root.open(name)
        } catch {
            guard [EACCES, ELOOP].contains(error.number) else { throw error }
            // One file that may not be read must not hold up the others; it is looked at again with each scan.
            if refused.insert(seen.identity).inserted {
                logger.warning("a file in the inbox may not be read: \(error)", metadata: place)
            }
            return .waiting(settings.rescan)
        }
        guard let file = opened else { return nil }
        let status = try file.status()
        guard status.isRegular else { return nil }
        return settling.judge(
            status,
            writers: file.writers,
            endsInZeros: try file.endsInZeros(size: status.size),
            now: .now
        )
    }

    /// The claim: one exclusive rename into a folder of its own below `.eshkold/claims`.
    private func move(_ name: FileName) throws -> ClaimedFile? {
        let claim = UUID().uuidString.lowercased()
        let folder = try layout.claims.directory(claim)
        guard try layout.root.move(name, to: folder, as: name), let status = try folder.status(name) else {
            layout.claims.removeDirectory(claim)
            return nil
        }
        return try claimed(name, status: status, as: claim, at: Date())
    }

    private func claimed(_ name: FileName, status: FileStatus, as claim: String, at now: Date) throws -> ClaimedFile {
        let place = try layout.freePlace(for: name, at: now, reserved: reserved)
        reserved.insert(place)
        return ClaimedFile(
            file: DroppedFile(
                inbox: settings.name,
                organisation: settings.organisation,
                function: settings.function,
                claim: claim,
                name: name.shown,
                filedAs: place,
                size: status.size,
                receivedAt: now
            ),
            name: name,
            status: status,
            folder: "\(settings.path)/.eshkold/claims/\(claim)"
        )
    }

    /// Links, pipes and the like are left alone and named once. Folders, ours among them, are passed over.
    private func refuse(_ status: FileStatus, _ name: FileName) {
        guard !status.isDirectory, refused.insert(status.identity).inserted else { return }
        logger.warning("something that is no ordinary file lies in the inbox: it is not read", metadata: place)
    }

    private var place: Logger.Metadata { ["inbox": "\(settings.name)"] }
}
