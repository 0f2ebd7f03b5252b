internal import Accompaniment

/// Remarks about who accompanies a unit: «סיימה תפקידה», «גל מ"מ», «5 חודשים בתפקיד» (domain.md 2.18).
enum AssignmentText {
    /// The assignment status that `text` speaks of; `nil` for a text about something else.
    static func status(of text: String) -> Code? {
        let words = Folding.key(text).split { " ,;.()/".contains($0) }
        let speaksOfRole = words.contains { role.contains($0) }
        if speaksOfRole, words.contains(where: { ended.contains($0) }) { return .ended }
        if words.contains("ממ") || words.contains(where: { acting.contains($0) }) { return .acting }
        if DateText.monthsInRole(text) != nil || speaksOfRole && words.contains(where: { begun.contains($0) }) {
            return .new
        }
        return nil
    }

    /// Folded, as are those below.
    private static let role: Set<Substring> = ["תפקיד", "תפקידה", "תפקידו", "בתפקיד", "לתפקיד", "התפקיד"]
    private static let ended: Set<Substring> = ["סיימ", "סיימה", "מסיימ", "מסיימת", "עזב", "עזבה", "סיומ"]
    private static let acting: Set<Substring> = ["מחליפ", "מחליפה", "בפועל"]
    private static let begun: Set<Substring> = ["התחיל", "התחילה", "נכנס", "נכנסה", "חדש", "חדשה", "החל", "החלה"]
}
