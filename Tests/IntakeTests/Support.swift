@testable import Intake
import Accompaniment
import TestSupport
import Testing

/// The vocabulary that is shipped, read once for all tests.
enum Shipped {
    private static let result = Result { try Repository.lexicon() }

    static func lexicon() throws -> Lexicon { try result.get() }
}

/// The bytes of a file in a folder, opened as a claimed file is.
func openBytes(_ name: String, in folder: TemporaryDirectory) throws -> FileBytes {
    let file = try #require(try Directory(path: folder.path).open(FileName(name)))
    return try FileBytes(file, stop: StopFlag())
}

/// The code that `text` spells; the test ends where it spells none.
func code(_ text: String) throws -> Code { try #require(Code(rawValue: text)) }

/// SplitMix64: the same numbers for the same seed, so that a failure can be seen again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
