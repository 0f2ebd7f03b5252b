/// The encodings in which reports arrive (domain.md 5.4, step 1). The raw value is the name that the receipt shows, and
/// the one by which iconv(3) knows it.
enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case windows1255 = "windows-1255"
    case iso8859Part8 = "ISO-8859-8"
    case cp862 = "CP862"

    /// Bytes in one code unit: what is passed over where nothing can be decoded.
    var unitLength: Int {
        switch self {
        case .utf16LittleEndian, .utf16BigEndian: 2
        case .utf8, .windows1255, .iso8859Part8, .cp862: 1
        }
    }

    /// The byte order mark of the encodings of Unicode; empty for the others.
    private var mark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .windows1255, .iso8859Part8, .cp862: []
        }
    }

    /// The encoding that the byte order mark of a file names, and the length of the mark; `nil` without one.
    static func marked(_ head: ArraySlice<UInt8>) -> (encoding: TextEncoding, length: Int)? {
        allCases.first { !$0.mark.isEmpty && head.starts(with: $0.mark) }.map { ($0, $0.mark.count) }
    }

    /// The beginning of a text; bytes that mean nothing are U+FFFD.
    ///
    /// - Parameter head: Without a byte order mark, and perhaps cut inside a letter.
    /// - Throws: ``FolderError`` where the system lacks the converter.
    func text(of head: ArraySlice<UInt8>) throws(FolderError) -> String {
        if self == .utf8 { return String(decoding: head.dropLast(head.cutLetterLength), as: UTF8.self) }
        // Single bytes are never cut, and their last letter may be waiting for its niqqud.
        let text = try TextConverter(from: self).convert(head, isLast: unitLength == 1)
        return String(decoding: text, as: UTF8.self)
    }
}
