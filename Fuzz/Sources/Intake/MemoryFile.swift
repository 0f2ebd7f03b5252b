/// Stands in for the product's type of this name: the bytes of a file, which come in blocks of a chosen size.
final class FileBytes {
    let size: Int
    private var left: ArraySlice<UInt8>
    private let step: Int

    /// - Parameter step: How many bytes come at a time, at most.
    init(_ bytes: [UInt8], step: Int = .max) {
        size = bytes.count
        left = bytes[...]
        self.step = step
    }

    var rest: Int { left.count }

    /// As the product's: fills `buffer` from `offset` on; 0 at the end. It throws nothing.
    func read(into buffer: inout [UInt8], from offset: Int) throws -> Int {
        guard offset < buffer.count else { fatalError("a reader asked for bytes and has no room for them") }
        let block = left.prefix(min(step, buffer.count - offset))
        buffer.replaceSubrange(offset..<offset + block.count, with: block)
        left = left.dropFirst(block.count)
        return block.count
    }
}
