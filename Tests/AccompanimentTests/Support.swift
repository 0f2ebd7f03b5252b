import Accompaniment
import TestSupport
import Testing

/// The vocabulary that is shipped, read once for all tests.
enum Shipped {
    private static let result = Result { try Repository.lexicon() }

    static func lexicon() throws -> Lexicon { try result.get() }
}

/// The code that `text` spells; the test ends where it spells none.
func code(_ text: String) throws -> Code { try #require(Code(rawValue: text)) }
