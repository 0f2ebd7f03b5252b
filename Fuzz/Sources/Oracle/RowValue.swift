@testable import Intake

/// What a reader made of a row, to be compared.
package struct RowValue: Equatable {
    package let number: Int
    package let cells: [[UInt8]]
    package let hasRepairedQuote: Bool
}

extension RowValue {
    init(_ row: TableRow) {
        number = row.number
        cells = (0..<row.count).map { Array(row.bytes[row.range($0)]) }
        hasRepairedQuote = row.hasRepairedQuote
    }
}
