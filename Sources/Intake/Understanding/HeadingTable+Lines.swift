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
        let lines = Self.lines(of: heading)
        guard !lines.isEmpty else { return self[heading] }
        return [self[whole: lines[0], lines[1]], self[lines[1]], self[lines[0]]].first { !$0.isEmpty } ?? []
    }

    /// The fields that the two lines mean as one heading.
    subscript(whole upper: String, lower: String) -> [Field] {
        let withSlash = self["\(upper)/\(lower)"]
        return withSlash.isEmpty ? self["\(upper) \(lower)"] : withSlash
    }
}
