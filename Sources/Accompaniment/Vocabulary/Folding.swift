import Foundation

/// Folding of text to the key under which headers, aliases and activities are compared (domain.md 5.4, steps 3 to 10).
///
/// Two texts with the same key are the same to a reader: quote marks, niqqud, direction marks, kinds of dash, doubled
/// spaces, final letters and Latin case make no difference. Never shown to anyone.
package enum Folding {
    /// The key of `text`. Idempotent: the key of a key is itself.
    package static func key(_ text: String) -> String {
        String(decoding: keyBytes(text), as: UTF8.self)
    }

    /// The key as UTF-8, for hashing and looking up without a string in between.
    package static func keyBytes(_ text: String) -> [UInt8] {
        var key: [UInt8] = []
        fold(text, into: &key)
        return key
    }

    /// The same in the memory of another key.
    package static func fold(_ text: String, into key: inout [UInt8]) {
        if FoldedBytes.fold(plain: text.utf8Span.span, into: &key) { return }
        var folded = FoldedBytes(capacity: text.utf8.count)
        for scalar in text.unicodeScalars { folded.append(scalar) }
        key = folded.bytes
    }

    /// `text` as it is stored and shown: direction marks and other invisible characters removed, white space of any
    /// kind made a single space, trimmed. Quotes, dashes and line breaks stay as the sender wrote them.
    package static func display(_ text: String) -> String {
        if isPlain(text.utf8Span.span) { return text }
        var result = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            if isInvisible(scalar) { continue }
            if scalar == "\n" || scalar == "\r" {
                if result.last != "\n", !result.isEmpty { result.append("\n") }
                pendingSpace = false
            } else if scalar.properties.isWhitespace {
                pendingSpace = !result.isEmpty && result.last != "\n"
            } else {
                if pendingSpace { result.append(" ") }
                pendingSpace = false
                result.append(scalar)
            }
        }
        if result.last == "\n" { result.removeLast() }
        return String(result)
    }

    /// True when `display` would change nothing in the text of `bytes`: Hebrew letters and printable ASCII with single
    /// spaces inside, in UTF-8. Most cells are; the test is far cheaper than rebuilding them.
    package static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        var last = UInt8(ascii: " ")
        for index in bytes.indices {
            let byte = bytes[index]
            if last == 0xD7 {
                // Letters, geresh and gershayim.
                guard (0x90...0xAA).contains(byte) || byte == 0xB3 || byte == 0xB4 else { return false }
            } else if byte != 0xD7 {
                let isDoubledSpace = byte == UInt8(ascii: " ") && last == byte
                if byte < UInt8(ascii: " ") || byte >= 0x7F || isDoubledSpace { return false }
            }
            last = byte
        }
        return last != UInt8(ascii: " ") && last != 0xD7
    }

    /// Characters that are deleted everywhere: direction marks, zero-width characters, soft hyphen (step 3).
    package static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

/// The growing key: what has been appended so far, in UTF-8, with at most one space between words.
private struct FoldedBytes {
    private(set) var bytes: [UInt8] = []
    private var pendingSpace = false

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// The key of Hebrew letters and ASCII, which nearly every text is made of, by their bytes.
    ///
    /// - Returns: False for any other text.
    static func fold(plain text: Span<UInt8>, into key: inout [UInt8]) -> Bool {
        // Written over a copy of the text: no key is longer, for each byte of it stands for one that was read.
        key.removeAll(keepingCapacity: true)
        unsafe text.withUnsafeBufferPointer { unsafe key.append(contentsOf: $0) }
        let count = unsafe key.withUnsafeMutableBufferPointer { unsafe foldInPlace($0) }
        guard let count else { return false }
        key.removeLast(key.count - count)
        return true
    }

    /// - Returns: How many bytes of `text` are the key now; `nil` where it is more than Hebrew letters and ASCII.
    private static func foldInPlace(_ text: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        var count = 0
        var index = 0
        while index < text.count {
            let byte = unsafe text[index]
            index += 1
            if byte == 0xD7 {
                guard index < text.count else { return nil }
                let letter = unsafe text[index]
                index += 1
                if letter == 0xB3 || letter == 0xB4 { continue }
                guard (0x90...0xAA).contains(letter) else { return nil }
                unsafe text[count] = byte
                unsafe text[count + 1] = baseLetter(letter)
                count += 2
                continue
            }
            switch byte {
            case 0x61...0x7A, 0x30...0x39: unsafe text[count] = byte
            case 0x41...0x5A: unsafe text[count] = byte | 0x20
            case 0x09, 0x0A, 0x0D, 0x20, 0x2D:
                if unsafe count == 0 || text[count - 1] == UInt8(ascii: " ") { continue }
                unsafe text[count] = UInt8(ascii: " ")
            case 0x22, 0x27, 0x60: continue
            case 0x21...0x7E: unsafe text[count] = byte
            default: return nil
            }
            count += 1
        }
        return unsafe count > 0 && text[count - 1] == UInt8(ascii: " ") ? count - 1 : count
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x05D0...0x05EA:
            put(0xD7, Self.baseLetter(UInt8(truncatingIfNeeded: scalar.value - 0x05D0 + 0x90)))
        case 0x61...0x7A, 0x30...0x39:
            put(UInt8(truncatingIfNeeded: scalar.value))
        case 0x41...0x5A:
            put(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
        case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2000...0x200A, 0x202F, 0x3000,
            0x2D, 0x2010...0x2015, 0x05BE, 0x2212:
            pendingSpace = !bytes.isEmpty
        case 0x21, 0x23...0x26, 0x28...0x2C, 0x2E, 0x2F, 0x3A...0x40, 0x5B...0x5F, 0x7B...0x7E:
            put(UInt8(truncatingIfNeeded: scalar.value))
        case 0x22, 0x27, 0x60, 0xB4, 0x05F3, 0x05F4, 0x2018...0x201F:
            break
        case 0x00B2, 0x00B3, 0x00B9, 0x2070...0x2079:
            break
        case 0x0591...0x05BD, 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7:
            break
        case 0xFB1D...0xFB4F:
            // These alone are decomposed: normalising whole texts would turn `2015³` into `20153` (domain.md 5.4, 7).
            let parts = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
            // Some forms have no canonical decomposition and stay themselves.
            guard parts.first != scalar else { return put(scalar) }
            for part in parts { append(part) }
        default:
            if !Folding.isInvisible(scalar) { put(scalar) }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        for byte in String(scalar).lowercased().utf8 { put(byte) }
    }

    private mutating func put(_ byte: UInt8) {
        if pendingSpace {
            bytes.append(UInt8(ascii: " "))
            pendingSpace = false
        }
        bytes.append(byte)
    }

    private mutating func put(_ lead: UInt8, _ trail: UInt8) {
        put(lead)
        bytes.append(trail)
    }

    /// ך ם ן ף ץ to כ מ נ פ צ, as the second byte of their UTF-8.
    private static func baseLetter(_ trail: UInt8) -> UInt8 {
        switch trail {
        case 0x9A, 0x9D, 0x9F, 0xA3, 0xA5: trail + 1
        default: trail
        }
    }
}
