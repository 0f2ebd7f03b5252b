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
    /// Ids of this batch that are not in their places yet.
    private var fresh = FreshKeys()
    /// Those of this batch that are.
    private var placed = RecordFilter()
    /// Whether a month had places when the batch came to it.
    private var months: [Int64: Bool] = [:]
    private var lastMonth: (first: Int64, isStored: Bool)?
    private let mostFresh: Int

    /// - Parameter mostFresh: How many ids are kept in memory. So many need 7 MiB; of a file with more, pages of the log are
    ///   written more than once.
    init(_ db: Database, _ table: ActivityTable, mostFresh: Int = 196_608) throws {
        self.mostFresh = mostFresh
        find = try BulkStatement(
            "SELECT first, ids FROM \(table.keys) WHERE first BETWEEN ?1 AND ?2 ORDER BY first DESC LIMIT 1",
            in: db
        )
        next = try BulkStatement("SELECT first FROM \(table.keys) WHERE first > ?1 ORDER BY first LIMIT 1", in: db)
        put = try BulkStatement("INSERT OR REPLACE INTO \(table.keys) (first, ids) VALUES (?1, ?2)", in: db)
    }

    /// The row of a record; `nil` where none is stored.
    func row(of id: RecordID) throws -> Int64? {
        let key = RecordKey(id, row: 0)
        if let row = fresh.row(of: key) { return row }
        guard try isStored(key.month) || placed.mayHold(key) else { return nil }
        let row = try find.first {
            $0.bind(Int(key.month.lowerBound))
            $0.bind(Int(key.high))
        } _: {
            $0.bytes(1) { RecordKey.row(of: key, in: $0) }
        }
        return row ?? nil
    }

    private func isStored(_ month: ClosedRange<Int64>) throws -> Bool {
        // Mostly that of the row before.
        if let lastMonth, lastMonth.first == month.lowerBound { return lastMonth.isStored }
        let isStored = try months[month.lowerBound] ?? holdsPlaces(month)
        months[month.lowerBound] = isStored
        lastMonth = (month.lowerBound, isStored)
        return isStored
    }

    private func holdsPlaces(_ month: ClosedRange<Int64>) throws -> Bool {
        try find.first {
            $0.bind(Int(month.lowerBound))
            $0.bind(Int(month.upperBound))
        } _: { _ in
            true
        } ?? false
    }

    /// Notes in which row a record stands that was not stored before.
    func add(_ id: RecordID, row: Int64) throws {
        fresh.add(RecordKey(id, row: row))
        if fresh.keys.count == mostFresh { try save() }
    }

    /// Forgets what was added since the last ``save()``: it was rolled back.
    func forget() { fresh = FreshKeys() }

    /// Puts the ids so far into their places. Others may follow.
    func save() throws {
        for key in fresh.keys { placed.add(key) }
        try finish()
    }

    /// Puts the ids into their places, at the end of the batch.
    func finish() throws {
        var keys = fresh.keys
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
            try put.execute { parameters in
                parameters.bind(Int(first))
                unsafe part.withUnsafeBytes { unsafe parameters.bind($0) }
            }
            first = rest.first?.high ?? first
        }
    }
}

/// The id of a record and its row, in memory and in the places: 24 bytes, three numbers with the least significant byte
/// first, as both architectures have it that the packages are built for.
struct RecordKey: Comparable, BitwiseCopyable {
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
        // Safety: `index` is that of a whole key, and any bytes are one.
        self = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index * Self.size, as: RecordKey.self)
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

/// Keys in the order in which they came.
private struct FreshKeys {
    private(set) var keys: [RecordKey] = []
    /// Places in `keys`, from 1 on; 0 where there is none. A power of two of them, at most half of them taken.
    private var slots: [UInt32] = []

    /// Nobody can choose numbers of their own so that all their records have the same home.
    private static let seed = UInt64.random(in: .min ... .max)

    func row(of key: RecordKey) -> Int64? {
        guard !slots.isEmpty else { return nil }
        let (slots, keys) = (slots.span, keys.span)
        var slot = home(of: key)
        while slots[slot] > 0 {
            let known = keys[Int(slots[slot]) - 1]
            if known.low == key.low, known.high == key.high { return known.row }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a key that is not there.
    mutating func add(_ key: RecordKey) {
        keys.append(key)
        guard keys.count * 2 > slots.count else { return settle(key, keys.count) }
        slots = Array(repeating: 0, count: max(64, slots.count * 4))
        for (index, key) in keys.enumerated() { settle(key, index + 1) }
    }

    private mutating func settle(_ key: RecordKey, _ number: Int) {
        var slot = home(of: key)
        while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(number)
    }

    private func home(of key: RecordKey) -> Int {
        let mixed = (key.low ^ Self.seed) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
    }
}

/// Tells keys that were never added from those that may have been: a Bloom filter, of 2 MiB.
private struct RecordFilter {
    private var words: [UInt64] = []

    private static let count = 1 << 18

    mutating func add(_ key: RecordKey) {
        if words.isEmpty { words = Array(repeating: 0, count: Self.count) }
        words[Self.place(of: key)] |= Self.bits(of: key)
    }

    func mayHold(_ key: RecordKey) -> Bool {
        !words.isEmpty && words[Self.place(of: key)] & Self.bits(of: key) == Self.bits(of: key)
    }

    /// All but the first 16 bits of an id are those of a hash, and so as good as random.
    private static func place(of key: RecordKey) -> Int { Int(truncatingIfNeeded: key.high) & (count - 1) }

    private static func bits(of key: RecordKey) -> UInt64 {
        1 << (key.low & 63) | 1 << (key.low >> 6 & 63) | 1 << (key.low >> 12 & 63)
    }
}
