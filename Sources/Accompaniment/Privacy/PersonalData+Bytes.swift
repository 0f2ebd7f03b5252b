extension PersonalData {
    /// False when the bytes of a text alone show that no rule can find anything: fewer than 7 digits in a row, separators
    /// not counted, no `@` and no cue word. True proves nothing.
    static func mayHoldAny(_ bytes: Span<UInt8>) -> Bool { mayHoldAny(bytes, orBeMore: false) }

    /// True for running text that is stored and shown as it is: Hebrew letters with their geresh and gershayim, and
    /// printable ASCII, with single spaces inside (``Folding/isPlain(_:)``) in which no rule can find anything. Both are
    /// seen in one pass, for there is more of such text in a report than of all else; false proves nothing.
    package static func isNothingButText(_ bytes: Span<UInt8>) -> Bool {
        !mayHoldAny(bytes, orBeMore: true) && !bytes.isEmpty && bytes[bytes.count - 1] != UInt8(ascii: " ")
    }

    /// - Parameter orBeMore: True is also the answer to everything but what ``isNothingButText(_:)`` names.
    @inline(__always)
    private static func mayHoldAny(_ bytes: Span<UInt8>, orBeMore: Bool) -> Bool {
        var digits = 0
        // The last eight bytes, the newest lowest.
        var recent: UInt64 = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            // Most texts are Hebrew letters: two bytes at once, of which three letters end a cue, and geresh.
            if byte == 0xD7, index + 1 < bytes.count, case let trail = bytes[index + 1], isHebrew(trail) {
                digits = 0
                recent = recent << 16 | 0xD700 | UInt64(trail)
                index += 2
                if trail == 0xB3, endsGeresh(recent) { return true }
                guard trail == 0xA9 || trail == 0x93 || trail == 0xAA, endsLongCue(recent) else { continue }
                // «קשישים» and «תלמידים» are nobody by name.
                if index + 1 < bytes.count, bytes[index] == 0xD7, bytes[index + 1] == 0x99 { continue }
                return true
            }
            if orBeMore {
                guard (UInt8(ascii: " ")..<0x7F).contains(byte) else { return true }
                let isInside = index > 0 && recent & 0xFF != UInt64(UInt8(ascii: " "))
                if byte == UInt8(ascii: " "), !isInside { return true }
            }
            recent = recent << 8 | UInt64(byte)
            index += 1
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if digits == 7 { return true }
            case UInt8(ascii: "@"):
                return true
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"),
                UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"):
                break
            case 0..<0x80, 0xD7:
                digits = 0
            case 0xD9, 0xDB, 0xEF:
                return true  // Digits of the Arabic script, and full-width characters.
            case 0x80...0xBF:
                if endsRareCharacter(recent) { return true }
            default:
                break
            }
            if byte != 0xD7, endsShortCue(recent) { return true }
        }
        return false
    }

    /// The second byte of a letter, a geresh or gershayim.
    private static func isHebrew(_ trail: UInt8) -> Bool {
        (0x90...0xAA).contains(trail) || trail == 0xB3 || trail == 0xB4
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
