import Testing

@testable import Intake

/// Cells merged down a column: domain.md 5.5.
@Suite struct CarriedCellsTests {
    /// Rows of an outer and an inner column; `-` is a blank row. What each says, with the row that it comes from.
    private func read(_ rows: [String]) -> [String] {
        var cells = CarriedCells<String>()
        return rows.enumerated().map { index, row in
            guard row != "-" else {
                cells.endBlock()
                return row
            }
            let texts = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            for (column, text) in texts.enumerated() where !text.isEmpty {
                cells.take(text, column: column, row: index + 1) { $0 == text }
            }
            return (0..<2).map { column in
                cells.value(in: column).map { "\($0.value)\($0.row)" } ?? ""
            }.joined(separator: ",")
        }
    }

    @Test(arguments: [
        (["א,ט", ",", ","], ["א1,ט1", "א1,ט1", "א1,ט1"]), ([",", "א,", ","], [",", "א2,", "א2,"]),
        // A new outer value ends the inner one, the same once more does not.
        (["א,ט", "ב,", ","], ["א1,ט1", "ב2,", "ב2,"]), (["א,ט", "א,", ","], ["א1,ט1", "א2,ט1", "א2,ט1"]),
        (["א,ט", ",ד", ","], ["א1,ט1", "א1,ד2", "א1,ד2"]),
        (["א,ט", "-", ",", "ב,ד"], ["א1,ט1", "-", ",", "ב4,ד4"]),
    ])
    func `an empty cell says what the last one above it in its block says`(_ rows: [String], _ expected: [String]) {
        #expect(read(rows) == expected)
    }
}
