internal import Accompaniment

/// In which order a column writes day and month.
enum DateOrder: Sendable {
    case dayFirst, monthFirst
    /// Some of its cells only make sense one way and some only the other: none is trusted that makes sense both ways.
    case mixed
}

/// What was read from a cell as a date, and what was guessed in doing so (domain.md 5.6).
struct DateReading: Sendable, Equatable {
    enum Value: Sendable, Equatable {
        case date(ActivityDate)
        /// A date whose year must come from the file's period, with a warning (domain.md 5.3, field 4). The two are
        /// the same unless a range was written; then the second may lie in the year after the first.
        case withoutYear(PartialDate, through: PartialDate)
        /// The month that lies so many months before the day of the report: «5 חודשים בתפקיד».
        case monthsBefore(Int)
    }

    /// What to tell the sender.
    enum Guess: Sendable, Equatable {
        /// Read with the month before the day, as the column needs it.
        case monthFirst
        /// The cell held Excel's day number, counted from 1900. Counted from 1904, as on old Macs, it is another day.
        case excelSerial(from1904: CalendarDay)
        /// `04-יונ`, read as a day; Excel makes the same of a typed range `4-6` (domain.md 5.5, Excel damage).
        case excelRange
        /// Plain «אדר» in a leap year, read as the first of its two.
        case plainAdar
        /// The range was written with its end first, as right-to-left text may show it.
        case reversedRange
    }

    var value: Value
    var guess: Guess?

    /// `nil` where the year is unsaid.
    var date: ActivityDate? {
        guard case .date(let date) = value else { return nil }
        return date
    }

    /// The date with its year: the written one, else the one that puts the date in the period or nearest to it, and of
    /// several such years the last. `nil` where no year around the period has such a day.
    func completed(by period: (from: CalendarDay, to: CalendarDay)) -> ActivityDate? {
        guard case .withoutYear(let first, let last) = value else { return date }
        var best: (date: ActivityDate, distance: Int)?
        // At most the 300 years that a calendar day can have.
        for year in stride(from: period.from.year - 1, through: period.to.year + 1, by: 1) {
            guard let date = Self.date(first, through: last, in: year) else { continue }
            let early = period.from.dayNumber - date.from.dayNumber
            let late = date.to.dayNumber - period.to.dayNumber
            let distance = max(early, 0) + max(late, 0)
            if distance <= best?.distance ?? .max { best = (date, distance) }
        }
        return best?.date
    }

    private static func date(_ first: PartialDate, through last: PartialDate, in year: Int) -> ActivityDate? {
        guard let start = first.date(in: year), first != last else { return first.date(in: year) }
        let end = last.date(in: year).flatMap { $0.to < start.from ? last.date(in: year + 1) : $0 }
        return end.map { ActivityDate(from: start.from, to: $0.to, precision: .range) }
    }
}
