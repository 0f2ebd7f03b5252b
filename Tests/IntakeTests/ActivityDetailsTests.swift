import Accompaniment
import Testing

@testable import Intake

/// Status, frequency and date at the end of an activity: domain.md 3.4.
@Suite struct ActivityDetailsTests {
    struct Expected: Sendable {
        let part: String
        var text = ""
        var status = ""
        var frequency = ""
        var date = ""
    }

    @Test(arguments: [
        Expected(part: "תוכנית הנהגה (בהקמה)", text: "תוכנית הנהגה", status: "בהקמה"),
        Expected(part: "פורום חינוך אחת לשלושה שבועות", text: "פורום חינוך", frequency: "אחת לשלושה שבועות"),
        Expected(
            part: "ועדת היגוי, 4-6 פעמים בשנה (בתהליך)",
            text: "ועדת היגוי",
            status: "בתהליך",
            frequency: "4-6 פעמים בשנה"
        ),
        Expected(
            part: "פורום חינוך (בהקמה) אחת לחודש",
            text: "פורום חינוך",
            status: "בהקמה",
            frequency: "אחת לחודש"
        ),
        Expected(
            part: "תוכנית מנהיגות (מתחילה בדצמבר)",
            text: "תוכנית מנהיגות",
            status: "מתחילה",
            date: "בדצמבר"
        ),
        Expected(part: "סדנה (בוצע, 12/2015)", text: "סדנה", status: "בוצע", date: "12/2015"),
        Expected(part: "סדנה (2015)", text: "סדנה", date: "2015"),
        Expected(part: "תוכנית מנהיגות תתחיל בדצמבר", text: "תוכנית מנהיגות תתחיל בדצמבר", date: "בדצמבר"),
        Expected(part: "סדנה 12/2015 בעיר", text: "סדנה 12/2015 בעיר", date: "12/2015"),
        Expected(part: "פורום חינוך ב-30.11.2015", text: "פורום חינוך ב-30.11.2015", date: "30.11.2015"),
        Expected(part: "סיור, דצמבר 2015", text: "סיור, דצמבר 2015", date: "דצמבר 2015"),
        // Not what it seems.
        Expected(part: "פורום רווחה (עם ראשי הרשויות)", text: "פורום רווחה (עם ראשי הרשויות)"),
        Expected(part: "תכנית עבודה 2016", text: "תכנית עבודה 2016"),
        Expected(part: "סיור ב-1.12.2015 וב-3.12.2015", text: "סיור ב-1.12.2015 וב-3.12.2015"),
        Expected(part: "הדרכה של 1.5 שעות", text: "הדרכה של 1.5 שעות"), Expected(part: "סדנה (12)", text: "סדנה (12)"),
        Expected(part: "טיפול ב-12/15 מהתיקים", text: "טיפול ב-12/15 מהתיקים"),
        Expected(part: "מפגש עם אדר", text: "מפגש עם אדר"),
        // Remarks on what stands before them.
        Expected(part: "בתהליך", status: "בתהליך"), Expected(part: "(בהקמה)", status: "בהקמה"),
        Expected(part: "מתקיים אחת לחודש", frequency: "אחת לחודש"),
        Expected(part: "מתחילה בדצמבר", status: "מתחילה", date: "בדצמבר"),
    ])
    func `an activity is told apart from what is said about it`(_ expected: Expected) throws {
        let details = ActivityDetails(expected.part, lexicon: try Shipped.lexicon())
        #expect(details.text == expected.text)
        #expect(details.status == expected.status)
        #expect(details.frequency == expected.frequency)
        #expect(details.date == expected.date)
    }

    @Test(arguments: [(Function.oversight, "ACT-CONTROL"), (.help, nil)] as [(Function, String?)])
    func `an activity that opens with a kind of oversight is of that kind in a folder of oversight alone`(
        _ function: Function,
        _ type: String?
    ) throws {
        let inbox = Drop.Inbox(organisation: "ORG-URBANICS", function: function)
        let drop = try Drop("אשכול,פעילות,תאריך\nארצי,בקרה על תוכנית,11/2015\n", in: inbox)
        #expect(try #require(drop.reports.first).attributes.text(.activityTypes) == type)
    }
}
