import Accompaniment
import TestSupport
import Testing

@testable import Intake

/// Any text may stand in a date cell: nothing traps, and what is read as a date is one.
@Suite struct DateTextPropertyTests {
    private static let pieces = [
        "0", "1", "2", "3", "12", "13", "15", "16", "29", "30", "31", "99", "2015", "2016", "1900", "2199", "2200",
        "42309", "5776", "999999999999999999", "9999999999999999999", "/", ".", "-", "–", "־", "~", "_", ":", ",", "+",
        " ", " ", " ", "'", "\"", "״", "\u{200F}", "ינואר", "בדצמבר", "נוב", "Dec", "may", "רבעון", "Q", "מחצית",
        "חודש",
        "שנת", "עד", "מ", "ב", "ל", "ה", "א", "י\"ח", "כסלו", "אדר", "תשע\"ו", "התשע\"ו", "יום", "שני", "T", "Z", "am",
        "בתפקיד", "חודשים", "אחרי", "בקרוב", "(", ")", "#", "\u{0}", "🗓", "١",
    ]

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `what is read from tokens of dates is a date in order and in bounds`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let period = (from: try #require(CalendarDay("2015-10-01")), to: try #require(CalendarDay("2015-12-31")))
        var read = 0
        for _ in 0..<15_000 {
            let count = Int.random(in: 1...9, using: &random)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            for order in [DateOrder.dayFirst, .monthFirst] {
                guard let reading = DateText.parse(text, order: order) else { continue }
                read += 1
                let date = try #require(reading.completed(by: period), "\(text)")
                #expect(date.from <= date.to, "\(text)")
                #expect((1900...2199).contains(date.from.year) && (1900...2199).contains(date.to.year), "\(text)")
                #expect(date.precision != .day || date.from == date.to, "\(text)")
                #expect(!DateText.isNoDate(text), "\(text)")
            }
            _ = DateText.monthsInRole(text)
        }
        #expect(read > 100)
    }

    @Test(arguments: [5, 6] as [UInt64])
    func `bytes of any kind end nothing`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<5000 {
            let count = Int.random(in: 0...300, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = String(decoding: bytes, as: UTF8.self)
            _ = DateText.parse(text)
            _ = DateText.isNoDate(text)
            _ = DateText.monthsInRole(text)
            _ = DateColumn([(1, text)]).order
        }
    }

    @Test(arguments: ["1", "-", "1-", "א", "עד ", "1:00 ", "+", "(", "\u{200F}", "e\u{301}"])
    func `a huge cell is no date`(_ piece: String) {
        let text = String(repeating: piece, count: 1_000_000)
        #expect(DateText.parse(text) == nil)
        #expect(!DateText.isNoDate(text))
        #expect(DateText.monthsInRole(text) == nil)
    }

    @Test func `every day is read back in each form`() throws {
        let names = [
            "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
        ]
        let first = try #require(CalendarDay("1900-01-01")).dayNumber
        let last = try #require(CalendarDay("2199-12-31")).dayNumber
        for number in stride(from: first, through: last, by: 11) {
            let day = try #require(CalendarDay(dayNumber: number))
            let expected = whole(ActivityDate(day: day))
            for text in [
                day.description, "\(day.day)/\(day.month)/\(day.year)", "\(day.day).\(day.month).\(day.year)",
                "\(pad(day.day, 2))-\(pad(day.month, 2))-\(day.year)",
                "\(day.day) ב\(names[day.month - 1]) \(day.year)",
                "\(day.description)T23:59:59Z",
            ] {
                #expect(DateText.parse(text) == expected, "\(text)")
            }
            let us = try #require(DateText.parse("\(day.month)/\(day.day)/\(day.year)", order: .monthFirst))
            #expect(us.date == expected.date)
        }
    }

    @Test func `two days in either order make one range`() throws {
        var random = SeededGenerator(seed: 7)
        let first = try #require(CalendarDay("2012-01-01")).dayNumber
        for _ in 0..<3000 {
            let from = try #require(CalendarDay(dayNumber: first + Int.random(in: 0...5000, using: &random)))
            let to = try #require(CalendarDay(dayNumber: from.dayNumber + Int.random(in: 1...500, using: &random)))
            let expected = ActivityDate(from: from, to: to, precision: .range)
            let (one, other) = ("\(from.day)/\(from.month)/\(from.year)", "\(to.day)/\(to.month)/\(to.year)")
            #expect(DateText.parse("\(one)-\(other)") == whole(expected))
            let reversed = DateReading(value: .date(expected), guess: .reversedRange)
            #expect(DateText.parse("\(other)-\(one)") == reversed)
        }
    }
}
