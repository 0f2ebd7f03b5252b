/// The bytes of a JSON text, which come in blocks, and the place in the text that they have.
///
/// Memory: one block, whatever the size of the text. Each byte is looked at once, and every refusal is the same
/// wherever the blocks end.
struct JSONBytes {
    private static let blockSize = 64 * 1024
    private static let recordLimit = 1 << 20

    private let read: (inout [UInt8], Int) throws -> Int
    private var buffer: [UInt8]
    private var position = 0
    private var end: Int
    private var hasEnded = false
    /// Of `buffer[0]` in the text.
    private var offset = 0
    private var line = 1
    /// Offset in the text of the line's first byte, and one more for each byte since that begins no letter: so the
    /// column is a difference.
    private var lineStart = 0
    /// Offset in the text that a record must not pass.
    private var limit = Int.max
    private var recordStart = TextPlace(line: 1, column: 1)

    /// - Parameters:
    ///   - head: What has been read already.
    ///   - read: Fills the buffer from an offset on and returns the number of bytes; 0 at the end.
    init(head: ArraySlice<UInt8>, read: @escaping (inout [UInt8], Int) throws -> Int) {
        self.read = read
        buffer = Array(head)
        end = buffer.count
    }

    /// Of the next byte.
    var place: TextPlace { TextPlace(line: line, column: offset + position - lineStart + 1) }

    /// The next byte, or `nil` at the end of the text.
    mutating func peek() throws -> UInt8? {
        if position == end, !(try refill()) { return nil }
        return buffer[position]
    }

    /// The byte `distance` bytes ahead, within a token; or `nil` behind the end of the text.
    mutating func peek(_ distance: Int) throws -> UInt8? {
        while position + distance >= end {
            if !(try refill()) { return nil }
        }
        return buffer[position + distance]
    }

    /// Steps over ASCII bytes that were looked at.
    mutating func advance(_ count: Int = 1) { position += count }

    /// Steps over a byte that ends a line, or over the second one of two that do so together.
    mutating func advanceLine(isSecond: Bool) {
        position += 1
        if !isSecond { line += 1 }
        lineStart = offset + position
    }

    /// Steps over the next byte if it is `byte`, which is ASCII.
    mutating func passes(_ byte: UInt8) throws -> Bool {
        guard try peek() == byte else { return false }
        position += 1
        return true
    }

    /// Appends, and steps over, what is in memory up to the first byte that is not plain text of ASCII or of letters of
    /// two bytes, as the Hebrew ones are: nearly all there is.
    mutating func takePlain(into text: inout [UInt8]) {
        var index = position
        while index < end {
            let byte = buffer[index]
            if byte < 0x80 {
                if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
                index += 1
            } else {
                guard (0xC2...0xDF).contains(byte), index + 1 < end, buffer[index + 1] & 0xC0 == 0x80 else { break }
                index += 2
                lineStart += 1
            }
        }
        guard index > position else { return }
        text.append(contentsOf: buffer[position..<index])
        position = index
    }

    /// Appends, and steps over, the next letter, which is not ASCII.
    mutating func takeLetter(into text: inout [UInt8]) throws {
        let length = try letterLength()
        text.append(contentsOf: buffer[position..<position + length])
        position += length
        lineStart += length - 1
    }

    /// How many bytes the next letter has, which is not ASCII (Unicode 16, table 3-7).
    ///
    /// - Throws: ``JSONRefusal`` for bytes that are no letter.
    mutating func letterLength() throws -> Int {
        var second: ClosedRange<UInt8> = 0x80...0xBF
        let length: Int
        switch buffer[position] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw refusal(.invalidUTF8)
        }
        for distance in 1..<length {
            guard let byte = try peek(distance) else { throw refusal(.unfinished) }
            guard (distance == 1 ? second : 0x80...0xBF).contains(byte) else { throw refusal(.invalidUTF8) }
        }
        return length
    }

    /// Opens a record: what follows up to ``endRecord()`` may be 1 MiB.
    mutating func beginRecord() {
        limit = offset + position + Self.recordLimit
        recordStart = place
    }

    /// - Throws: ``JSONRefusal`` for a record that was too large.
    mutating func endRecord() throws {
        try checkLimit()
        limit = .max
    }

    /// The refusal for `reason`. Where the record was too large already it is that, so that it does not depend on how
    /// far ahead the blocks reach.
    ///
    /// - Parameter place: `nil` for the place of the next byte.
    func refusal(_ reason: JSONRefusal.Reason, at place: TextPlace? = nil) -> JSONRefusal {
        offset + position > limit
            ? JSONRefusal(.recordTooLarge, at: recordStart) : JSONRefusal(reason, at: place ?? self.place)
    }

    private func checkLimit() throws {
        if offset + position > limit { throw JSONRefusal(.recordTooLarge, at: recordStart) }
    }

    /// Reads another block behind what was not stepped over yet, which is never more than 12 bytes: two escapes.
    private mutating func refill() throws -> Bool {
        try checkLimit()
        guard !hasEnded else { return false }
        let rest = Array(buffer[position..<end])
        if buffer.count < Self.blockSize { buffer = [UInt8](repeating: 0, count: Self.blockSize) }
        buffer.replaceSubrange(0..<rest.count, with: rest)
        offset += position
        position = 0
        end = rest.count
        let count = try read(&buffer, end)
        end += count
        hasEnded = count == 0
        return count > 0
    }
}
