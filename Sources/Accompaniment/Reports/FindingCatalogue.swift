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
        case .heldTooMany:
            FindingText(
                Label(
                    he: "יותר מדי שורות בקובץ צריכות תיקון, ולכן הוא לא נקלט כלל.",
                    en: "Too many rows of the file need mending, so nothing of it was taken in."
                ),
                remedy: Label(
                    he: "כנראה לכולן סיבה אחת. תקנו אותה בטבלה כולה, והניחו את הקובץ כאן שוב.",
                    en: "They likely have one cause. Mend it in the whole table, and drop the file here again."
                )
            )
        case .notesTooMany:
            FindingText(
                Label(
                    he: "יש בקובץ יותר מדי הערות על מינוי מלווים, ולכן הוא לא נקלט כלל.",
                    en: "The file holds too many notes on who accompanies whom, so nothing of it was taken in."
                ),
                remedy: Label(
                    he: "השאירו הערה אחת לכל מינוי, או חלקו את הטבלה לכמה קבצים, והניחו אותה כאן שוב.",
                    en: "Leave one note for each change, or split the table into several files, and drop it here again."
                )
            )
        case .rowTooLong:
            FindingText(
                Label(
                    he: "יש בקובץ שורה ארוכה מדי: יותר תאים או יותר טקסט ממה שנכנס לשורה בגיליון.",
                    en: "A row of the file is too long: more cells or more text than a row of a sheet holds."
                ),
                remedy: Label(
                    he: "פתחו את הטבלה באקסל, בדקו את השורה הזאת, ושמרו בשם בסוג \"CSV UTF-8\".",
                    en: "Open the table in Excel, look at this row, and save it as \"CSV UTF-8\"."
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
        case .textReversed:
            FindingText(
                Label(
                    he: "האותיות בקובץ כתובות בסדר הפוך, כמו במערכות ישנות.",
                    en: "The letters stand in reverse order, as old systems write them."
                ),
                remedy: Label(
                    he: "פתחו את הטבלה באקסל, בדקו שהמילים נקראות כרגיל, ושמרו בשם בסוג \"CSV UTF-8\".",
                    en: "Open the table in Excel, check that the words read right, and save it as \"CSV UTF-8\"."
                )
            )
        case .documentInvalid:
            FindingText(
                Label(
                    he: "מסמך ה־JSON אינו תקין.",
                    en: "The JSON document is not valid."
                ),
                remedy: Label(
                    he: "תקנו את המקום הזה, או בקשו ממי שהפיק את הקובץ לתקן:",
                    en: "Correct this place, or ask whoever made the file to:"
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
        case .datesMixed:
            FindingText(
                Label(
                    he: "לא ברור אם בעמודה נכתב היום לפני החודש או החודש לפני היום.",
                    en: "It is not clear whether the column writes the day or the month first."
                ),
                remedy: Label(
                    he: "כתבו בכל העמודה קודם יום ואחריו חודש, והניחו את הקובץ שוב. לדוגמה: 30/11/2015.",
                    en: "Write the day first in the whole column, and drop the file again. Example: 30/11/2015."
                )
            )
        case .clusterUnknown:
            FindingText(
                Label(he: "שם האשכול או האזור אינו מוכר.", en: "The name of the cluster or area is not known."),
                remedy: Label(he: "כתבו את אחד השמות המוכרים:", en: "Write one of the known names:")
            )
        case .unitAmbiguous:
            FindingText(
                Label(
                    he: "לא ברור לאיזה אשכול או אזור הכוונה.",
                    en: "It is not clear which cluster or area is meant."
                ),
                remedy: Label(
                    he: "כתבו את השם המלא של אחד מאלה:",
                    en: "Write the full name of one of these:"
                )
            )
        case .charactersLost:
            FindingText(
                Label(
                    he: "חלק מהאותיות בתא נפגמו ואי אפשר לקרוא אותן.",
                    en: "Some letters of the cell are damaged and cannot be read."
                ),
                remedy: Label(
                    he: "כתבו את התא מחדש.",
                    en: "Write the cell anew."
                )
            )
        case .personalDetails:
            FindingText(
                Label(
                    he: "התא מספר על אדם שמקבל עזרה. דבר ממנו לא נשמר.",
                    en: "The cell tells of a person who is cared for. Nothing of it was stored."
                ),
                remedy: Label(
                    he: "כתבו את הפעילות בלי שמות ובלי פרטים על תושבים. לדוגמה: ליווי צוות הרווחה.",
                    en: "Write the activity without names or details of residents. Example: advice to the welfare team."
                )
            )
        case .foreignCurrency:
            FindingText(
                Label(
                    he: "הסכום נכתב במטבע זר.",
                    en: "The amount is in a foreign currency."
                ),
                remedy: Label(
                    he: "כתבו את הסכום בשקלים. לדוגמה: 50,000 ש\"ח.",
                    en: "Write the amount in shekels. Example: 50,000 NIS."
                )
            )
        case .activitiesUnsplit:
            FindingText(
                Label(
                    he: "בתא אחד נכתבו כמה פעילויות, ואי אפשר להפריד ביניהן בוודאות.",
                    en: "One cell holds several activities that cannot be told apart for certain."
                ),
                remedy: Label(
                    he: "כתבו כל פעילות בשורה משלה.",
                    en: "Write each activity on a row of its own."
                )
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
                Label(he: "התאריך אינו ברור, או לא נכתב.", en: "There is no date that could be understood."),
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
                    he: "לא נכתבה שנה, והיא הושלמה לפי תקופת הקובץ.",
                    en: "The year was not written and was taken from the period of the file."
                ),
                remedy: Label(
                    he: "אם אינה נכונה, כתבו תאריך מלא. לדוגמה: 30/11/2015.",
                    en: "If it is not right, write the whole date. Example: 30/11/2015."
                )
            )
        case .excelRange:
            FindingText(
                Label(
                    he: "נראה שאקסל הפך טווח מספרים לתאריך, וכך הבנו אותו.",
                    en: "Excel seems to have made a date of a range of numbers; it was read as the range."
                ),
                remedy: Label(
                    he: "אם לא לכך התכוונתם, כתבו במילים. לדוגמה: 4 עד 6.",
                    en: "If something else was meant, write it in words. Example: 4 to 6."
                )
            )
        case .valueGuessed:
            FindingText(
                Label(
                    he: "אפשר להבין את מה שנכתב בכמה דרכים, וכך הבנו אותו.",
                    en: "What was written can be read in several ways; this is how it was read."
                ),
                remedy: Label(
                    he: "אם לא לכך התכוונתם, כתבו זאת באופן מלא. לדוגמה: 30/11/2015, שעה וחצי.",
                    en: "If something else was meant, write it in full. Example: 30/11/2015, 1:30."
                )
            )
        case .valueUnlikely:
            FindingText(
                Label(
                    he: "הערך חריג. הוא נרשם כפי שנכתב.",
                    en: "The value is unusual. It was noted as written."
                ),
                remedy: Label(
                    he: "בדקו שלא נפלה טעות.",
                    en: "Check that it is not a slip."
                )
            )
        case .personAmbiguous:
            FindingText(
                Label(
                    he: "השם יכול להיות של כמה אנשים, ולכן לא נקבע למי הכוונה.",
                    en: "The name may be of several people, so none was chosen."
                ),
                remedy: Label(
                    he: "כתבו שם פרטי ושם משפחה.",
                    en: "Write the first name and the surname."
                )
            )
        case .personalDataRemoved:
            FindingText(
                Label(
                    he: "בתא היה פרט אישי, כמו מספר טלפון או תעודת זהות, והוא הוסר.",
                    en: "The cell held personal data, such as a phone or ID number; it was removed."
                ),
                remedy: Label(
                    he: "אין צורך לתקן. בפעם הבאה כתבו בלי פרטים אישיים.",
                    en: "Nothing to mend. Leave such data out next time."
                )
            )
        case .personalDataInName:
            FindingText(
                Label(
                    he: "בשם הקובץ יש פרט אישי, כמו מספר טלפון או תעודת זהות.",
                    en: "The name of the file holds personal data, such as a phone or ID number."
                ),
                remedy: Label(
                    he: "אין צורך לתקן. בפעם הבאה תנו לקובץ שם בלי פרטים אישיים.",
                    en: "Nothing to mend. Leave such data out of the name next time."
                )
            )
        case .needInferred:
            FindingText(
                Label(
                    he: "הצורך אינו כתוב כמו ברשימה, וכך הבנו אותו.",
                    en: "The need is not written as in the list and was read as this one."
                ),
                remedy: Label(
                    he: "אם לא לכך התכוונתם, כתבו את מספר הצורך, 1 עד 16.",
                    en: "If another was meant, write its number, 1 to 16."
                )
            )
        case .serviceUnnamed:
            FindingText(
                Label(
                    he: "נכתב שלב בלי שם השירות או הפרויקט, ולכן אי אפשר לעקוב אחריו.",
                    en: "A stage without the name of the service or project cannot be followed."
                ),
                remedy: Label(
                    he: "כתבו שם קצר, עד 120 תווים, בעמודה \"שם השירות\".",
                    en: "Write a short name, up to 120 letters, in a column \"service\"."
                )
            )
        case .stageBack:
            FindingText(
                Label(
                    he: "השלב של השירות מוקדם מן השלב שכבר דווח עליו. הוא נרשם כפי שנכתב.",
                    en: "The stage of the service is earlier than the one reported before. It was noted as written."
                ),
                remedy: Label(
                    he: "אם השירות לא חזר לאחור, תקנו את השלב.",
                    en: "If the service did not go back, correct the stage."
                )
            )
        case .choiceUnstated:
            FindingText(
                Label(
                    he: "הפעילות ביוזמת משרד ממשלתי, ולא נכתב אם האשכול בחר בה.",
                    en: "A ministry asked for the activity; whether the cluster chose it is not said."
                ),
                remedy: Label(
                    he: "אפשר להוסיף עמודה \"אופן הבחירה\": לבקשת האשכול, האשכול קיבל הצעה, נכפה על האשכול.",
                    en: "A column \"choice\" can be added: requested by the cluster, offer accepted, imposed."
                )
            )
        case .encodingRepaired:
            FindingText(
                Label(
                    he: "האותיות בעברית נשמרו בקובץ בצורה משובשת, ותיקנו אותן.",
                    en: "The Hebrew letters were saved wrongly in the file and were repaired."
                ),
                remedy: Label(
                    he: "בדקו שהמילים כאן נכונות. בפעם הבאה שמרו בסוג \"CSV UTF-8\".",
                    en: "Check that the words here are right. Save as \"CSV UTF-8\" next time."
                )
            )
        case .totalsDiffer:
            FindingText(
                Label(
                    he: "הסכום בשורת הסיכום שונה מסכום השורות שנקלטו.",
                    en: "The total differs from the sum of the rows."
                ),
                remedy: Label(
                    he: "בדקו שלא חסרה שורה.",
                    en: "Check that no row is missing."
                )
            )
        case .periodChosen:
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
                    he: "מה שנכתב אינו מתאים לעמודה זו. הוא נשמר כפי שנכתב ואינו נספר.",
                    en: "What was written does not fit this column. It was kept as written and is not counted."
                ),
                remedy: Label(
                    he: "אם חשוב שייספר, כתבו אותו אחרת או קצר יותר.",
                    en: "If it should count, write it in another way, or shorter."
                )
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
        case .numberRepeated:
            FindingText(
                Label(
                    he: "אותו מזהה כתוב ליד כמה פעילויות שונות. כולן נקלטו, והמזהה נחשב רק לראשונה שבהן.",
                    en: "One number stands beside several activities. All were taken in; it counts for the first alone."
                ),
                remedy: Label(
                    he: "תנו לכל פעילות מזהה משלה, או השאירו את התא ריק.",
                    en: "Give each activity a number of its own, or leave the cell empty."
                )
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
        case .normalised:
            FindingText(
                Label(
                    he: "סוג הפעילות או הפורום הובנו מתוך תיאור הפעילות.",
                    en: "The kind of activity or the forum was taken from the words of the activity."
                )
            )
        case .valueCarried:
            FindingText(
                Label(
                    he: "התא ריק, ולכן נלקח הערך שכתוב מעליו.",
                    en: "The cell is empty, so the value above it was taken."
                )
            )
        case .valueIgnored:
            FindingText(
                Label(
                    he: "הערכה של המלווה נותן רק האשכול עצמו, ולכן הערך לא נשמר.",
                    en: "Only the cluster rates its escort, so the value was not kept."
                )
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
