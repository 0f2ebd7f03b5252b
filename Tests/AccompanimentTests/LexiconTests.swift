import Accompaniment
import Testing

/// From words to codes, for everything but places.
@Suite struct LexiconTests {
    private let lexicon: Lexicon

    init() throws {
        lexicon = try Shipped.lexicon()
    }

    @Test(arguments: [
        ("ליווי", [Function.help]), ("הדרכה", [.help]), ("יעוץ", [.help]), ("ייעוץ", [.help]), ("סיוע", [.help]),
        ("HELP", [.help]), ("הדרכה, ייעוץ", [.help]), ("הדרכה ויעוץ", [.help]), ("בקרה", [.oversight]),
        ("פיקוח ובקרה", [.oversight]), ("בקרה ופיקוח", [.oversight]), ("OVERSIGHT", [.oversight]),
        ("ליווי ובקרה", [.help, .oversight]), ("ליווי/פיקוח", [.help, .oversight]),
        ("בקרה + ליווי", [.help, .oversight]), ("פיקוח; ייעוץ", [.help, .oversight]),
    ])
    func `a cell speaks of the functions whose words stand in it`(_ text: String, _ functions: [Function]) {
        #expect(lexicon.functions(in: text) == Set(functions))
    }

    @Test(arguments: ["", "פורום", "אישור תקציב", "מלווים", "בקרהים", "שליווי", "ו", "וו"])
    func `a part of a word is no function`(_ text: String) {
        #expect(lexicon.functions(in: text).isEmpty)
    }

    @Test(arguments: [
        ("פורום חינוך מיוחד", "FOR-SPED"), ("פורום חינוך", "FOR-EDU"),
        ("פורום חינוך אזורי: צרכים משותפים ותוכנית", "FOR-EDU"), ("פורום רווחה (חודשי)", "FOR-WELFARE"),
        ("הקמת פורום רווחה: מיפוי וגיוס משתתפים", "FOR-WELFARE"), ("פורום חירום: חיבור לקואליציה", "FOR-EMERG"),
        ("פורום מנכ\"לי הרשויות", "FOR-CEOS"), ("פורום המנכלים של האשכול", "FOR-CEOS"),
        ("ועדת היגוי בהרכב מצומצם של ראשי רשויות", "COM-STEER-CLUSTER"),
        ("ועדת היגוי מקצועית ארצית, ישיבה שנייה", "COM-STEER-NAT"), ("ועדת היגוי מרכז ידע", "COM-STEER-KC"),
    ])
    func `the longest name of a forum that a text begins with is its forum`(_ text: String, _ forum: String) throws {
        #expect(lexicon.forum(openingOf: Folding.keyBytes(text)) == (try code(forum)))
    }

    @Test(arguments: ["", "פורום", "מיפוי פורום רווחה", "פורום נשים", "הקמת", "פורומים רווחה"])
    func `a text that begins with no forum's name has none`(_ text: String) {
        #expect(lexicon.forum(openingOf: Folding.keyBytes(text)) == nil)
    }

    @Test func `words are compared whole`() {
        #expect(lexicon.organisation("אלכא") != nil)
        #expect(lexicon.organisation("אלכאית") == nil)
        #expect(lexicon.organisation("המכון") == nil)
        #expect(lexicon.term("אשכולי", in: .scope) == Code(rawValue: "CLUSTER"))
        #expect(lexicon.term("אשכוליים", in: .scope) == nil)
    }

    @Test(arguments: [
        ("HAT-AUDIT", true), ("HAT-MANAGE", true), ("HAT-ADVISE", false), ("MOD-10", true), ("MOD-11", true),
        ("MOD-12", true), ("MOD-07", false), ("ACT-CONTROL", true), ("ACT-APPROVE", true), ("ACT-MEASURE", true),
        ("ACT-TENDER", false), ("ACT-FORUM-RUN", false),
    ])
    func `hats, modes and kinds of activity say whether they are oversight`(_ text: String, _ expected: Bool) throws {
        #expect(lexicon.impliesOversight(try code(text)) == expected)
    }

    @Test func `a code without a label is shown as itself`() throws {
        #expect(lexicon.label(try code("NEED-12"), .english) == "Facilitating forums")
        #expect(lexicon.label(try code("NEED-12"), .hebrew) == "הנחיית פורומים")
        #expect(lexicon.label(try code("NEED-99"), .hebrew) == "NEED-99")
    }
}

/// A word that stands for two codes of one list.
@Suite struct AmbiguousAliasTests {
    private let registry: Registry

    init() throws {
        registry = try Shipped.lexicon().registry
    }

    @Test func `one alias of two units is refused, and both are named`() throws {
        var registry = registry
        let east = try #require(registry.units.firstIndex { $0.code.rawValue == "EAST-NEGEV" })
        registry.units[east].aliases.append("אשכול נגב־מערבי")
        let error = #expect(throws: Lexicon.AmbiguousAlias.self) { try Lexicon(registry) }
        let message = try #require(error).description
        #expect(message.contains("WEST-NEGEV") && message.contains("EAST-NEGEV"))
    }

    @Test(arguments: [TermGroup.status, .need, .activityType, .function])
    func `one alias of two terms of a group is refused`(_ group: TermGroup) throws {
        var registry = registry
        let first = try #require(registry.terms[group]?.first)
        registry.terms[group]?[1].aliases.append(first.label.he)
        #expect(throws: Lexicon.AmbiguousAlias.self) { try Lexicon(registry) }
    }

    @Test func `one alias of two forums, or of two organisations, is refused`() throws {
        var forums = registry
        forums.forums[0].aliases.append(forums.forums[1].label.en)
        #expect(throws: Lexicon.AmbiguousAlias.self) { try Lexicon(forums) }
        var organisations = registry
        organisations.organisations[0].aliases.append(organisations.organisations[1].code.rawValue)
        #expect(throws: Lexicon.AmbiguousAlias.self) { try Lexicon(organisations) }
    }

    @Test func `the same word in two groups, or twice for one code, is allowed`() throws {
        var registry = registry
        registry.forums[0].aliases.append(registry.forums[0].label.he)
        registry.terms[.horizon]?[0].aliases.append("שוטף")
        let lexicon = try Lexicon(registry)
        #expect(lexicon.term("שוטף", in: .status) == Code(rawValue: "ONGOING"))
        #expect(lexicon.term("שוטף", in: .engagement) == Code(rawValue: "CONTINUOUS"))
        #expect(lexicon.term("שוטף", in: .horizon) == Code(rawValue: "QUICK"))
    }
}
