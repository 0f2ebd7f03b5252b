/// What cells of one column were understood as, by their bytes: a column of ten thousand rows holds a few dozen
/// different cells, and each is parsed once.
struct CellMemo<Value> {
    private struct Entry {
        let hash: UInt64
        let start: Int
        let length: Int
        var value: Value
    }

    private var slots: [Int32]
    private var entries: [Entry] = []
    private var keys: [UInt8] = []

    /// After this many different cells further ones are parsed each time, so that memory is bounded.
    private static var limit: Int { 4096 }
    /// In bytes; longer cells are hardly ever the same twice.
    private static var longest: Int { 256 }

    init() {
        slots = Array(repeating: -1, count: 64)
    }

    /// The value for a cell: remembered, or made by `parse`.
    mutating func value(of row: TableRow, _ cell: Int, parse: (String) throws -> Value) rethrows -> Value
    where Value: Sendable {
        let range = row.range(cell)
        guard range.count <= Self.longest else { return try parse(String(decoding: row.bytes[range], as: UTF8.self)) }
        let hash = Self.hash(row.bytes.span.extracting(range))
        var slot = Self.home(of: hash, in: slots.count)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, entry.length == range.count,
                Self.areEqual(keys.span.extracting(droppingFirst: entry.start), row.bytes.span.extracting(range))
            {
                return entry.value
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let value = try parse(String(decoding: row.bytes[range], as: UTF8.self))
        if entries.count < Self.limit {
            slots[slot] = Int32(entries.count)
            entries.append(Entry(hash: hash, start: keys.count, length: range.count, value: value))
            keys.append(contentsOf: row.bytes[range])
            if entries.count * 4 > slots.count { grow() }
        }
        return value
    }

    /// FNV-1a over words of eight bytes and what is left of them: cells are short, and there are many.
    private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var index = 0
        while index + 8 <= bytes.count {
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            hash = (hash ^ word) &* 0x0000_0100_0000_01B3
            hash ^= hash >> 32
            index += 8
        }
        while index < bytes.count {
            hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
            index += 1
        }
        return hash
    }

    private static func areEqual(_ key: Span<UInt8>, _ cell: Span<UInt8>) -> Bool {
        for index in cell.indices where key[index] != cell[index] { return false }
        return true
    }

    /// Most files are small: the table grows with what is in it.
    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        for (index, entry) in entries.enumerated() {
            var slot = Self.home(of: entry.hash, in: slots.count)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }

    /// - Parameter count: A power of two.
    private static func home(of hash: UInt64, in count: Int) -> Int {
        Int(truncatingIfNeeded: hash ^ (hash >> 29)) & (count - 1)
    }
}
