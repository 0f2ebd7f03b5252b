import Accompaniment
import Foundation

/// How the page says periods, days, numbers and amounts.
enum Hebrew {
    /// What stands where nothing was reported. Never 0.
    static let notReported = "לא דווח"

    /// «רבעון 4, 2015».
    static func name(of period: Period) -> String {
        let year = period.from.year
        let ordinal = (period.from.month - 1) / period.kind.months + 1
        return switch period.kind {
        case .month: "\(months[ordinal - 1]) \(year)"
        case .quarter: "רבעון \(ordinal), \(year)"
        case .half: "מחצית \(ordinal == 1 ? "ראשונה" : "שנייה"), \(year)"
        case .year: "שנת \(year)"
        }
    }

    /// «1.10.2015 עד 31.12.2015».
    static func span(of period: Period) -> String { "\(day(period.from)) עד \(day(period.to))" }

    /// A moment in Israel's time: «4.1.2016 בשעה 08:00».
    static func moment(_ date: Date) -> String {
        date.formatted(
            Date.VerbatimFormatStyle(
                format: """
                    \(day: .defaultDigits).\(month: .defaultDigits).\(year: .defaultDigits) בשעה \
                    \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)
                    """,
                timeZone: TimeZone(identifier: "Asia/Jerusalem") ?? .gmt,
                calendar: Calendar(identifier: .gregorian)
            )
        )
    }

    /// «10,000,000».
    static func number(_ number: Int) -> String { number.formatted(.number.locale(Locale(identifier: "en_US"))) }

    /// «כ-10,000,000 ש"ח», without «כ-» when the amount is exact.
    static func amount(_ amount: Tally.Amount) -> String {
        "\(amount.approx ? "כ-" : "")\(number(amount.nis)) ש\"ח"
    }

    /// «פעילות אחת», «3 פעילויות».
    static func activities(_ count: Int) -> String { count == 1 ? "פעילות אחת" : "\(number(count)) פעילויות" }

    /// The sentence of a warning: which summaries of `source` did not arrive.
    static func warning(_ missing: MissingSequences, source: String) -> String {
        let shown = missing.gaps.prefix(20).map { gap in
            switch gap.count {
            case 1: "\(gap.lowerBound)"
            case 2: "\(gap.lowerBound), \(gap.upperBound)"
            default: "\(gap.lowerBound) עד \(gap.upperBound)"
            }
        }
        let rest = missing.gaps.count > shown.count ? " ועוד" : ""
        let what = missing.count == 1 ? "חסר סיכום אחד: מספר" : "חסרים \(number(missing.count)) סיכומים: מספרים"
        return "\(source) \(what) \(shown.joined(separator: ", "))\(rest)."
    }

    private static func day(_ day: CalendarDay) -> String { "\(day.day).\(day.month).\(day.year)" }

    private static let months = [
        "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
    ]
}
