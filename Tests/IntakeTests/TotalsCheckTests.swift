import Testing

@testable import Intake

/// Totals that a sender wrote: domain.md 5.5.
@Suite struct TotalsCheckTests {
    private func check(_ rows: [[TotalsCheck.Cell]]) -> TotalsCheck {
        var check = TotalsCheck(columns: 2)
        for row in rows {
            for (column, cell) in row.enumerated() { check.add(cell, to: column) }
        }
        return check
    }

    @Test(arguments: [
        ([TotalsCheck.Cell.number(5), .number(2)], []), ([.number(6), .number(2)], [0]),
        ([.number(6), .number(3)], [0, 1]),
        ([.empty, .unreadable], []), ([.number(5)], []), ([], []),
    ])
    func `a sum is that of the rows`(_ totals: [TotalsCheck.Cell], _ differing: [Int]) {
        var check = check([[.number(2), .number(1)], [.number(3), .number(1)], [.empty, .empty]])
        #expect(check.differing(totals, .sum) == differing)
    }

    @Test func `totals of a block and of all blocks are both right`() {
        var check = check([[.number(2), .empty]])
        #expect(check.differing([.number(2)], .sum) == [])
        check.add(.number(3), to: 0)
        #expect(check.differing([.number(3)], .sum) == [])
        #expect(check.differing([.number(5)], .sum) == [])
        #expect(check.differing([.number(3)], .sum) == [0])
    }

    @Test(arguments: [(2, []), (3, []), (1, []), (4, [0]), (0, [0])])
    func `an average may be rounded`(_ average: Int, _ differing: [Int]) {
        var check = check([[.number(2), .empty], [.number(3), .empty], [.empty, .empty]])
        #expect(check.differing([.number(average)], .average) == differing)
    }

    @Test func `an average at the end of the numbers is compared without a trap`() {
        var check = check([[.number(.min), .number(.max)]])
        #expect(check.differing([.number(.max), .number(.min)], .average) == [0, 1])
        #expect(check.differing([.number(.min), .number(.max)], .average) == [])
    }

    @Test func `what cannot be summed is not doubted`() {
        var check = check([[.number(.max), .unreadable], [.number(1), .number(3)]])
        #expect(check.differing([.number(1), .number(1)], .sum) == [])
    }
}
