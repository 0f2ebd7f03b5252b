import Accompaniment
import Testing

/// The table of domain.md 6.2. All names and numbers are invented.
@Suite struct PersonalDataTests {
    /// A text and what is found in it, by kind.
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: PersonalData.Kind
        let value: String

        init(_ kind: PersonalData.Kind, _ value: String) {
            self.kind = kind
            self.value = value
        }

        var testDescription: String { value }
    }

    static let values = [
        Case(.idNumber, "123456782"), Case(.idNumber, "12345678-2"), Case(.idNumber, "000000018"),
        Case(.idNumber, "12345674"), Case(.idNumber, "1234567-4"), Case(.idNumber, "12345678\u{2013}2"),
        Case(.idNumber, "12345678\u{200F}2"), Case(.idNumber, "\u{0661}\u{0662}\u{0663}456782"),
        Case(.idNumber, "\u{06F1}\u{06F2}\u{06F3}\u{06F4}\u{06F5}\u{06F6}\u{06F7}\u{06F8}\u{06F2}"),
        Case(.mobile, "0501234567"), Case(.mobile, "050-1234567"), Case(.mobile, "050 1234567"),
        Case(.mobile, "052-123-4567"), Case(.mobile, "054-12-34-567"), Case(.mobile, "058.123.4567"),
        Case(.mobile, "053/1234567"), Case(.mobile, "(050) 1234567"), Case(.mobile, "050 - 1234567"),
        Case(.mobile, "050\u{05BE}1234567"), Case(.mobile, "050\u{200E}-\u{200F}123\u{202B}4567"),
        Case(.mobile, "05\u{2066}0-12\u{2069}34567"), Case(.mobile, "\u{0660}\u{0665}\u{0660}-1234567"),
        Case(.mobile, "501234567"), Case(.mobile, "521234560"),
        Case(.mobile, "+972501234567"), Case(.mobile, "+972-50-1234567"), Case(.mobile, "+972 50 123 4567"),
        Case(.mobile, "00972501234567"), Case(.mobile, "00972-50-1234567"), Case(.mobile, "972-50-1234567"),
        Case(.mobile, "+972 (0)50 1234567"), Case(.mobile, "+972 050-1234567"),
        Case(.landline, "02-1234567"), Case(.landline, "031234561"), Case(.landline, "04 6123456"),
        Case(.landline, "08-612-3456"), Case(.landline, "(09) 6123456"), Case(.landline, "077-1234567"),
        Case(.landline, "0721234567"), Case(.landline, "+972-3-6123456"), Case(.landline, "0097236123456"),
        Case(.email, "dana@example.org"), Case(.email, "Dana.Levi+1@mail.example.co.il"),
        Case(.email, "dana at example.org"), Case(.email, "dana (at) example dot org"),
        Case(.email, "dana [at] example [dot] org"), Case(.email, "dana שטרודל example.org"),
        Case(.email, "dana שטרודל example נקודה org"), Case(.email, "דנה שטרודל ג'ימייל"),
        Case(.email, "דנה@example.org"), Case(.email, "dana\u{200F}@\u{200E}example.org"),
        Case(.email, "0501234567@example.org"), Case(.email, "dana @ example.org"),
        Case(.bankAccount, "12-345-678901"), Case(.bankAccount, "10-800-12345"),
        Case(.bankAccount, "20-123-123456789"),
        Case(.bankAccount, "12 - 345 - 678901"), Case(.bankAccount, "IL620108000000099999999"),
        Case(.bankAccount, "IL62 0108 0000 0009 9999 999"), Case(.bankAccount, "il62-0108-0000-0009-9999-999"),
        Case(.vehicle, "12-345-67"), Case(.vehicle, "123-45-678"), Case(.vehicle, "12\u{2013}345\u{2013}67"),
    ]

    @Test(arguments: values)
    func `a value is found alone and within a sentence, to the letter`(_ given: Case) throws {
        for (before, after) in [("", ""), ("פנו אל ", " בהקדם"), ("טלפון:", "."), ("ת\"ז ", ", נמסר"), ("\"", "\"")] {
            let text = before + given.value + after
            let finds = PersonalData.finds(in: text)
            #expect(finds.map(\.kind) == [given.kind], "\(text)")
            #expect(finds.map { String(text[$0.range]) } == [given.value], "\(text)")
            let masked = try #require(PersonalData.masked(text))
            #expect(masked.text == before + given.kind.mask + after)
            #expect(masked.kinds == [given.kind])
        }
    }

    @Test(arguments: [
        ("ל0501234567", PersonalData.Kind.mobile), ("tel0501234567", .mobile), ("נייד-050-1234567", .mobile),
        ("ת.ז.123456782", .idNumber), ("ת\"ז-123456782", .idNumber), ("ID123456782", .idNumber),
        ("1.050-1234567", .mobile), ("רכב12-345-67", .vehicle), ("123456782,050-1234567", .idNumber),
    ])
    func `letters and list numbers at a value do not hide it`(_ text: String, _ kind: PersonalData.Kind) {
        #expect(PersonalData.finds(in: text).first?.kind == kind)
    }

    @Test func `several values in one cell are masked each by itself`() throws {
        let text = "דנה 050-1234567 / 03-6123456, dana@example.org; ת\"ז 123456782 123456782"
        let masked = try #require(PersonalData.masked(text))
        #expect(
            masked.text
                == "דנה [הוסר מספר טלפון] / [הוסר מספר טלפון], [הוסרה כתובת דוא\"ל]; "
                + "ת\"ז [הוסר מספר זהות] [הוסר מספר זהות]"
        )
        #expect(masked.kinds == [.mobile, .landline, .email, .idNumber])
    }

    @Test(arguments: [
        // No check digit, and zero.
        "123456789", "12345678", "000000000", "00000000", "1234567-5",
        // Dates and times.
        "30-11-2015", "2015-11-30", "30/11/2015", "30.11.2015", "30-11-15", "20151130", "30112015",
        "2015-11-30T09:00:00Z",
        "30/11/2015 09:00-11:30", "1-3.12.2015", "30/11–2/12/2015", "02-11-2015", "03-12-2015 - 04-12-2015",
        "05-10-2015",
        "08/12/2015 10:15", "רבעון 4/2015", "2014-2015", "2014-2015-2016", "01-פבר", "מרץ-16",
        // Amounts.
        "10,000,000", "1500000", "1,234,567.50", "123,456,782", "18000000", "10000000", "500000000", "12345674 ש\"ח",
        "12345674 ₪", "₪12345674", "$ 12345674", "12345674 NIS", "12345674 שקלים", "כ-10 מלש\"ח", "123456782%",
        "50,000",
        "02 1500000 ש\"ח",
        // Decimals and spreadsheet numbers.
        "0.123456782", "123456782.5", "42309.0416666667", "0.0416666666666667", "0.0501234567", "0,0512345678",
        "1.23457E+08", "42309", "0.972501234567", "1.2345674", "12345.123456782",
        // Longer numbers and codes.
        "1234567820", "9123456782", "0501234567890", "123456782-2015", "12345678-ab",
        "12345674-1a2b-4c3d-8e4f-123456789012",
        "a123456782", "12-345-67-8", "1-12-345-67", "12-345-678-9",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "f0501234567a", "IL630108000000099999999",
        "1-800-123456", "1-700-50-12-34", "*2015", "4-6 פעמים בשנה", "90-120 דקות", "12-14 משתתפים",
        "1/2/3/4/5/6/7/8/9",
        "10, 11, 12, 13, 14, 15, 16", "10 11 12 13 14 15 16", "NEED-01 NEED-02", "ORG-ELKA", "שורה 1234567",
        // Signs of mail that are none.
        "@", "HUB@Negev", "10 @ 5", "a@b", "meeting at office", "at", "look at gmail", "קפה ושטרודל", "שטרודל תפוחים",
        "מאפה שטרודל טעים", "dana@", "dana@.", "dana@-.-",
    ])
    func `what only looks like personal data stays`(_ text: String) {
        #expect(PersonalData.finds(in: text).isEmpty)
        #expect(PersonalData.masked("ב" + text) == nil)
        #expect(PersonalData.masked("סוכם: \(text), והמשך בהתאם.") == nil)
    }

    @Test(arguments: PersonalData.Kind.allCases)
    func `a mask is clean`(_ kind: PersonalData.Kind) {
        #expect(PersonalData.masked(kind.mask) == nil)
        #expect(PersonalData.masked("מר \(kind.mask) אושפז, משפחת \(kind.mask), הקשיש \(kind.mask)") == nil)
    }
}
