import Accompaniment
import TestSupport
import Testing

@testable import Intake

/// The vocabulary that is shipped, read once for all tests.
enum Shipped {
    private static let result = Result { try Repository.lexicon() }

    static func lexicon() throws -> Lexicon { try result.get() }
}

/// The bytes of a file in a folder, opened as a claimed file is.
func openBytes(_ name: String, in folder: TemporaryDirectory) throws -> FileBytes {
    let file = try #require(try Directory(path: folder.path).open(FileName(name)))
    return try FileBytes(file, stop: StopSignal())
}

/// The code that `text` spells; the test ends where it spells none.
func code(_ text: String) throws -> Code { try #require(Code(rawValue: text)) }
