internal import Accompaniment

/// The receipt as text for a terminal: the same facts and words as the page. What a terminal would obey is still in it,
/// and so may be the ends of lines inside cells: whoever prints it makes each line safe.
struct ReceiptText: Sendable {
    private let lexicon: Lexicon
    private let words: ReceiptWords

    init(lexicon: Lexicon, language: Language) {
        self.lexicon = lexicon
        words = ReceiptWords(language: language)
    }

    /// - Returns: Its lines.
    func render(_ recorded: RecordedFile) -> [String] {
        let counts = recorded.counts
        let figures = [
            (words.takenIn(counts.takenIn), counts.takenIn), (words.held(counts.held), counts.held),
            (words.notRead(counts.notRead), counts.notRead), (words.total, counts.total),
        ]
        var lines = [
            "\(recorded.file.name): \(words.headline(recorded.outcome))",
            "  " + figures.map { "\($0): \($1)" }.joined(separator: "  "),
        ]
        if recorded.mended > 0 { lines.append("  \(words.mended(recorded.mended))") }
        if let layout = recorded.layout { lines.append("  \(words.readAs): \(words.layout(layout))") }
        for finding in recorded.findings.sorted(by: { $0.severity > $1.severity }) {
            lines.append("")
            let column = finding.column.map { "\(words.column) \($0.letters) (\($0.heading))" }
            let place = [words.rows(finding), column].compactMap { $0 }.joined(separator: ", ")
            lines.append("  \(finding.code.rawValue)  \(place)")
            lines.append("    \(finding.code.text.problem[words.language])")
            if let written = finding.written { lines.append("    \(words.written) \(written)") }
            lines += words.advice(finding).map { "    \($0)" }
        }
        let proposals = recorded.assignmentNotes.map { $0.proposal(in: recorded.file, lexicon) }
        if proposals.contains(where: { $0 != nil }) { lines += ["", "  \(words.proposals)"] }
        for (note, proposal) in zip(recorded.assignmentNotes, proposals) {
            lines.append("")
            lines.append(
                "  \(words.assignments): \(lexicon.label(note.unit, words.language)): \(note.text) "
                    + "(\(words.event(note, lexicon)))"
            )
            if let proposal { lines.append("    \(proposal)") }
        }
        return lines
    }
}
