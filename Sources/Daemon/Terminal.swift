import Foundation
import Glibc

/// What the commands print.
enum Terminal {
    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// `eshkold: what happened: what to do`, on the standard error stream.
    static func complain(_ message: String) {
        let lines = message.split(separator: "\n").map { $0.hasPrefix("eshkold:") ? "\($0)\n" : "eshkold: \($0)\n" }
        FileHandle.standardError.write(Data(lines.joined().utf8))
    }

    /// Columns as wide as their widest cell. Control characters, which a file's name may hold, are shown as `?`.
    static func table(_ header: [String], _ rows: [[String]]) -> String {
        let clean = rows.map { $0.map(visible) }
        let widths = header.indices.map { column in
            ([header] + clean).map { $0[column].count }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            // Only the end is trimmed: what is indented stays so.
            return padded.joined(separator: "  ").replacing(/\s+$/, with: "")
        }
        let title = isInteractive ? "\u{1B}[1m\(line(header))\u{1B}[0m" : line(header)
        return ([title] + clean.map(line)).joined(separator: "\n")
    }

    /// `text` without anything that a terminal would obey.
    static func visible(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        let obeyed: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
        for scalar in text.unicodeScalars {
            shown.append(obeyed.contains(scalar.properties.generalCategory) ? "?" : scalar)
        }
        return String(shown)
    }

    /// JSON with sorted keys, for other programs.
    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.dateEncodingStrategy = .iso8601
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A JSON document laid out for reading.
    static func printDocument(_ body: Data) throws {
        let laidOut = try JSONSerialization.data(
            withJSONObject: try JSONSerialization.jsonObject(with: body),
            options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        )
        print(String(decoding: laidOut, as: UTF8.self))
    }

    static func instant(_ date: Date?) -> String {
        guard let date else { return "-" }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_GB")
        formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
        return formatter.string(from: date)
    }
}
