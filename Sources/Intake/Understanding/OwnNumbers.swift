internal import Accompaniment

/// The numbers of its sender's own that stand in one file, and what each was first given to: a number that is filled down
/// a column makes no record, or all rows but the last would be lost (domain.md 5.3, field 1).
struct OwnNumbers {
    /// Further numbers are not compared, so that memory is bounded. Where one of them stands twice, the store replaces the
    /// first row and says so: W-DUPLICATE.
    private static let limit = 65_536

    private var contents: [UInt64: Int] = [:]

    /// - Parameters:
    ///   - record: What the number alone makes.
    ///   - content: A hash of what else makes the activity what it is.
    /// - Returns: False where the number was given to another content before.
    mutating func admits(_ record: RecordID, for content: Int) -> Bool {
        if let known = contents[record.low] { return known == content }
        if contents.count < Self.limit { contents[record.low] = content }
        return true
    }
}

extension UInt8 {
    /// A number of nothing but these is a place in a list, such as `#7` or `12.`.
    var isOfRunningNumber: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || ".) #".utf8.contains(self) }
}
