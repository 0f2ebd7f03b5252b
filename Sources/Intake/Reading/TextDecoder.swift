/// Turns the bytes of a file into UTF-8 as its ``EncodingDecision`` says, block by block: first out of its encoding,
/// then out of what a program made of it (domain.md 5.4, steps 1 and 2).
struct TextDecoder {
    private let converter: TextConverter?
    private let mojibake: Mojibake?
    /// The beginning of a letter that waits for its rest before it can be repaired.
    private var cutLetter: [UInt8] = []

    /// - Returns: `nil` for UTF-8 as it should be, which needs no decoding.
    /// - Throws: ``FolderError`` where the system lacks a converter.
    init?(_ decision: EncodingDecision) throws(FolderError) {
        if decision.encoding == .utf8, decision.mojibake == nil { return nil }
        converter = decision.encoding == .utf8 ? nil : try TextConverter(from: decision.encoding)
        mojibake = decision.mojibake
    }

    /// The next part of the text.
    ///
    /// - Parameter isLast: Nothing follows.
    mutating func decode(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
        let text = converter?.convert(bytes, isLast: isLast) ?? Array(bytes)
        guard let mojibake else { return text }
        let whole = cutLetter + text
        cutLetter = Array(whole.suffix(isLast ? 0 : whole.cutLetterLength))
        return mojibake.repaired(whole.dropLast(cutLetter.count))
    }
}
