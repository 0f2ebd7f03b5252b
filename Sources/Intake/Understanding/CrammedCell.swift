internal import Accompaniment

/// A cell into which somebody wrote all their activities, one behind the other (domain.md 3.4).
enum CrammedCell {
    struct Part {
        var text: String
        var status = ""
        var frequency = ""
        var date = ""
        /// Perhaps more than one activity.
        var isUnsplit: Bool
    }

    /// Split where it is safe: at line ends, bullets and full stops outside brackets. Status, date and frequency are
    /// taken out of the end of each part.
    static func parts(of cell: String) -> [Part] {
        var parts: [Part] = []
        var depth = 0
        var current = ""
        let characters = Array(withoutMarkup(cell))
        for (index, character) in characters.enumerated() {
            if character == "(" { depth += 1 }
            if character == ")" { depth = max(0, depth - 1) }
            // The dot of `30.11.2015` or `1.5` ends nothing.
            let endsSentence = character == "." && (index + 1 == characters.count || characters[index + 1].isWhitespace)
            if depth == 0, endsSentence || character.isNewline || "•○●▪".contains(character) {
                append(current, to: &parts)
                current = ""
            } else {
                current.append(character)
            }
        }
        append(current, to: &parts)
        return parts
    }

    /// «תוכנית הנהגה (בהקמה)» into the text and the note.
    static func splitNote(_ text: String) -> (title: String, note: String?) {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return (text, nil) }
        let note = text[text.index(after: open)...].dropLast()
        return (Folding.display(String(text[..<open])), Folding.display(String(note)))
    }

    private static func append(_ sentence: String, to parts: inout [Part]) {
        let text = withoutNumber(Folding.display(sentence))
        guard !text.isEmpty else { return }
        var part = Part(text: text, isUnsplit: holdsSeveral(text))
        let (title, note) = splitNote(text)
        if let note, !title.isEmpty {
            part.text = title
            let words = note.split(separator: " ")
            // «מתחילה בדצמבר».
            if let last = words.last, words.count > 1, DateText.parse(String(last)) != nil {
                (part.status, part.date) = (words.dropLast().joined(separator: " "), String(last))
            } else {
                part.status = note
            }
        }
        if let ending = FrequencyText.ending(part.text) { (part.text, part.frequency) = ending }
        parts.append(part)
    }

    /// The words with which activities begin (domain.md 3.4). One in the middle of a sentence begins another activity
    /// unless something ties it to the words before: «הקמת פורום», «מיפוי וגיוס», «פורום חירום: מיפוי».
    private static func holdsSeveral(_ text: String) -> Bool {
        var isTied = true
        for word in text.split(separator: " ") {
            let key = Folding.key(String(word))
            if beginnings.contains(key), !isTied { return true }
            isTied = constructs.contains(key) || ":,;/-–(".contains(where: { word.last == $0 }) || key.isEmpty
        }
        return false
    }

    /// Folded, as are those below.
    private static let beginnings: Set = [
        "פורומ", "מיפוי", "בניית", "הקמת", "חיבור", "קשר", "צוות", "תוכנית", "תכנית", "ליווי", "הנחיית", "איסופ", "ועדת",
    ]
    private static let constructs: Set = [
        "הקמת", "בניית", "הנחיית", "ניהול", "הפעלת", "ליווי", "פיתוח", "ריכוז", "הכנת", "בחירת", "קידומ", "ייזומ", "עמ",
        "של", "את", "עבור", "לקראת", "מפגש", "כינוס", "השתתפות", "תיאומ", "מול", "בינ", "או", "לבניית", "להקמת",
    ]

    /// `1)`, `א.`, `-` before an activity.
    private static func withoutNumber(_ text: String) -> String {
        guard let first = text.split(separator: " ").first, text.count > first.count, first.count <= 3 else { return text }
        let isNumber = first == "-" || first == "*" || first == "–" || first.last == ")" || first.last == "."
        return isNumber ? Folding.display(String(text.dropFirst(first.count))) : text
    }

    /// The cell without the tags and entities that a paste from a web page leaves.
    private static func withoutMarkup(_ cell: String) -> String {
        var text = ""
        var isTag = false
        for character in cell.replacing("<br>", with: "\n").replacing("<br/>", with: "\n").replacing("</li>", with: "\n") {
            if character == "<" { isTag = true }
            if !isTag { text.append(character) }
            if character == ">" { isTag = false }
        }
        for (entity, meaning) in [("&nbsp;", " "), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
            text = text.replacing(entity, with: meaning)
        }
        return text
    }
}
