private import Glibc

/// What cells of one column were understood as, by their bytes: a column of ten thousand rows holds a few dozen
/// different cells, and each is parsed once.
struct CellMemo<Value> {
    private struct Entry {
        let hash: UInt64
        let start: Int
        let length: Int
        let value: Value
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
        if let place = place(of: row.bytes.span.extracting(range)) { return entries[place].value }
        let value = try parse(String(decoding: row.bytes[range], as: UTF8.self))
        if range.count <= Self.longest, entries.count < Self.limit { keep(value, for: row.bytes[range]) }
        return value
    }

    /// Where the value of a cell stands; `nil` for one that is not remembered. Most rows hold nothing but cells that are.
    func place(of cell: Span<UInt8>) -> Int? {
        guard cell.count <= Self.longest else { return nil }
        let hash = Self.hash(cell)
        var slot = Self.home(of: hash, in: slots.count)
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            if entries[place].hash == hash, entries[place].length == cell.count,
                Self.areEqual(keys.span.extracting(droppingFirst: entries[place].start), cell)
            {
                return place
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    subscript(place: Int) -> Value { entries[place].value }

    private mutating func keep(_ value: Value, for cell: ArraySlice<UInt8>) {
        let hash = Self.hash(cell.span)
        var slot = Self.home(of: hash, in: slots.count)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(entries.count)
        entries.append(Entry(hash: hash, start: keys.count, length: cell.count, value: value))
        keys.append(contentsOf: cell)
        if entries.count * 4 > slots.count { grow() }
    }

    /// FNV-1a over words of eight bytes: cells are short, and there are many.
    private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ word: UInt64) {
            hash = (hash ^ word) &* 0x0000_0100_0000_01B3
            hash ^= hash >> 32
        }
        guard bytes.count >= 8 else {
            var word: UInt64 = 0
            for index in bytes.indices { word = word << 8 | UInt64(bytes[index]) }
            mix(word)
            return hash
        }
        for index in stride(from: 0, to: bytes.count - 8, by: 8) {
            mix(unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
        }
        // The last eight bytes, of which some may have been there already.
        mix(unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
        return hash
    }

    /// - Parameter key: As long as `cell` at least.
    private static func areEqual(_ key: Span<UInt8>, _ cell: Span<UInt8>) -> Bool {
        // Safety: both have so many bytes.
        unsafe key.withUnsafeBytes { key in
            unsafe cell.withUnsafeBytes { cell in
                guard let left = key.baseAddress, let right = cell.baseAddress else { return unsafe cell.isEmpty }
                return unsafe memcmp(left, right, cell.count) == 0
            }
        }
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
