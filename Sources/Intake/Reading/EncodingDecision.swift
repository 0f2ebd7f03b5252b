/// How the text of a file is written, decided once from its beginning (domain.md 5.4, steps 1, 2 and 12).
///
/// The order is fixed: byte order mark; zero bytes of UTF-16, for its English is valid UTF-8; UTF-8; windows-1255 and
/// CP862, by whether they give Hebrew words and known headings. What is none of these is read as UTF-8, and so is a
/// file whose beginning is all ASCII: the rows with bytes that are not valid are held, not the file.
struct EncodingDecision: Equatable, Sendable {
    let encoding: TextEncoding
    /// Bytes of the byte order mark; 0 without one.
    let markLength: Int
    /// The text was misread and saved before it came here, and is repaired: worth a warning.
    let mojibake: Mojibake?
    /// The letters stand from left to right as on the screen, as old systems write them (`לוכשא`): the file has to be
    /// refused, with an explanation.
    let isVisualOrder: Bool
    /// The Hebrew letters are gone: the file has to be saved again from its original.
    let isLost: Bool

    /// As the receipt shows it.
    var name: String { markLength > 0 ? "\(encoding.rawValue) (BOM)" : encoding.rawValue }

    /// - Parameters:
    ///   - head: The first bytes of the file, up to 64 KiB; may end inside a letter.
    ///   - hits: How many known headings stand in a line.
    /// - Throws: ``FolderError`` where the system lacks a converter.
    init(head: ArraySlice<UInt8>, hits: (String) -> Int) throws(FolderError) {
        let marked = TextEncoding.marked(head)
        markLength = marked?.length ?? 0
        let found = if let marked { marked.encoding } else { try Self.encoding(of: head, hits: hits) }
        var text = try found.text(of: head.dropFirst(markLength))
        var (repair, isGarbled): (Mojibake?, Bool) = (nil, false)
        // Where the letters of a single-byte encoding were misread, it was when they were saved as Unicode.
        if found != .windows1255, found != .cp862, let look = Mojibake(lookOf: text) {
            let bytes = look.repaired(Array(text.utf8)[...])
            let repaired = String(decoding: bytes.dropLast(bytes.cutLetterLength), as: UTF8.self)
            if Self.isHebrew(repaired, insteadOf: text, look: look, hits: hits) {
                isGarbled = look != .hebrewAsLatin1 && repaired.unicodeScalars.contains("\u{FFFD}")
                if !isGarbled { (repair, text) = (look, repaired) }
            }
        }
        mojibake = repair
        isLost = isGarbled || Self.hasLostLetters(text, hits: hits)
        isVisualOrder = !isLost && Self.isReversed(text, hits: hits)
        // The letters of both are the same; what only windows-1255 has, old systems do not know.
        let isOld = head.allSatisfy { !(0x80...0x9F).contains($0) && !(0xC0...0xD8).contains($0) }
        encoding = found == .windows1255 && isVisualOrder && isOld ? .iso8859Part8 : found
    }

    private static func encoding(
        of head: ArraySlice<UInt8>,
        hits: (String) -> Int
    ) throws(FolderError) -> TextEncoding {
        if let wide = utf16(head) { return wide }
        let text = try TextEncoding.utf8.text(of: head)
        let damaged = text.unicodeScalars.count { $0 == "\u{FFFD}" }
        // Hebrew in another encoding practically never makes a letter of UTF-8 (domain.md 5.4): where most are whole,
        // the others were damaged.
        if damaged <= text.unicodeScalars.count(where: { !$0.isASCII }) - damaged { return .utf8 }
        let without = Self.mostHits(text, hits)
        var best: (encoding: TextEncoding, hits: Int, letters: Int)?
        for candidate in [TextEncoding.windows1255, .cp862] {
            let decoded = try candidate.text(of: head)
            let (evidence, hits) = (HebrewEvidence(decoded), mostHits(decoded, hits))
            guard evidence.isHebrew || hits > without else { continue }
            if let best, (best.hits, best.letters) >= (hits, evidence.letters) { continue }
            best = (candidate, hits, evidence.letters)
        }
        return best?.encoding ?? .utf8
    }

    /// Text in UTF-16 without a mark: of most pairs one byte, always the same one, is zero or the 5 of Hebrew.
    private static func utf16(_ head: ArraySlice<UInt8>) -> TextEncoding? {
        guard head.contains(0) else { return nil }
        var (zeros, fives) = ([0, 0], [0, 0])
        for (index, byte) in head.enumerated() {
            if byte == 0 { zeros[index & 1] += 1 }
            if byte == 5 { fives[index & 1] += 1 }
        }
        let pairs = head.count / 2
        if zeros[0] == 0, (zeros[1] + fives[1]) * 2 > pairs { return .utf16LittleEndian }
        if zeros[1] == 0, (zeros[0] + fives[0]) * 2 > pairs { return .utf16BigEndian }
        return nil
    }

    private static func isHebrew(
        _ repaired: String,
        insteadOf text: String,
        look: Mojibake,
        hits: (String) -> Int
    ) -> Bool {
        let evidence = HebrewEvidence(repaired)
        // Pairs are proof enough, once they make a word.
        if look == .hebrewAsLatin1 ? evidence.isHebrew : evidence.letters > 0 { return true }
        return mostHits(repaired, hits) > mostHits(text, hits)
    }

    /// Question marks, or nothing at all, where there were letters. A file with a legible header is no lost one: its
    /// rows are judged one by one.
    private static func hasLostLetters(_ text: String, hits: (String) -> Int) -> Bool {
        var (lost, kept, all) = (0, 0, 0)
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            all += 1
            if scalar == "\u{FFFD}" || scalar == "\0" || (scalar == "?" && previous == "?") {
                lost += 1
            } else if !scalar.isASCII {
                kept += 1
            }
            previous = scalar
        }
        return lost > kept && lost * 8 > all && mostHits(text, hits) < 2
    }

    /// Final letters at the beginning of words, and headings in lines that are turned round (domain.md 5.4, step 12).
    private static func isReversed(_ text: String, hits: (String) -> Int) -> Bool {
        guard HebrewEvidence(text).mayBeReversed else { return false }
        let turned = mostHits(text) { line in hits(String(String.UnicodeScalarView(line.unicodeScalars.reversed()))) }
        return turned > 1 && turned > mostHits(text, hits)
    }

    /// The most headings that stand in one of the lines in which a header may be (domain.md 5.5).
    private static func mostHits(_ text: String, _ hits: (String) -> Int) -> Int {
        text.unicodeScalars.split(maxSplits: 25) { $0 == "\n" || $0 == "\r" }.prefix(25)
            .map { hits(String($0)) }.max() ?? 0
    }
}
