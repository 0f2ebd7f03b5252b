extension BidirectionalCollection<UInt8> {
    /// How many bytes at the end begin a letter of which the rest is missing (UTF-8). A file that is cut off, and the first
    /// block of one that is whole, end inside a Hebrew letter as often as behind one.
    var cutLetterLength: Int {
        guard let start = suffix(3).lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return 0 }
        let whole =
            switch self[start] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        let present = distance(from: start, to: endIndex)
        return present < whole ? present : 0
    }
}
