import Testing

@testable import Intake

/// Lengths of time as people write them: domain.md 5.7.
@Suite struct DurationTextTests {
    private static let headings = ["משך", "שעות", "משך (בדקות)"]

    @Test(arguments: [
        ("1:30", 90), ("01:30:00", 90), ("0:45", 45), ("1:30 שעות", 90), ("90 דק'", 90), ("90 דקות", 90), ("שעה", 60),
        ("שעה וחצי", 90), ("שעה ורבע", 75), ("שעה ושלושת רבעי", 105), ("שעתיים", 120), ("שעתיים וחצי", 150),
        ("חצי שעה", 30), ("רבע שעה", 15), ("שלושת רבעי שעה", 45), ("3 ש'", 180), ("3 ש׳", 180), ("2 שעות", 120),
        ("1.5 שעות", 90), ("1½ שעות", 90), ("3 שעות וחצי", 210), ("שלוש שעות", 180), ("שעה ועשרים דקות", 80),
        ("שעה ו-20 דקות", 80), ("2 שעות ו20 דקות", 140), ("1h30m", 90), ("90 min", 90), ("9:00-11:30", 150),
        ("9:00 – 11:30", 150), ("11:30-9:00", 150), ("23:00-01:00", 120), ("מ-9:00 עד 11:30", 150),
        ("בין 9:00 ל-11:30", 150), ("8:00-21:00", 780),
    ])
    func `a duration that names its unit is minutes under any heading`(_ text: String, _ minutes: Int) {
        for heading in Self.headings {
            #expect(DurationText.parse(text, heading: heading) == DurationReading(minutes: minutes))
        }
    }

    @Test(arguments: [
        ("90", "משך", 90), ("90", "דקות", 90), ("2", "משך (בדקות)", 2), ("90", "durationMin", 90), ("1.5", "שעות", 90),
        ("1,5", "שעות ליווי", 90), ("2", "מס' שעות", 120), ("0.5", "משך בשעות", 30), ("חצי", "שעות", 30),
        ("2 וחצי", "שעות", 150), ("24", "שעות", 1440), ("3", "שעות ביום", 180),
    ])
    func `a bare number is in the unit of its column`(_ text: String, _ heading: String, _ minutes: Int) {
        #expect(DurationText.parse(text, heading: heading) == DurationReading(minutes: minutes))
    }

    @Test(arguments: ["כשעה", "כ-60 דקות", "בערך שעה", "שעה בערך", "~1:00"])
    func `about an hour is an approximate hour`(_ text: String) {
        #expect(DurationText.parse(text) == DurationReading(minutes: 60, isApproximate: true))
    }

    @Test(arguments: [
        "יום", "חצי יום", "יום עבודה", "יום שלם", "יומיים", "יום וחצי", "3 ימים", "2 ימי עבודה", "יום ו-2 שעות",
    ])
    func `a day is of unknown length`(_ text: String) {
        #expect(DurationText.parse(text) == DurationReading(minutes: nil, guess: .workingDay))
    }

    @Test func `a bare number in a column of days is of unknown length`() {
        #expect(DurationText.parse("2", heading: "ימי עבודה") == DurationReading(minutes: nil, guess: .workingDay))
    }

    @Test(arguments: [("90", 5400), ("24.5", 1470), ("30 שעות", 1800), ("25:00", 1500), ("2000 דקות", 2000)])
    func `more than a day in one row is marked`(_ text: String, _ minutes: Int) {
        #expect(DurationText.parse(text, heading: "שעות") == DurationReading(minutes: minutes, guess: .moreThanDay))
    }

    @Test(arguments: [("0.0625", 90), ("0.041666667", 60), ("0,125", 180), ("0.375", 540)])
    func `a part of a day, as Excel saves a time, is marked`(_ text: String, _ minutes: Int) {
        for heading in Self.headings {
            let reading = DurationReading(minutes: minutes, guess: .dayFraction)
            #expect(DurationText.parse(text, heading: heading) == reading)
        }
    }

    @Test(arguments: [("1.5", 90), ("0.5", 30), ("½", 30), ("2", nil), ("9", nil)] as [(String, Int?)])
    func `a small number under no unit is hours by its fraction, else unknown`(_ text: String, _ minutes: Int?) {
        #expect(DurationText.parse(text, heading: "זמן") == DurationReading(minutes: minutes, guess: .unitAssumed))
    }

    @Test(arguments: [
        "", "0", "0:00", "-90", "90-", "(90)", "-1:30", "הרבה", "שעות", ":", "א:ב", "1:60", "1:30:60", "1.5:30",
        "1-2 שעות",
        "עד שעה", "9:00-9:00", "9:00-25:00", "שעה שעתיים", "20 דקות ושעה", "3 שעתיים", "שעה ו-20", "1e300",
        "99999999999999999999", "9223372036854775807:00", "3 שעות אקדמיות",
    ])
    func `a text that is no length of time is no duration`(_ text: String) {
        for heading in Self.headings { #expect(DurationText.parse(text, heading: heading) == nil) }
    }
}
