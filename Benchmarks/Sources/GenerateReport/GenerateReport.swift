import Foundation

/// Writes a Hebrew activity report of a given size: `GenerateReport ROWS SEED FILE`.
///
/// 14 columns as offices keep them, quoted where Excel quotes, CR LF, UTF-8 with a byte order mark. Every row is
/// another activity; the same seed gives the same bytes.
@main
struct GenerateReport {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let rows = Int(arguments[1]), let seed = UInt64(arguments[2]) else {
            FileHandle.standardError.write(Data("usage: GenerateReport ROWS SEED FILE\n".utf8))
            exit(2)
        }
        try Data().write(to: URL(fileURLWithPath: arguments[3]))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: arguments[3]))
        var random = SplitMix64(state: seed)
        var block = Data("\u{FEFF}\(headings.joined(separator: ","))\r\n".utf8)
        for number in 1...max(rows, 1) {
            block.append(contentsOf: row(number, &random).utf8)
            if block.count > 1 << 20 {
                try file.write(contentsOf: block)
                block.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: block)
    }

    private static let headings = [
        "אשכול", "מלווה", "פעילות", "סטטוס", "תדירות", "תאריך", "צורך", "פורום", "סוג פעילות", "משך",
        "מספר משתתפים", "משרד", "תוצאה", "הערות",
    ]

    private static func row(_ number: Int, _ random: inout SplitMix64) -> String {
        let month = Int.random(in: 10...12, using: &random)
        let day = Int.random(in: 1...30, using: &random)
        let need = Int.random(in: 1...16, using: &random)
        let cells = [
            pick(units, &random), pick(escorts, &random),
            "\"\(pick(openings, &random)): מפגש \(number), \(pick(subjects, &random))\"",
            pick(statuses, &random), pick(frequencies, &random), "\(day)/\(month)/2015",
            need < 9 ? "\(need)" : "\"\(need),\(need - 4)\"", pick(forums, &random), pick(kinds, &random),
            pick(durations, &random), "\(Int.random(in: 4...40, using: &random))", pick(ministries, &random),
            "\"סוכם עם \(pick(subjects, &random)) על המשך, ראו סיכום \(random.next() % 9000)\"",
            random.next() % 4 == 0 ? "המשך טיפול אצל המנכ״ל" : "",
        ]
        return cells.joined(separator: ",") + "\r\n"
    }

    private static func pick(_ list: [String], _ random: inout SplitMix64) -> String {
        list[Int(random.next() % UInt64(list.count))]
    }

    private static let units = [
        "אשכול נגב מערבי", "אשכול הנגב המזרחי", "אשכול בית הכרם", "אשכול גליל מערבי", "אשכול הגליל המזרחי",
    ]
    private static let escorts = (1...40).map { "מלווה מספר \($0)" }
    private static let openings = [
        "איסוף צרכים מול הרשויות", "הנחיית צוות אזורי", "ליווי תכנית עבודה", "מיפוי שירותים לתושבים",
        "חיבור לגופים פילנטרופיים",
    ]
    private static let subjects = [
        "שירותי רווחה לקשישים", "חינוך מיוחד באזור", "היערכות לשעת חירום", "תיירות ותעשייה", "איכות הסביבה",
        "תקציב ומנופים כלכליים",
    ]
    private static let statuses = ["מתוכנן", "בהקמה", "בתהליך", "שוטף", "בוצע", ""]
    private static let frequencies = ["אחת לשלושה שבועות", "4-6 פעמים בשנה", "פעם בחודש", "שוטף", ""]
    private static let forums = ["פורום רווחה", "פורום חינוך", "פורום חירום", "", ""]
    private static let kinds = ["הנחיה", "מיפוי", "גיוס משתתפים", ""]
    private static let durations = ["90 דק'", "1:30", "שעה וחצי", "שעתיים", ""]
    private static let ministries = ["משרד הרווחה", "משרד הכלכלה", "", ""]
}

/// A small generator whose sequence never changes between releases of Swift.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
