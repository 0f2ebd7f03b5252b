internal import Accompaniment
internal import GRDB

/// Which row holds which record, for the activities of one function: the tables `help_key` and `oversight_key`.
///
/// The ids of records are as good as random, so that an index takes each of them to another page than the one before: for
/// a large file that took longer than all else that is stored of it, and far longer once the index had outgrown the cache.
/// Here the ids of a batch stay in memory, and go to their places in their order, at its end or when they are many.
///
/// A place is a row of the table and holds the ids of a stretch of one month, from `first` up to the next place. The first
/// place of a month begins where the month does: a month of which nothing was ever stored has no place, and costs no
/// search. Used in the transaction of its batch alone.
final class RecordKeys {
    private let find: BulkStatement
    private let next: BulkStatement
    private let put: BulkStatement
    /// Ids of this batch that are not in their places yet, and their rows.
    private var fresh: [RecordID: Int64] = [:]
    /// Those of this batch that are.
    private var placed = RecordFilter()
    /// Whether a month had places when the batch came to it.
    private var months: [Int64: Bool] = [:]

    /// In ids: 3 MiB of memory.
    private static let mostFresh = 98_304

    init(_ db: Database, _ table: ActivityTable) throws {
        find = try BulkStatement(
            "SELECT first, ids FROM \(table.keys) WHERE first BETWEEN ?1 AND ?2 ORDER BY first DESC LIMIT 1",
            in: db
        )
        next = try BulkStatement("SELECT first FROM \(table.keys) WHERE first > ?1 ORDER BY first LIMIT 1", in: db)
        put = try BulkStatement("INSERT OR REPLACE INTO \(table.keys) (first, ids) VALUES (?1, ?2)", in: db)
    }

    /// The row of a record; `nil` where none is stored.
    func row(of id: RecordID) throws -> Int64? {
        if let row = fresh[id] { return row }
        let key = RecordKey(id, row: 0)
        guard try isStored(key.month) || placed.mayHold(id) else { return nil }
        let row = try find.first {
            $0.bind(Int(key.month.lowerBound))
            $0.bind(Int(key.high))
        } _: {
            $0.bytes(1) { RecordKey.row(of: key, in: $0) }
        }
        return row ?? nil
    }

    private func isStored(_ month: ClosedRange<Int64>) throws -> Bool {
        if let isStored = months[month.lowerBound] { return isStored }
        let isStored =
            try find.first {
                $0.bind(Int(month.lowerBound))
                $0.bind(Int(month.upperBound))
            } _: { _ in
                true
            } ?? false
        months[month.lowerBound] = isStored
        return isStored
    }

    /// Notes in which row a record stands that was not stored before.
    func add(_ id: RecordID, row: Int64) throws {
        fresh[id] = row
        if fresh.count == Self.mostFresh { try save() }
    }

    /// Forgets what was added since the last ``save()``: it was rolled back.
    func forget() { fresh.removeAll(keepingCapacity: true) }

    /// Puts the ids of the batch into their places.
    func save() throws {
        guard !fresh.isEmpty else { return }
        for id in fresh.keys { placed.add(id) }
        var keys = fresh.map { RecordKey($0, row: $1) }
        forget()
        keys.sort()
        var rest = keys[...]
        while let key = rest.first {
            let (place, stored) = try place(of: key)
            let coming = rest.prefix { place.contains($0.high) }
            rest = rest.dropFirst(coming.count)
            try write(RecordKey.merged(stored, coming), from: place.lowerBound)
        }
    }

    /// Where a key belongs, and what is stored there.
    private func place(of key: RecordKey) throws -> (ClosedRange<Int64>, [RecordKey]) {
        let month = key.month
        let found = try find.first {
            $0.bind(Int(month.lowerBound))
            $0.bind(Int(key.high))
        } _: {
            (first: $0.integer(0), keys: $0.bytes(1) { RecordKey.keys(in: $0) })
        }
        guard let found else { return (month, []) }
        let next = try next.first {
            $0.bind(Int(found.first))
        } _: {
            $0.integer(0)
        }
        return (found.first...min(month.upperBound, (next ?? .max) - 1), found.keys)
    }

    /// Fills the place that begins with `first`, and new ones behind it where it cannot hold them all.
    private func write(_ keys: [RecordKey], from first: Int64) throws {
        var first = first
        var rest = keys[...]
        while !rest.isEmpty {
            let part = RecordKey.place(of: &rest)
            try put.execute {
                $0.bind(Int(first))
                $0.bind(RecordKey.bytes(of: part))
            }
            first = rest.first?.high ?? first
        }
    }
}

/// The id of a record and its row, as the places keep them: 24 bytes, three numbers with the least significant byte first.
struct RecordKey: Comparable {
    let high: Int64
    let low: UInt64
    let row: Int64

    private static let size = 24
    /// In keys: five places to a page of the store.
    private static let largestPlace = 128

    init(_ id: RecordID, row: Int64) {
        (high, low, self.row) = (Int64(bitPattern: id.high), id.low, row)
    }

    private init(_ bytes: Span<UInt8>, at index: Int) {
        func word(_ place: Int) -> UInt64 {
            // Safety: `index` is that of a whole key.
            unsafe UInt64(
                littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index * Self.size + place * 8, as: UInt64.self)
            )
        }
        (high, low, row) = (Int64(bitPattern: word(0)), word(1), Int64(bitPattern: word(2)))
    }

    /// Of the ids whose records took place in the same month: ``RecordID/high`` begins with it.
    var month: ClosedRange<Int64> {
        let first = high & ~0xFFFF_FFFF_FFFF
        return first...first + 0xFFFF_FFFF_FFFF
    }

    static func < (left: RecordKey, right: RecordKey) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }

    static func keys(in bytes: Span<UInt8>) -> [RecordKey] {
        (0..<bytes.count / size).map { RecordKey(bytes, at: $0) }
    }

    static func bytes(of keys: ArraySlice<RecordKey>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(keys.count * size)
        for key in keys {
            for word in [UInt64(bitPattern: key.high), key.low, UInt64(bitPattern: key.row)] {
                unsafe withUnsafeBytes(of: word.littleEndian) { unsafe bytes.append(contentsOf: $0) }
            }
        }
        return bytes
    }

    /// The row of the record with the id of `key`, looked for by halves.
    static func row(of key: RecordKey, in bytes: Span<UInt8>) -> Int64? {
        var range = 0..<bytes.count / size
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let found = RecordKey(bytes, at: middle)
            if (found.high, found.low) == (key.high, key.low) { return found.row }
            range = found < key ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// Both lists in one, each of which is ascending.
    static func merged(_ left: [RecordKey], _ right: ArraySlice<RecordKey>) -> [RecordKey] {
        var merged: [RecordKey] = []
        merged.reserveCapacity(left.count + right.count)
        var place = left.startIndex
        for key in right {
            while place < left.endIndex, left[place] < key {
                merged.append(left[place])
                place += 1
            }
            merged.append(key)
        }
        return merged + left[place...]
    }

    /// Takes from `keys` what one place holds: of many the first, of a few too many the half. What begins with the same 64
    /// bits stays together, for a place is found by them.
    static func place(of keys: inout ArraySlice<RecordKey>) -> ArraySlice<RecordKey> {
        var count = keys.count
        if count > largestPlace { count = min(largestPlace, (count + 1) / 2) }
        var end = keys.startIndex + count
        while end < keys.endIndex, keys[end - 1].high == keys[end].high { end += 1 }
        defer { keys = keys[end...] }
        return keys[..<end]
    }
}

/// Tells ids that were never added from those that may have been: a Bloom filter, of 2 MiB.
private struct RecordFilter {
    private var words: [UInt64] = []

    private static let count = 1 << 18

    mutating func add(_ id: RecordID) {
        if words.isEmpty { words = Array(repeating: 0, count: Self.count) }
        words[Self.place(of: id)] |= Self.bits(of: id)
    }

    func mayHold(_ id: RecordID) -> Bool {
        !words.isEmpty && words[Self.place(of: id)] & Self.bits(of: id) == Self.bits(of: id)
    }

    /// The lower parts of an id are those of a hash, and so as good as random.
    private static func place(of id: RecordID) -> Int { Int(truncatingIfNeeded: id.high) & (count - 1) }

    private static func bits(of id: RecordID) -> UInt64 {
        1 << (id.low & 63) | 1 << (id.low >> 6 & 63) | 1 << (id.low >> 12 & 63)
    }
}
