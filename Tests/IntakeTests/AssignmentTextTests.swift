import Accompaniment
import Testing

@testable import Intake

/// Remarks about who accompanies a unit, and what looks like one (domain.md 1.9, 2.18; 5.3, field 53).
@Suite struct AssignmentTextTests {
    @Test(arguments: [
        ("סיימה תפקידה", "ENDED דפנה לירון"), ("סיימה תפקידה – גל מ\"מ", "ENDED דפנה לירון, ACTING גל"),
        ("סיימה תפקידה - גל מ\"מ", "ENDED דפנה לירון, ACTING גל"),
        ("סיימה תפקידה, במקומה גל אזרד", "ENDED דפנה לירון, ACTING גל אזרד"),
        ("סיימה תפקידה ומחליפה אותה גל אזרד", "ENDED דפנה לירון, ACTING גל אזרד"),
        ("רות לב סיימה תפקידה", "ENDED רות לב"), ("סיימה תפקידה בסוף נובמבר", "ENDED דפנה לירון"),
        ("סיימה תפקידה לאחר שנתיים", "ENDED דפנה לירון"), ("עזבה לתפקיד אחר", "ENDED דפנה לירון"),
        ("המלווה סיימה תפקידה", "ENDED דפנה לירון"), ("בסוף נובמבר סיימה תפקידה", "ENDED דפנה לירון"),
        ("השבוע סיימה תפקידה", "ENDED דפנה לירון"), ("לאחר החגים סיימה תפקידה", "ENDED דפנה לירון"),
        ("סיים את תפקידו", "ENDED דפנה לירון"),
        ("סיימה תפקידה ב-30/11/2015", "ENDED דפנה לירון 2015-11-30"),
        ("תפקיד: מלווה; סיום: 30/11/2015", "ENDED דפנה לירון 2015-11-30"),
        ("החלה תפקידה ב-1/10/2015", "NEW דפנה לירון 2015-10-01"), ("5 חודשים בתפקיד", "NEW דפנה לירון"),
        ("שנתיים בתפקיד", "NEW דפנה לירון"),
        ("מלווה חדשה בתפקיד", "NEW דפנה לירון"), ("גל מ\"מ", "ACTING גל"), ("מ\"מ: גל אזרד", "ACTING גל אזרד"),
        ("ממלא מקום גל אזרד", "ACTING גל אזרד"), ("גל מחליפה את דפנה", "ACTING גל"), ("מ\"מ", "ACTING "),
    ])
    func `a remark tells what happened to whom, and when`(_ text: String, _ expected: String) {
        let events = AssignmentText.events(of: text, about: "דפנה לירון").map { event in
            "\(event.status.rawValue) \(event.person ?? "")" + (event.day.map { " \($0)" } ?? "")
        }
        #expect(events.joined(separator: ", ") == expected)
    }

    @Test(arguments: [
        "לא סיימה תפקידה", "טרם נכנסה לתפקיד", "מקום המפגש: עכו", "אין מקום באולם", "הפגישה התקיימה בפועל בזום",
        "מ\"מ ראש העיר", "מ\"מ מנכ\"ל האשכול", "החל", "תפקיד", "שינוי בתפקיד הוועדה", "",
    ])
    func `other words are no remark`(_ text: String) {
        #expect(AssignmentText.events(of: text, about: "דפנה לירון").isEmpty)
    }

    @Test func `of several escorts nobody knows who is meant`() {
        let events = AssignmentText.events(of: "סיימה תפקידה", about: "דנה אורן, רון לביא")
        #expect(events.map(\.person) == [nil])
    }

    @Test(arguments: [
        ("דפנה לירון (סיימה תפקידה)", "דפנה לירון"), ("דפנה לירון – סיימה תפקידה", "דפנה לירון"),
        ("דפנה לירון - 5 חודשים בתפקיד", "דפנה לירון"), ("גל מ\"מ", "גל"), ("רון לביא ממלא מקום", "רון לביא"),
        ("דפנה לירון (סיימה תפקידה – גל מ\"מ)", "דפנה לירון"),
    ])
    func `beside the name of an escort a remark is none of the name`(_ cell: String, _ name: String) throws {
        #expect(try #require(AssignmentText.besideEscort(cell)).name == name)
    }

    @Test(arguments: [
        "דנה אורן – עיריית עכו", "יוסי (ג'ו) כהן", "יוסי (ג'ו)", "דנה החל", "יוסי מקום", "דנה אורן / רון לביא מ\"מ",
        "דנה אורן , רון לביא מ\"מ", "דנה אורן - רון לביא מ\"מ", "רון לביא מ\"מ ראש העיר", "רון לביא, מ\"מ ראש העיר",
        "דנה אורן (סיימה תפקידה) ורון לביא", "(סיימה תפקידה)", "מ\"מ", "מנהלת תחום חדש",
    ])
    func `a cell that names others, or nobody, stays whole`(_ cell: String) {
        #expect(AssignmentText.besideEscort(cell) == nil)
    }
}
