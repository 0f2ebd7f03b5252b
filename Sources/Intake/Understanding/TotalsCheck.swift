internal import Accompaniment

/// Adds up the columns of which a table may show totals: of the whole table, and of the part since the last total
/// (domain.md 5.5).
struct TotalsCheck {
    static let sums: [Attribute] = [.amountNIS, .participantsCount, .durationMin, .meetingsHeld]

    private var whole = [Int](repeating: 0, count: sums.count)
    private var part = [Int](repeating: 0, count: sums.count)

    mutating func add(_ attributes: Attributes) {
        for (index, attribute) in Self.sums.enumerated() {
            guard let value = attributes.integer(attribute) else { continue }
            // Each value has a limit of its own; only a file without end could reach that of the sum.
            whole[index] &+= value
            part[index] &+= value
        }
    }

    /// The sum of the rows above, where `total` is neither that of the table nor that of its last part.
    func sum(of attribute: Attribute, differsFrom total: Int) -> Int? {
        guard let index = Self.sums.firstIndex(of: attribute), whole[index] != total, part[index] != total else {
            return nil
        }
        return whole[index]
    }

    mutating func closePart() {
        part = [Int](repeating: 0, count: Self.sums.count)
    }
}
