package import Accompaniment

/// A table to start from, for those who have none of their own. An offer, never a condition (domain.md 5.1).
package enum ReportTemplate {
    /// CSV with a byte order mark, headings and one row to overwrite, which is itself a good row.
    package static func csv(language: Language, unit: String, year: Int) -> String {
        let rows: [[String]] =
            switch language {
            case .hebrew:
                [
                    [
                        "אשכול", "מלווה", "פעילות", "סוג פעילות", "סטטוס", "תדירות", "תאריך", "צורך", "פורום", "משרדים",
                        "הערות",
                    ],
                    [
                        unit, "שם המלווה", "פורום רווחה (דוגמה)", "הפעלת פורום", "שוטף", "אחת לחודש", "1/\(year)", "12",
                        "פורום רווחה", "", "",
                    ],
                ]
            case .english:
                [
                    [
                        "cluster", "adviser", "activity", "activity type", "status", "frequency", "date", "needs",
                        "forum",
                        "ministries", "notes",
                    ],
                    [
                        unit, "Adviser", "Welfare forum (example)", "Running a forum", "ongoing", "", "1/\(year)", "12",
                        "Welfare forum", "", "",
                    ],
                ]
            }
        return "\u{FEFF}" + rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }
}
