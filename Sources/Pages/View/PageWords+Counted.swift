internal import Accompaniment

/// What is counted, with the words that change with its number.
struct Counted {
    let one: Label
    /// After the number.
    let many: Label

    private init(_ one: String, _ many: String, _ oneInEnglish: String, _ manyInEnglish: String) {
        self.one = Label(he: one, en: oneInEnglish)
        self.many = Label(he: many, en: manyInEnglish)
    }

    static let activity = Counted("פעילות אחת", "פעילויות", "1 activity", "activities")
    static let activeForum = Counted("פורום אחד פעיל", "פורומים פעילים", "1 active forum", "active forums")
    /// That asks for a need which nobody serves there.
    static let askingCluster = Counted("אשכול אחד ביקש", "אשכולות ביקשו", "1 cluster asks", "clusters ask")
    static let cluster = Counted("אשכול אחד", "אשכולות", "1 cluster", "clusters")
    static let countedRow = Counted("שורה אחת נספרה", "שורות נספרו", "1 row counts", "rows count")
    static let day = Counted("יום אחד", "ימים", "1 day", "days")
    static let heldRow = Counted(
        "שורה אחת ממתינה לתיקון",
        "שורות ממתינות לתיקון",
        "1 row waits to be mended",
        "rows wait to be mended"
    )
    static let helper = Counted(
        "ארגון אחד ליווה",
        "ארגונים ליוו",
        "1 organisation gave help",
        "organisations gave help"
    )
    static let kind = Counted("סוג אחד", "סוגים", "1 type", "types")
    static let meeting = Counted("מפגש אחד", "מפגשים", "1 meeting", "meetings")
    static let ministry = Counted("משרד אחד", "משרדים", "1 ministry", "ministries")
    static let need = Counted("צורך אחד", "צרכים", "1 need", "needs")
    static let operatingService = Counted(
        "שירות ליבה אחד פועל",
        "שירותי ליבה פועלים",
        "1 core service operates",
        "core services operate"
    )
    static let savingService = Counted(
        "שירות אחד שאושר בשל חיסכון",
        "שירותים שאושרו בשל חיסכון",
        "1 service approved for saving",
        "services approved for saving"
    )
    static let takenFile = Counted("קובץ אחד שנקלט", "קבצים שנקלטו", "1 file taken in", "files taken in")
    static let takenRow = Counted("שורה אחת שנקלטה", "שורות שנקלטו", "1 row taken in", "rows taken in")
    static let unmetNeed = Counted(
        "צורך אחד התבקש ולא קיבל מענה",
        "צרכים התבקשו ולא קיבלו מענה",
        "1 need was asked for and not served",
        "needs were asked for and not served"
    )
}

extension PageWords {
    /// A number with what it counts: «יום אחד», «3 ימים».
    ///
    /// - Parameter letter: What Hebrew writes together with the next word: «ביום אחד», «ב־3 ימים». Not for English.
    func counted(_ count: Int, _ what: Counted, after letter: String = "") -> String {
        if count == 1 { return letter + what.one[language] }
        return (letter.isEmpty ? "" : "\(letter)־") + "\(Self.number(count)) \(what.many[language])"
    }

    /// A part of what is counted: «2 מתוך 3 פעילויות»; of a single one only the numbers.
    func share(_ part: Int, of whole: Int, _ what: Counted) -> String {
        whole == 1 ? of(1, part) : self("\(part) מתוך \(counted(whole, what))", "\(part) of \(counted(whole, what))")
    }

    /// «3 מתוך 16 הצרכים קיבלו מענה».
    func served(_ count: Int, of all: Int) -> String {
        count == 1
            ? self("צורך אחד מתוך \(all) קיבל מענה", "1 of \(all) needs was served")
            : self("\(count) מתוך \(all) הצרכים קיבלו מענה", "\(count) of \(all) needs were served")
    }

    func activities(_ count: Int) -> String { counted(count, .activity) }
}
