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
