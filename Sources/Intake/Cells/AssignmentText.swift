internal import Accompaniment

/// Remarks about who accompanies a unit: «סיימה תפקידה», «גל מ"מ», «5 חודשים בתפקיד» (domain.md 2.18).
enum AssignmentText {
    /// What happened to whom.
    struct Event: Hashable {
        let status: Code
        /// As written; `nil` where nobody is named.
        let person: String?
    }

    /// The assignment status that `text` speaks of; `nil` for a text about something else.
    static func status(of text: String) -> Code? {
        let words = words(of: Folding.key(text))
        let speaksOfRole = words.contains { role.contains($0) }
        if speaksOfRole, words.contains(where: { ended.contains($0) }) { return .ended }
        if words.contains(where: { acting.contains($0) }) { return .acting }
        if DateText.monthsInRole(text) != nil || speaksOfRole && words.contains(where: { begun.contains($0) }) {
            return .new
        }
        return nil
    }

    /// Each thing that `text` tells: «סיימה תפקידה – גל מ"מ» is the end of one and the beginning of another.
    ///
    /// - Parameter escort: Whom it is about where it names nobody.
    /// - Returns: None for a text about something else.
    static func events(of text: String, about escort: String?) -> [Event] {
        guard let whole = status(of: text) else { return [] }
        let events = text.replacing(" - ", with: "–").split { separators.contains($0) }.compactMap { part in
            status(of: String(part)).map { status in
                Event(status: status, person: name(in: String(part)) ?? (status == .acting ? nil : escort))
            }
        }
        // Where only the whole makes sense, it is one.
        return events.isEmpty ? [Event(status: whole, person: escort)] : events
    }

    /// What stands in the cell of an escort beside the name: «דפנה לירון (סיימה תפקידה)», «דפנה לירון – סיימה תפקידה»,
    /// «גל מ"מ».
    ///
    /// - Returns: `nil` for a cell with nothing but names.
    static func besideEscort(_ text: String) -> (name: String, remark: String)? {
        let (named, remark) = bracketed(text)
        if let remark { return status(of: remark) == nil ? nil : (named, remark) }
        guard status(of: text) != nil else { return nil }
        let halves = text.replacing(" - ", with: "–").split(separator: "–", maxSplits: 1).map {
            String($0).trimming([" "])
        }
        if halves.count == 2, status(of: halves[0]) == nil { return (halves[0], halves[1]) }
        return name(in: text).map { ($0, text) }
    }

    /// «אשכול בית הכרם (סיימה תפקידה)» into what stands before the brackets and what stands in them.
    static func bracketed(_ text: String) -> (title: String, remark: String?) {
        guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return (text, nil) }
        let remark = String(text[text.index(after: open)...].dropLast()).trimming([" "])
        return (String(text[..<open]).trimming([" "]), remark.isEmpty ? nil : remark)
    }

    /// Who is spoken of: what stands before «את» without the words about the role. `nil` for what is no name.
    private static func name(in text: String) -> String? {
        guard DateText.monthsInRole(text) == nil else { return nil }
        let words = Folding.display(text).split(separator: " ").prefix { Folding.key(String($0)) != "את" }
        let name = words.filter { word in
            !self.words(of: Folding.key(String(word))).allSatisfy { word in
                [role, ended, acting, begun].contains { $0.contains(word) }
            }
        }
        let isName = (1...4).contains(name.count) && !name.contains { $0.contains(where: \.isNumber) }
        return isName ? name.joined(separator: " ") : nil
    }

    private static func words(of folded: String) -> [Substring] { folded.split { " ,;.:()/".contains($0) } }

    private static let separators: Set<Character> = ["–", "—", ";", ",", "|", "\n"]

    /// Folded, as are those below.
    private static let role: Set<Substring> = ["תפקיד", "תפקידה", "תפקידו", "בתפקיד", "לתפקיד", "התפקיד"]
    private static let ended: Set<Substring> = ["סיימ", "סיימה", "מסיימ", "מסיימת", "עזב", "עזבה", "סיומ"]
    private static let acting: Set<Substring> = [
        "ממ", "מחליפ", "מחליפה", "בפועל", "ממלא", "ממלאת", "במילוי", "מקומ", "מקומה", "מקומו",
    ]
    private static let begun: Set<Substring> = ["התחיל", "התחילה", "נכנס", "נכנסה", "חדש", "חדשה", "החל", "החלה"]
}
