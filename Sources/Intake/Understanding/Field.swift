internal import Accompaniment

/// The fields of the activity record that are understood, by their names in JSON (domain.md 5.3).
enum Field: String, CaseIterable, Sendable {
    case unit, scope, escort, organisation, identity, function, hat, activityTypes, track, choiceBasis, activity, forum
    case needCodes, status, frequency, meetingsHeld, durationMin, startDate, endDate, ministryCodes, amountNIS
    case resourceKind, certainty, decision, participantsCount, outcome, notes
    /// The first column of a to-fix file: ours, and passed over when it comes back.
    case toFix

    /// The list of codes whose words the cell may hold.
    var terms: TermGroup? {
        switch self {
        case .scope: .scope
        case .identity: .identity
        case .hat: .hat
        case .track: .track
        case .choiceBasis: .choiceBasis
        case .needCodes: .need
        case .status: .status
        case .resourceKind: .resourceKind
        case .certainty: .certainty
        case .decision: .decision
        case .activityTypes: .activityType
        default: nil
        }
    }
}

/// From headings to fields: the variants of domain.md 5.3, compared after folding.
struct HeadingTable: Sendable {
    private let fields: [String: Field]

    init() {
        var fields: [String: Field] = [:]
        for field in Field.allCases {
            fields[Self.key(field.rawValue)] = field
            for variant in field.headings { fields[Self.key(variant)] = field }
        }
        self.fields = fields
    }

    subscript(heading: String) -> Field? { fields[Self.key(heading)] }

    /// How many cells of `row` are known headings.
    func hits(_ row: TableRow) throws -> Int {
        var found: Set<Field> = []
        for cell in 0..<row.count where row.range(cell).count < 120 && !row.beginsWithDigit(cell) {
            if let field = self[try row.text(cell)] { found.insert(field) }
        }
        return found.count
    }

    /// A heading's key: folded, without `:` and `*`, without what stands in brackets (a unit, a hint).
    private static func key(_ heading: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in heading.unicodeScalars where scalar != ":" && scalar != "*" {
            if scalar == "(", !text.isEmpty { break }
            text.append(scalar)
        }
        return Folding.key(String(text))
    }
}

extension Field {
    fileprivate var headings: [String] {
        switch self {
        case .unit:
            [
                "אשכול", "שם האשכול", "שם אשכול", "האשכול", "אשכול/אזור", "אשכול / אזור", "אזור", "איזור", "מקום",
                "רשות/אשכול", "cluster", "cluster/area", "area",
            ]
        case .scope: ["רמה", "רמת פעילות", "level"]
        case .escort:
            [
                "מלווה", "שם המלווה", "שם מלווה", "המלווה", "יועץ", "שם היועץ", "מבצע", "אחראי", "שם ממלא הדוח",
                "מדווח", "adviser", "advisor",
            ]
        case .organisation: ["ארגון", "גוף", "גוף מלווה", "גורם מלווה", "ספק", "חברה", "שיוך", "organization"]
        case .identity: ["מעמד", "סוג העסקה"]
        case .function: ["סוג", "ליווי/פיקוח", "ליווי/בקרה", "סוג תפקיד", "סיווג", "help/oversight"]
        case .hat: ["כובע", "תפקיד אלכא", "סוג מעורבות"]
        case .activityTypes: ["סוג פעילות", "סוג הפעילות", "אופי הפעילות", "activity type"]
        case .track: ["ליבה/פיתוח", "מסלול"]
        case .choiceBasis: ["בחירת האשכול", "אופן הבחירה"]
        case .activity:
            [
                "פעילות", "תיאור", "תיאור הפעילות", "תאור", "מה נעשה", "פירוט", "הפעילות שבוצעה", "סיכום",
                "סיכום פעילות", "description",
            ]
        case .forum: ["פורום", "שם הפורום", "מסגרת", "ועדה", "וועדה"]
        case .needCodes: ["צורך", "צרכים", "צורך מס'", "קוד צורך", "מענה לצורך", "need", "needs"]
        case .status: ["סטטוס", "סטאטוס", "מצב", "מצב ביצוע", "שלב ביצוע"]
        case .frequency: ["תדירות", "כל כמה זמן", "מספר מפגשים"]
        case .meetingsHeld: ["מפגשים שהתקיימו", "כמות מפגשים"]
        case .durationMin: ["משך", "משך הפגישה", "שעות", "שעות ליווי", "מס' שעות", "זמן", "duration"]
        case .startDate:
            [
                "תאריך", "תאריך פעילות", "תאריך הפעילות", "מועד", "מועד המפגש", "מתאריך", "תאריך התחלה", "התחלה",
                "חודש", "תקופה", "date",
            ]
        case .endDate: ["עד תאריך", "תאריך סיום", "סיום", "עד"]
        case .ministryCodes: ["משרד", "משרדים", "משרדי ממשלה", "משרד ממשלתי", "גורמי ממשל", "ministries"]
        case .amountNIS: ["סכום", "היקף כספי", "תקציב", "סכום בש\"ח", "amount"]
        case .resourceKind: ["מקור מימון", "סוג מקור"]
        case .certainty: ["מצב הגיוס", "סטטוס מימון"]
        case .decision: ["החלטה", "אישור"]
        case .participantsCount: ["מס' משתתפים", "מספר משתתפים", "כמות משתתפים", "participants"]
        case .outcome: ["תוצאה", "תוצאות", "תוצר", "מה הושג"]
        case .notes: ["הערות", "הערה", "הערות נוספות"]
        case .toFix: ["מה לתקן", "what to fix"]
        }
    }
}
