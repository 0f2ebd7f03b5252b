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
    /// The code: `2015-12`, `2015-Q4`, `2015-H2` or `2015`.
    package let description: String

    /// The period of `kind` that `day` lies in.
    package init(_ kind: Kind, containing day: CalendarDay) {
        self.kind = kind
        let ordinal = (day.month - 1) / kind.months + 1
        from = .first(year: day.year, month: (ordinal - 1) * kind.months + 1)
        let year = pad(day.year, 4)
        description =
            switch kind {
            case .month: "\(year)-\(pad(ordinal, 2))"
            case .quarter: "\(year)-Q\(ordinal)"
            case .half: "\(year)-H\(ordinal)"
            case .year: year
            }
    }

    /// From its code: `2015-12`, `2015-Q4`, `2015-H2` or `2015`.
    package init?(code: some StringProtocol) {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard let yearText = parts.first, yearText.count == 4, let year = Int(yearText), parts.count <= 2 else {
            return nil
        }
        let kind: Kind
        let ordinal: Int?
        switch parts.count == 2 ? parts[1].first ?? "-" : nil {
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

    /// The one before, of the same kind.
    package var previous: Period {
        Period(kind, containing: .first(year: from.year, month: from.month - kind.months))
    }

    /// Those that share a day with it: in which it lies, which lie in it, and itself. Of a month 4, of a year 19.
    package var overlapping: [Period] {
        Kind.allCases.flatMap { other in
            stride(from: 0, to: kind.months, by: other.months).map {
                Period(other, containing: .first(year: from.year, month: from.month + $0))
            }
        }
    }

    package var to: CalendarDay { .last(year: from.year, month: from.month + kind.months - 1) }

    package static func < (left: Period, right: Period) -> Bool {
        (left.from, left.kind.months) < (right.from, right.kind.months)
    }

    /// The period of `kind` that an activity counts in: the one it lies in, or, where its date is coarser, the last
    /// one that the date covers (design.md 4, step 6).
    package static func counting(_ date: ActivityDate, as kind: Kind) -> Period {
        Period(kind, containing: date.to)
    }
}
