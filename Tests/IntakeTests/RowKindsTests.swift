import Testing

@testable import Intake

/// What a row is before its cells are read: domain.md 5.5.
@Suite struct RowKindsTests {
    private static let headings = ["אשכול", "מלווה", "פעילות", "תאריך / התחלה", "תאריך / סיום", "שעות"]

    private func kind(_ cells: [String]) -> RowKind {
        var kinds = RowKinds()
        kinds.bind(headings: Self.headings.enumerated().map { ($0, $1) }, unit: 0, numbers: [6])
        let row = TableRow(number: 9, cells: cells)
        let first = kinds.kind(of: row)
        #expect(kinds.kind(of: row) == first)
        return first
    }

    @Test(arguments: [
        "סה\"כ", "סהכ", "סה״כ", "סה''כ:", "סך הכל", "סך-הכל", "סך הכול", "סך-הכול:", "סיכום", "Total", "סה\"כ שעות",
        "סך הכל פעילויות",
        "סך הכול שעות", "סיכום כללי", "\u{200F}סה\"כ", " סיכום ",
    ])
    func `totals`(_ word: String) {
        #expect(kind([word, "", "", "", "", "12"]) == .totals(.sum))
        #expect(kind(["", word]) == .totals(.sum))
        #expect(kind(["נגב מערבי", "", word]) == .activity)
        #expect(kind(["נגב מערבי", word]) == .activity)
    }

    @Test(arguments: ["7", " 12.", "#3", "4)"])
    func `a number for an activity to come`(_ number: String) {
        #expect(kind(["", "", "", "", "", "", number]) == .numbered)
        #expect(kind(["", "", "", "", "", "", number, " "]) == .numbered)
        #expect(kind(["", "", "", "", "", "", number, "מפגש"]) == .activity)
        #expect(kind(["", "", "", "", "", "", "A-\(number)"]) == .activity)
        #expect(kind(["", "", number]) == .activity)
    }

    @Test func `an average is totals of its own kind`() {
        #expect(kind(["ממוצע", "", "", "", "", "12"]) == .totals(.average))
    }

    @Test(arguments: [
        "הופק בתאריך 30/11/2015", "הופק", "חתימה", "חתימה: ________", "חתימת המלווה:", "תאריך הדפסה 1/1/2016",
        "עמוד 1 מתוך 3", "עמוד 1", "הודפס ע\"י המערכת", "הודפס: 1/1/2016", "Page 1 of 3", "Printed on 1/1/2016",
    ])
    func `footers`(_ text: String) {
        #expect(kind([text]) == .footer)
        #expect(kind(["נגב מערבי", "", text]) == .activity)
        #expect(RowKinds.isFooter(text))
    }

    @Test(arguments: [
        ["סיכום שנה עם המנכ\"ל"], ["", "", "הופק סרטון תדמית"], ["", "", "הודפס עלון"], ["עמוד השדרה של התכנית"],
        ["חתימה על הסכם שיתוף פעולה עם המועצה"], ["חתימה על הסכם"], ["סהכל"], ["תאריך"], ["אשכול"],
        ["נגב מערבי", "טל", "סיור"], [],
        ["", " "],
        ["12"], ["נגב מערבי", "מלווה"], ["אשכול", "טל"], ["ממוצעים"],
    ])
    func `everything else is an activity`(_ cells: [String]) {
        #expect(kind(cells) == .activity)
    }

    @Test(arguments: [
        ["אשכול", "מלווה", "פעילות", "תאריך / התחלה", "תאריך / סיום", "שעות"],
        [" אשכול", "מלווה:", "* פעילות"], ["אשכול", "", "\u{200F}פעילות"],
        ["אשכול", "מלווה", "פעילות", "תאריך", "", "שעות"],
        ["", "", "", "התחלה", "סיום"],
    ])
    func `the headings once more, in one line or two and with other spacing`(_ cells: [String]) {
        #expect(kind(cells) == .headings)
    }

    @Test func `new headings are known as soon as they are bound`() {
        var kinds = RowKinds()
        let row = TableRow(number: 2, cells: ["פעילות", "תאריך"])
        #expect(kinds.kind(of: row) == .activity)
        kinds.bind(headings: [(0, "פעילות"), (1, "תאריך")], unit: nil, numbers: [])
        #expect(kinds.kind(of: row) == .headings)
    }
}
