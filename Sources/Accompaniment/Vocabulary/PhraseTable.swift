/// Phrases with which texts begin, found by their bytes: asked of every activity.
struct PhraseTable: Sendable {
    private var codes: [UInt64: Code] = [:]
    /// By the folded bytes of each, to make sure of a find.
    private var phrases: [UInt64: [UInt8]] = [:]
    /// In words.
    private var longest = 0
    /// The first two bytes of any phrase, each bit one value: most texts end here.
    private var openings = [Bool](repeating: false, count: 1 << 16)

    /// - Parameter phrases: Folded, with their codes.
    init(_ phrases: some Sequence<(String, Code)>) {
        for (phrase, code) in phrases {
            let bytes = Array(phrase.utf8)
            guard bytes.count > 1 else { continue }
            var hash = Self.seed
            for byte in bytes { hash = Self.mix(hash, byte) }
            // Two phrases with one hash: the first is found, the other is not.
            guard codes[hash] == nil else { continue }
            codes[hash] = code
            self.phrases[hash] = bytes
            longest = max(longest, bytes.count { $0 == UInt8(ascii: " ") } + 1)
            openings[Int(bytes[0]) << 8 | Int(bytes[1])] = true
        }
    }

    /// The longest phrase that `text` begins with, as whole words.
    ///
    /// - Parameter text: Folded.
    func longest(openingOf text: ArraySlice<UInt8>) -> (code: Code, length: Int)? {
        guard text.count > 1, openings[Int(text[text.startIndex]) << 8 | Int(text[text.startIndex + 1])] else {
            return nil
        }
        var found: (code: Code, length: Int)?
        var (hash, words) = (Self.seed, 0)
        for index in text.indices {
            let byte = text[index]
            if Self.isWordEnd(byte) {
                words += 1
                let length = index - text.startIndex
                if let code = codes[hash], phrases[hash]?.elementsEqual(text[..<index]) == true {
                    found = (code, length)
                }
                // A name goes on behind a space only.
                if words == longest || byte != UInt8(ascii: " ") { return found }
            }
            hash = Self.mix(hash, byte)
        }
        if let code = codes[hash], phrases[hash]?.elementsEqual(text) == true { found = (code, text.count) }
        return found
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    private static func isWordEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"),
            UInt8(ascii: "("), UInt8(ascii: ")"):
            true
        default: false
        }
    }
}
