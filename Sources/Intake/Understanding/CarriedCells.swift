/// What cells that are merged down a column say for the rows below the first (domain.md 5.5): a saved sheet holds the
/// value in the first row only. For the columns of ``Field/isCarried``, each with what the caller made of its cell.
///
/// A block of merged cells ends where something stands in its way: the next value in the same column; a new value in a
/// column before it, for the outer of two merged columns is the first («אשכול» before «מלווה»: a new cluster has its
/// own escort); totals and repeated headings, because a merged cell cannot reach across a row with a text of its own.
/// A blank row ends it too: a merged cell could reach across one, but people leave a blank row between two subjects,
/// and a row that is held for its cluster is better than an activity in the wrong one.
struct CarriedCells<Value: Sendable>: Sendable {
    /// What a cell above says, and in which row it stands.
    struct Carried: Sendable {
        fileprivate let column: Int
        var value: Value
        var row: Int
    }

    /// At most one for each carried column, in their order.
    private var carried: [Carried] = []

    init() {}

    /// The cell of a carried column is not empty.
    ///
    /// - Parameters:
    ///   - row: In the spreadsheet, from 1.
    ///   - isSame: True for what is shown as the same text: it goes on with the block.
    mutating func take(_ value: Value, column: Int, row: Int, isSame: (Value) -> Bool) {
        if let known = carried.firstIndex(where: { $0.column == column }), isSame(carried[known].value) {
            carried[known].row = row
            return
        }
        while let last = carried.last?.column, last >= column { carried.removeLast() }
        carried.append(Carried(column: column, value: value, row: row))
    }

    /// What an empty cell of `column` says. Ask after ``take(_:column:row:isSame:)`` for all cells of the row.
    func value(in column: Int) -> Carried? { carried.first { $0.column == column } }

    /// After a blank row, totals, the headings once more.
    mutating func endBlock() { carried.removeAll(keepingCapacity: true) }
}
