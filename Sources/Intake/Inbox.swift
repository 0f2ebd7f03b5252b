package import Accompaniment
internal import Faults
internal import Foundation
package import Logging

/// One inbox: sees, settles and claims what is dropped into its folder, and files away what has been recorded.
///
/// Runs on a thread of its own; a share that hangs blocks this inbox and nothing else. Between its methods the state
/// that counts is in the folder and in the store; whatever is in memory may vanish at any instant (docs/architecture.md,
/// "States of a file").
package actor Inbox {
    package nonisolated let settings: InboxSettings
    nonisolated let executor: ThreadExecutor
    nonisolated let stopSignal = StopSignal()
    nonisolated let rules: IntakeRules
    nonisolated let logger: Logger
    /// A folder on this machine that is not the inbox's: the store lies in it, and copies for a moment.
    nonisolated let spool: String
    private var waitingPage: WaitingPage

    /// The folder, while it can be served.
    var layout: InboxLayout?
    private var watch: FolderWatch?
    var scan: FolderScan
    var places = FilingPlaces()
    /// Claims that were not recorded: of an earlier life, or of a batch that failed.
    var orphans: [Orphan] = []
    var slots = ClaimSlots()
    /// The names of claimed files as bytes, by slot; a slot that is not among them is listed.
    var claimedNames: [String: FileName] = [:]
    private var scanTime = Duration.zero
    private var state = InboxState()
    private var published: InboxState?

    struct Orphan {
        let file: ClaimedFile
        /// When to read it again.
        let due: ContinuousClock.Instant
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// - Parameter spool: A folder on this machine, for copies of files that come over a network.
    package init(_ settings: InboxSettings, spool: String, rules: IntakeRules, logger: Logger) {
        self.settings = settings
        self.spool = spool
        self.logger = logger
        self.rules = rules
        waitingPage = WaitingPage(language: rules.language)
        scan = FolderScan(quiet: settings.settle, limit: settings.maxFileSize)
        executor = ThreadExecutor(name: "inbox-\(settings.name)")
    }

    deinit { executor.close() }

    /// The folder is open, and on a disk of this machine.
    package var isLocal: Bool { layout?.fileSystem.isLocal == true }

    /// Ends waiting and reading at once. What is half read stays claimed and is read again at the next start.
    package nonisolated func stop() { stopSignal.set() }

    /// Opens the folder, makes its subfolders and takes its lock.
    ///
    /// - Parameter known: What the store remembers of it; `nil` where it was never served.
    /// - Returns: What to remember.
    /// - Throws: ``FolderError``, also when another service holds the lock, and when the share is not mounted.
    package func open(known: InboxIdentity?) throws -> InboxIdentity {
        close()
        let trouble = state.trouble
        let layout = try InboxLayout(path: settings.path, known: known)
        if layout.isRecreated { logger.warning("the folder was made anew; it is served as before", metadata: place) }
        state = InboxState()
        state.trouble = trouble
        state.fileSystem = layout.fileSystem.name
        state.proof = layout.fileSystem.isLocal ? .lease : .quietTime
        state.advice = try layout.advice()
        state.watch = .polling
        if layout.fileSystem.isLocal {
            do {
                watch = try FolderWatch(path: settings.path)
                state.watch = .inotify
            } catch {
                state.advice.append("\(error)")
                logger.warning("\(error)", metadata: place)
            }
        }
        self.layout = layout
        return layout.identity
    }

    /// Puts a page into the folder of reports, in the place of an earlier one of that name. Beside the inbox's own thread,
    /// which may be waiting for files.
    ///
    /// - Returns: False where the inbox was never served, and has no folders yet.
    /// - Throws: ``FolderError``.
    package nonisolated func place(report: String, named name: String) async throws -> Bool {
        let path = settings.path
        return try await OwnThread.run {
            let root = try Directory(path: path)
            guard let own = try root.existingDirectory(".eshkold"),
                let folder = try root.existingDirectory("reports")
            else { return false }
            try own.write(Array(report.utf8), as: FileName(name), in: folder, mode: 0o640)
            // Whoever asked notes that the page was drawn, and would not draw it again.
            try folder.flush()
            return true
        }
    }

    /// Removes originals of files that were filed away, where they are there still. Beside the inbox's own thread, which
    /// may be waiting for files.
    ///
    /// - Parameters:
    ///   - paths: `accepted/2026-11/NAME` and the like.
    ///   - identity: By which the folder is known: in another one nothing is removed.
    /// - Returns: The paths at which nothing is any more, and what kept others there.
    /// - Throws: ``FolderError`` for a folder that is not there, or is not this inbox.
    package nonisolated func removeOriginals(
        _ paths: [String],
        knownAs identity: InboxIdentity
    ) async throws -> (gone: [String], trouble: FolderError?) {
        let path = settings.path
        return try await OwnThread.run {
            let root = try Directory(path: path)
            guard let own = try root.existingDirectory(".eshkold"),
                try own.content(of: FileName("inbox")) == identity.marker
            else {
                throw FolderError(message: "\(path) is not the folder of this inbox: mount the share; originals stay")
            }
            var gone: [String] = []
            var trouble: FolderError?
            for original in paths {
                do {
                    let names = original.split(separator: "/", maxSplits: 2).map(String.init)
                    var folder: Directory? = root
                    for name in names.dropLast() { folder = try folder?.existingDirectory(name) }
                    if let name = names.last { try folder?.remove(FileName(name)) }
                    gone.append(original)
                } catch let error as FolderError {
                    trouble = error
                }
            }
            return (gone, trouble)
        }
    }

    /// Lets go of the folder, and of everything that was only in memory.
    package func close() {
        if let layout { slots.clear(in: layout.claims) }
        (layout, watch, orphans, places, slots, claimedNames) = (nil, nil, [], FilingPlaces(), ClaimSlots(), [:])
        scan = FolderScan(quiet: settings.settle, limit: settings.maxFileSize)
        waitingPage.forget()
    }

    /// Notes why nothing can be taken in; `nil` ends it.
    ///
    /// - Returns: True where that is news.
    package func note(trouble: String?) -> Bool {
        defer { publish() }
        guard state.trouble != trouble else { return false }
        state.trouble = trouble
        return true
    }

    /// Writes the state down where it changed.
    private func publish() {
        guard state != published else { return }
        do {
            try state.write(inbox: settings.name, in: spool)
            published = state
        } catch {
            // Whoever asks for the state is told of the older one until there is room again; nothing else depends on it.
            logger.debug("the state of the inbox cannot be written down: \(error)", metadata: place)
        }
    }

    /// Waits for a change of the folder, for `time` at most.
    package func waitForChange(upTo time: Duration) {
        if let layout { slots.clear(in: layout.claims) }
        // A folder that changes all the time, and in which looking takes long, must not keep a processor busy.
        if scanTime > .milliseconds(2) { FolderWatch.pause(upTo: min(scanTime * 3, time), or: stopSignal) }
        guard watch != nil else { return FolderWatch.pause(upTo: min(time, pollingInterval), or: stopSignal) }
        watch?.wait(upTo: time, or: stopSignal)
    }

    /// Waits, whatever happens in the folder, until `time` is over or the service stops.
    package func pause(upTo time: Duration) {
        FolderWatch.pause(upTo: time, or: stopSignal)
    }

    /// Where the kernel tells of nothing although it could, the folder is looked at more often than `rescan` says.
    private var pollingInterval: Duration {
        state.proof == .lease && layout != nil ? min(settings.rescan, .seconds(5)) : settings.rescan
    }

    /// Looks for the next settled file.
    func nextFound(in layout: InboxLayout) throws -> FolderScan.Found? {
        let start = ContinuousClock.now
        let found = try scan.next(in: layout) { reason, error in
            logger.warning(
                "something in the inbox is not taken in: \(error.map { "\($0)" } ?? reason.rawValue)",
                metadata: place
            )
        }
        guard found == nil else { return found }
        scanTime = .now - start
        try tellOfWaiting(in: layout)
        return nil
    }

    /// Keeps the page in the folder, and the state for the operator, as the last look left things.
    private func tellOfWaiting(in layout: InboxLayout) throws {
        let waiting = scan.waiting
        state.waiting = waiting.counts.keys.sorted { $0.rawValue < $1.rawValue }.map { reason in
            InboxState.Waiting(
                reason: reason,
                count: waiting.counts[reason] ?? 0,
                since: waiting.oldest[reason] ?? Date()
            )
        }
        let told = waiting.items.filter { item in
            item.reason.isRefusal || item.reason == .notReadable
                || Date().timeIntervalSince(item.since) >= Double(settings.noticeAfter.components.seconds)
        }
        publish()
        try waitingPage.show(told, in: layout)
    }

    /// Reads the files of a batch and understands them, on a thread of its own. What comes over a network is copied first,
    /// so that nobody waits for it with the store in hand.
    package func read(_ batch: Batch) throws -> IntakeStream {
        let (understanding, limit, stop) = (rules.understanding, settings.maxFileSize, stopSignal)
        guard layout?.fileSystem.isLocal == false else {
            return IntakeStream { stream in
                var weight = 0
                for file in batch.files {
                    try file.read(understanding, limit: limit, weight: &weight, stop: stop, into: stream)
                }
            }
        }
        let copies = try batch.files.map { file in
            do {
                let copied = try file.copied(to: spool, limit: limit, stop: stop)
                return (file: copied, failure: nil as ClaimedFile.Abandonment?)
            } catch is FileBytes.Changed {
                return (file, .changed)
            } catch let error as FolderError {
                return (file, .failed(error))
            }
        }
        return IntakeStream { stream in
            var weight = 0
            for (file, failure) in copies {
                if let failure {
                    try stream.put(.begin(file.file))
                    try stream.abandon(file, failure)
                } else {
                    try file.read(understanding, limit: limit, weight: &weight, stop: stop, into: stream)
                }
            }
        }
    }

    /// Puts receipts, to-fix files and originals in their places, and on the disk. Doing it again changes nothing.
    ///
    /// - Returns: The files that are in their places now, and what kept others from theirs.
    package nonisolated func fileAway(
        _ files: [RecordedFile]
    ) async throws -> (done: [RecordedFile], trouble: FolderError?) {
        // Before the inbox's own thread is asked, which has enough to do with the disk.
        try await put(files.map { try Papers($0, page: rules.page, language: rules.language) })
    }

    private func put(_ papers: [Papers]) throws -> (done: [RecordedFile], trouble: FolderError?) {
        let layout = try openLayout()
        let filing = Filing(layout: layout)
        defer { layout.closeFolders() }
        var done: [RecordedFile] = []
        var trouble: FolderError?
        for paper in papers {
            do {
                try filing.fileAway(paper, original: claimedNames[ClaimSlots.slot(of: paper.recorded.file.claim)])
                done.append(paper.recorded)
            } catch let error as FolderError {
                trouble = error
            }
        }
        if !done.isEmpty { try layout.root.flush() }
        FaultPoint.flushed.reach()
        return (done, trouble)
    }

    /// Lets go of the claims of files that are filed away.
    package func release(_ files: [RecordedFile]) {
        for file in files {
            let slot = ClaimSlots.slot(of: file.file.claim)
            claimedNames[slot] = nil
            slots.giveBack(slot)
        }
        FaultPoint.released.reach()
    }

    /// How many files lie in the folder and could be taken in. For looking at an inbox that nobody serves.
    ///
    /// - Throws: ``FolderError`` for a folder that cannot be opened.
    package static func waitingFiles(path: String) throws -> Int {
        let root = try Directory(path: path)
        let listing = try FolderListing(root)
        var count = 0
        while case let names = try listing.next(1024), !names.isEmpty {
            count += try names.filter { try !$0.isTemporary && root.status($0)?.kind == .regular }.count
        }
        return count
    }

    func openLayout() throws -> InboxLayout {
        guard let layout else { throw FolderError(message: "\(settings.path) is not open: it is opened again soon") }
        return layout
    }

    nonisolated var place: Logger.Metadata { ["inbox": "\(settings.name)"] }
}
