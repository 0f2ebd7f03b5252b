private import Crypto

/// What makes two rows the same activity: organisation, place, date, activity and forum, each folded (domain.md 5.3,
/// field 2). A row that is sent again updates the record instead of adding one.
///
/// The function is part of what is hashed, so that no identifier joins a row of help to a row of oversight (S5).
package struct RecordID: Hashable, Sendable {
    /// The month in 16 bits and 112 bits of a SHA-256, as two numbers: an array would be an allocation for every row.
    package let high: UInt64
    package let low: UInt64

    /// - Parameter activity: Folded, as ``Folding/keyBytes(_:)`` gives it.
    package init(
        function: Function,
        organisation: Code,
        unit: Code,
        date: ActivityDate,
        activity: [UInt8],
        forum: Code?
    ) {
        self.init(activity, month: date.from) { material in
            material.append(function.rawValue)
            material.append(organisation.rawValue)
            material.append(unit.rawValue)
            material.append(date.from.description)
            material.append(date.to.description)
            material.append(forum?.rawValue ?? "")
        }
    }

    /// Of a report to which its sender gave a number of their own that is more than its place in a list: then anything
    /// else in it can be corrected (domain.md 5.3, field 1).
    package init(function: Function, organisation: Code, externalID: String) {
        self.init(Folding.keyBytes(externalID), month: nil) { material in
            material.append(function.rawValue)
            material.append(organisation.rawValue)
            material.append("externalId")
        }
    }

    /// Of numbers that are chosen: what knows records by their ids is tested with ids that lie where they should.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// What an activity is apart from when it was: reports that say the time more or less exactly have it in common.
    /// Parameters as in ``init(function:organisation:unit:date:activity:forum:)``.
    package static func kin(function: Function, organisation: Code, unit: Code, activity: [UInt8], forum: Code?)
        -> Int64
    {
        let record = RecordID(activity, month: nil) { material in
            material.append(function.rawValue)
            material.append(organisation.rawValue)
            material.append(unit.rawValue)
            material.append(forum?.rawValue ?? "")
        }
        return Int64(bitPattern: record.low)
    }

    private init(_ text: [UInt8], month: CalendarDay?, behind parts: (inout Material) -> Void) {
        let (high, low) = unsafe withUnsafeTemporaryAllocation(byteCount: Material.size, alignment: 1) { memory in
            var material = unsafe Material(memory: memory)
            parts(&material)
            return material.hash(with: text)
        }
        // The identifiers of a month stand side by side in the store: a report touches the places of its own
        // months, however many years are stored. 112 bits of the hash are left.
        let prefix = month.map { UInt64(($0.year - 1900) * 12 + $0.month) } ?? 0
        self.high = prefix << 48 | high >> 16
        self.low = low
    }

    /// What is hashed before a text, with a separator behind each part: on the stack, for every row is hashed.
    @safe
    private struct Material {
        /// In bytes: more than three codes, two days and a function.
        static var size: Int { 192 }

        private let memory: UnsafeMutableRawBufferPointer
        private var count = 0

        /// - Parameter memory: ``size`` bytes.
        init(memory: UnsafeMutableRawBufferPointer) {
            unsafe self.memory = memory
        }

        mutating func append(_ part: String) {
            var part = part
            part.withUTF8 { utf8 in
                let end = count + utf8.count
                precondition(end < Self.size, "a part of a record is no code")
                // Safety: there is room, as was just made sure.
                unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count..<end]).copyMemory(from: .init(utf8))
                unsafe memory[end] = 0x1F
                count = end + 1
            }
        }

        /// The first 16 bytes of the hash of what was appended and `text`, as two numbers.
        func hash(with text: [UInt8]) -> (UInt64, UInt64) {
            var hasher = SHA256()
            // Safety: so many bytes were written.
            unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: memory[..<count]))
            unsafe text.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
            return unsafe hasher.finalize().withUnsafeBytes { digest in
                // Safety: a digest has 32 bytes.
                let high = unsafe digest.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
                let low = unsafe digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                return (UInt64(bigEndian: high), UInt64(bigEndian: low))
            }
        }
    }
}
