import Accompaniment

/// What a place in a summary measures, in the words of an office.
struct Measure {
    let topic: String
    let words: String
    /// The lists that the codes on the way belong to; those without a list are units, organisations and forums.
    let groups: [TermGroup?]
    /// What `null` says there (docs/central-office.md, "null and 0").
    let absence: String

    private init(_ topic: String, _ words: String, _ groups: [TermGroup?] = [], absence: String = "לא דווח") {
        (self.topic, self.words, self.groups, self.absence) = (topic, words, groups, absence)
    }

    /// - Parameter place: The names of the schema that lead to it, without codes: `core.byCluster.operating`. A place
    ///   that is not known here stands for itself.
    static func at(_ place: String) -> Measure { all[place] ?? Measure(place, place) }

    static let all: [String: Measure] = [
        "reporting.expected": .init("מי דיווח", "דיווחים צפויים"),
        "reporting.received": .init("מי דיווח", "דיווחים שהתקבלו"),
        "reporting.missingClusters": .init("מי דיווח", "אשכול שלא דווח עליו דבר"),
        "core.byCluster": .init("שירותי ליבה", "שירותי ליבה באשכול"),
        "core.byCluster.operating": .init("שירותי ליבה", "שירותים פועלים"),
        "core.byCluster.inSetup": .init("שירותי ליבה", "שירותים בהקמה"),
        "core.byCluster.stages": .init("שירותי ליבה", "שירותים לפי שלב", [nil, .stage]),
        "core.byCluster.lastChange": .init("שירותי ליבה", "שינוי אחרון בשלב של שירות"),
        "core.byCluster.achievement": .init("שירותי ליבה", "דווח על הישג"),
        "core.basis": .init("שירותי ליבה", "שירותים לפי בסיס האישור", [.coreBasis]),
        "core.saving15.reached": .init("שירותי ליבה", "שירותים שחוסכים 15% ומעלה"),
        "core.saving15.total": .init("שירותי ליבה", "שירותים שאושרו בשל חיסכון"),
        "core.saving15.unknown": .init("שירותי ליבה", "שירותים שאושרו בשל חיסכון, ושיעורו לא ידוע"),
        "needs.byCluster": .init("צרכים", "פעילויות לפי תחום"),
        "needs.byCluster.domains": .init("צרכים", "פעילויות לפי תחום", [nil, .needDomain]),
        "needs.national": .init("צרכים", "פעילויות לפי צורך", [.need]),
        "needs.unmetNational": .init("צרכים", "אשכולות שביקשו ולא קיבלו מענה", [.need]),
        "needs.none": .init("צרכים", "פעילויות שאינן קשורות לאף צורך"),
        "needs.notStated": .init("צרכים", "פעילויות שלא צוין בהן צורך"),
        "choice.request": .init("חופש הבחירה", "פעילויות לבקשת האשכול"),
        "choice.acceptedOffer": .init("חופש הבחירה", "פעילויות שהוצעו והאשכול הסכים"),
        "choice.imposed": .init("חופש הבחירה", "פעילויות שנכפו על האשכול"),
        "choice.unknown": .init("חופש הבחירה", "פעילויות שלא ידוע מי בחר בהן"),
        "choice.imposedClusters": .init("חופש הבחירה", "אשכול שנכפתה עליו פעילות"),
        "separation.orgClusterPairs": .init("הפרדה בין ליווי לבקרה", "ארגון שגם ליווה אשכול וגם פיקח עליו"),
        "separation.personClusterPairs": .init("הפרדה בין ליווי לבקרה", "אדם שגם ליווה אשכול וגם פיקח עליו"),
        "suppliers.hatShare": .init("ארגונים", "חלק הפעילויות בכובע, באחוזים", [nil, .hat]),
        "suppliers.axes": .init("ארגונים", "פעילויות לפי תפקיד, מסלול וזהות", [nil, .function, .track, .identity]),
        "pool.organisations": .init("מאגר המלווים", "ארגונים שליוו"),
        "pool.newOrganisations": .init("מאגר המלווים", "ארגונים חדשים"),
        "pool.shareOthers": .init("מאגר המלווים", "חלקם של אחרים מלבד אלכא ואורבניקס, באחוזים", absence: "לא נמסר"),
        "pool.brokeredByMifam": .init("מאגר המלווים", "פעילויות בתיווך המפע\"ם"),
        "pool.brokeredOrganisations": .init("מאגר המלווים", "ארגונים שהמפע\"ם תיווך את הליווי שלהם"),
        "pool.presentedTo": .init("מאגר המלווים", "אשכולות שהארגון הציג להם"),
        "pool.multiVoiceClusters": .init("מאגר המלווים", "אשכולות שליוו כמה ארגונים"),
        "client.medianDays": .init("מענה לפניות", "ימים מפנייה לפעילות, חציון"),
        "track": .init("ליבה ופיתוח", "מסלול הפעילות באשכול"),
        "track.core": .init("ליבה ופיתוח", "במסלול ליבה"),
        "track.development": .init("ליבה ופיתוח", "במסלול פיתוח"),
        "track.unknown": .init("ליבה ופיתוח", "המסלול לא צוין"),
        "track.inMinutes": .init("ליבה ופיתוח", "המסלול נספר בדקות (אם לא: בפעילויות)"),
        "forums.byCluster": .init("פורומים", "פורומים פעילים באשכול"),
        "forums.byCluster.active": .init("פורומים", "פורומים פעילים באשכול"),
        "forums.byType": .init("פורומים", "אשכולות שהפורום פעיל בהם"),
        "ministries.byCluster": .init("משרדי ממשלה", "משרדים שהאשכול בקשר איתם"),
        "ministries.byCluster.distinct": .init("משרדי ממשלה", "משרדים שהאשכול בקשר איתם"),
        "ministries.national": .init("משרדי ממשלה", "פעילויות בקשר עם המשרד"),
        "national.outlineSessions": .init("מדדים ארציים", "מפגשים על המתווה למשרדי הממשלה"),
        "national.knowledgeItems": .init("מדדים ארציים", "פריטי ידע"),
        "national.socialServices": .init("מדדים ארציים", "שירותים חברתיים"),
        "resources.national.nis": .init("גיוס משאבים", "סכום בשקלים", [.resourceKind, .certainty]),
        "resources.national.approx": .init("גיוס משאבים", "הסכום משוער", [.resourceKind, .certainty]),
        "continuity.byCluster.escortGap": .init("רצף הליווי", "היו ימים בלי מלווה", absence: "לא רשום"),
        "continuity.byCluster.ceoGap": .init("רצף הליווי", "היו ימים בלי מנכ\"ל", absence: "לא רשום"),
        "continuity.byCluster.acting": .init("רצף הליווי", "ממלא מקום", absence: "לא רשום"),
        "clusters.stage": .init("מצב האשכולות", "שלב האשכול", [nil, .stage], absence: "לא רשום"),
        "clusters.incorporated": .init("מצב האשכולות", "האשכול התאגד", absence: "לא רשום"),
        "clusters.criteria": .init("מצב האשכולות", "אמת מידה מתקיימת", [nil, .criterion]),
        "equality.byAuthorityKind": .init("רשויות", "רשויות לפי סוג", absence: "לא רשום"),
        "equality.byAuthorityKind.reached": .init("רשויות", "רשויות שהליווי הגיע אליהן"),
        "equality.byAuthorityKind.all": .init("רשויות", "כל הרשויות"),
        "horizon.quick": .init("טווח הפעילות", "פעילויות להצלחה מהירה"),
        "horizon.long": .init("טווח הפעילות", "פעילויות לטווח ארוך"),
        "horizon.unknown": .init("טווח הפעילות", "פעילויות שטווחן לא צוין"),
        "quality.files.received": .init("איכות הנתונים", "קבצים שהתקבלו"),
        "quality.files.accepted": .init("איכות הנתונים", "קבצים שנקלטו"),
        "quality.files.withWarnings": .init("איכות הנתונים", "מהם קבצים שנקלטו עם הערות"),
        "quality.files.held": .init("איכות הנתונים", "קבצים שממתינים לתיקון"),
        "quality.files.rejected": .init("איכות הנתונים", "קבצים שנדחו"),
        "quality.rows.accepted": .init("איכות הנתונים", "שורות שנקלטו"),
        "quality.rows.held": .init("איכות הנתונים", "שורות שממתינות לתיקון"),
        "quality.rows.needInferred": .init("איכות הנתונים", "שורות שהצורך בהן הובן מהמילים"),
        "quality.topReasons": .init("איכות הנתונים", "שורות שבהן נמצאה ההערה"),
        "engagements.daysToEnd": .init("סיום התקשרויות", "ימים מסוף התקופה עד סוף ההתקשרות"),
        "oversight.byCluster": .init("תוצאות הבקרה", "בקרות לפי סוג והחלטה", [nil, .activityType, .decision]),
        "oversight.national": .init("תוצאות הבקרה", "בקרות של המיזם כולו", [.activityType, .decision]),
    ]
}
