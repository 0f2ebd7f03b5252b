import TestSupport
import Testing

@testable import Accompaniment

/// Text that goes into the record as it lies in the row is text of which nothing would have been changed or taken out.
@Suite struct RunningTextTests {
    private static func isNothingButText(_ text: String) -> Bool { PersonalData.isNothingButText(text.utf8Span.span) }

    @Test(arguments: [
        "סוכם עם היערכות לשעת חירום על המשך, ראו סיכום 7130", "ליווי תכנית עבודה: מפגש 1, חינוך", "Meeting (2)", "א",
        "ישיבה ב-12.11", "מנכ\"ל אשכול", "מנכ״ל אשכול", "צה״ל", "ג׳ורג׳",
    ])
    func `most of what people write is`(_ text: String) { #expect(Self.isNothingButText(text)) }

    @Test(arguments: [
        "", " ", " א", "א ", "א  ב", "א\nב", "א\tב", "א\u{200F}", "א\u{05B8}", "é", "א–ב", "\u{7F}",
        "טל 050-1234567", "a@b.il", "תלמיד", "מר כהן", "123456782", "קשיש בן 80", "גב׳ כהן", "גב' כהן",
    ])
    func `what is not plain, or may tell of a person, is looked at`(_ text: String) {
        #expect(!Self.isNothingButText(text))
    }

    @Test(arguments: [
        "תלמיד", "קשיש", "משפחת כהן", "גברת כהן", "שטרודל", "גב׳ כהן", "גב' כהן", "מר כהן", "1234567", "a@b",
    ])
    func `what may tell of a person is seen wherever it stands`(_ cue: String) {
        for before in 0...20 {
            #expect(!Self.isNothingButText(String(repeating: "ש", count: before) + cue))
            #expect(!Self.isNothingButText(String(repeating: "x", count: before) + cue + " ועוד"))
        }
    }

    @Test func `a letter that is cut off is looked at`() {
        for bytes: [UInt8] in [[0xD7, 0x90, 0xD7], [0xD7]] {
            let isNothingButText = PersonalData.isNothingButText(bytes.span)
            #expect(!isNothingButText)
        }
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `whatever passes is shown as it is, and holds nothing of a person`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "א", "ב", "ש", "ת", "משפחת ", "מר ", "גב'", "at", "תלמיד", "קשיש", "שטרודל", " ", "  ", "-", ".", "/", "(",
            "7", "05",
            "123456782", "052-123", "@", "\"", "'", "׳", "״", "\n", "\u{200F}", "ָ", "é", "Z", "A", "#",
            "+972",
        ]
        var passed = 0
        for _ in 0..<4000 {
            let count = Int.random(in: 1...8, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            guard Self.isNothingButText(text) else { continue }
            passed += 1
            #expect(Folding.display(text) == text)
            #expect(PersonalData.finds(in: text).isEmpty, "\(text)")
        }
        #expect(passed > 50)
    }
}
