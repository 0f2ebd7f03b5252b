internal import Accompaniment
internal import Foundation

/// An instant as an office worker writes it, in the server's time zone.
enum PlainInstant {
    private static let hebrew = Date.VerbatimFormatStyle(
        format: """
            \(day: .twoDigits)/\(month: .twoDigits)/\(year: .defaultDigits) \
            \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)
            """,
        locale: Locale(identifier: "en_GB"),
        timeZone: .current,
        calendar: Calendar(identifier: .gregorian)
    )
    private static let english = Date.VerbatimFormatStyle(
        format: """
            \(day: .defaultDigits) \(month: .wide) \(year: .defaultDigits), \
            \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)
            """,
        locale: Locale(identifier: "en_GB"),
        timeZone: .current,
        calendar: Calendar(identifier: .gregorian)
    )

    static func text(_ date: Date, _ language: Language) -> String {
        date.formatted(language == .hebrew ? hebrew : english)
    }
}
