internal import Foundation
internal import Glibc

/// One look after another at everything in an inbox: passes over what is nobody's report, refuses what is no file, and
/// hands out the files that are settled. It never changes anything.
struct FolderScan {
    /// A file that is settled.
    struct Found {
        let name: FileName
        let status: FileStatus
        let isFinal: Bool
    }

    /// What the last complete look left where it is.
    private(set) var waiting = Waiting()
    private let limit: Int
    private var settling: SettleRule
    private var listing: FolderListing?
    private var chunk: ArraySlice<FileName> = []
    private var current = Waiting()
    private var present: Set<FileIdentity> = []
    /// Things that cannot be taken in, and since when they are there.
    private var refused: [FileIdentity: ContinuousClock.Instant] = [:]

    /// As many things of a folder are kept in mind; further ones are looked at when these have gone.
    private static let capacity = 20_000

    struct Waiting {
        /// At most a few hundred of them.
        var items: [WaitingItem] = []
        var counts: [WaitingReason: Int] = [:]
        /// First seen: the oldest of each kind.
        var oldest: [WaitingReason: Date] = [:]
        /// When to look again at files that still settle; `nil` where there are none.
        var nextLook: Duration?
        /// When the first of them is complete, should nothing change; `nil` where that depends on somebody.
        var settlesIn: Duration?

        fileprivate mutating func add(_ item: WaitingItem) {
            counts[item.reason, default: 0] += 1
            oldest[item.reason] = min(oldest[item.reason] ?? item.since, item.since)
            if items.count < 300 { items.append(item) }
        }
    }

    /// - Parameters:
    ///   - quiet: See ``SettleRule``.
    ///   - limit: The largest size that is read, in bytes. What a larger file holds is not looked at.
    init(quiet: Duration, limit: Int) {
        settling = SettleRule(quiet: quiet)
        self.limit = limit
    }

    /// The next settled file.
    ///
    /// - Parameter report: Told of each thing that is refused, once for as long as it is there.
    /// - Returns: `nil` at the end of one look; the next call begins another.
    mutating func next(in layout: InboxLayout, report: (WaitingReason, FolderError?) -> Void) throws -> Found? {
        let listing = try listing ?? FolderListing(layout.root)
        self.listing = listing
        while true {
            if chunk.isEmpty { chunk = try listing.next(512)[...] }
            guard let name = chunk.popFirst() else {
                endLook()
                return nil
            }
            if let found = try look(at: name, in: layout, report: report) { return found }
        }
    }

    /// Notes that reading a file came to an end in the middle of something.
    mutating func foundIncomplete(_ status: FileStatus) {
        settling.foundIncomplete(status, now: .now)
    }

    private mutating func endLook() {
        settling.keep(only: present)
        refused = refused.filter { present.contains($0.key) }
        waiting = current
        (listing, chunk, current, present) = (nil, [], Waiting(), [])
    }

    private mutating func look(
        at name: FileName,
        in layout: InboxLayout,
        report: (WaitingReason, FolderError?) -> Void
    ) throws -> Found? {
        guard !name.isTemporary, !InboxLayout.names.contains(name.shown), present.count < Self.capacity,
            let seen = try layout.root.status(name)
        else { return nil }
        switch seen.kind {
        case .regular: break
        case .folder: refuse(name, seen.identity, .folder, report: report); return nil
        case .link: refuse(name, seen.identity, .link, report: report); return nil
        case .special: refuse(name, seen.identity, .special, report: report); return nil
        }
        do {
            return try lookInside(name, in: layout)
        } catch let error as FolderError {
            switch error.number {
            case EMFILE, ENFILE, ENOMEM: throw error
            case ELOOP, ENXIO: return nil
            // Its writer holds a lease on it (open(2)).
            case EWOULDBLOCK: return judge(name, seen, writers: .some, wholeness: .closed)
            // One file that cannot be read must not hold up the others.
            default: refuse(name, seen.identity, .notReadable, because: error, report: report)
            }
            return nil
        }
    }

    /// - Throws: ``FolderError``.
    private mutating func lookInside(_ name: FileName, in layout: InboxLayout) throws -> Found? {
        guard let file = try layout.root.open(name) else { return nil }
        let status = try file.status()
        // Replaced in between: the next look sees what it is now.
        guard status.kind == .regular else { return nil }
        return judge(
            name,
            status,
            writers: layout.fileSystem.isLocal ? file.writers : .unknown,
            wholeness: status.size > limit ? .closed : try file.wholeness(size: status.size)
        )
    }

    private mutating func judge(
        _ name: FileName,
        _ status: FileStatus,
        writers: Writers,
        wholeness: Wholeness
    ) -> Found? {
        let now = ContinuousClock.now
        switch settling.judge(status, writers: writers, wholeness: wholeness, now: now) {
        case .settled(let isFinal):
            return Found(name: name, status: status, isFinal: isFinal)
        case .waiting(let reason, let time):
            present.insert(status.identity)
            current.nextLook = min(current.nextLook ?? time, time)
            if reason == .settling { current.settlesIn = min(current.settlesIn ?? time, time) }
            let age = now - (settling.firstSeen(status.identity) ?? now)
            current.add(WaitingItem(name: name.shown, reason: reason, since: Date(before: age)))
            return nil
        }
    }

    private mutating func refuse(
        _ name: FileName,
        _ identity: FileIdentity,
        _ reason: WaitingReason,
        because error: FolderError? = nil,
        report: (WaitingReason, FolderError?) -> Void
    ) {
        let now = ContinuousClock.now
        if refused[identity] == nil {
            refused[identity] = now
            report(reason, error)
        }
        present.insert(identity)
        // What keeps the service from reading a file may pass.
        if reason == .notReadable { current.nextLook = min(current.nextLook ?? settling.retry, settling.retry) }
        let age = now - (refused[identity] ?? now)
        current.add(WaitingItem(name: name.shown, reason: reason, since: Date(before: age)))
    }
}

extension Date {
    /// The instant that was `age` ago, whatever the clock did since.
    fileprivate init(before age: Duration) {
        self.init(timeIntervalSinceNow: -Double(age.components.seconds))
    }
}
