import Accompaniment
import Testing

/// The form in which the store keeps what was said.
@Suite
struct AttributesTests {
    private static let numbers = [0, 1, -1, 127, 128, 255, 256, 65_536, Int.max, Int.min]
    private static let lengths = [0, 1, 31, 32, 4095, 4096, 600_000]

    private func read(_ bytes: [UInt8]) -> Attributes? { Attributes(bytes: bytes.span) }

    private func again(_ attributes: Attributes) throws -> Attributes { try #require(read(attributes.bytes)) }

    @Test(arguments: Attribute.allCases)
    func `every attribute is what it was, whatever its value`(attribute: Attribute) throws {
        let values: [Attributes.Value] =
            switch attribute.storage {
            case .text: Self.lengths.map { .text(String(repeating: "א", count: $0)) }
            case .integer: Self.numbers.map { .integer($0) }
            case .decimal: [0, -0.5, 12.5, 100, .greatestFiniteMagnitude].map { .decimal($0) }
            }
        for value in values {
            var attributes = Attributes([.init(.notes, .text("לפני"))])
            attributes[attribute] = value
            attributes[.extra] = attribute == .extra ? value : .text("אחרי")
            let again = try again(attributes)
            #expect(again[attribute] == value && again == attributes)
            #expect(again.has(attribute) && !again.has(.modes) || attribute == .modes)
        }
    }

    @Test func `what is taken away or replaced leaves the others`() throws {
        var attributes = Attributes([
            .init(.notes, .text("הערה")), .init(.amountNIS, .integer(300)), .init(.tier, .text("TIER-CORE")),
        ])
        attributes[.amountNIS] = nil
        attributes[.notes] = .text("אחרת")
        let again = try again(attributes)
        #expect(again == Attributes([.init(.tier, .text("TIER-CORE")), .init(.notes, .text("אחרת"))]))
        #expect(again != Attributes([.init(.tier, .text("TIER-CORE")), .init(.notes, .text("אחרות"))]))
        #expect(!again.has(.amountNIS))
    }

    @Test func `a part of it, or something else, is nothing`() {
        let whole = Attributes([
            .init(.notes, .text(String(repeating: "ab", count: 40))), .init(.amountNIS, .integer(7)),
        ])
        let firstEnd = Attributes([.init(.notes, .text(String(repeating: "ab", count: 40)))]).bytes.count
        for length in 1..<whole.bytes.count where length != firstEnd {
            #expect(read(Array(whole.bytes.prefix(length))) == nil, "\(length)")
        }
        let others: [[UInt8]] = [
            [200, 4, 65], [0, 3], [0, 255, 255, 255, 255, 255, 255], whole.bytes + whole.bytes,
            Array("{\"a\": 1}".utf8),
        ]
        for bytes in others { #expect(read(bytes) == nil, "\(bytes)") }
        #expect(read([]) == Attributes())
    }
}
