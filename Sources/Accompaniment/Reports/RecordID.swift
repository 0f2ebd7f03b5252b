private import Crypto

/// What makes two rows the same activity: organisation, place, date, activity and forum, each folded (domain.md 5.3,
/// field 2). A row that is sent again updates the record instead of adding one.
///
/// The function is part of what is hashed, so that no identifier joins a row of help to a row of oversight (S5).
package struct RecordID: Hashable, Sendable {
    /// The first 16 bytes of a SHA-256, as two numbers: an array would be an allocation for every row.
    package let high: UInt64
    package let low: UInt64

    package init(
        function: Function,
        organisation: Code,
        unit: Code,
        date: ActivityDate,
        activity: String,
        forum: Code?
    ) {
        self.init(
            [
                function.rawValue, organisation.rawValue, unit.rawValue, date.from.description, date.to.description,
                forum?.rawValue ?? "",
            ],
            folding: activity
        )
    }

    /// Of a report to which its sender gave a number of their own that is more than its place in a list: then anything
    /// else in it can be corrected (domain.md 5.3, field 1).
    package init(function: Function, organisation: Code, externalID: String) {
        self.init([function.rawValue, organisation.rawValue, "externalId"], folding: externalID)
    }

    private init(_ parts: [String], folding text: String) {
        var material: [UInt8] = []
        material.reserveCapacity(256)
        for part in parts {
            material.append(contentsOf: part.utf8)
            material.append(0x1F)
        }
        Folding.appendKey(of: text, to: &material)
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in SHA256.hash(data: material).prefix(16).enumerated() {
            if index < 8 { words.0 = words.0 << 8 | UInt64(byte) } else { words.1 = words.1 << 8 | UInt64(byte) }
        }
        (high, low) = words
    }
}
