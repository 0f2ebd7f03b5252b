import Accompaniment
import Testing

@testable import Pages

/// What a page says of a figure is said of the figure that this reader sees.
@Suite struct DefinitionTests {
    /// By hand, from what is drawn beside each code. Where one reader counts something else than another.
    static let formulas: [(code: String, reader: String, formula: String)] = [
        ("Q01", "WEST-NEGEV", "מספר שירותי הליבה השונים ששלבם האחרון הוא «הפעלה». נדרש: שירות אחד. יעד: שניים."),
        (
            "Q01", "NATIONAL",
            "מספר האשכולות שפועל בהם שירות ליבה אחד לפחות. באשכול נדרש שירות אחד, והיעד הוא שניים."
        ),
        ("Q06", "WEST-NEGEV", "הצרכים שהאשכול ביקש, פחות הצרכים שקיבלו מענה בתקופה."),
        (
            "Q06", "NATIONAL",
            "מספר הצרכים שאשכול אחד לפחות ביקש ולא קיבל להם מענה בתקופה. ליד כל צורך: מספר האשכולות האלה."
        ),
        ("Q09", "WEST-NEGEV", "מספר פעילויות הליווי בכל כובע, בכל תקופה. פעילות שלא צוין בה כובע נספרת בנפרד."),
        ("Q09", "ORG-ELKA", "מספר פעילויות הליווי בכל כובע, בכל תקופה. פעילות שלא צוין בה כובע נספרת בנפרד."),
        ("Q09", "NATIONAL", "מספר פעילויות הליווי בכל כובע, בכל תקופה. פעילות שלא צוין בה כובע נספרת בנפרד."),
        ("Q16", "NATIONAL", "מספר האשכולות שדווח בהם על פורום מסוג זה."),
        (
            "Q16", "ORG-ELKA",
            "מספר המפגשים שהתקיימו, מול המספר הצפוי לפי התדירות שנקבעה. בלי תדירות אין מספר צפוי."
        ),
        (
            "Q21", "WEST-NEGEV",
            """
            הימים בתקופה שבהם לא היה לאשכול מלווה פעיל או ממלא מקום, ואלה שבהם לא היה לו מנכ"ל, לפי המינויים הרשומים.
            """
        ), ("Q21", "NATIONAL", "האם היו בתקופה ימים בלי מלווה פעיל (או ממלא מקום), או בלי מנכ\"ל."),
        (
            "Q28", "WEST-NEGEV",
            "בכמה מן השורות צוינו הצורך ומשך הזמן, ובכמה הבינה המערכת את הצורך מתוך התיאור."
        ), ("Q28", "ORG-ELKA", "בכמה מן השורות צוינו הצורך ומשך הזמן, ובכמה הבינה המערכת את הצורך מתוך התיאור."),
        ("Q28", "NATIONAL", "מספר הקבצים שהתקבלו, מספר השורות שנקלטו ומספר השורות שממתינות לתיקון, וההערות השכיחות."),
    ]

    @Test(arguments: formulas)
    func `the formula is that of the figure beside it`(_ code: String, _ reader: String, _ formula: String) throws {
        #expect(try printedFormulas(in: Quarter().page(reader))[code] == formula)
    }

    @Test(arguments: [
        ("WEST-NEGEV", Indicator.Audience.ceo), ("EAST-GALILEE", .ceo), ("ORG-ELKA", .supplier),
        ("NATIONAL", .national),
    ])
    func `whatever its reader may know is on a page`(_ subject: String, _ audience: Indicator.Audience) throws {
        let printed = Set(try printedFormulas(in: Quarter().page(subject)).keys)
        let due = Indicator.allCases.filter { $0.definition.audiences.contains(audience) }.map(\.rawValue)
        // Q33 has a page of its own, which lies in no folder that advisers share.
        #expect(Set(due).subtracting(printed).subtracting(["Q33"]) == [])
    }

    @Test(arguments: PageTests.subjects, Language.allCases)
    func `every formula of a page is that of its reader, and every code is theirs`(
        _ subject: String,
        _ language: Language
    ) throws {
        let audience: Indicator.Audience =
            subject == "NATIONAL" ? .national : subject.hasPrefix("ORG-") ? .supplier : .ceo
        let printed = try printedFormulas(in: Quarter().page(subject, language))
        #expect(printed.count > 10)
        for (code, formula) in printed {
            let definition = try #require(Indicator(rawValue: code)).definition
            #expect(formula == definition.formula(for: audience)[language], "\(code)")
            // The central office reads the national page as well.
            let readers: Set<Indicator.Audience> = audience == .national ? [.national, .office] : [audience]
            #expect(!readers.isDisjoint(with: definition.audiences), "\(code)")
        }
    }
}
