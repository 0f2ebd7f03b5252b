/// What an activity document says about all its records (domain.md 5.2 and 5.3). All `nil` for a bare list, for records
/// on lines and for a single record.
struct JSONEnvelope: Equatable, Sendable {
    /// `eshkol-activity/1`, or a minor version of it.
    var schema: String?
    /// A code, as written.
    var organisation: String?
    /// A date of any precision, as written.
    var period: String?

    /// The keys that belong to the envelope, as UTF-8.
    enum Key {
        static let schema = Array("schema".utf8)
        static let organisation = Array("organisation".utf8)
        static let period = Array("period".utf8)
        static let records = Array("records".utf8)
    }

    /// True for `eshkol-activity/1` and `eshkol-activity/1.3`: a minor version adds fields and changes none.
    static func understands(schema: some Sequence<UInt8>) -> Bool {
        let known = Array("eshkol-activity/1".utf8)
        let written = Array(schema)
        guard written.starts(with: known) else { return false }
        return written.count == known.count || written[known.count] == UInt8(ascii: ".")
    }
}
