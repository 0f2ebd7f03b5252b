internal import Accompaniment

/// The held rows of a file as a table that its sender can mend and drop back: the sender's own columns, and before them
/// what to fix (design.md 3.3). UTF-8 with a byte order mark, which Excel needs to show Hebrew.
struct ToFix {
    /// Below `to-fix/`.
    let name: String
    let bytes: [UInt8]

    /// `nil` where no row is held.
    init?(_ recorded: RecordedFile) {
        guard !recorded.heldRows.isEmpty, let layout = recorded.layout else { return nil }
        let file = recorded.file.filedAs.split(separator: "/").last.map(String.init) ?? recorded.file.name
        name = layout.shape == .json ? "\(file).csv" : file
        let delimiter = layout.delimiter ?? ","
        // A date that stood over the table or beside the records would be lost with them: it becomes a column.
        let headings = layout.headings
        let table = HeadingTable()
        let period = headings.contains { table[$0] == .startDate } ? nil : layout.period
        var lines = [["מה לתקן"] + headings + (period == nil ? [] : ["תאריך"])]
        for row in recorded.heldRows {
            let padding = Array(repeating: "", count: max(0, headings.count - row.cells.count))
            let reasons = row.findings.map { finding in
                let place = finding.column.map { "\($0.heading): " } ?? ""
                return place
                    + [finding.code.text.problem.he, finding.code.text.remedy?.he, finding.detail].compactMap { $0 }
                    .joined(separator: " ")
            }
            lines.append([reasons.joined(separator: " ")] + row.cells + padding + (period.map { [$0] } ?? []))
        }
        let text = lines.map { $0.map { Self.cell($0, delimiter: delimiter) }.joined(separator: delimiter) }
        bytes = [0xEF, 0xBB, 0xBF] + Array((text.joined(separator: "\r\n") + "\r\n").utf8)
    }

    /// A cell that a spreadsheet shows as text: quoted where needed, and with an apostrophe before what it would take
    /// for a formula (domain.md 5.5).
    private static func cell(_ text: String, delimiter: String) -> String {
        // By scalars: with a combining mark behind it, `=` or a quote is another character to Swift, but not to Excel.
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'\(text)" : text
        let special = "\"\n\r\(delimiter)".unicodeScalars
        guard safe.unicodeScalars.contains(where: { special.contains($0) }) else { return safe }
        return "\"" + String(String.UnicodeScalarView(safe.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }))
            + "\""
    }
}
