/// The upper half of a code page of Windows, both ways.
struct CodePage: Sendable {
    static let windows1252 = CodePage(punctuation: "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ") {
        Unicode.Scalar($0)
    }

    static let windows1255 = CodePage(
        punctuation: "€\u{81}‚ƒ„…†‡ˆ‰\u{8A}‹\u{8C}\u{8D}\u{8E}\u{8F}\u{90}‘’“”•–—˜™\u{9A}›\u{9C}\u{9D}\u{9E}\u{9F}"
    ) { byte in
        switch byte {
        case 0xA4: "₪"
        case 0xAA: "×"
        case 0xBA: "÷"
        case 0xC0...0xC9, 0xCB...0xD3: Unicode.Scalar(0x05B0 + UInt32(byte - 0xC0))
        case 0xD4...0xD8: Unicode.Scalar(0x05F0 + UInt32(byte - 0xD4))
        case 0xE0...0xFA: Unicode.Scalar(0x05D0 + UInt32(byte - 0xE0))
        case 0xFD: "\u{200E}"
        case 0xFE: "\u{200F}"
        case 0xCA, 0xD9...0xDF, 0xFB, 0xFC, 0xFF: nil
        default: Unicode.Scalar(byte)
        }
    }

    /// From 0x80 on; `nil` for a byte that means nothing.
    private let scalars: [Unicode.Scalar?]
    private let bytes: [Unicode.Scalar: UInt8]

    /// - Parameters:
    ///   - punctuation: 0x80 to 0x9F, a control character for each byte that means nothing.
    ///   - meaning: Of the bytes from 0xA0 on.
    private init(punctuation: String, meaning: (UInt8) -> Unicode.Scalar?) {
        scalars =
            punctuation.unicodeScalars.map { $0.properties.generalCategory == .control ? nil : $0 }
            + (0xA0...0xFF as ClosedRange<UInt8>).map(meaning)
        var bytes: [Unicode.Scalar: UInt8] = [:]
        // Windows reads a byte that means nothing as the control character of the same number.
        for byte in 0x80...0x9F as ClosedRange<UInt8> { bytes[Unicode.Scalar(byte)] = byte }
        for (offset, scalar) in scalars.enumerated() {
            if let scalar { bytes[scalar] = 0x80 + UInt8(offset) }
        }
        self.bytes = bytes
    }

    /// What a byte from 0x80 on means; `nil` for nothing.
    func scalar(of byte: UInt8) -> Unicode.Scalar? { scalars[Int(byte) - 0x80] }

    /// The byte from 0x80 on that Windows read as `scalar`; `nil` where there is none.
    func byte(of scalar: Unicode.Scalar) -> UInt8? { bytes[scalar] }
}
