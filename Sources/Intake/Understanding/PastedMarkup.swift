/// What a paste from a web page or a word processor leaves in a cell: tags and entities (domain.md 5.5).
enum PastedMarkup {
    /// The cell as a reader sees it on the page: a tag that begins a line is a line break, another tag is nothing, an
    /// entity is its character. Linear in the length of the cell.
    ///
    /// Only tags that HTML has are taken away: «<להשלים>», `<HUB>` and a `<` that nothing closes were typed.
    static func plain(_ cell: String) -> String {
        guard cell.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return cell }
        let bytes = Array(cell.utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), let tag = tag(bytes[index...]) {
                if tag.beginsLine { text.append(UInt8(ascii: "\n")) }
                index += tag.length
            } else if bytes[index] == UInt8(ascii: "&"), let entity = entity(bytes[index...]) {
                text.append(contentsOf: entity.text.utf8)
                index += entity.length
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Looks no further than the next `<`, so that a cell full of them is read once.
    private static func tag(_ bytes: ArraySlice<UInt8>) -> (beginsLine: Bool, length: Int)? {
        let inside = bytes.dropFirst().prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
        guard inside.endIndex < bytes.endIndex, bytes[inside.endIndex] == UInt8(ascii: ">") else { return nil }
        let length = inside.count + 2
        if inside.starts(with: "!--".utf8) { return (false, length) }
        let isClosing = inside.first == UInt8(ascii: "/")
        let name = inside.dropFirst(isClosing ? 1 : 0).prefix(12).prefix {
            isLetterOrDigit($0) || $0 == UInt8(ascii: ":")
        }
        let word = String(decoding: name, as: UTF8.self).lowercased()
        if lineTags.contains(word) { return (true, length) }
        return inlineTags.contains(word) ? (false, length) : nil
    }

    private static func entity(_ bytes: ArraySlice<UInt8>) -> (text: String, length: Int)? {
        let name = bytes.dropFirst().prefix(9).prefix { isLetterOrDigit($0) || $0 == UInt8(ascii: "#") }
        guard !name.isEmpty, name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: ";") else {
            return nil
        }
        let word = String(decoding: name, as: UTF8.self)
        let length = name.count + 2
        if let text = entities[word] { return (text, length) }
        guard word.hasPrefix("#") else { return nil }
        let digits = word.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        // No page shows a control character.
        guard let number, number >= 0x20 || number == 0x0A, let scalar = Unicode.Scalar(number) else { return nil }
        return (String(scalar), length)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    private static let lineTags: Set = [
        "br", "li", "ul", "ol", "p", "div", "tr", "td", "th", "table", "tbody", "thead", "hr", "h1", "h2", "h3", "h4",
        "h5", "h6", "blockquote", "pre", "dl", "dt", "dd",
    ]
    private static let inlineTags: Set = [
        "a", "b", "i", "u", "s", "em", "strong", "span", "font", "small", "big", "sub", "sup", "img", "center", "bdo",
        "bdi", "mark", "code", "label", "html", "body", "head", "meta", "o:p",
    ]
    private static let entities = [
        "nbsp": " ", "amp": "&", "quot": "\"", "apos": "'", "lt": "<", "gt": ">", "bull": "•", "middot": "•",
        "ndash": "–", "mdash": "—", "hellip": "…", "rsquo": "’", "lsquo": "‘", "rdquo": "”", "ldquo": "“",
        "rlm": "", "lrm": "", "zwnj": "", "shy": "",
    ]
}
