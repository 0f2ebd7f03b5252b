/// Compares the totals that a sender wrote with the rows above them (domain.md 5.5).
///
/// A column of words can be counted: «סה"כ» with `11` under the activities is right for eleven rows. For it the caller
/// adds 1 for each cell that holds something.
struct TotalsCheck {
    enum Cell: Equatable, Sendable {
        case empty
        case number(Int)
        /// Something else: what the column comes to is not known, and no total of it is doubted.
        case unreadable
    }

    private struct Column {
        /// `nil` after something unreadable, or a number too large.
        var sum: Int? = 0
        var count = 0

        mutating func add(_ cell: Cell) {
            switch cell {
            case .empty: return
            case .number(let number):
                let result = sum?.addingReportingOverflow(number)
                sum = result.flatMap { $0.overflow ? nil : $0.partialValue }
                count += 1
            case .unreadable: sum = nil
            }
        }

        func isRight(_ total: Int, _ kind: RowKind.Totals) -> Bool {
            guard let sum else { return true }
            switch kind {
            case .sum: return sum == total
            case .average:
                // Rounded up or down.
                guard count > 0 else { return total == 0 }
                let (difference, overflow) = total.subtractingReportingOverflow(sum / count)
                return !overflow && (-1...1).contains(difference)
            }
        }
    }

    private var all: [Column]
    /// Since the last row of totals.
    private var block: [Column]

    /// - Parameter columns: How many columns are summed.
    init(columns: Int) {
        all = Array(repeating: Column(), count: columns)
        block = all
    }

    /// Adds the cell of one activity, held or not, to its column.
    mutating func add(_ cell: Cell, to column: Int) {
        all[column].add(cell)
        block[column].add(cell)
    }

    /// The columns, by their place, whose total is neither that of all rows so far nor that of the rows since the last
    /// totals.
    mutating func differing(_ totals: [Cell], _ kind: RowKind.Totals) -> [Int] {
        let differing = zip(all.indices, totals).filter { index, cell in
            guard case .number(let total) = cell else { return false }
            return !all[index].isRight(total, kind) && !block[index].isRight(total, kind)
        }
        // The average under the sum is of the same rows.
        if kind == .sum { block = Array(repeating: Column(), count: all.count) }
        return differing.map(\.0)
    }
}
