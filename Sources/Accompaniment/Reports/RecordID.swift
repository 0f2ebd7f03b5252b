private import Crypto

/// What makes two rows the same activity: organisation, place, date, activity and forum, each folded (domain.md 5.3,
/// field 2). A row that is sent again updates the record instead of adding one.
///
/// The function is part of what is hashed, so that no identifier joins a row of help to a row of oversight (S5).
package struct RecordID: Hashable, Sendable {
    /// 16 bytes: the beginning of a SHA-256.
    package let bytes: [UInt8]

    package init(
        function: Function,
        organisation: Code,
        unit: Code,
        date: ActivityDate,
        activity: String,
        forum: Code?
    ) {
        let parts = [
            function.rawValue, organisation.rawValue, unit.rawValue, date.from.description, date.to.description,
            forum?.rawValue ?? "",
        ]
        var material = Array(parts.joined(separator: "\u{1F}").utf8)
        material.append(0x1F)
        material.append(contentsOf: Folding.keyBytes(activity))
        bytes = Array(SHA256.hash(data: material).prefix(16))
    }
}
