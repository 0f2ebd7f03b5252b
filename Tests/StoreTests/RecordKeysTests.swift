import Accompaniment
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A record is known again, whatever came before it and however it came.
@Suite
struct RecordKeysTests {
    private let queue: DatabaseQueue

    init() throws {
        queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue)
    }

    /// Number of places, and of ids in the largest one.
    private func places() throws -> (count: Int, largest: Int) {
        try queue.read { db in
            let sizes = try Int.fetchAll(db, sql: "SELECT length(ids) / 24 FROM help_key")
            return (sizes.count, sizes.max() ?? 0)
        }
    }

    private func id(month: UInt64, _ random: inout SeededGenerator) -> RecordID {
        RecordID(high: month << 48 | random.next() >> 16, low: random.next())
    }

    @Test(arguments: [1, 2, 3])
    func `batches of any size into months old and new: each id has its row, and no other id one`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var stored: [RecordID: Int64] = [:]
        for batch in 0..<40 {
            let size = [1, 3, 40, 700, 3000][Int(random.next() % 5)]
            let months = 1300 + UInt64(batch / 10)...1303
            let coming = (0..<size).map { _ in
                stored.isEmpty || random.next() % 3 > 0
                    ? id(month: months.randomElement(using: &random) ?? 1303, &random)
                    : stored.keys.randomElement(using: &random) ?? RecordID(high: 0, low: 0)
            }
            try queue.write { db in
                let keys = try RecordKeys(db, .help, mostFresh: 500)
                for id in coming {
                    let row = try keys.row(of: id)
                    #expect(row == stored[id])
                    guard row == nil else { continue }
                    stored[id] = Int64(stored.count + 1)
                    try keys.add(id, row: Int64(stored.count))
                }
                try keys.finish()
            }
        }
        try queue.write { db in
            let keys = try RecordKeys(db, .help)
            for (id, row) in stored { #expect(try keys.row(of: id) == row) }
            for month: UInt64 in 1299...1304 { #expect(try keys.row(of: id(month: month, &random)) == nil) }
        }
        #expect(try places().largest <= 128)
    }

    @Test func `many ids in one batch: they are found in it, and in as few places as they need`() throws {
        var random = SeededGenerator(seed: 7)
        let ids = (0..<30_000).map { _ in id(month: 1390, &random) }
        try queue.write { db in
            let keys = try RecordKeys(db, .help, mostFresh: 10_000)
            var isNew = true
            for (row, id) in ids.enumerated() {
                isNew = try isNew && keys.row(of: id) == nil
                try keys.add(id, row: Int64(row))
            }
            #expect(isNew)
            for row in stride(from: 0, to: ids.count, by: 17) { #expect(try keys.row(of: ids[row]) == Int64(row)) }
            try keys.finish()
        }
        try queue.write { db in
            let keys = try RecordKeys(db, .help)
            for row in stride(from: 0, to: ids.count, by: 19) { #expect(try keys.row(of: ids[row]) == Int64(row)) }
        }
        #expect(try places().count < ids.count / 60)
    }

    /// A place is found by the first 64 bits of an id.
    @Test func `ids that begin alike are told apart, be they ever so many`() throws {
        let alike = (0..<300).map { RecordID(high: 1390 << 48 | 5, low: $0) }
        let others = (0..<300).map { RecordID(high: 1390 << 48 | UInt64($0), low: 1000) }
        let ids = alike + others
        for start in stride(from: 0, to: ids.count, by: 50) {
            try queue.write { db in
                let keys = try RecordKeys(db, .help)
                for row in start..<start + 50 {
                    #expect(try keys.row(of: ids[row]) == nil)
                    try keys.add(ids[row], row: Int64(row))
                }
                try keys.save()
                for row in 0..<start + 50 { #expect(try keys.row(of: ids[row]) == Int64(row)) }
            }
        }
    }

    @Test func `what is forgotten is new, what was saved before stays`() throws {
        var random = SeededGenerator(seed: 9)
        let ids = (0..<10).map { _ in id(month: 1390, &random) }
        try queue.write { db in
            let keys = try RecordKeys(db, .help)
            for row in 0..<5 { try keys.add(ids[row], row: Int64(row)) }
            try keys.save()
            for row in 5..<10 { try keys.add(ids[row], row: Int64(row)) }
            keys.forget()
            #expect(try ids.map { try keys.row(of: $0) } == [0, 1, 2, 3, 4, nil, nil, nil, nil, nil])
        }
    }

    @Test func `the rows of a large file that does not count are new where they come again`() async throws {
        let fixture = try StoreFixture()
        let reports = try (0..<3000).map { try StoreFixture.report("מפגש \($0)", row: $0 + 2) }
        var rejected = StoreFixture.reading(1)
        rejected.isRejected = true
        let files = try await fixture.record([
            .begin(try StoreFixture.file("small.csv")), .reports(Array(reports[..<5])), .end(StoreFixture.reading(2)),
            .begin(try StoreFixture.file("broken.csv")), .reports(reports), .end(rejected),
            .begin(try StoreFixture.file("whole.csv")), .reports(reports), .end(StoreFixture.reading(3)),
        ])
        #expect(files.map(\.counts.added) == [5, 0, 2995])
        #expect(files.map(\.counts.unchanged) == [0, 0, 5])
        #expect(try await fixture.store.problems() == [])
        let again = try await fixture.record([
            .begin(try StoreFixture.file("again.csv")), .reports(reports.reversed()), .end(StoreFixture.reading(4)),
        ])
        #expect(again.map(\.counts.unchanged) == [3000])
    }
}
