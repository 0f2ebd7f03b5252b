internal import Accompaniment

/// From headings to fields: the variants of domain.md 5.3, compared after folding.
struct HeadingTable: Sendable {
    /// Made once: every file and every to-fix file asks it.
    static let shared = HeadingTable()

    private let fields: [String: [Field]]

    init() {
        var fields: [String: [Field]] = [:]
        for field in Field.allCases {
            for heading in [field.rawValue] + field.headings {
                let key = Self.key(heading)
                if fields[key]?.contains(field) != true { fields[key, default: []].append(field) }
            }
        }
        self.fields = fields
    }

    /// The fields that the heading may mean; several for «תחום» or «היקף», of which the cells below decide.
    subscript(heading: String) -> [Field] { fields[Self.key(heading)] ?? [] }

    /// The known fields that stand in `row`.
    func hits(_ row: TableRow) -> Set<Field> {
        var found: Set<Field> = []
        for cell in 0..<row.count where row.range(cell).count < 120 && !row.beginsWithDigit(cell) {
            if let field = self[row.text(cell)].first { found.insert(field) }
        }
        return found
    }

    /// How many known headings stand in a line, whatever stands between them.
    func hits(inLine line: String) -> Int {
        var found: Set<Field> = []
        for cell in line.split(whereSeparator: { ",;\t|".contains($0) }).prefix(256) where cell.utf8.count < 120 {
            if let field = self[String(cell)].first { found.insert(field) }
        }
        return found.count
    }

    /// A heading's key: folded, without `:` and `*`, without what stands in brackets (a unit, a hint), without a space
    /// around `/`.
    private static func key(_ heading: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in heading.unicodeScalars where scalar != ":" && scalar != "*" {
            if scalar == "(" || scalar == "[", !text.isEmpty { break }
            text.append(scalar)
        }
        let key = Folding.key(String(text))
        return key.utf8.contains(UInt8(ascii: "/")) ? key.replacing(" /", with: "/").replacing("/ ", with: "/") : key
    }
}

extension Field {
    /// The variants of domain.md 5.3 in its order, and English ones. Where one stands under two fields, the one that is
    /// meant more often comes first in the list of fields above.
    fileprivate var headings: [String] {
        switch self {
        case .externalId: ["מס'", "מס\"ד", "מספר", "מספר פעילות", "מזהה", "סידורי", "#", "no.", "number", "id"]
        case .reportDate:
            ["תאריך דיווח", "תאריך הדו\"ח", "תאריך הדיווח", "תאריך מילוי", "הוגש בתאריך", "report date", "reported on"]
        case .startDate:
            [
                "תאריך", "תאריך פעילות", "תאריך הפעילות", "מועד", "מועד המפגש", "מועד הפעילות", "מתאריך",
                "תאריך התחלה", "התחלה", "חודש", "תקופה", "date", "start", "start date", "from", "month",
            ]
        case .endDate: ["עד תאריך", "תאריך סיום", "סיום", "עד", "end", "end date", "to", "until"]
        case .unit:
            [
                "אשכול", "שם האשכול", "שם אשכול", "האשכול", "אשכול/אזור", "אזור", "איזור", "מחוז", "מקום",
                "רשות/אשכול", "cluster", "cluster/area", "area", "region",
            ]
        case .scope: ["רמה", "רמת פעילות", "רמת הפעילות", "היקף", "level"]
        case .authorities:
            ["רשות", "רשויות", "רשויות משתתפות", "ישובים", "יישובים", "authority", "local authorities"]
        case .escort:
            [
                "מלווה", "שם המלווה", "שם מלווה", "המלווה", "יועץ", "שם היועץ", "מבצע", "אחראי", "שם ממלא הדוח",
                "מדווח", "adviser", "advisor", "reported by",
            ]
        case .organisation:
            ["ארגון", "גוף", "גוף מלווה", "גורם מלווה", "ספק", "חברה", "מטעם", "שיוך", "organization", "supplier"]
        case .identity: ["מעמד", "סוג העסקה", "מטעם", "employment"]
        case .function:
            [
                "סוג", "ליווי/פיקוח", "ליווי/בקרה", "ליווי או בקרה", "תפקיד", "סוג תפקיד", "סיווג", "help/oversight",
            ]
        case .hat: ["כובע", "תפקיד אלכא", "סוג מעורבות", "capacity"]
        case .modes: ["אופן התערבות", "אופן ההתערבות", "סוג התערבות", "mode", "mode of intervention"]
        case .orientation: ["אוריינטציה", "גישה", "approach"]
        case .track: ["ליבה/פיתוח", "תחום", "מסלול", "core/development"]
        case .subject: ["נושא", "תחום", "תחום עיסוק", "תחום תוכן", "topic"]
        case .tier: ["סוג שירות", "סוג השירות", "רמת שירות", "service level", "service type"]
        case .serviceName:
            ["שם השירות", "שם הפרויקט", "שם הפרוייקט", "פרויקט", "פרוייקט", "שירות", "service", "project"]
        case .stage: ["שלב", "שלב הפרויקט", "שלב הפרוייקט", "סטטוס פרויקט", "project stage"]
        case .coreBasis: ["בסיס", "הצדקה", "סוג תועלת", "basis"]
        case .savingPct: ["חיסכון", "חסכון", "אחוז חיסכון", "% חיסכון", "saving", "saving %", "savings"]
        case .activity:
            [
                "פעילות", "תיאור", "תיאור הפעילות", "תאור", "תאור הפעילות", "מה נעשה", "פירוט", "הפעילות שבוצעה",
                "סיכום", "סיכום פעילות", "description", "what was done",
            ]
        case .activityTypes: ["סוג פעילות", "סוג הפעילות", "אופי הפעילות", "activity type", "kind of activity"]
        case .forum: ["פורום", "שם הפורום", "מסגרת", "ועדה", "וועדה", "committee"]
        case .participantsKind: ["משתתפים", "בהשתתפות", "נוכחים", "קהל יעד", "attendees", "audience"]
        case .participantsCount:
            [
                "מס' משתתפים", "מספר משתתפים", "מספר המשתתפים", "כמות משתתפים", "משתתפים", "participants",
                "number of participants",
            ]
        case .needCodes: ["צורך", "צרכים", "צורך מס'", "קוד צורך", "מענה לצורך", "need", "needs"]
        case .goalCodes: ["מטרה", "מטרות", "goal", "goals"]
        case .status: ["סטטוס", "סטאטוס", "מצב", "מצב ביצוע", "שלב ביצוע"]
        case .frequency: ["תדירות", "כל כמה זמן", "מספר מפגשים", "how often"]
        case .meetingsHeld: ["מפגשים שהתקיימו", "כמות מפגשים", "meetings", "meetings held"]
        case .durationMin:
            [
                "משך", "משך הפגישה", "משך המפגש", "שעות", "שעות ליווי", "מס' שעות", "מספר שעות", "זמן", "duration",
                "hours",
            ]
        case .engagement: ["חד פעמי/שוטף", "אופי ההתקשרות"]
        case .requestedBy: ["יזם", "יוזם", "ביוזמת", "לבקשת", "גורם מזמין", "initiated by", "requested by"]
        case .requestedOn: ["תאריך פנייה", "תאריך פניה", "תאריך בקשה", "תאריך הבקשה", "requested on", "request date"]
        case .choiceBasis: ["בחירת האשכול", "אופן הבחירה", "choice"]
        case .brokeredBy: ["בתיווך", "הופנה ע\"י", "הופנה על ידי", "דרך", "brokered by", "referred by"]
        case .ministryCodes:
            ["משרד", "משרדים", "משרדי ממשלה", "משרד ממשלתי", "גורמי ממשל", "ministry", "ministries"]
        case .partners: ["שותפים", "גופים שותפים", "ארגונים שותפים", "partner"]
        case .resourceKind: ["מקור מימון", "סוג מקור", "funding source", "source"]
        case .amountNIS: ["סכום", "היקף כספי", "תקציב", "היקף", "סכום בש\"ח", "amount", "budget"]
        case .certainty: ["מצב הגיוס", "סטטוס מימון", "funding status"]
        case .decision: ["החלטה", "אישור"]
        case .achievement: ["הישג", "הישג בולט", "הצלחה", "success"]
        case .horizon: ["טווח", "term"]
        case .unmetNeeds: ["צרכים ללא מענה", "צורך ללא מענה", "חסר", "צורך שלא נענה", "unmet needs"]
        case .knowledgeItem: ["תוצר ידע", "חומר מקצועי", "knowledge item"]
        case .outcome: ["תוצאה", "תוצאות", "תוצר", "מה הושג", "result"]
        case .difficulties: ["קשיים", "חסמים", "אתגרים", "obstacles"]
        case .nextSteps: ["המשך", "צעדים הבאים", "המשך טיפול", "להמשך", "next steps"]
        case .clientRating: ["שביעות רצון", "ציון", "rating"]
        case .assignmentNote: ["הערת שיבוץ", "שיבוץ", "הערה"]
        case .notes: ["הערות", "הערה", "הערות נוספות", "comments", "remarks"]
        case .recordId: []
        case .toFix: ["מה לתקן", "what to fix"]
        }
    }
}
