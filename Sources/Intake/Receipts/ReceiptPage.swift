internal import Accompaniment
internal import Foundation
internal import Mustache

/// Renders the receipt: one self-contained page in the sender's language (domain.md 5.8).
struct ReceiptPage {
    /// Read when the first one is written, once.
    private static let template = Result { try MustacheTemplate(string: receiptTemplate) }
    private let lexicon: Lexicon
    private let language: Language
    private let words: ReceiptWords

    init(lexicon: Lexicon, language: Language) {
        self.lexicon = lexicon
        self.language = language
        words = ReceiptWords(language: language)
    }

    /// - Parameter toFixName: The file with the held rows, where there is one.
    func render(_ recorded: RecordedFile, toFixName: String?) throws -> String {
        let counts = recorded.counts
        let held = recorded.findings.filter { $0.severity >= .hold }
        let guesses = recorded.findings.filter { $0.severity == .warn }
        let notes = recorded.findings.filter { $0.severity == .info }
        let assignments = assignments(recorded)
        let page: [String: Any] = [
            "style": pageStyle,
            "language": language.rawValue,
            "direction": language.direction,
            "title": words.title,
            "tone": tone(recorded.outcome),
            "mark": mark(recorded.outcome),
            "headline": words.headline(recorded.outcome),
            "explanation": escaped(
                ([words.explanation(recorded)] + (recorded.mended > 0 ? [words.mended(recorded.mended)] : []))
                    .joined(separator: " ")
            ),
            "facts": facts(recorded),
            "hasCounts": counts.total > 0,
            "counts": [
                [
                    "number": counts.takenIn, "name": words.takenIn(counts.takenIn),
                    "detail": words.takenInDetail(counts), "tone": counts.takenIn > 0 ? "good" : "none",
                ],
                [
                    "number": counts.held, "name": words.held(counts.held), "detail": words.heldDetail(counts.held),
                    "tone": counts.held > 0 ? "bad" : "none",
                ],
                counts.notRead == 0
                    ? nil
                    : [
                        "number": counts.notRead, "name": words.notRead(counts.notRead),
                        "detail": words.notReadDetail(counts.notRead),
                        "tone": "none",
                    ],
                [
                    "number": counts.total, "name": words.total, "detail": words.totalDetail(counts.total),
                    "tone": "none",
                ],
            ].compactMap { $0 },
            "sections": [
                section(words.problems, held, tone: "bad"),
                section(words.guesses, guesses, tone: "warn"),
                section(words.notes, notes, tone: "none"),
            ].compactMap { $0 },
            "assignments": assignments,
            "proposalsNote": assignments.contains { $0["proposal"] != nil } ? [words.proposals] : [],
            "assignmentsTitle": words.assignments,
            "hasSteps": toFixName != nil,
            "next": words.next(recorded.outcome, takenIn: counts.takenIn, hasToFix: toFixName != nil).map {
                // A Latin name stays whole inside a Hebrew line.
                escaped($0).replacing("{file}", with: "<bdi class=\"path\">to-fix/\(escaped(toFixName ?? ""))</bdi>")
            },
            "nextTitle": words.nextTitle,
            "footer": words.footer,
        ]
        return try Self.template.get().render(page)
    }

    private func tone(_ outcome: RecordedFile.Outcome) -> String {
        switch outcome {
        case .accepted, .duplicate: "good"
        case .partly: "warn"
        case .rejected: "bad"
        }
    }

    /// Beside the colour, which must never be the only sign.
    private func mark(_ outcome: RecordedFile.Outcome) -> String {
        switch outcome {
        case .accepted, .duplicate: "✓"
        case .partly: "!"
        case .rejected: "✗"
        }
    }

    private func facts(_ recorded: RecordedFile) -> [[String: String]] {
        var facts = [
            (words.file, recorded.file.name),
            (words.receivedAt, words.instant(recorded.file.receivedAt)),
            (words.organisation, lexicon.label(recorded.file.organisation, language)),
            (words.function, functionLabel(recorded.file.function)),
        ]
        if let earlier = recorded.earlier {
            facts.append((words.earlier, "\(earlier.name), \(words.instant(earlier.receivedAt))"))
        }
        if let layout = recorded.layout { facts.append((words.readAs, words.layout(layout))) }
        return facts.map { ["name": $0.0, "value": escaped($0.1)] }
    }

    private func functionLabel(_ function: Function) -> String {
        Code(rawValue: function.rawValue).map { lexicon.label($0, language) } ?? function.rawValue
    }

    private func section(_ title: String, _ findings: [Finding], tone: String) -> [String: Any]? {
        guard !findings.isEmpty else { return nil }
        return [
            "title": title,
            "tone": tone,
            "findings": findings.sorted { $0.severity > $1.severity }.map { finding -> [String: Any] in
                var entry: [String: Any] = ["problem": finding.code.text.problem[language]]
                entry["place"] = place(finding)
                entry["written"] = finding.written.map { escaped($0) }
                entry["writtenWord"] = words.written
                entry["advice"] = words.advice(finding).map { escaped($0) }
                return entry
            },
        ]
    }

    /// Rows, column letter and heading, each kept apart so that a Latin heading does not turn the line round.
    private func place(_ finding: Finding) -> String? {
        let rows = words.rows(finding).map { "<span>\(escaped($0))</span>" }
        let column = finding.column.map { column in
            "<span>\(words.column) <bdi>\(column.letters)</bdi> <q><bdi>\(escaped(column.heading))</bdi></q></span>"
        }
        let parts = [rows, column].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func assignments(_ recorded: RecordedFile) -> [[String: String]] {
        recorded.assignmentNotes.map { note in
            var entry = [
                "unit": escaped(lexicon.label(note.unit, language)),
                "text": escaped(note.text),
                "event": escaped(words.event(note, lexicon)),
            ]
            entry["proposal"] = note.proposal(in: recorded.file, lexicon).map { escaped($0) }
            return entry
        }
    }
}
