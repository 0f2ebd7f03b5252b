import Accompaniment
import Foundation

/// The current figures as one table for a spreadsheet: a row for each figure, so that it can be filtered and pivoted.
/// UTF-8 with a byte order mark, without which Excel does not show Hebrew.
struct Spreadsheet {
    private static let headings = [
        "שולח", "תקופה", "מתאריך", "עד תאריך", "גרסה", "התקבל", "נושא", "מדד", "פירוט 1", "פירוט 2", "פירוט 3",
        "פירוט 4",
        "ערך", "קוד",
    ]

    let lexicon: Lexicon

    /// - Throws: What keeps a summary from being read as JSON.
    func bytes(_ received: [ReceivedSummary]) throws -> Data {
        var text = Self.line(Self.headings)
        for summary in received { try add(summary, to: &text) }
        return Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8)
    }

    private func add(_ received: ReceivedSummary, to text: inout String) throws {
        let document = received.document
        let period = Period(code: document.period.code)
        let beginning = [
            SpreadsheetCell.text(received.sender),
            SpreadsheetCell.text(period.map { ActivityDate($0).words(.hebrew) } ?? document.period.code),
            document.period.from, document.period.to, "\(document.revision)", received.entry.receivedAt,
        ]
        let figures = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(document.figures))
        figures.forEachLeaf { path, value in
            for (path, value) in Self.spread(path, value) {
                let measure = Measure.at(path.filter { !Self.isCode($0) }.joined(separator: "."))
                let details = path.filter(Self.isCode).enumerated().map { index, code in
                    label(code, index < measure.groups.count ? measure.groups[index] : nil)
                }
                guard let shown = shown(value, measure) else { continue }
                text += Self.line(
                    beginning + ([measure.topic, measure.words] + details).map { SpreadsheetCell.text($0) }
                        + Array(repeating: "", count: max(0, 4 - details.count))
                        + [shown, SpreadsheetCell.text(path.joined(separator: "."))]
                )
            }
        }
    }

    /// A list is a row for each of its codes; a number below three is one value.
    private static func spread(_ path: [String], _ value: JSONValue) -> [(path: [String], value: JSONValue)] {
        if path.last == "lt", case .integer(let limit) = value {
            return [(path.dropLast(), .text("פחות מ־\(limit)"))]
        }
        guard case .array(let elements) = value else { return [(path, value)] }
        return elements.compactMap { element in
            switch element {
            case .text(let code): (path + [code], .bool(true))
            case .object(let reason):
                if case .text(let code)? = reason["code"], let rows = reason["rows"] {
                    (path + [code], rows)
                } else {
                    nil
                }
            default: nil
            }
        }
    }

    /// The cell of a value; `nil` where nothing is said: a list of nothing.
    private func shown(_ value: JSONValue, _ measure: Measure) -> String? {
        switch value {
        case .null: SpreadsheetCell.text(measure.absence)
        case .bool(let holds): holds ? "כן" : "לא"
        case .integer(let number): "\(number)"
        case .text(let text):
            SpreadsheetCell.text(Self.isCode(text) ? label(text, measure.groups.last ?? nil) : text)
        case .array, .object: nil
        }
    }

    /// Members of the schema begin with a small letter, codes with a capital.
    private static func isCode(_ name: String) -> Bool { Code(rawValue: name) != nil }

    private func label(_ name: String, _ group: TermGroup?) -> String {
        guard let code = Code(rawValue: name) else { return name }
        if let finding = FindingCode(rawValue: name) { return finding.text.problem.he }
        return group.map { lexicon.label(code, in: $0, .hebrew) } ?? lexicon.label(code, .hebrew)
    }

    private static func line(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }
}
