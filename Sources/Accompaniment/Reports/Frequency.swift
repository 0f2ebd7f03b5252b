/// How often something takes place (domain.md 5.7).
package enum Frequency: Hashable, Sendable {
    package enum Unit: String, Sendable {
        case day = "DAY"
        case week = "WEEK"
        case month = "MONTH"
        case quarter = "QUARTER"
        case year = "YEAR"
    }

    /// `least` to `most` times in each `every` units: «4-6 פעמים בשנה» is 4 to 6 times in 1 year.
    case regular(least: Int, most: Int, every: Int, unit: Unit)
    case ongoing
    case once
    case varying

    /// As people say it.
    package var words: Label {
        switch self {
        case .ongoing: Label(he: "באופן שוטף", en: "ongoing")
        case .once: Label(he: "חד פעמי", en: "once")
        case .varying: Label(he: "תדירות משתנה", en: "varying")
        case .regular(let least, let most, let every, let unit):
            Label(
                he: (least == most ? (least == 1 ? "פעם אחת" : "\(least) פעמים") : "\(least) עד \(most) פעמים")
                    + (every == 1 ? " ב\(unit.words.one.he)" : " בכל \(every) \(unit.words.many.he)"),
                en: (least == most ? (least == 1 ? "once" : "\(least) times") : "\(least) to \(most) times")
                    + (every == 1 ? " a \(unit.words.one.en)" : " every \(every) \(unit.words.many.en)")
            )
        }
    }

    /// The stored form: `4-6/1-YEAR`, `ONGOING`.
    package var text: String {
        switch self {
        case .regular(let least, let most, let every, let unit):
            (least == most ? "\(least)" : "\(least)-\(most)") + "/\(every)-\(unit.rawValue)"
        case .ongoing: "ONGOING"
        case .once: "ONCE"
        case .varying: "VARYING"
        }
    }
}

extension Frequency.Unit {
    fileprivate var words: (one: Label, many: Label) {
        switch self {
        case .day: (Label(he: "יום", en: "day"), Label(he: "ימים", en: "days"))
        case .week: (Label(he: "שבוע", en: "week"), Label(he: "שבועות", en: "weeks"))
        case .month: (Label(he: "חודש", en: "month"), Label(he: "חודשים", en: "months"))
        case .quarter: (Label(he: "רבעון", en: "quarter"), Label(he: "רבעונים", en: "quarters"))
        case .year: (Label(he: "שנה", en: "year"), Label(he: "שנים", en: "years"))
        }
    }
}
