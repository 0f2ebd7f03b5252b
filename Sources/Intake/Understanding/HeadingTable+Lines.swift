internal import Accompaniment

/// Headings in two lines, of which the upper one is merged over several columns (domain.md 5.5): «תאריך» over «התחלה»
/// and «סיום» is joined to `תאריך / התחלה`.
extension HeadingTable {
    private static let joint = " / "

    /// The two lines as one heading. Either may be empty; the same twice is one.
    static func joined(_ upper: String, _ lower: String) -> String {
        if upper.isEmpty || Folding.key(upper) == Folding.key(lower) { return lower }
        return lower.isEmpty ? upper : upper + joint + lower
    }

    /// The lines of a joined heading; none of any other.
    static func lines(of heading: String) -> [String] {
        let lines = heading.split(separator: joint, maxSplits: 1).map(String.init)
        return lines.count == 2 ? lines : []
    }

    /// The fields that a heading may mean, joined or not: the whole is looked up («ליבה / פיתוח», «מספר / משתתפים»),
    /// then the lower line alone, then the upper one.
    func fields(of heading: String) -> [Field] {
        let whole = self[heading]
        let lines = Self.lines(of: heading)
        guard whole.isEmpty, !lines.isEmpty else { return whole }
        let candidates = [lines.joined(separator: " "), lines[1], lines[0]]
        return candidates.lazy.map { self[$0] }.first { !$0.isEmpty } ?? []
    }
}
