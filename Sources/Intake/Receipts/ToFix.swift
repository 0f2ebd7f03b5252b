internal import Accompaniment

/// The held rows of a file as a table that its sender can mend and drop back: the sender's own columns, and before them
/// what to fix (design.md 3.3). UTF-8 with a byte order mark, which Excel needs to show Hebrew.
struct ToFix {
    /// Below `to-fix/`.
    let name: String
    let bytes: [UInt8]

    /// `nil` where no row is held.
    init?(_ recorded: RecordedFile, language: Language) {
        guard !recorded.heldRows.isEmpty, let layout = recorded.layout else { return nil }
        let file = recorded.file.filedAs.split(separator: "/").last.map(String.init) ?? recorded.file.name
        name = layout.shape == .json ? "\(file).csv" : file
        let delimiter = layout.delimiter ?? ","
        let table = HeadingTable.shared
        // A file that came back unmended has the first column already.
        let returned = layout.headings.firstIndex { table[$0] == [.toFix] }
        let columns = layout.headings.indices.filter { $0 != returned }
        // What stood over the table or beside the records would be lost with them: it becomes a column.
        let period = layout.headings.contains { table[$0].contains(.startDate) } ? nil : layout.period
        let unit = layout.headings.contains { table[$0].contains(.unit) } ? nil : layout.unit
        let words = language == .hebrew ? ["מה לתקן", "תאריך", "אשכול"] : ["What to fix", "Date", "Cluster"]
        let added = [period.map { (words[1], $0) }, unit.map { (words[2], $0) }].compactMap { $0 }
        // A line at a time: as one text and its lines, many rows would take their memory several times.
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        func append(_ cells: [String]) {
            let line = cells.map { SpreadsheetCell.text($0, delimiter: delimiter) }.joined(separator: delimiter)
            bytes.append(contentsOf: "\(line)\r\n".utf8)
        }
        append([words[0]] + columns.map { layout.headings[$0] } + added.map(\.0))
        for (index, row) in recorded.heldRows.enumerated() {
            let reference = HeldRowReference(file: recorded.id, position: index + 1)
            let cells = columns.map { $0 < row.cells.count ? row.cells[$0] : "" }
            let beside = row.cells.dropFirst(layout.headings.count)
            append(["\(Self.reasons(row, language)) \(reference)"] + cells + added.map(\.1) + beside)
        }
        self.bytes = bytes
    }

    private static func reasons(_ row: HeldRow, _ language: Language) -> String {
        row.findings.map { finding in
            let place = finding.column.map { "\($0.heading): " } ?? ""
            let text = finding.code.text
            return place
                + [text.problem[language], text.remedy?[language], finding.detail].compactMap { $0 }
                .joined(separator: " ")
        }.joined(separator: " ")
    }
}
