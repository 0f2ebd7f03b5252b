/// The cells of one JSON record after another, under headings that grow: its keys, in the order in which they first came.
struct JSONCells {
    private static let keyLimit = (count: 1024, length: 1024)

    private(set) var headings: [String] = []
    /// The cells of the record, one behind the other in the order of its keys. A value is appended to it between
    /// ``open(_:)`` and ``close()``.
    var text: [UInt8] = []
    private var keys: [[UInt8]] = []
    private var columns: [[UInt8]: Int] = [:]
    /// For the beginning of a record, at 0, and for each column, at one more than its number: the column that came next
    /// the last time. Most records are built like the one before, so most keys are found with one comparison.
    private var followers = [0]
    private var ranges: [Range<Int>] = []
    /// The number of the last record that had the column.
    private var records: [Int] = []
    private var record = 0
    private var last = -1
    private var width = 0

    /// Begins a record.
    mutating func begin() {
        record += 1
        text.removeAll(keepingCapacity: true)
        last = -1
        width = 0
    }

    /// Opens the cell of `key`.
    ///
    /// - Throws: What is wrong with the key: the record has had it, it is too long, there are too many.
    mutating func open(_ key: [UInt8]) throws(JSONRefusal.Reason) {
        var column = followers[last + 1]
        if column >= keys.count || keys[column] != key {
            if let known = columns[key] { column = known } else { column = try add(key) }
            followers[last + 1] = column
        }
        if records[column] == record { throw .duplicateKey }
        records[column] = record
        ranges[column] = text.count..<text.count
        last = column
        width = max(width, column + 1)
    }

    /// Closes the cell that is open.
    mutating func close() {
        ranges[last] = ranges[last].lowerBound..<text.count
    }

    /// The cell of `key` in this record, or `nil` where it is empty.
    func cell(_ key: [UInt8]) -> String? {
        guard let column = columns[key], records[column] == record, !ranges[column].isEmpty else { return nil }
        return String(decoding: text[ranges[column]], as: UTF8.self)
    }

    /// Hands on the record, up to the last column that it has.
    func fill(_ row: inout TableRow) {
        row.begin(number: record)
        for column in 0..<width {
            if records[column] == record { row.append(text.span.extracting(ranges[column])) }
            row.endCell()
        }
    }

    private mutating func add(_ key: [UInt8]) throws(JSONRefusal.Reason) -> Int {
        guard keys.count < Self.keyLimit.count else { throw .tooManyKeys }
        guard key.count <= Self.keyLimit.length else { throw .keyTooLong }
        columns[key] = keys.count
        keys.append(key)
        headings.append(String(decoding: key, as: UTF8.self))
        followers.append(keys.count)
        ranges.append(0..<0)
        records.append(0)
        return keys.count - 1
    }
}
