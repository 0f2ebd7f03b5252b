/// What is asked, and what answers it: each figure of a summary and of a page is defined here and nowhere else
/// (domain.md 4.3). `activities` and `hours` are ours: the pages show how much there was.
package enum Indicator: String, CaseIterable, Sendable {
    case activities = "A1"
    case hours = "A2"
    case q01 = "Q01"
    case q02 = "Q02"
    case q03 = "Q03"
    case q04 = "Q04"
    case q05 = "Q05"
    case q06 = "Q06"
    case q07 = "Q07"
    case q08 = "Q08"
    case q09 = "Q09"
    case q10 = "Q10"
    case q11 = "Q11"
    case q12 = "Q12"
    case q13 = "Q13"
    case q14 = "Q14"
    case q15 = "Q15"
    case q16 = "Q16"
    case q17 = "Q17"
    case q18 = "Q18"
    case q19 = "Q19"
    case q20 = "Q20"
    case q21 = "Q21"
    case q22 = "Q22"
    case q23 = "Q23"
    case q24 = "Q24"
    case q25 = "Q25"
    case q26 = "Q26"
    case q27 = "Q27"
    case q28 = "Q28"
    case q29 = "Q29"
    case q30 = "Q30"
    case q31 = "Q31"
    case q32 = "Q32"
    case q33 = "Q33"
    case q34 = "Q34"
    case q35 = "Q35"
    case q36 = "Q36"

    /// For whom an answer is meant (domain.md 4.1): a cluster about itself, a supplier about its own rows (S2).
    package enum Audience: String, Sendable {
        /// The chief executive, chair and directorate of the cluster itself.
        case ceo
        /// The management of a supplier, about its own rows.
        case supplier
        /// An adviser, about their own rows.
        case adviser
        /// The central office, by a push.
        case office
        /// The national steering committee, the knowledge centre and the broker.
        case national
        /// The operator of the server.
        case `operator`
    }

    package struct Definition: Sendable {
        package let question: Label
        private let formula: Label
        /// Of those who are shown another figure: a cluster knows of each of its forums what the nation counts.
        private let others: [Set<Audience>: Label]
        package let audiences: [Audience]

        fileprivate init(
            question: Label,
            formula: Label,
            others: [Set<Audience>: Label] = [:],
            audiences: [Audience]
        ) {
            (self.question, self.formula, self.others, self.audiences) = (question, formula, others, audiences)
        }

        /// What is counted on the page of `audience`.
        package func formula(for audience: Audience) -> Label {
            others.first { $0.key.contains(audience) }?.value ?? formula
        }
    }

    package var definition: Definition {
        switch self {
        case .activities:
            Definition(
                question: Label(he: "כמה פעילויות ליווי היו?", en: "How many activities of help were there?"),
                formula: Label(
                    he: "מספר שורות הליווי שנקלטו בתקופה. שורה שתוקנה נספרת פעם אחת; שורה שממתינה לתיקון אינה נספרת.",
                    en: """
                        The rows of help taken in for the period. A corrected row counts once; a held row does not \
                        count.
                        """
                ),
                audiences: [.ceo, .supplier, .office, .national]
            )
        case .hours:
            Definition(
                question: Label(he: "כמה שעות ליווי היו?", en: "How many hours of help were there?"),
                formula: Label(
                    he: """
                        סכום הזמן בפעילויות שצוין בהן זמן. פעילות שלא צוין בה זמן אינה נספרת כאפס – היא פשוט אינה בסכום.
                        """,
                    en: """
                        The sum of the time of activities that state it. An activity without a time is left out, not \
                        counted as zero.
                        """
                ),
                audiences: [.ceo, .supplier]
            )
        case .q01:
            Definition(
                question: Label(
                    he: "האם האשכול מפעיל שירות ליבה אחד או שניים?",
                    en: "Does each cluster operate its one or two core services?"
                ),
                formula: Label(
                    he: "מספר שירותי הליבה השונים ששלבם האחרון הוא «הפעלה». נדרש: שירות אחד. יעד: שניים.",
                    en: """
                        Different core services whose latest stage is “operating”. One is required; the target is two.
                        """
                ),
                others: [
                    [.national, .office]: Label(
                        he: "מספר האשכולות שפועל בהם שירות ליבה אחד לפחות. באשכול נדרש שירות אחד, והיעד הוא שניים.",
                        en: """
                            Clusters that operate at least one core service. One is required of a cluster; the target \
                            is two.
                            """
                    )
                ],
                audiences: [.office, .ceo]
            )
        case .q02:
            Definition(
                question: Label(
                    he: "עד לאן הגיעו שאר שירותי הליבה?",
                    en: "How far have the other core services come?"
                ),
                formula: Label(
                    he: "לכל שירות – השלב האחרון שדווח, מרעיון ועד הפעלה.",
                    en: "For each service, the latest stage reported, from idea to operating."
                ),
                others: [
                    [.national, .office]: Label(
                        he: "מספר שירותי הליבה של כל אשכול בכל שלב, לפי השלב האחרון שדווח, מרעיון ועד הפעלה.",
                        en: """
                            Core services of each cluster at each stage, by the latest stage reported, from idea to \
                            operating.
                            """
                    )
                ],
                audiences: [.office, .ceo]
            )
        case .q03:
            Definition(
                question: Label(
                    he: "מה ההצדקה לשירות הליבה, והאם יש חיסכון של 15%?",
                    en: "On what ground is a core service justified; is 15% saved?"
                ),
                formula: Label(
                    he: """
                        הבסיס שדווח: חיסכון, שירות ברמה נמוכה, שירות שאינו ניתן או צמצום פערים. רף ה־15% נבדק רק כשהבסיס \
                        הוא חיסכון.
                        """,
                    en: """
                        The ground reported: saving, low level, absence, or narrowing gaps. The 15% line applies to \
                        saving only.
                        """
                ),
                others: [
                    [.office]: Label(
                        he: """
                            מספר שירותי הליבה שאושרו בשל חיסכון וחוסכים 15% לפחות, מתוך כל אלה שאושרו בשל חיסכון. \
                            שירות שלא צוין בו חיסכון נספר בנפרד.
                            """,
                        en: """
                            Core services approved for saving that save at least 15%, of all that were approved for \
                            saving. Those without a stated saving are counted apart.
                            """
                    )
                ],
                audiences: [.office, .ceo]
            )
        case .q04:
            Definition(
                question: Label(he: "האם יש הישג בולט?", en: "Is there a significant visible achievement?"),
                formula: Label(
                    he: "האם דווח על הישג. «לא» ו«לא דווח» הם שני דברים שונים.",
                    en: "Whether an achievement was told of. “No” and “not reported” are two things."
                ),
                audiences: [.office, .ceo]
            )
        case .q05:
            Definition(
                question: Label(he: "אילו צרכים קיבלו מענה?", en: "Which needs are being served?"),
                formula: Label(
                    he: """
                        מספר הצרכים השונים, מתוך 16, שיש להם לפחות פעילות ליווי אחת בתקופה. בטבלה: מספר הפעילויות לכל \
                        צורך. פעילות אחת יכולה לענות על כמה צרכים.
                        """,
                    en: """
                        Different needs, of 16, with at least one activity of help. The table counts the activities \
                        for each need. One activity may serve several needs.
                        """
                ),
                others: [
                    [.national, .office]: Label(
                        he: """
                            מספר הצרכים השונים, מתוך 16, שיש להם לפחות פעילות ליווי אחת בתקופה. בטבלאות: מספר \
                            הפעילויות לכל צורך, ובכל אשכול לכל תחום. פעילות אחת יכולה לענות על כמה צרכים.
                            """,
                        en: """
                            Different needs, of 16, with at least one activity of help. The tables count the \
                            activities for each need, and in each cluster for each domain. One activity may serve \
                            several needs.
                            """
                    )
                ],
                audiences: [.ceo, .national, .office, .supplier]
            )
        case .q06:
            Definition(
                question: Label(
                    he: "אילו צרכים התבקשו ולא קיבלו מענה?",
                    en: "Which needs were asked for and not met?"
                ),
                formula: Label(
                    he: "הצרכים שהאשכול ביקש, פחות הצרכים שקיבלו מענה בתקופה.",
                    en: "The needs that the cluster asked for, less those served in the period."
                ),
                others: [
                    [.national, .office]: Label(
                        he: """
                            מספר הצרכים שאשכול אחד לפחות ביקש ולא קיבל להם מענה בתקופה. ליד כל צורך: מספר האשכולות \
                            האלה.
                            """,
                        en: """
                            Needs that at least one cluster asked for and that were not served there in the period. \
                            Beside each need: how many clusters.
                            """
                    )
                ],
                audiences: [.ceo, .national, .office]
            )
        case .q07:
            Definition(
                question: Label(he: "האם האשכול בחר בליווי?", en: "Did the cluster choose the help?"),
                formula: Label(
                    he: """
                        מספר פעילויות הליווי לפי אופן הבחירה. היעד לליווי שנכפה על האשכול הוא 0. «לא ידוע» נספר בנפרד.
                        """,
                    en: """
                        Activities of help by how they were chosen. The target for imposed help is 0. “Unknown” is \
                        counted apart.
                        """
                ),
                audiences: [.ceo, .office]
            )
        case .q08:
            Definition(
                question: Label(he: "האם הליווי והבקרה נפרדים?", en: "Are help and oversight kept apart?"),
                formula: Label(
                    he: """
                        מספר הזוגות של ארגון ואשכול, ושל אדם ואשכול, שיש בהם בתקופה גם ליווי וגם בקרה. המספר הרצוי הוא \
                        0.
                        """,
                    en: """
                        Pairs of organisation and cluster, and of person and cluster, with both help and oversight. 0 is \
                        desired.
                        """
                ),
                others: [
                    [.ceo]: Label(
                        he: "מספר הארגונים, ומספר האנשים, שבתקופה גם ליוו את האשכול וגם פיקחו עליו. המספר הרצוי הוא 0.",
                        en: """
                            Organisations, and persons, that both helped and oversaw the cluster in the period. 0 is \
                            desired.
                            """
                    )
                ],
                audiences: [.office, .ceo]
            )
        case .q09:
            Definition(
                question: Label(he: "האם הכובע עובר לשותפות?", en: "Is the hat moving to partner?"),
                formula: Label(
                    he: "מספר פעילויות הליווי בכל כובע, בכל תקופה. פעילות שלא צוין בה כובע נספרת בנפרד.",
                    en: """
                        Activities of help in each hat, in each period. An activity without a stated hat is counted \
                        apart.
                        """
                ),
                others: [
                    [.office]: Label(
                        he: """
                            חלקו של כל כובע בכל פעילויות הארגון בתקופה, ליווי ובקרה יחד, באחוזים שלמים. פעילות שלא \
                            צוין בה כובע אינה באף כובע.
                            """,
                        en: """
                            The share of each hat in all activities of the organisation in the period, help and \
                            oversight together, in whole percent. An activity without a stated hat is in none.
                            """
                    )
                ],
                audiences: [.ceo, .supplier, .office]
            )
        case .q10:
            Definition(
                question: Label(
                    he: "האם אפשר לפצל את העבודה לפי תפקיד, תחום ומעמד?",
                    en: "Can the work be split by function, track and identity?"
                ),
                formula: Label(
                    he: """
                        מספר הפעילויות של כל ארגון: ליווי או בקרה, ליבה או פיתוח, ומי ביצע – עובד הארגון או יועץ \
                        חיצוני מטעמו. מה שלא צוין נספר רק בליווי או בבקרה.
                        """,
                    en: """
                        Activities of each organisation: help or oversight, core or development, and who did it, an \
                        employee or an adviser on its behalf. What is not stated counts as help or oversight alone.
                        """
                ),
                others: [
                    [.supplier]: Label(
                        he: "מספר פעילויות הליווי לפי תחום, ולפי מי שביצע: עובד הארגון או יועץ חיצוני מטעמו.",
                        en: "Activities of help by track, and by who did it: an employee or an adviser on its behalf."
                    )
                ],
                audiences: [.supplier, .office]
            )
        case .q11:
            Definition(
                question: Label(he: "האם מאגר המלווים מתרחב?", en: "Is the pool of suppliers widening?"),
                formula: Label(
                    he: """
                        מספר הארגונים שליוו בתקופה, כמה מהם חדשים, וחלקם של מי שאינם אלכא או אורבניקס בזמן הליווי, \
                        ובפעילויות כשלא צוין זמן. החלק אינו נמסר כשהיה מגלה את נתוניו של ארגון יחיד.
                        """,
                    en: """
                        Organisations that gave help, how many are new, and the share of others than Elka and Urbanics \
                        in the time of help, in activities where no time is stated. The share is withheld where it \
                        would tell of a single organisation.
                        """
                ),
                others: [
                    [.national]: Label(
                        he: "מספר הארגונים שליוו בתקופה, וכמה מהם חדשים.",
                        en: "Organisations that gave help in the period, and how many of them are new."
                    )
                ],
                audiences: [.office, .national]
            )
        case .q12:
            Definition(
                question: Label(
                    he: "האם המפע\"ם מחבר בין אשכולות למלווים?",
                    en: "Does the Mifam connect clusters and suppliers?"
                ),
                formula: Label(
                    he: "מספר פעילויות הליווי שנרשם בהן תיווך של המפע\"ם, ומספר הארגונים השונים שביצעו אותן.",
                    en: "Activities of help brokered by the Mifam, and the different organisations that gave it."
                ),
                audiences: [.office, .national]
            )
        case .q13:
            Definition(
                question: Label(
                    he: "תוך כמה זמן נענית בקשה של אשכול?",
                    en: "How soon is a request of a cluster answered?"
                ),
                formula: Label(
                    he: """
                        החציון של מספר הימים מתאריך הפנייה ועד הפעילות הראשונה אחריה. פניות של אשכול לארגון באותו יום \
                        הן פנייה אחת. בחציון לא נספרת פעילות שהתחילה לפני הפנייה. פנייה נסגרה כשפעילות אחת לפחות שלה \
                        בוצעה, מתוך הפניות שדווח על מצבן. פנייה בלי תאריך אינה נספרת. נספרות פעילויות התקופה בלבד, גם \
                        כשהפנייה קדמה לה.
                        """,
                    en: """
                        The median of days from a request to the first activity after it. What a cluster asked of an \
                        organisation on one day is one request. An activity that began before its request is not in the \
                        median. A request is closed when one of its activities is done, of those whose status was \
                        told. One without a date does not count. Only activities of the period count, also where the \
                        request was made before it.
                        """
                ),
                others: [
                    [.office]: Label(
                        he: """
                            החציון של מספר הימים מתאריך הפנייה ועד הפעילות הראשונה אחריה. פניות של אשכול לארגון באותו \
                            יום הן פנייה אחת. פנייה בלי תאריך, או אחרי שהפעילות התחילה, אינה נספרת. נספרות פעילויות \
                            התקופה בלבד, גם כשהפנייה קדמה לה.
                            """,
                        en: """
                            The median of days from a request to the first activity after it. What a cluster asked of \
                            an organisation on one day is one request. A request without a date, or after the activity \
                            began, does not count. Only activities of the period count, also where the request was \
                            made before it.
                            """
                    )
                ],
                audiences: [.ceo, .supplier, .office]
            )
        case .q14:
            Definition(
                question: Label(he: "מה היחס בין ליבה לפיתוח?", en: "What is the balance of core and development?"),
                formula: Label(
                    he: "דקות הליווי לפי תחום; כשיש פעילות שלא צוין בה זמן – מספר הפעילויות.",
                    en: "Minutes of help by track; activities where any of them states no length."
                ),
                audiences: [.office, .ceo]
            )
        case .q15:
            Definition(
                question: Label(he: "תמיכה או ביצוע?", en: "Support or execution?"),
                formula: Label(
                    he: "מספר הפעילויות לפי סוג העבודה: תמיכתית, ביצועית או פרקטית.",
                    en: "Activities by orientation."
                ),
                audiences: [.supplier, .ceo]
            )
        case .q16:
            Definition(
                question: Label(
                    he: "אילו פורומים פועלים, והאם הם נפגשים כמתוכנן?",
                    en: "Which forums live, and do they meet as planned?"
                ),
                formula: Label(
                    he: "מספר המפגשים שהתקיימו, מול המספר הצפוי לפי התדירות שנקבעה. בלי תדירות אין מספר צפוי.",
                    en: """
                        Meetings held against those expected by the stated frequency. Without a frequency none are \
                        expected.
                        """
                ),
                others: [
                    [.national]: Label(
                        he: "מספר האשכולות שדווח בהם על פורום מסוג זה.",
                        en: "Clusters in which a forum of the kind was reported."
                    ),
                    [.office]: Label(
                        he: """
                            מספר האשכולות שדווח בהם על פורום מסוג זה. בטבלת האשכולות: מספר הפורומים שדווח עליהם בכל \
                            אשכול.
                            """,
                        en: """
                            Clusters in which a forum of the kind was reported. In the table of clusters: forums \
                            reported in each of them.
                            """
                    ),
                ],
                audiences: [.ceo, .supplier, .office]
            )
        case .q17:
            Definition(
                question: Label(he: "עם אילו משרדים נוצר קשר?", en: "Which ministries were reached?"),
                formula: Label(
                    he: "מספר הפעילויות שבהן נוצר קשר עם כל משרד.",
                    en: "Activities that reached each ministry."
                ),
                others: [
                    [.office]: Label(
                        he: """
                            מספר הפעילויות שבהן נוצר קשר עם כל משרד. בטבלת האשכולות: מספר המשרדים השונים שנוצר איתם \
                            קשר.
                            """,
                        en: """
                            Activities that reached each ministry. In the table of clusters: different ministries that \
                            were reached.
                            """
                    )
                ],
                audiences: [.ceo, .supplier, .national, .office]
            )
        case .q18:
            Definition(
                question: Label(
                    he: "האם מתקדם המתווה הארצי מול המשרדים?",
                    en: "Is the national outline for the ministries advancing?"
                ),
                formula: Label(
                    he: "מספר ההדרכות הארציות שעסקו בקשרים עם משרדי הממשלה.",
                    en: "National trainings about ties with the ministries."
                ),
                audiences: [.national, .office]
            )
        case .q19:
            Definition(
                question: Label(he: "אילו משאבים גויסו?", en: "What was raised?"),
                formula: Label(
                    he: """
                        סכומים לפי מקור ולפי מידת הוודאות. כל עמודה עומדת בפני עצמה ואין לחבר ביניהן. «כ־» – הסכום \
                        משוער.
                        """,
                    en: """
                        Amounts by source and certainty. Columns stand alone and are never added up. “~” marks an \
                        estimate.
                        """
                ),
                audiences: [.ceo, .supplier, .office]
            )
        case .q20:
            Definition(
                question: Label(he: "האם מרכז הידע מתמלא?", en: "Does the knowledge centre fill?"),
                formula: Label(
                    he: "מספר הפעילויות שנתנו מענה לצורך 16 או שסומן בהן תוצר ידע.",
                    en: "Activities that served need 16 or brought an item of knowledge."
                ),
                audiences: [.national, .office]
            )
        case .q21:
            Definition(
                question: Label(
                    he: "האם יש אשכול בלי מלווה או בלי מנכ\"ל?",
                    en: "Is any cluster without an escort or a chief executive?"
                ),
                formula: Label(
                    he: """
                        הימים בתקופה שבהם לא היה לאשכול מלווה פעיל או ממלא מקום, ואלה שבהם לא היה לו מנכ"ל, לפי \
                        המינויים הרשומים.
                        """,
                    en: """
                        Days of the period on which the cluster had no active or acting escort, or no chief executive, \
                        by the engagements listed.
                        """
                ),
                others: [
                    [.national, .office]: Label(
                        he: "האם היו בתקופה ימים בלי מלווה פעיל (או ממלא מקום), או בלי מנכ\"ל.",
                        en: "Whether there were days without an active or acting escort, or without a chief executive."
                    )
                ],
                audiences: [.supplier, .ceo, .office]
            )
        case .q22:
            Definition(
                question: Label(he: "מי לא דיווח?", en: "Who did not report?"),
                formula: Label(
                    he: """
                        הדיווחים שהיו צפויים בתקופה, פחות אלה שנקלט מהם לפחות קובץ אחד, של ליווי או של בקרה.
                        """,
                    en: """
                        The reports expected for the period, less those of which at least one file was taken in, of help \
                        or of oversight.
                        """
                ),
                others: [
                    [.supplier]: Label(
                        he: "הדיווחים שהיו צפויים מהארגון בתקופה, פחות אלה שנקלטה בהם לפחות פעילות ליווי אחת.",
                        en: """
                            The reports expected of the organisation for the period, less those of which at least one \
                            activity of help was taken in.
                            """
                    ),
                    [.national, .office]: Label(
                        he: """
                            מספר הדיווחים שנקלט מהם לפחות קובץ אחד, של ליווי או של בקרה, מתוך אלה שהיו צפויים בתקופה. \
                            ברשימת האשכולות: אשכול שנקלט עליו דיווח של ארגון כלשהו.
                            """,
                        en: """
                            Reports of which at least one file was taken in, of help or of oversight, of those \
                            expected for the period. In the list of clusters: those of which a report of any \
                            organisation was taken in.
                            """
                    ),
                ],
                audiences: [.supplier, .office, .ceo]
            )
        case .q23:
            Definition(
                question: Label(he: "היכן כל אשכול על ציר ההתפתחות?", en: "Where is each cluster on its way?"),
                formula: Label(
                    he: "השלב שהוצהר, והאם האשכול כבר התאגד.",
                    en: "The declared stage, and whether the cluster is incorporated."
                ),
                audiences: [.office, .ceo]
            )
        case .q24:
            Definition(
                question: Label(he: "האם כל אשכול עומד באמות המידה?", en: "Does each cluster meet the criteria?"),
                formula: Label(
                    he: "מספר אמות המידה שהוצהר שהאשכול עומד בהן, מתוך אלה שהוצהר עליהן, כן או לא.",
                    en: "Criteria that the cluster was declared to meet, of those that were declared, met or not."
                ),
                others: [
                    [.ceo]: Label(
                        he: "אמות המידה שהוצהר עליהן, והאם הוצהר שהאשכול עומד בכל אחת.",
                        en: "The criteria that were declared, and whether the cluster was declared to meet each."
                    )
                ],
                audiences: [.office, .ceo]
            )
        case .q25:
            Definition(
                question: Label(he: "האם האשכולות הכירו את כל ההיצע?", en: "Did the clusters see the full offer?"),
                formula: Label(
                    he: "מספר האשכולות שבהם כל ארגון הציג את עצמו.",
                    en: "Clusters to which each organisation presented its offer."
                ),
                others: [
                    [.ceo]: Label(
                        he: "מספר הארגונים שהציגו לאשכול את עצמם בתקופה.",
                        en: "Organisations that presented their offer to the cluster in the period."
                    )
                ],
                audiences: [.supplier, .ceo, .office]
            )
        case .q26:
            Definition(
                question: Label(
                    he: "האם הרשויות משתתפות באופן מאוזן?",
                    en: "Is the participation of authorities balanced?"
                ),
                formula: Label(
                    he: "רשויות שהשתתפו מתוך כלל הרשויות, לפי סוג. פחות משלוש אינן מוצגות.",
                    en: "Authorities reached of all, by kind. Fewer than three are not told."
                ),
                audiences: [.ceo, .office]
            )
        case .q27:
            Definition(
                question: Label(he: "הצלחה מהירה או תשתית ארוכת טווח?", en: "Quick success or long infrastructure?"),
                formula: Label(
                    he: "מספר הפעילויות לפי טווח.",
                    en: "Activities by horizon."
                ),
                audiences: [.ceo, .supplier, .office]
            )
        case .q28:
            Definition(
                question: Label(he: "האם אפשר לסמוך על המספרים?", en: "Can the numbers be trusted?"),
                formula: Label(
                    he: "מספר הקבצים שהתקבלו, מספר השורות שנקלטו ומספר השורות שממתינות לתיקון, וההערות השכיחות.",
                    en: "Files received, rows taken in and rows held, with the most common remarks."
                ),
                others: [
                    [.ceo, .supplier]: Label(
                        he: "בכמה מן השורות צוינו הצורך ומשך הזמן, ובכמה הבינה המערכת את הצורך מתוך התיאור.",
                        en: """
                            How many rows state the need and the length, and in how many the need was understood from \
                            the description.
                            """
                    )
                ],
                audiences: [.ceo, .supplier, .office, .national, .operator]
            )
        case .q29:
            Definition(
                question: Label(he: "מתי מסתיימות ההתקשרויות?", en: "When do engagements end?"),
                formula: Label(
                    he: "מספר הימים מסוף התקופה ועד סוף כל התקשרות, גם של מי שלא דיווח.",
                    en: "Days from the end of the period to the end of each engagement, also of who did not report."
                ),
                others: [
                    [.office]: Label(
                        he: "מספר הימים מסוף התקופה ועד סוף ההתקשרות האחרונה של כל ארגון, גם של מי שלא דיווח.",
                        en: """
                            Days from the end of the period to the end of the last engagement of each organisation, \
                            also of who did not report.
                            """
                    )
                ],
                audiences: [.office, .supplier, .ceo]
            )
        case .q30:
            Definition(
                question: Label(he: "חד פעמי או שוטף?", en: "One-off or continuous?"),
                formula: Label(
                    he: "מספר הפעילויות לפי אופי ההתקשרות.",
                    en: "Activities by the mode of engagement."
                ),
                audiences: [.supplier, .ceo]
            )
        case .q31:
            Definition(
                question: Label(
                    he: "האם נוצרו או שופרו שירותים חברתיים?",
                    en: "Were social services made or improved?"
                ),
                formula: Label(
                    he: "מספר השירותים בתחום הפיתוח שבפעילות מסוג «שירות» דווח שנוצרו או שופרו. שם נספר פעם אחת.",
                    en: """
                        Services of the development track told of by activities of the type “service”. A name counts \
                        once.
                        """
                ),
                audiences: [.ceo, .supplier, .office]
            )
        case .q32:
            Definition(
                question: Label(he: "מה היו תוצאות הבקרה?", en: "What were the results of oversight?"),
                formula: Label(
                    he: """
                        מספר הבקרות לפי סוג הפעילות ולפי ההחלטה. בקרה בלי החלטה היא «נרשם»; בקרה מכמה סוגים נספרת בכל \
                        אחד מהם.
                        """,
                    en: """
                        Oversight activities by type and decision. One without a decision is “noted”; one of several \
                        types counts in each.
                        """
                ),
                others: [
                    [.national, .office]: Label(
                        he: """
                            מספר הבקרות בכל אשכול לפי ההחלטה. בקרה בלי החלטה היא «נרשם»; בקרה מכמה סוגים נספרת פעם אחת \
                            לכל סוג.
                            """,
                        en: """
                            Oversight activities in each cluster by decision. One without a decision is “noted”; one \
                            of several types counts once for each.
                            """
                    )
                ],
                audiences: [.office, .ceo]
            )
        case .q33:
            Definition(
                question: Label(he: "כמה עבודה עשה כל מלווה?", en: "How much did each adviser do?"),
                formula: Label(
                    he: """
                        לכל מלווה: מספר פעילויות הליווי שנקלטו בתקופה ושמו כתוב בהן, וסכום הזמן באלה שצוין בהן זמן, לפי \
                        מקום. פעילות של כמה מלווים נספרת במלואה לכל אחד מהם. אינו נכלל בשום סיכום שנשלח, ואין דירוג.
                        """,
                    en: """
                        For each adviser: the activities of help taken in for the period that name them, and the sum of \
                        the time of those that state it, by place. An activity of several advisers counts in full for \
                        each. In no summary that is sent, and nobody is ranked.
                        """
                ),
                audiences: [.supplier, .adviser]
            )
        case .q34:
            Definition(
                question: Label(
                    he: "באיזו תדירות מלווים את מנכ\"ל האשכול?",
                    en: "How often is the chief executive accompanied?"
                ),
                formula: Label(
                    he: "מספר פעילויות הליווי של המנכ\"ל. אינו יוצא מן השרת.",
                    en: "Activities that accompany the chief executive. Never leaves the server."
                ),
                audiences: [.ceo, .supplier]
            )
        case .q35:
            Definition(
                question: Label(
                    he: "האם גדלה הפעילות שמחוץ ל-16 הצרכים?",
                    en: "Does activity outside the 16 needs grow?"
                ),
                formula: Label(
                    he: "מספר הפעילויות שהשולח כתב שאינן נותנות מענה לאף צורך.",
                    en: "Activities that serve none of the needs, by the sender's word."
                ),
                audiences: [.national, .supplier, .office]
            )
        case .q36:
            Definition(
                question: Label(he: "האם נשמעים כמה קולות?", en: "Are several voices heard?"),
                formula: Label(
                    he: "מספר האשכולות ששני ארגונים או יותר ליוו אותם.",
                    en: "Clusters that two organisations or more helped."
                ),
                audiences: [.national, .office]
            )
        }
    }
}
