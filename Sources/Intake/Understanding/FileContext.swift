internal import Accompaniment

/// What holds for every row of a file unless the row says otherwise.
struct FileContext: Sendable {
    var organisation: Code
    var function: Function
    /// How long a reporting period is.
    var periodKind: Period.Kind
    /// The time that the file as a whole says it reports on: a title row, or a field of a JSON document.
    var filePeriod: ActivityDate?
    /// The place and the escort of a title row.
    var unit: Code?
    var escort: String?
    /// The day on which the file came.
    var received: CalendarDay
    var language: Language
}
