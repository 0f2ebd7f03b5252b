/// A reporting period: a calendar month, quarter, half or year.
package struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case month, quarter, half, year

        package var months: Int {
            switch self {
            case .month: 1
            case .quarter: 3
            case .half: 6
            case .year: 12
            }
        }

        var precision: ActivityDate.Precision {
            switch self {
            case .month: .month
            case .quarter: .quarter
            case .half: .half
            case .year: .year
            }
        }
    }

    package let kind: Kind
    package let from: CalendarDay

    /// The period of `kind` that `day` lies in.
    package init(_ kind: Kind, containing day: CalendarDay) {
        self.kind = kind
        from = .first(year: day.year, month: (day.month - 1) / kind.months * kind.months + 1)
    }

    /// From its code: `2015-12`, `2015-Q4`, `2015-H2` or `2015`.
    package init?(code: some StringProtocol) {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard let yearText = parts.first, yearText.count == 4, let year = Int(yearText), parts.count <= 2 else {
            return nil
        }
        let kind: Kind
        let ordinal: Int?
        switch parts.count == 2 ? parts[1].first : nil {
        case nil: (kind, ordinal) = (.year, 1)
        case "Q": (kind, ordinal) = (.quarter, Int(parts[1].dropFirst()))
        case "H": (kind, ordinal) = (.half, Int(parts[1].dropFirst()))
        default: (kind, ordinal) = (.month, parts[1].count == 2 ? Int(parts[1]) : nil)
        }
        guard let ordinal, (1...(12 / kind.months)).contains(ordinal),
            let day = CalendarDay(year: year, month: (ordinal - 1) * kind.months + 1, day: 1)
        else { return nil }
        self.init(kind, containing: day)
    }

    package var to: CalendarDay { .last(year: from.year, month: from.month + kind.months - 1) }

    /// The code: `2015-12`, `2015-Q4`, `2015-H2` or `2015`.
    package var description: String {
        let ordinal = (from.month - 1) / kind.months + 1
        return switch kind {
        case .month: "\(pad(from.year, 4))-\(pad(ordinal, 2))"
        case .quarter: "\(pad(from.year, 4))-Q\(ordinal)"
        case .half: "\(pad(from.year, 4))-H\(ordinal)"
        case .year: pad(from.year, 4)
        }
    }

    package static func < (left: Period, right: Period) -> Bool {
        (left.from, left.to) < (right.from, right.to)
    }

    /// The period of `kind` that an activity counts in: the one it lies in, or, where its date is coarser, the last
    /// one that the date covers (design.md 4, step 6).
    package static func counting(_ date: ActivityDate, as kind: Kind) -> Period {
        Period(kind, containing: date.to)
    }
}
