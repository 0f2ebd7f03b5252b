internal import Accompaniment

/// The names of months as they stand in cells: folded, with a preposition, shortened (domain.md 5.6).
enum MonthNames {
    /// 1 to 12 for «דצמבר», «בדצמבר», «דצמ'», `December`, `Dec`.
    static func civil(_ word: String) -> Int? { look(word, in: civilNames) }

    /// «כסלו», «בכסלו», «מרחשוון»; plain «אדר» is ``HebrewCalendar/Month/adar``.
    static func hebrew(_ word: String) -> HebrewCalendar.Month? { look(word, in: hebrewNames) }

    /// The meaning of `word`, also after one of the prepositions ב, ל, מ.
    private static func look<Meaning>(_ word: String, in names: [String: Meaning]) -> Meaning? {
        if let meaning = names[word] { return meaning }
        guard let first = word.first, "בלמ".contains(first) else { return nil }
        return names[String(word.dropFirst())]
    }

    /// Whole names, and their beginnings of three letters and more.
    private static let civilNames: [String: Int] = {
        let names = [
            ["ינואר", "january"], ["פברואר", "february"], ["מרץ", "מרס", "march"], ["אפריל", "april"], ["מאי", "may"],
            ["יוני", "june"], ["יולי", "july"], ["אוגוסט", "august"], ["ספטמבר", "september"],
            ["אוקטובר", "october"], ["נובמבר", "november"], ["דצמבר", "december"],
        ]
        var months: [String: Int] = [:]
        for (index, variants) in names.enumerated() {
            for key in variants.map(Folding.key) {
                for length in 3...max(3, key.count) { months[String(key.prefix(length))] = index + 1 }
            }
        }
        return months
    }()

    private static let hebrewNames: [String: HebrewCalendar.Month] = [
        "תשרי": .tishri, "חשונ": .heshvan, "חשוונ": .heshvan, "מרחשונ": .heshvan, "מרחשוונ": .heshvan,
        "כסלו": .kislev, "כסליו": .kislev, "טבת": .tevet, "שבט": .shevat, "אדר": .adar, "ניסנ": .nisan,
        "אייר": .iyyar, "איר": .iyyar, "סיונ": .sivan, "סיוונ": .sivan, "תמוז": .tammuz, "אב": .av, "אלול": .elul,
    ]
}
