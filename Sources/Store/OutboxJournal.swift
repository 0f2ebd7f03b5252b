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
        /// What the period's envelopes up to this one told of organisations, as the store keeps it.
        let disclosure: String
    }

    /// What is asked of one office, and no more: its lines are many.
    private struct Row {
        var sequences = RangeSet<Int>()
        /// Of each period the entry with the highest revision.
        var last: [String: Entry] = [:]
        var disclosures: [String: Set<String>] = [:]

        mutating func add(_ entry: Entry) {
            sequences.insert(contentsOf: entry.sequence..<entry.sequence + 1)
            // Of two lines for one revision, which a crash can leave, the later one was sent.
            if entry.revision >= last[entry.period]?.revision ?? 0 { last[entry.period] = entry }
            disclosures[entry.period, default: []].insert(entry.disclosure)
        }
    }

    private let path: String
    private let lock = NSLock()
    /// By office; `nil` until somebody asks, for whoever looks at files or figures does not.
    private var rows: [String: Row]?
    /// That of the file, in its folder: without it a power cut would take the whole file.
    private var isNameOnDisk = false

    init(besideStoreAt store: String) {
        path = URL(fileURLWithPath: store).deletingLastPathComponent().appending(path: "outbox.jsonl").path
    }

    /// Reads the file, unless that was done: whoever sends does it before the first question, which waits for it otherwise.
    ///
    /// - Throws: ``StoreError`` for a file that cannot be read; so does every question.
    func open() throws { _ = try lock.withLock(known) }

    /// The highest sequence that `office` may have seen; 0 for none.
    func lastSequence(for office: String) throws -> Int {
        try sequences(for: office).ranges.last.map { $0.upperBound - 1 } ?? 0
    }

    /// The sequences that `office` may have seen.
    func sequences(for office: String) throws -> RangeSet<Int> {
        try lock.withLock { try known()[office]?.sequences ?? RangeSet() }
    }

    /// The envelope of `period` with the highest revision that `office` may have seen.
    func last(for office: String, of period: Period) throws -> Entry? {
        try lock.withLock { try known()[office]?.last[period.description] }
    }

    /// What the envelopes of `period` told of organisations, each in the stored form.
    func disclosures(for office: String, of period: Period) throws -> Set<String> {
        try lock.withLock { try known()[office]?.disclosures[period.description] ?? [] }
    }

    /// Notes an envelope that is about to be sent for the first time; on the disk when this returns. The last one of its
    /// period is not noted again.
    ///
    /// - Throws: ``StoreError``; then it must not be sent.
    func note(_ entry: Entry) throws {
        try lock.withLock {
            guard try known()[entry.office]?.last[entry.period] != entry else { return }
            try append(entry)
            rows?[entry.office, default: Row()].add(entry)
        }
    }

    private func append(_ entry: Entry) throws {
        let line = Array(try JSONEncoder.canonical.encode(entry)) + [UInt8(ascii: "\n")]
        let handle = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard handle >= 0 else { throw failure }
        defer { close(handle) }
        // A line that was cut off before would swallow this one.
        let bytes = [UInt8(ascii: "\n")] + line
        let written = unsafe bytes.withUnsafeBytes { unsafe write(handle, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(handle) == 0 else { throw failure }
        guard !isNameOnDisk else { return }
        // Once for each process: the one that made the file may have ended before it came to this.
        try synchronize(folder(of: path))
        isNameOnDisk = true
    }

    /// Under the lock.
    private func known() throws -> [String: Row] {
        if let rows { return rows }
        let read = try read()
        rows = read
        return read
    }

    /// Reads a block after the other: lines are never together in memory.
    private func read() throws -> [String: Row] {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            var rows: [String: Row] = [:]
            var begun: [UInt8] = []
            let decoder = JSONDecoder()
            func add(_ line: ArraySlice<UInt8>) {
                // `try?`: a line that a crash cut off counts for nothing: what it was about never left.
                guard let entry = try? decoder.decode(Entry.self, from: Data(line)) else { return }
                rows[entry.office, default: Row()].add(entry)
            }
            while let block = try file.read(upToCount: 1 << 16), !block.isEmpty {
                let lines = (begun + block).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                lines.dropLast().forEach(add)
                begun = Array(lines[lines.count - 1])
            }
            add(begun[...])
            try file.close()
            return rows
        } catch {
            throw StoreError("\(path) cannot be read: check its owner and mode", disposition: .retry)
        }
    }

    private var failure: StoreError {
        StoreError("\(path) cannot be written: look at the disk and the mode of the state folder", disposition: .retry)
    }
}
