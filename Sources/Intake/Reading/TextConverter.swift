internal import Glibc

/// Converts a text from its encoding to UTF-8, block by block, through iconv(3).
///
/// A letter that is cut at the end of a block is completed by the next one. What cannot be decoded becomes U+FFFD, one
/// for each code unit: nothing is dropped, and the rest of the text is read. Used by one thread at a time.
@safe final class TextConverter {
    private let handle: iconv_t
    private let unitLength: Int
    /// The beginning of a letter, at most three bytes.
    private var cutLetter: [UInt8] = []

    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// - Throws: ``FolderError`` where the system lacks the converter.
    init(from encoding: TextEncoding) throws(FolderError) {
        // Safety: both names are valid for the call; the handle is closed once, by `deinit`.
        guard let handle = unsafe iconv_open("UTF-8", encoding.rawValue), Int(bitPattern: handle) != -1 else {
            throw FolderError(
                message: "this system cannot read text in \(encoding.rawValue): install all gconv modules of glibc"
            )
        }
        unsafe self.handle = handle
        unitLength = encoding.unitLength
    }

    // Safety: opened by `init`, and nobody else has it.
    deinit { unsafe iconv_close(handle) }

    /// The next part of the text, as whole letters in UTF-8. At most 3 bytes for each byte of `bytes`, and a few.
    ///
    /// - Parameter isLast: Nothing follows: a letter that is cut stays so, and becomes U+FFFD.
    func convert(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
        let input = cutLetter + bytes
        cutLetter = []
        var output: [UInt8] = []
        output.reserveCapacity(input.count * 2 + Self.replacement.count)
        var position = 0
        while position < input.count {
            switch step(input, from: &position, to: &output) {
            case 0, E2BIG:
                break
            case EINVAL:
                if isLast { output += Self.replacement } else { cutLetter = Array(input[position...]) }
                position = input.count
            default:
                // A letter of windows-1255 that waits for its niqqud stands before the byte that cannot be read.
                flush(to: &output)
                output += Self.replacement
                position = min(position + unitLength, input.count)
            }
        }
        if isLast { flush(to: &output) }
        return output
    }

    /// Hands out what iconv keeps until it has seen the next letter.
    private func flush(to output: inout [UInt8]) {
        // Safety: iconv writes no more than `room` bytes, and says how many are left of them.
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16) { space in
            var target = space.baseAddress
            var room = space.count
            _ = unsafe iconv(handle, nil, nil, &target, &room)
            unsafe output.append(contentsOf: UnsafeRawBufferPointer(space)[..<(space.count - room)])
        }
    }

    /// One call of iconv: from `position` to the end, or to where it cannot go on.
    ///
    /// - Returns: 0, or why it stopped: EILSEQ at what is no letter, EINVAL at a cut one, E2BIG after one step's worth.
    private func step(_ input: [UInt8], from position: inout Int, to output: inout [UInt8]) -> Int32 {
        // Safety: iconv reads `left` bytes from `position`, all within `input`, and does not write to them; it writes
        // no more than `room` bytes to `space`, and says how many are left of them.
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16 * 1024) { space in
            unsafe input.withUnsafeBytes { bytes in
                let start = unsafe bytes.baseAddress?.advanced(by: position).assumingMemoryBound(to: CChar.self)
                var source = unsafe UnsafeMutablePointer(mutating: start)
                var left = input.count - position
                var target = space.baseAddress
                var room = space.count
                let result = unsafe iconv(handle, &source, &left, &target, &room)
                let reason = result == -1 ? errno : 0
                position = input.count - left
                unsafe output.append(contentsOf: UnsafeRawBufferPointer(space)[..<(space.count - room)])
                return reason
            }
        }
    }
}
