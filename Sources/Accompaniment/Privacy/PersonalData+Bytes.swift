extension PersonalData {
    /// True for running text that is stored and shown as it is: Hebrew letters with their geresh and gershayim, and
    /// printable ASCII, with single spaces inside (``Folding/isPlain(_:)``), and without ``suspicion(_:)``. Both are seen in
    /// one pass, for there is more of such text in a report than of all else; false proves nothing.
    package static func isNothingButText(_ bytes: Span<UInt8>) -> Bool {
        var digits = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0xD7, index + 1 < bytes.count {
                let trail = bytes[index + 1]
                guard isHebrew(trail) else { return false }
                index += 2
                digits = 0
                guard mayEndCue(trail) else { continue }
                let rest = bytes.extracting(droppingFirst: index)
                if endsCue(recent(bytes, before: index), followedBy: rest) { return false }
                continue
            }
            let last = index > 0 ? bytes[index - 1] : UInt8(ascii: " ")
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if digits == 7 { return false }
            case UInt8(ascii: " "):
                if last == byte { return false }
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"),
                UInt8(ascii: "+"):
                break
            case UInt8(ascii: "@"):
                return false
            case UInt8(ascii: "!")..<0x7F:
                digits = 0
            default:
                return false
            }
            index += 1
            if mayEndShortCue(last), endsShortCue(recent(bytes, before: index)) { return false }
        }
        return index > 0 && bytes[index - 1] != UInt8(ascii: " ")
    }

    /// What a rule could find in a text, by its bytes alone: that nothing is said proves that nothing is there.
    struct Suspicion: OptionSet {
        let rawValue: Int

        /// Seven digits or more in a row, separators not counted.
        static let numbers = Suspicion(rawValue: 1)
        /// An `@`, or a cue word of an address or a name.
        static let words = Suspicion(rawValue: 2)
        static let all: Suspicion = [.numbers, .words]
    }

    static func suspicion(_ bytes: Span<UInt8>) -> Suspicion {
        var suspicion: Suspicion = []
        var digits = 0
        // The last eight bytes, the newest lowest.
        var recent: UInt64 = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            // Most texts are Hebrew letters: two bytes at once.
            if byte == 0xD7, index + 1 < bytes.count, case let trail = bytes[index + 1], isHebrew(trail) {
                digits = 0
                recent = recent << 16 | 0xD700 | UInt64(trail)
                index += 2
                if mayEndCue(trail), endsCue(recent, followedBy: bytes.extracting(droppingFirst: index)) {
                    suspicion.insert(.words)
                }
                continue
            }
            recent = recent << 8 | UInt64(byte)
            index += 1
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if digits == 7 { suspicion.insert(.numbers) }
            case UInt8(ascii: "@"):
                suspicion.insert(.words)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"),
                UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"):
                break
            case 0..<0x80, 0xD7:
                digits = 0
            case 0xD9, 0xDB, 0xEF:
                return .all  // Digits of the Arabic script, and full-width characters.
            case 0x80...0xBF:
                if endsRareCharacter(recent) { return .all }
            default:
                break
            }
            if byte != 0xD7, endsShortCue(recent) { suspicion.insert(.words) }
        }
        return suspicion
    }

    /// The last eight bytes before `end`, the newest lowest; zeros before the first.
    private static func recent(_ bytes: Span<UInt8>, before end: Int) -> UInt64 {
        guard end < 8 else {
            // Safety: eight bytes are there.
            return UInt64(bigEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: end - 8, as: UInt64.self))
        }
        var recent: UInt64 = 0
        for index in 0..<end { recent = recent << 8 | UInt64(bytes[index]) }
        return recent
    }

    /// The second byte of a letter, a geresh or gershayim.
    private static func isHebrew(_ trail: UInt8) -> Bool {
        (0x90...0xAA).contains(trail) || trail == 0xB3 || trail == 0xB4
    }

    /// The second byte of one of the three letters that end a long cue, or of a geresh.
    private static func mayEndCue(_ trail: UInt8) -> Bool {
        trail == 0xA9 || trail == 0x93 || trail == 0xAA || trail == 0xB3
    }

    private static func endsCue(_ recent: UInt64, followedBy rest: Span<UInt8>) -> Bool {
        if endsGeresh(recent) { return true }
        guard endsLongCue(recent) else { return false }
        // «קשישים» and «תלמידים» are nobody by name.
        return !(rest.count > 1 && rest[0] == 0xD7 && rest[1] == 0x99)
    }

    /// A character that is passed over wherever it stands, so that the bytes of a cue word need not be neighbours:
    /// vowel points, direction marks, zero-width characters, soft hyphen.
    private static func endsRareCharacter(_ recent: UInt64) -> Bool {
        switch recent & 0xFFFF {
        case 0xC2AD, 0xD89C, 0xD691...0xD6BD, 0xD6BF, 0xD780...0xD787: return true
        default: break
        }
        switch recent & 0xFF_FFFF {
        case 0xE2_808B...0xE2_808F, 0xE2_80AA...0xE2_80AE, 0xE2_81A0...0xE2_81AF: return true
        default: return false
        }
    }

    /// Four letters of «קשיש», «תלמיד», «משפחת», «גברת», «שטרודל», in UTF-8.
    private static func endsLongCue(_ recent: UInt64) -> Bool {
        switch recent {
        case 0xD7A7_D7A9_D799_D7A9, 0xD79C_D79E_D799_D793, 0xD7A9_D7A4_D797_D7AA, 0xD792_D791_D7A8_D7AA,
            0xD798_D7A8_D795_D793:
            true
        default:
            false
        }
    }

    /// «גב» with a Hebrew geresh.
    private static func endsGeresh(_ recent: UInt64) -> Bool { recent & 0xFFFF_FFFF_FFFF == 0xD792_D791_D7B3 }

    /// The last byte of what ``endsShortCue(_:)`` looks for.
    private static func mayEndShortCue(_ byte: UInt8) -> Bool {
        byte == 0xA8 || byte == 0x91 || byte | 0x20 == UInt8(ascii: "t")
    }

    /// «מר» or the word `at` before the newest byte, or «גב» where that byte begins a geresh: «נגב» is in many a cell.
    private static func endsShortCue(_ recent: UInt64) -> Bool {
        let before = recent >> 8 & 0xFFFF_FFFF
        if before == 0xD79E_D7A8 { return true }
        if before == 0xD792_D791 { return [0x27, 0x60, 0xC2, 0xE2].contains(recent & 0xFF) }
        return (before | 0x2020) & 0xFFFF == 0x6174 && !isLatinLetter(recent) && !isLatinLetter(recent >> 24)
    }

    private static func isLatinLetter(_ recent: UInt64) -> Bool {
        (UInt64(UInt8(ascii: "a"))...UInt64(UInt8(ascii: "z"))).contains(recent & 0xFF | 0x20)
    }
}
