import Testing

@testable import Intake

/// What a paste leaves in a cell: domain.md 5.5.
@Suite struct PastedMarkupTests {
    @Test(arguments: [
        ("מיפוי", "מיפוי"), ("<ul style=\"list-style-type: none\">מיפוי", "\nמיפוי"),
        ("מיפוי<br>סיור<BR/>ישיבה<br />", "מיפוי\nסיור\nישיבה\n"), ("<li>א</li><li>ב</li>", "\nא\n\nב\n"),
        ("<b>מיפוי</b> <span lang=HE>שדה</span><o:p></o:p>", "מיפוי שדה"), ("<!--StartFragment-->א", "א"),
        ("א&nbsp;ב", "א ב"), ("מנכ&quot;ל &amp; יו&quot;ר", "מנכ\"ל & יו\"ר"), ("&#39;א&#x5d0;&bull;", "'אא•"),
        ("&lt;b&gt;", "<b>"),
    ])
    func `tags and entities are gone`(_ cell: String, _ text: String) {
        #expect(PastedMarkup.plain(cell) == text)
    }

    @Test(arguments: [
        "<להשלים>", "פחות מ<5 ויותר מ>3", "<HUB> דרומי", "a < b", "<", "<ul", "<ul style=\"x", "R&D; &", "&foo;",
        "&#xD800;", "&#0;", "&#x1b;", "&#99999999;", "& nbsp;", "<>", "</>",
    ])
    func `what only looks like a tag stays`(_ cell: String) {
        #expect(PastedMarkup.plain(cell) == cell)
    }
}
