/// The words of each finding, in both languages: what is wrong, and what the sender can do (domain.md 5.8).
///
/// Written for an office worker: no technical word, nothing to install.
package struct FindingText: Sendable {
    /// What happened, in a sentence.
    package let problem: Label
    /// What is needed, with an example; `nil` where there is nothing to do.
    package let remedy: Label?

    fileprivate init(_ problem: Label, remedy: Label? = nil) {
        self.problem = problem
        self.remedy = remedy
    }
}

extension FindingCode {
    /// The catalogue: one entry a code.
    package var text: FindingText {
        switch self {
        case .fileUnreadable:
            FindingText(
                Label(he: "לא הצלחנו לקרוא את הקובץ.", en: "The file could not be read."),
                remedy: Label(
                    he: "פתחו את הקובץ באקסל, בחרו \"שמירה בשם\" ובסוג הקובץ \"CSV UTF-8\", והניחו אותו כאן שוב.",
                    en: "Open it in Excel, choose Save As, the type \"CSV UTF-8\", and drop it here again."
                )
            )
        case .fileTooLarge:
            FindingText(
                Label(he: "הקובץ גדול מדי.", en: "The file is too large."),
                remedy: Label(
                    he: "חלקו את הטבלה לכמה קבצים קטנים יותר והניחו אותם כאן.",
                    en: "Split the table into several smaller files and drop them here."
                )
            )
        case .fileIncomplete:
            FindingText(
                Label(
                    he: "הקובץ לא הגיע בשלמותו: ההעתקה שלו נקטעה באמצע.",
                    en: "The file did not arrive whole: its copy broke off."
                ),
                remedy: Label(
                    he: "העתיקו את הקובץ לכאן שוב, והמתינו שההעתקה תסתיים.",
                    en: "Copy it here again, and wait for the copy to end."
                )
            )
        case .fileEmpty:
            FindingText(
                Label(he: "הקובץ ריק: לא נמצאה בו אף פעילות.", en: "The file is empty: it holds no activity."),
                remedy: Label(
                    he: "בדקו שנשמר הקובץ הנכון, והניחו אותו כאן שוב.",
                    en: "Check that the right file was saved, and drop it here again."
                )
            )
        case .encodingLost:
            FindingText(
                Label(
                    he: "האותיות בעברית לא נשמרו כראוי בקובץ.",
                    en: "The Hebrew letters were not saved properly in the file."
                ),
                remedy: Label(
                    he: "פתחו את הקובץ המקורי באקסל, שמרו אותו בשם בסוג \"CSV UTF-8\", והניחו אותו כאן שוב.",
                    en: "Open the original in Excel, save it as \"CSV UTF-8\", and drop it here again."
                )
            )
        case .headerNotFound:
            FindingText(
                Label(he: "לא נמצאה שורת כותרות בטבלה.", en: "No row of headings was found in the table."),
                remedy: Label(
                    he: "הוסיפו שורה ראשונה עם שמות העמודות. לדוגמה: אשכול, פעילות, תאריך.",
                    en: "Add a first row with the names of the columns. Example: cluster, activity, date."
                )
            )
        case .columnMissing:
            FindingText(
                Label(he: "חסרה עמודה שבלעדיה אי אפשר לקלוט את הקובץ.", en: "A column that is needed is missing."),
                remedy: Label(
                    he: "הוסיפו את העמודה והניחו את הקובץ שוב.",
                    en: "Add the column and drop the file again."
                )
            )
        case .clusterUnknown:
            FindingText(
                Label(he: "שם האשכול או האזור אינו מוכר.", en: "The name of the cluster or area is not known."),
                remedy: Label(he: "כתבו את אחד השמות המוכרים:", en: "Write one of the known names:")
            )
        case .activityEmpty:
            FindingText(
                Label(he: "לא נכתב מה הייתה הפעילות.", en: "The row does not say what the activity was."),
                remedy: Label(
                    he: "כתבו בכמה מילים מה נעשה. לדוגמה: פורום רווחה.",
                    en: "Say in a few words what was done."
                )
            )
        case .dateUnreadable:
            FindingText(
                Label(he: "התאריך אינו ברור.", en: "The date could not be understood."),
                remedy: Label(
                    he: "כתבו תאריך קיים. לדוגמה: 30/11/2015.",
                    en: "Write a date that exists. Example: 30/11/2015."
                )
            )
        case .dateOrder:
            FindingText(
                Label(he: "תאריך הסיום קודם לתאריך ההתחלה.", en: "The end date is before the start date."),
                remedy: Label(he: "בדקו אם התאריכים התחלפו.", en: "Check whether the two dates changed places.")
            )
        case .functionMixed:
            FindingText(
                Label(he: "בשורה אחת נכתבו גם ליווי וגם בקרה.", en: "One row speaks of both help and oversight."),
                remedy: Label(
                    he: "פצלו לשתי שורות: אחת לליווי ואחת לבקרה. שורת הבקרה נמסרת בתיקיית הבקרה בלבד.",
                    en:
                        "Split it in two: one row of help, one of oversight; the latter goes in the oversight folder only."
                )
            )
        case .functionConflict:
            FindingText(
                Label(
                    he: "השורה אינה מתאימה לתיקייה זו: ליווי ובקרה נמסרים בתיקיות נפרדות.",
                    en: "The row does not belong in this folder: help and oversight have folders of their own."
                ),
                remedy: Label(
                    he: "העבירו את השורה לקובץ בתיקייה המתאימה.",
                    en: "Move the row to a file in the other folder."
                )
            )
        case .organisationConflict:
            FindingText(
                Label(
                    he: "הארגון שנכתב אינו הארגון של תיקייה זו.",
                    en: "The organisation is not the one of this folder."
                ),
                remedy: Label(
                    he: "הניחו את השורה בתיקייה של אותו ארגון.",
                    en: "Drop the row in the folder of that organisation."
                )
            )
        case .valueNotAllowed:
            FindingText(
                Label(he: "הערך אינו מוכר בעמודה זו.", en: "The value is not known in this column."),
                remedy: Label(he: "תקנו את הערך או מחקו אותו.", en: "Correct the value or clear it.")
            )
        case .dateInferred:
            FindingText(
                Label(
                    he: "התאריך כללי, ולכן נקבעה תקופת הדיווח לפיו.",
                    en: "The date is general, so the reporting period was chosen from it."
                ),
                remedy: Label(
                    he: "אם אינה נכונה, כתבו חודש או יום. לדוגמה: 11/2015.",
                    en: "If it is not right, write a month or a day. Example: 11/2015."
                )
            )
        case .fuzzyMatch:
            FindingText(
                Label(
                    he: "השם כמעט זהה לשם מוכר, וכך הבנו אותו.",
                    en: "The name is nearly a known one and was read as it."
                ),
                remedy: Label(
                    he: "אם לא לכך התכוונתם, תקנו את השם.",
                    en: "If something else was meant, correct the name."
                )
            )
        case .valueUnknown:
            FindingText(
                Label(
                    he: "המילה אינה מוכרת בעמודה זו. היא נשמרה כפי שנכתבה ואינה נספרת.",
                    en: "The word is not known in this column. It was kept as written and is not counted."
                ),
                remedy: Label(he: "אם חשוב שתיספר, כתבו מילה מוכרת.", en: "If it should count, write a known word.")
            )
        case .certaintyAssumed:
            FindingText(
                Label(
                    he: "נכתב סכום בלי מצב הגיוס, ולכן הוא נרשם כסכום שאותר בלבד.",
                    en: "An amount without its state was noted as identified only."
                ),
                remedy: Label(
                    he: "אפשר להוסיף עמודה \"מצב הגיוס\": אותר, הוגשה בקשה, אושר או התקבל.",
                    en: "A column for its state can be added: identified, applied, approved or received."
                )
            )
        case .duplicate:
            FindingText(
                Label(he: "אותה פעילות מופיעה בקובץ יותר מפעם אחת.", en: "The same activity stands in the file twice.")
            )
        case .quoteRepaired:
            FindingText(
                Label(
                    he: "סימן מירכאות באמצע מילה פורש כחלק מהטקסט.",
                    en: "A quotation mark inside a word was taken as text."
                )
            )
        case .totalsSkipped:
            FindingText(
                Label(he: "שורת סיכום לא נספרה כפעילות.", en: "A totals row was not counted as an activity.")
            )
        case .columnUnused:
            FindingText(
                Label(
                    he: "העמודה נשמרה כפי שהיא, אך אינה משתתפת בסיכומים.",
                    en: "The column was kept as it is and takes no part in the summaries."
                )
            )
        }
    }
}
