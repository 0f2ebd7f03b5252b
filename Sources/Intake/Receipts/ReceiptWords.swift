internal import Accompaniment
internal import Foundation

/// The words of a receipt around its findings, in one language. Plain words: the reader keeps spreadsheets, not servers.
struct ReceiptWords: Sendable {
    let language: Language

    var title: String { say("קבלה על דיווח פעילות", "Receipt for an activity report") }
    var file: String { say("שם הקובץ", "File") }
    var receivedAt: String { say("התקבל", "Received") }
    var organisation: String { say("ארגון", "Organisation") }
    var function: String { say("סוג הדיווח", "Kind of report") }
    var earlier: String { say("התקבל לראשונה", "First received") }
    var readAs: String { say("כך נקרא הקובץ", "Read as") }
    func takenIn(_ count: Int) -> String { say(count == 1 ? "נקלטה" : "נקלטו", "Taken in") }
    func held(_ count: Int) -> String { say(count == 1 ? "ממתינה לתיקון" : "ממתינות לתיקון", "Held") }
    func heldDetail(_ count: Int) -> String {
        say(count == 1 ? "לא נספרת עד שתתוקן" : "לא נספרות עד שיתוקנו", "not counted until mended")
    }
    func notRead(_ count: Int) -> String { say(count == 1 ? "לא נקראה" : "לא נקראו", "Not read") }
    func notReadDetail(_ count: Int) -> String {
        say(count == 1 ? "שורת סיכום או כותרת" : "שורות סיכום וכותרות", "rows of totals and headings")
    }
    var total: String { say("בסך הכול", "In all") }
    func totalDetail(_ count: Int) -> String {
        say(count == 1 ? "שורה בקובץ" : "שורות בקובץ", count == 1 ? "row in the file" : "rows in the file")
    }
    var problems: String { say("מה צריך לתקן", "What needs mending") }
    var guesses: String { say("מה הבנו מעצמנו – כדאי לבדוק", "What we understood by guess: please check") }
    var notes: String { say("לידיעה", "For your information") }
    var written: String { say("נכתב:", "Written:") }
    var assignments: String { say("הערות על מינוי מלווים", "Notes on who accompanies whom") }
    /// «גל – מ"מ».
    func event(_ note: AssignmentNote, _ lexicon: Lexicon) -> String {
        [note.person, lexicon.label(note.status, language)].compactMap { $0 }.joined(separator: " – ")
    }
    var proposals: String {
        say(
            "המינויים במערכת לא השתנו. כדי לעדכן אותם, העבירו את השורה הלועזית למפעיל המערכת; הוא ישלים במקום סימני השאלה.",
            "No engagement was changed. To have it changed, pass the line of code to the operator, who fills in each “?”."
        )
    }
    var nextTitle: String { say("מה קורה עכשיו", "What happens next") }
    var footer: String {
        say(
            "דף זה נוצר באופן אוטומטי, והוא מיועד רק למי שהניח את הקובץ.",
            "This page was made automatically and is meant only for the sender of the file."
        )
    }

    func headline(_ outcome: RecordedFile.Outcome) -> String {
        switch outcome {
        case .accepted: say("הכול נקלט, תודה", "Everything was taken in, thank you")
        case .partly: say("נקלט חלקית – יש מה לתקן", "Taken in in part: some rows need mending")
        case .rejected: say("הקובץ לא נקלט", "The file was not taken in")
        case .duplicate: say("הקובץ כבר התקבל", "This file was received before")
        }
    }

    func explanation(_ recorded: RecordedFile) -> String {
        switch recorded.outcome {
        case .accepted:
            say(
                "כל הפעילויות שבקובץ נקלטו. אין צורך לעשות דבר.",
                "All activities of the file were taken in. There is nothing to do."
            )
        case .partly:
            say(
                "השורות התקינות נקלטו. השורות שיש בהן בעיה ממתינות לתיקון שלכם.",
                "The good rows were taken in. The rows with a problem wait for you to mend them."
            )
        case .rejected:
            say("לא נקלטה אף פעילות. הקובץ המקורי נשמר.", "No activity was taken in. The original file is kept.")
        case .duplicate:
            say(
                "קובץ זהה לחלוטין כבר נקלט, ולכן דבר לא נוסף ודבר לא נספר פעמיים.",
                "A file with exactly this content was taken in before: nothing was added or counted twice."
            )
        }
    }

    func takenInDetail(_ counts: RowCounts) -> String {
        let parts = [
            (counts.added, say(counts.added == 1 ? "חדשה" : "חדשות", "new")),
            (counts.revised, say(counts.revised == 1 ? "עודכנה" : "עודכנו", "updated")),
            (counts.unchanged, say("ללא שינוי", "unchanged")),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    /// Rows that waited for their sender and came back in this file.
    func mended(_ count: Int) -> String {
        count == 1
            ? say("שורה אחת שחיכתה לתיקון הוחלפה.", "One row that waited for mending is replaced.")
            : say("\(count) שורות שחיכו לתיקון הוחלפו.", "\(count) rows that waited for mending are replaced.")
    }

    /// «שורות 5, 6, 9»; `nil` for a finding about the whole file.
    func rows(_ finding: Finding) -> String? {
        // A crammed cell holds several activities in one row.
        var rows: [Int] = []
        for row in finding.rows where rows.last != row { rows.append(row) }
        guard let first = rows.first else { return nil }
        if rows.count == 1 { return say("שורה \(first)", "Row \(first)") }
        let shown = rows.prefix(12).map(String.init).joined(separator: ", ")
        let more = rows.count > 12 ? say(" ועוד \(finding.count - 12)", " and \(finding.count - 12) more") : ""
        return say("שורות ", "Rows ") + shown + more
    }

    var column: String { say("עמודה", "column") }

    /// What was made of it and what to do, a line each. A remedy that ends with a colon announces what comes behind it.
    func advice(_ finding: Finding) -> [String] {
        let (detail, remedy) = (detail(finding), finding.code.text.remedy?[language])
        return (remedy?.hasSuffix(":") == true ? [remedy, detail] : [detail, remedy]).compactMap { $0 }
    }

    /// The text of `detail` in words: a period, a name that was understood, a list of names.
    private func detail(_ finding: Finding) -> String? {
        guard let detail = finding.detail else { return nil }
        switch finding.code {
        case .periodChosen:
            return Period(code: detail).map { period in
                let words = ActivityDate(period).words(language)
                // A prefix and a number are joined by a maqaf.
                return say(words.first?.isNumber == true ? "נספר ב־" : "נספר ב", "Counted in ") + words
            }
        case .fuzzyMatch, .dateInferred, .valueGuessed, .excelRange, .needInferred:
            return detail.isEmpty ? nil : say("הבנו: ", "Understood as: ") + detail
        case .valueCarried: return say("נלקח משורה \(detail)", "Taken from row \(detail)")
        default: return detail
        }
    }

    /// How the table was recognised, so that a wrong reading shows.
    func layout(_ layout: TableLayout) -> String {
        let shape =
            switch layout.shape {
            case .table:
                say(
                    "טבלה, הכותרות בשורה \(layout.headerRow ?? 1)",
                    "a table with headings in row \(layout.headerRow ?? 1)"
                )
            case .blocks:
                say(
                    "רשימה: שם האשכול והמלווה בשורה אחת, הפעילויות בשורה שאחריה",
                    "a list: cluster and adviser on one row, activities on the next"
                )
            case .json: say("מסמך JSON", "a JSON document")
            }
        let marks = [",": say("פסיקים", "commas"), ";": say("נקודה-פסיק", "semicolons"), "\t": say("טאבים", "tabs")]
        guard let delimiter = layout.delimiter else { return "\(shape); \(layout.encoding)" }
        return shape + say("; העמודות מופרדות ב", "; columns divided by ")
            + (marks[delimiter] ?? say("־\(delimiter)", delimiter))
            + "; \(layout.encoding)"
    }

    /// Steps, in which `{file}` stands for the path of the file to mend.
    func next(_ outcome: RecordedFile.Outcome, takenIn: Int, hasToFix: Bool) -> [String] {
        let summary = say(
            "מספרים בלבד – בלי שמות ובלי טקסט – נכללים בסיכום הבא שנשלח למשרד המרכזי.",
            "Figures alone, without names or text, go into the next summary for the central office."
        )
        guard hasToFix else {
            return outcome == .rejected
                ? [
                    say(
                        "תקנו לפי ההסבר למעלה, והניחו את הקובץ שוב בתיקייה.",
                        "Mend the file as said above and drop it again."
                    )
                ]
                : [summary]
        }
        return [
            say(
                "פתחו את הקובץ {file}: יש בו רק השורות שיש לתקן, ובעמודה הראשונה כתוב מה לתקן.",
                "Open {file}: it holds only the rows to mend; its first column says what."
            ),
            say(
                "תקנו, שמרו, והניחו אותו שוב בתיקייה הראשית.",
                "Mend them, save, and drop it in the main folder again."
            ),
        ] + (takenIn > 0 ? [summary] : [])
    }

    func instant(_ date: Date) -> String { PlainInstant.text(date, language) }

    private func say(_ hebrew: String, _ english: String) -> String { language == .hebrew ? hebrew : english }
}
