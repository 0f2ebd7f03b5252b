/// Hebrew that a program read in the wrong encoding and saved as Unicode (domain.md 5.4, step 2).
enum Mojibake: Equatable, Sendable {
    /// windows-1255 read as Latin-1 or windows-1252: `àùëåì`.
    case hebrewAsLatin1
    /// UTF-8 read as windows-1252: `×©×•×œ`.
    case utf8AsWindows1252
    /// UTF-8 read as windows-1255: `׳©׳•׳`.
    case utf8AsWindows1255

    /// What a text looks like, before it is known whether it can be repaired; `nil` for what no program misread.
    ///
    /// Two letters stand for each one that was UTF-8, the first always the same: `×` or `׳`. No other text is made of
    /// such pairs, nor of accented Latin letters alone.
    init?(lookOf text: String) {
        var (high, accented, timesPairs, gereshPairs) = (0, 0, 0, 0)
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if !scalar.isASCII {
                high += 1
                switch (previous.value, scalar.value) {
                case (0xD7, _) where Self.isTrail(scalar, .windows1252): timesPairs += 1
                case (0x05F3, _) where Self.isTrail(scalar, .windows1255): gereshPairs += 1
                case (_, 0xE0...0xFA): accented += 1
                default: break
                }
            }
            previous = scalar
        }
        if timesPairs * 3 > high {
            self = .utf8AsWindows1252
        } else if gereshPairs * 3 > high {
            self = .utf8AsWindows1255
        } else if accented * 2 > high {
            self = .hebrewAsLatin1
        } else {
            return nil
        }
    }

    /// A second byte of UTF-8, or what is left where it was lost.
    private static func isTrail(_ scalar: Unicode.Scalar, _ page: CodePage) -> Bool {
        scalar == "\u{FFFD}" || (0x80...0xBF).contains(page.byte(of: scalar) ?? 0)
    }

    /// The text as it was, as UTF-8. What the wrong encoding cannot have produced stays as it is.
    ///
    /// The repair of two parts is that of the whole. Where UTF-8 was misread, the end of a part may be cut inside a
    /// letter, and what was lost shows as bytes that are not valid.
    ///
    /// - Parameter text: UTF-8, whole letters.
    func repaired(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let page = self == .utf8AsWindows1255 ? CodePage.windows1255 : .windows1252
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                output.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if let byte = page.byte(of: scalar) {
                if self == .hebrewAsLatin1 {
                    output +=
                        UTF8.encode(CodePage.windows1255.scalar(of: byte) ?? "\u{FFFD}")
                        ?? UTF8.encodedReplacementCharacter
                } else {
                    output.append(byte)
                }
            } else {
                output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        return output
    }
}
