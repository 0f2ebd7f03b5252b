import Foundation

/// Times as the office keeps and tells them: ISO 8601 in UTC, whole seconds.
enum Moment {
    static func text(_ date: Date) -> String { date.ISO8601Format() }

    /// `nil` for what is no such time.
    static func date(_ text: String) -> Date? {
        // `try?`: that it is none is all there is to know.
        try? Date(text, strategy: .iso8601)
    }
}
