import Testing

@testable import Pages

/// The geometry of the charts.
@Suite struct StackTests {
    @Test func `the first period stands where the line begins`() {
        let right = Table.Stack.stacks([[1], [1], [1]], rightToLeft: true)
        let left = Table.Stack.stacks([[1], [1], [1]], rightToLeft: false)
        #expect(right.map { $0.boxes[0].x } == left.map { $0.boxes[0].x }.reversed())
        #expect((right[0].boxes.first?.x ?? 0) > (right[2].boxes.first?.x ?? 0))
    }

    @Test func `boxes stand on each other, as high as their share of the highest column`() {
        let stacks = Table.Stack.stacks([[10, 0, 30], [20, 0, 0]], rightToLeft: false)
        #expect(stacks[0].boxes.map(\.fill) == [1, 3])
        #expect(stacks[0].boxes.map(\.height) == [22, 66] && stacks[0].boxes.map(\.y) == [78, 12])
        #expect(stacks[1].boxes.map(\.height) == [44])
        #expect(stacks[0].top?.text == "40")
    }

    @Test func `a period without a report is a gap, and one of zeros is not`() {
        let stacks = Table.Stack.stacks([nil, [0, 0]], rightToLeft: true)
        #expect(stacks[0].gap != nil && stacks[0].top == nil)
        #expect(stacks[1].gap == nil && stacks[1].boxes.isEmpty && stacks[1].top?.text == "0")
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-12345, "-12,345"), (1_234_567, "1,234,567")])
    func `numbers have marks between thousands`(_ number: Int, _ text: String) {
        #expect(PageWords.number(number) == text)
    }
}
