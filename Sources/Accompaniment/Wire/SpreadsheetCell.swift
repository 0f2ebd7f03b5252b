/// Cells of delimited text for people who open it in a spreadsheet (RFC 4180).
package enum SpreadsheetCell {
    /// `text`, which the spreadsheet shall take for text: with an apostrophe before what it would take for a formula
    /// (domain.md 5.5).
    ///
    /// - Parameter delimiter: What stands between the cells, one scalar.
    package static func text(_ text: String, delimiter: String = ",") -> String {
        quoted(text.utf8.first.map(Formula.opens) == true ? "'\(text)" : text, delimiter: delimiter)
    }

    /// `text` as it is, in quotation marks where it needs them.
    package static func quoted(_ text: String, delimiter: String = ",") -> String {
        // By scalars: with a combining mark behind it a quote is another character to Swift, but not to Excel.
        let special = "\"\n\r\(delimiter)".unicodeScalars
        guard text.unicodeScalars.contains(where: { special.contains($0) }) else { return text }
        return "\"" + String(String.UnicodeScalarView(text.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }))
            + "\""
    }
}
