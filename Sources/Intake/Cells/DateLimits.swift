internal import Accompaniment

/// Where the dates of a row may lie beside each other (domain.md 5.3, fields 3, 4, 5 and 36).
///
/// A date coarser than a day passes where any of its days does.
enum DateLimits {
    /// A report may be dated a day after its arrival, as clocks and zones differ, and no later.
    static func allows(reportDate: ActivityDate, receivedOn received: CalendarDay) -> Bool {
        reportDate.from.dayNumber <= received.dayNumber + 1
    }

    /// An activity begins in 2012, when the clusters did, or later, and at most 24 months after the report on it.
    static func allows(startDate: ActivityDate, reportedOn report: CalendarDay) -> Bool {
        let (from, to) = (startDate.from, startDate.to)
        return to.year >= 2012 && (from.year - 2, from.month, from.day) <= (report.year, report.month, report.day)
    }

    /// An activity does not end before it begins; where it seems to, the two dates may have changed places.
    static func allows(endDate: ActivityDate, after startDate: ActivityDate) -> Bool {
        endDate.to >= startDate.from
    }

    /// An activity is asked for before it begins.
    static func allows(requestedOn: ActivityDate, before startDate: ActivityDate) -> Bool {
        requestedOn.from <= startDate.to
    }
}
