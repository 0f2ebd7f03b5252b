import Accompaniment
import Testing

/// The text as it is stored and shown: cleaned, and otherwise as the sender wrote it.
@Suite struct DisplayTests {
    @Test(arguments: [
        "ליווי המנכ\"ל בוועדה", "תוכנית הנהגה – לוגיסטיקה, תוכן", "שָׁלוֹם", "2015³", "גליל־מערבי", "HUB", "",
    ])
    func `quotes, dashes, points and footnote marks stay as written`(_ text: String) {
        #expect(Folding.display(text) == text)
    }

    @Test(arguments: [
        ("  אשכול  נגב ", "אשכול נגב"), ("אשכול\u{00A0}\tנגב", "אשכול נגב"), ("\u{200F}אשכול\u{200E}", "אשכול"),
        ("a\u{00AD}b", "ab"), ("   ", ""), ("\t", ""),
    ])
    func `white space is one space and marks are gone`(_ text: String, _ shown: String) {
        #expect(Folding.display(text) == shown)
    }

    @Test(arguments: [
        ("א\nב", "א\nב"), ("א\r\nב", "א\nב"), ("א\rב", "א\nב"), ("א  \n\n  ב", "א\nב"), ("\nא\n", "א"),
    ])
    func `a line break of any kind is one line feed`(_ text: String, _ shown: String) {
        #expect(Folding.display(text) == shown)
    }

    @Test(arguments: ["א \u{200F} ב", "a\u{00A0}\nb\u{2066}", " x\u{FEFF}\r\ny\t", "שורה\n"])
    func `showing twice changes nothing`(_ text: String) {
        let once = Folding.display(text)
        #expect(Folding.display(once) == once)
    }
}
