/// Digits without a gap, as parts of phone and account numbers are written: `050`, `1234567`.
struct DigitGroup {
    /// What stands between two groups.
    enum Joint {
        /// `-` without spaces.
        case dash
        /// `-` with a space before or behind it.
        case looseDash
        case space, dot, slash, comma
        /// `)`, `) ` or ` (`, as around a prefix.
        case bracket
        /// Anything else: no number goes on across it.
        case none
    }

    /// The symbols of a ``ScannedText``.
    let range: Range<Int>
    /// Part of a word of Latin letters and digits, such as a hash. Letters before it that cannot be hexadecimal do not
    /// count: `tel0501234567`.
    let isPartOfWord: Bool
    /// To the group behind it.
    var joint = Joint.none
    var isClaimed = false

    var count: Int { range.count }

    /// All groups of `scan`, in order.
    static func all(in scan: ScannedText) -> [DigitGroup] {
        var groups: [DigitGroup] = []
        var index = 0
        while index < scan.count {
            guard scan[index].isDigit else {
                index += 1
                continue
            }
            let start = index
            while scan[index].isDigit { index += 1 }
            if let last = groups.last {
                groups[groups.count - 1].joint = joint(of: last.range.upperBound..<start, in: scan)
            }
            groups.append(DigitGroup(range: start..<index, isPartOfWord: isPartOfWord(start..<index, in: scan)))
        }
        return groups
    }

    private static func joint(of gap: Range<Int>, in scan: ScannedText) -> Joint {
        guard gap.count <= 3 else { return .none }
        let signs = gap.map { scan[$0] }.filter { $0 != " " }
        let isTight = signs.count == gap.count
        return switch signs {
        case []: .space
        case ["-"]: isTight ? .dash : .looseDash
        case ["."] where isTight: .dot
        case ["/"] where isTight: .slash
        case [","] where isTight: .comma
        case [")"], [")", "-"], ["("]: .bracket
        default: .none
        }
    }

    /// Each letter is looked at for the one group behind it, so that the whole text costs one pass.
    private static func isPartOfWord(_ range: Range<Int>, in scan: ScannedText) -> Bool {
        if scan[range.upperBound].isLatin { return true }
        var start = range.lowerBound
        var isHexadecimal = true
        while scan[start - 1].isLatin {
            start -= 1
            isHexadecimal = isHexadecimal && scan[start] <= "f"
        }
        return start < range.lowerBound && (isHexadecimal || scan[start - 1].isDigit)
    }
}
