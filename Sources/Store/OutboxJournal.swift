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
    struct Entry: Codable, Equatable {
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

    /// What is asked of one office, and no more: its lines are many.
    private struct Row {
        var sequences = RangeSet<Int>()
        /// Of each period the entry with the highest revision.
        var last: [String: Entry] = [:]
        var hidden: [String: Set<String>] = [:]

        mutating func add(_ entry: Entry) {
            sequences.insert(contentsOf: entry.sequence..<entry.sequence + 1)
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
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let decoder = JSONDecoder()
            func add(_ line: Data) {
                // `try?`: a line that a crash cut off.
                guard let entry = try? decoder.decode(Entry.self, from: line) else { return }
                rows[entry.office, default: Row()].add(entry)
            }
            var begun = Data()
            while let block = try file.read(upToCount: 1 << 16), !block.isEmpty {
                guard let end = block.lastIndex(of: UInt8(ascii: "\n")) else {
                    begun += block
                    continue
                }
                for line in (begun + block[..<end]).split(separator: UInt8(ascii: "\n")) {
                    add(line)
                }
                begun = Data(block[block.index(after: end)...])
            }
            add(begun)
            try file.close()
        } catch {
            throw StoreError("\(path) cannot be read: check its owner and mode", disposition: .retry)
        }
    }

    /// The highest sequence that `office` may have seen; 0 for none.
    func lastSequence(for office: String) -> Int {
        sequences(for: office).ranges.last.map { $0.upperBound - 1 } ?? 0
    }

    /// The sequences that `office` may have seen.
    func sequences(for office: String) -> RangeSet<Int> {
        lock.withLock { rows[office]?.sequences ?? RangeSet() }
    }

    /// The envelope of `period` with the highest revision that `office` may have seen.
    func last(for office: String, of period: Period) -> Entry? {
        lock.withLock { rows[office]?.last[period.description] }
    }

    /// What the envelopes of `period` did not tell apart.
    func hidden(for office: String, of period: Period) -> Set<String> {
        lock.withLock { rows[office]?.hidden[period.description] ?? [] }
    }

    /// Notes an envelope that is about to be sent for the first time; on the disk when this returns. The last one of its
    /// period is not noted again.
    ///
    /// - Throws: ``StoreError``; then it must not be sent.
    func note(_ entry: Entry) throws {
        try lock.withLock {
            guard rows[entry.office]?.last[entry.period] != entry else { return }
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
