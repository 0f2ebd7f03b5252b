/// The text of a claimed file as UTF-8, read once, in order. Used by the one thread that reads the file.
///
/// A file that is in UTF-8 already goes through untouched and uncopied. Of any other one block is in memory beside its
/// text. Bytes that mean nothing in the encoding of the file are U+FFFD; those of a file in UTF-8 stay as they are.
final class TextBytes {
    /// The beginning of the text, without a byte order mark. May end inside a letter.
    let head: ArraySlice<UInt8>
    private let source: FileBytes
    private var decoder: TextDecoder?
    /// Bytes of the file, and the text of them from `position` on that nobody took yet.
    private var block: [UInt8] = []
    private var text: [UInt8] = []
    private var position = 0
    private var hasEnded = false

    private static let blockSize = 64 * 1024

    /// - Parameters:
    ///   - head: What has been read of `source` already.
    ///   - decision: Made from `head`.
    /// - Throws: ``FolderError`` where the system lacks a converter.
    init(_ source: FileBytes, head: ArraySlice<UInt8>, decision: EncodingDecision) throws(FolderError) {
        self.source = source
        let body = head.dropFirst(decision.markLength)
        var decoder = try TextDecoder(decision)
        let text = decoder?.decode(body, isLast: false)[...] ?? body
        // The mark of a file that was misread shows once it is repaired.
        self.head = text.dropFirst(decision.mojibake == nil ? 0 : TextEncoding.marked(text)?.length ?? 0)
        self.decoder = decoder
    }

    /// About how many bytes are still to come. A letter of one byte has two in UTF-8.
    var rest: Int { decoder == nil ? source.rest : text.count - position + source.rest * 2 }

    /// Fills `buffer` from `offset` on, where there must be room.
    ///
    /// - Returns: Number of bytes; 0 at the end.
    /// - Throws: As ``FileBytes/read(into:from:)``.
    func read(into buffer: inout [UInt8], from offset: Int) throws -> Int {
        guard decoder != nil else { return try source.read(into: &buffer, from: offset) }
        while position == text.count {
            if hasEnded { return 0 }
            try decodeBlock()
        }
        let count = min(text.count - position, buffer.count - offset)
        buffer.replaceSubrange(offset..<offset + count, with: text[position..<position + count])
        position += count
        return count
    }

    private func decodeBlock() throws {
        // A small file needs no block: most files are small, and there are many of them.
        if block.isEmpty { block = [UInt8](repeating: 0, count: min(Self.blockSize, source.rest + 1)) }
        let count = try source.read(into: &block, from: 0)
        hasEnded = count == 0
        text = decoder?.decode(block[..<count], isLast: hasEnded) ?? []
        position = 0
    }
}
