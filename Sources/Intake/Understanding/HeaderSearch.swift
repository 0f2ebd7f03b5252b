internal import Accompaniment

/// Finds the row of headings and what the rows above it say (domain.md 5.5).
struct HeaderSearch {
    /// Row of the headings, from 1; `nil` where there is none.
    let headerRow: Int?
    let headings: [String]
    /// A year, quarter or month in a title row: the time that the file reports on.
    let titlePeriod: ActivityDate?

    /// - Parameters:
    ///   - rows: The first rows of the file.
    ///   - hits: How many known headings stand in each.
    init(_ rows: [TableRow], hits: [Int]) throws {
        var best: (index: Int, hits: Int)?
        for (index, hits) in hits.enumerated() where hits > best?.hits ?? 1 { best = (index, hits) }
        headerRow = best.map { $0.index + 1 }
        headings = try best.map { try rows[$0.index].texts().map { Folding.display($0) } } ?? []
        let titles = best.map { rows[..<$0.index] } ?? rows.prefix(3)
        titlePeriod = try titles.lazy.compactMap { try Self.period(in: $0) }.first
    }

    /// A period at the end of a title, such as «סיכום פעילות 2015». A full date is when the file was printed.
    private static func period(in row: TableRow) throws -> ActivityDate? {
        guard row.count > 0 else { return nil }
        let words = Folding.display(try row.text(0)).split(separator: " ")
        for length in stride(from: min(3, words.count), to: 0, by: -1) {
            if let date = DateText.parse(words.suffix(length).joined(separator: " ")), date.precision != .day {
                return date
            }
        }
        return nil
    }
}
