internal import Accompaniment
internal import Foundation
internal import Glibc

/// What may have left this server, one line for each envelope that was ever tried, in a file beside the store.
///
/// The store can be put back to an older state from a backup; what an office has seen cannot. With this an envelope that
/// is frozen again after that is the very one that went out before: the same bytes, key, sequence and revision, so that
/// nothing counts twice; and a new one takes no number that the office has seen (faults.md H).
///
/// Sendable because all state is only touched under the lock.
final class OutboxJournal: @unchecked Sendable {
    struct Entry: Codable, Hashable {
        let office: String
        let sequence: Int
        let period: String
        let revision: Int
        let supersedes: Int?
        let contentSha256: String
        /// In milliseconds since 1970.
        let changedAt: Int64
        /// The organisations that it does not tell apart.
        let hidden: String
    }

    /// What is known of one office.
    private struct Row {
        var entries: Set<Entry> = []
        var lastSequence = 0
        /// Of each period the entry with the highest revision.
        var last: [String: Entry] = [:]
        var hidden: [String: Set<String>] = [:]

        mutating func add(_ entry: Entry) {
            entries.insert(entry)
            lastSequence = max(lastSequence, entry.sequence)
            // Of two lines for one revision, which a crash can leave, the later one was sent.
            if entry.revision >= last[entry.period]?.revision ?? 0 { last[entry.period] = entry }
            hidden[entry.period, default: []].insert(entry.hidden)
        }
    }

    private let path: String
    private let lock = NSLock()
    private var rows: [String: Row] = [:]

    /// - Throws: ``StoreError`` for a file that cannot be read. A last line that a crash cut off counts for nothing: what
    ///   it was about never left.
    init(besideStoreAt store: String) throws {
        path = URL(fileURLWithPath: store).deletingLastPathComponent().appending(path: "outbox.jsonl").path
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            let lines = try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
            for line in lines {
                // `try?`: a line that a crash cut off.
                guard let entry = try? JSONDecoder().decode(Entry.self, from: line) else { continue }
                rows[entry.office, default: Row()].add(entry)
            }
        } catch {
            throw StoreError("\(path) cannot be read: check its owner and mode", disposition: .retry)
        }
    }

    /// The highest sequence that `office` may have seen; 0 for none.
    func lastSequence(for office: String) -> Int {
        lock.withLock { rows[office]?.lastSequence ?? 0 }
    }

    /// The sequences that `office` may have seen.
    func sequences(for office: String) -> Set<Int> {
        lock.withLock { Set((rows[office]?.entries ?? []).map(\.sequence)) }
    }

    /// The envelope of `period` with the highest revision that `office` may have seen.
    func last(for office: String, of period: Period) -> Entry? {
        lock.withLock { rows[office]?.last[period.description] }
    }

    /// What the envelopes of `period` did not tell apart.
    func hidden(for office: String, of period: Period) -> Set<String> {
        lock.withLock { rows[office]?.hidden[period.description] ?? [] }
    }

    /// Notes an envelope that is about to be sent for the first time; on the disk when this returns.
    ///
    /// - Throws: ``StoreError``; then it must not be sent.
    func note(_ entry: Entry) throws {
        try lock.withLock {
            guard rows[entry.office]?.entries.contains(entry) != true else { return }
            let line = Array(try JSONEncoder.canonical.encode(entry)) + [UInt8(ascii: "\n")]
            let handle = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard handle >= 0 else { throw failure }
            defer { close(handle) }
            // A line that was cut off before would swallow this one.
            let bytes = [UInt8(ascii: "\n")] + line
            let written = unsafe bytes.withUnsafeBytes { unsafe write(handle, $0.baseAddress, $0.count) }
            guard written == bytes.count, fsync(handle) == 0 else { throw failure }
            rows[entry.office, default: Row()].add(entry)
        }
    }

    private var failure: StoreError {
        StoreError("\(path) cannot be written: look at the disk and the mode of the state folder", disposition: .retry)
    }
}
