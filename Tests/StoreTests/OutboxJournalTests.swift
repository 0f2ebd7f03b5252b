import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Store

/// What is known of envelopes that a store may know nothing of.
@Suite
struct OutboxJournalTests {
    private let folder: TemporaryDirectory
    private let quarter: Period

    init() throws {
        folder = try TemporaryDirectory()
        quarter = try #require(Period(code: "2015-Q4"))
    }

    private func journal() -> OutboxJournal {
        OutboxJournal(besideStoreAt: folder.path("eshkold.sqlite"))
    }

    private func entry(_ sequence: Int, period: String = "2015-Q4", revision: Int, disclosure: String = "")
        -> OutboxJournal.Entry
    {
        OutboxJournal.Entry(
            office: "ministry",
            sequence: sequence,
            period: period,
            revision: revision,
            supersedes: revision > 1 ? revision - 1 : nil,
            contentSha256: "\(sequence)",
            changedAt: 0,
            disclosure: disclosure
        )
    }

    @Test func `of many lines, longer together than what is read at once, each counts but one that was cut off`() throws
    {
        var text = Data()
        for sequence in 1...3000 where !sequence.isMultiple(of: 1000) {
            let period = sequence.isMultiple(of: 2) ? "2015-Q4" : "2015-Q3"
            let disclosure = sequence < 3 ? "ORG-\(sequence)" : ""
            let entry = entry(sequence, period: period, revision: sequence, disclosure: disclosure)
            text += try JSONEncoder().encode(entry)
            text += Data("\n".utf8)
        }
        text += try JSONEncoder().encode(entry(3001, revision: 3001)).dropLast(5)
        #expect(text.count > 4 << 16)
        try folder.write(text, to: "outbox.jsonl")
        let journal = journal()
        #expect(try Array(journal.sequences(for: "ministry").ranges) == [1..<1000, 1001..<2000, 2001..<3000])
        #expect(try journal.lastSequence(for: "ministry") == 2999)
        #expect(try journal.last(for: "ministry", of: quarter) == entry(2998, revision: 2998))
        #expect(try journal.disclosures(for: "ministry", of: quarter) == ["", "ORG-2"])
        #expect(try journal.lastSequence(for: "district") == 0 && journal.sequences(for: "district").isEmpty)
        // A line that was cut off does not swallow the next one.
        try journal.note(entry(3001, revision: 3001))
        #expect(try self.journal().last(for: "ministry", of: quarter) == entry(3001, revision: 3001))
    }

    @Test func `what is sent again as it was is noted once`() throws {
        let journal = journal()
        for entry in [entry(1, revision: 1), entry(1, revision: 1), entry(2, revision: 2), entry(2, revision: 2)] {
            try journal.note(entry)
        }
        try self.journal().note(entry(2, revision: 2))
        #expect(try folder.read("outbox.jsonl").split(separator: "\n").count == 2)
        #expect(try self.journal().lastSequence(for: "ministry") == 2)
    }

    @Test func `a file that cannot be read stops whoever sends, and nobody who looks`() throws {
        let store = try Store.open(at: folder.path("eshkold.sqlite"))
        try store.close()
        try folder.folder("outbox.jsonl")
        let words = "\(folder.path("outbox.jsonl")) cannot be read: check its owner and mode"
        let error = #expect(throws: StoreError.self) { try Store.open(at: folder.path("eshkold.sqlite")) }
        #expect(error?.description == words)
        #expect(try Store.openForReading(at: folder.path("eshkold.sqlite")) != nil)
        #expect(throws: StoreError.self) { try journal().lastSequence(for: "ministry") }
    }
}
