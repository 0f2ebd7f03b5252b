/// The words that ``BeneficiaryRule`` goes by, folded as ``ScannedText`` folds: final letters made base letters, quotes
/// dropped.
enum CareWords {
    static let persons: Set<String> = ["קשיש", "קשישה", "תלמיד", "תלמידה"]

    static let titles: Set<String> = ["מר", "ומר", "למר", "ולמר", "שמר", "גברת", "הגברת", "לגברת", "והגברת"]

    /// Titles only with a geresh: «גב» alone is a back.
    static let shortTitles: Set<String> = ["גב", "הגב", "לגב", "וגב", "והגב", "שגב", "שהגב"]

    /// True of one person's health or need. «חולים» is left out for «בית חולים», «ניתוח» for «ניתוח נתונים».
    static let ofOnePerson = fold(
        """
        אושפז אושפזה מאושפז מאושפזת חולה חולת חולני מחלה מחלת סרטן דמנציה אלצהיימר פרקינסון סוכרת אפילפסיה שבץ
        נכה נכות סיעודי סיעודית ערירי ערירית אלמן אלמנה דיכאון חרדה סכיזופרניה פסיכוזה אובדני אובדנית התאבד התאבדה
        אוטיסט אוטיסטית אוטיזם מטופל מטופלת מאובחן מאובחנת אובחן אובחנה משותק משותקת עיוור עיוורת חירש
        חירשת נרקומן נרקומנית אלכוהוליסט אלכוהוליסטית התעללות קצבה קצבת גמלה גמלת תרופות תרופה כימותרפיה
        דיאליזה אפוטרופוס אפוטרופסות נזקק נזקקת
        """
    )

    static let general = fold(
        """
        רווחה סיוע טיפול טיפולי בריאות רפואי רפואית סוציאלי סוציאלית עוס שיקום מצוקה נזקקים מזון אומנה מקלט נושר
        נושרת סיעוד אלימות עוני תמיכה
        """
    )

    /// What follows a title or «משפחת» and is no name: words of grammar, roles.
    static let noNames = fold(
        """
        על את של עם לא גם כי אל או כל זה זו הוא היא הם יש אין אשר לפי בין עד רק מאוד היה היתה הייתה אך אבל ראש יור
        מנכל מנכלית מנהל מנהלת חבר חברת סגן סגנית יועץ יועצת מלווה נשיא שר שרת דר פרופ
        """
    )

    /// Families that are no family's name: «משפחת אומנה», «משפחת המוצא».
    static let noFamilies = fold(
        """
        אומנה אומנת מוצא שכול שכולה מטפלת מארחת מאמצת מקבלת חד יחידנית עולים מצוקה קשיש חולה מטופל מטופלת תלמיד
        תלמידה ילד ילדה נער נערה גרעינית מורחבת צעירה ברוכת אזרח נפגע נפגעת נזקק תושב תושבת אשכול אירגון ארגון
        מוצר תוכנה
        """
    )

    /// «קרן משפחת X»: a donor.
    static let donors = fold(
        """
        קרן הקרן תרומת תרומה עמותת הקדש עזבון שם עש בית מרכז מוזיאון אולם היכל פארק מתנת מענק מלגת פרס
        """
    )

    private static func fold(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map { Folding.key(String($0)) })
    }
}
