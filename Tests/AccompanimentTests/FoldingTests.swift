import Accompaniment
import TestSupport
import Testing

/// Folding to keys: domain.md 5.4, steps 3 to 10.
@Suite struct FoldingTests {
    @Test(arguments: [
        "מנכ\"ל", "מנכ״ל", "מנכ”ל", "מנכ“ל", "מנכ„ל", "מנכ''ל", "מנכ׳׳ל", "מנכ’’ל", "מנכ``ל", "מנכל", "מנכ\u{201F}ל",
    ])
    func `every kind of gershayim gives the same key`(_ text: String) {
        #expect(Folding.key(text) == "מנכל")
    }

    @Test(arguments: ["ג'וינט", "ג׳וינט", "ג’וינט", "ג‘וינט", "ג´וינט", "ג`וינט", "ג\u{201B}וינט", "גוינט"])
    func `every kind of geresh gives the same key`(_ text: String) {
        #expect(Folding.key(text) == "גוינט")
    }

    @Test(arguments: zip(["ך", "ם", "ן", "ף", "ץ"], ["כ", "מ", "נ", "פ", "צ"]))
    func `a final letter is the same as its base letter`(_ final: String, _ base: String) {
        #expect(Folding.key(final) == base)
        #expect(Folding.key("א\(final)ב") == Folding.key("א\(base)ב"))
        #expect(Folding.key(base) == base)
    }

    @Test(arguments: [
        ("שָׁלוֹם", "שלומ"), ("תִּכְנִית", "תכנית"), ("הַנֶּגֶב", "הנגב"), ("בְּרֵאשִׁ֖ית", "בראשית"),
        ("א\u{05BF}ב\u{05C4}ג\u{05C5}ד\u{05C7}", "אבגד"),
    ])
    func `vowel points and accents make no difference`(_ text: String, _ key: String) {
        #expect(Folding.key(text) == key)
    }

    @Test(arguments: [
        ("2015³", "2015"), ("האשכול¹", "האשכול"), ("צרכיו⁴", "צרכיו"), ("דו\"ח²⁵⁶", "דוח"), ("⁰¹²³⁴⁵⁶⁷⁸⁹", ""),
    ])
    func `a footnote mark is deleted and never becomes a digit`(_ text: String, _ key: String) {
        #expect(Folding.key(text) == key)
    }

    @Test(arguments: [
        "גליל-מערבי", "גליל–מערבי", "גליל—מערבי", "גליל־מערבי", "גליל−מערבי", "גליל‐מערבי", "גליל‑מערבי",
        "גליל - מערבי",
        "גליל– מערבי", "גליל מערבי",
    ])
    func `every dash is a space, with or without spaces around it`(_ text: String) {
        #expect(Folding.key(text) == "גליל מערבי")
    }

    @Test(arguments: [
        0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x061C, 0xFEFF, 0x200B,
        0x200C, 0x200D, 0x00AD, 0x2060,
    ])
    func `an invisible character is deleted wherever it stands`(_ value: UInt32) throws {
        let mark = String(try #require(Unicode.Scalar(value)))
        #expect(Folding.key("\(mark)אש\(mark)כול\(mark) 2\(mark)0\(mark)15\(mark)") == "אשכול 2015")
        #expect(Folding.display("\(mark)אש\(mark)כול\(mark)") == "אשכול")
    }

    @Test(arguments: [
        "אשכול  נגב", " אשכול\u{00A0}נגב ", "אשכול\t\tנגב", "\nאשכול\r\nנגב\n", "אשכול\u{202F}\u{2009}נגב",
    ])
    func `white space of any kind and length is one space, and none at the ends`(_ text: String) {
        #expect(Folding.key(text) == "אשכול נגב")
    }

    @Test(arguments: [
        ("\u{FB2A}לום", "שלומ"), ("\u{FB4B}", "ו"), ("\u{FB1D}", "י"), ("\u{FB3A}", "כ"), ("\u{FB44}", "פ"),
    ])
    func `a presentation form is its letter`(_ text: String, _ key: String) {
        #expect(Folding.key(text) == key)
    }

    @Test func `Latin letters fold to small ones and digits stay`() {
        #expect(Folding.key("HUB, W. Galilee 12%") == "hub, w. galilee 12%")
    }

    @Test(arguments: ["", " ", "\"", "־", "\u{200F}", "³"])
    func `a text of nothing but marks has the empty key`(_ text: String) {
        #expect(Folding.key(text).isEmpty)
    }

    @Test func `west and east stay two keys`() {
        #expect(Folding.key("גליל מערבי") != Folding.key("גליל מזרחי"))
    }

    @Test(arguments: [0xFB1E, 0xFB20, 0xFB21, 0xFB28, 0xFB29, 0xFB37, 0xFB4F] as [UInt32])
    func `a presentation form that has no parts is folded, and ends nothing`(_ value: UInt32) throws {
        let text = String(Character(try #require(Unicode.Scalar(value))))
        #expect(Folding.key(Folding.key(text)) == Folding.key(text))
    }
}

/// Properties of folding over many texts.
@Suite struct FoldingPropertyTests {
    /// Presentation forms that have no canonical decomposition.
    private static let undecomposable: Set<UInt32> = {
        var values = Set<UInt32>(0xFB20...0xFB29)
        values.formUnion([0xFB1E, 0xFB37, 0xFB3D, 0xFB3F, 0xFB42, 0xFB45, 0xFB4F])
        return values
    }()

    private static let scalars = [0...0x2FFF, 0xFB00...0xFB4E, 0xFE00...0xFFEF].joined()
        .filter { !undecomposable.contains(UInt32($0)) }
        .compactMap { Unicode.Scalar(UInt32($0)) }

    @Test func `the key of the key of any character is its key`() {
        for scalar in Self.scalars {
            let key = Folding.key(String(scalar))
            #expect(Folding.key(key) == key, "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the key of a key is itself`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...24, using: &random) {
                text.append(try #require(Self.scalars.randomElement(using: &random)))
            }
            let key = Folding.key(String(text))
            #expect(Folding.key(key) == key, "\(text.map(\.value))")
        }
    }

    @Test func `every word of the shipped registry keeps its key under marks`() throws {
        let registry = try Shipped.lexicon().registry
        for unit in registry.units {
            for word in unit.aliases + [unit.label.he, unit.label.en] {
                let marked = "\u{202B} " + word.replacing(" ", with: "\u{00A0}\u{200F}") + "¹\u{202C}"
                #expect(Folding.key(marked) == Folding.key(word))
            }
        }
    }
}
