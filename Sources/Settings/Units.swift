/// Times and sizes as the configuration writes them.
package enum Units {
    /// `500ms`, `2s`, `15m`, `6h`, `30d`, `24mo`; a month counts 30 days.
    package static func duration(_ text: String) -> Duration? {
        let factors: [(String, Duration)] = [
            ("ms", .milliseconds(1)), ("mo", .seconds(30 * 86_400)), ("s", .seconds(1)), ("m", .seconds(60)),
            ("h", .seconds(3600)), ("d", .seconds(86_400)),
        ]
        return scaled(text, factors).map { $0.factor * $0.number }
    }

    /// `65536`, `64KiB`, `64MiB`, `1GiB`.
    package static func bytes(_ text: String) -> Int? {
        scaled(text, [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("", 1)]).map { $0.factor * $0.number }
    }

    private static func scaled<Factor>(_ text: String, _ factors: [(String, Factor)]) -> (number: Int, factor: Factor)?
    {
        for (suffix, factor) in factors where text.hasSuffix(suffix) {
            // At most nine digits, so that no product overflows.
            let digits = text.dropLast(suffix.count)
            guard digits.count <= 9, let number = Int(digits), number > 0 else { continue }
            return (number, factor)
        }
        return nil
    }
}
