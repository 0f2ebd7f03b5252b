import Accompaniment
import Glibc
import TestSupport
import Testing

/// What holds for any text: no false alarm in ordinary reports, a masked text is clean, linear time.
@Suite struct PersonalDataPropertyTests {
    @Test(arguments: ReportSentences.all)
    func `an ordinary sentence stays as it is`(_ sentence: String) {
        #expect(PersonalData.masked(sentence) == nil)
    }

    @Test func `all sentences in one cell stay as they are`() {
        #expect(PersonalData.masked(ReportSentences.all.joined(separator: "\n")) == nil)
    }

    @Test(arguments: [
        "elka-2015.csv", "elka-2015-as-kept.tsv", "elka-national-2015.csv", "mifam-2015.csv", "urbanics-2015.json",
        "urbanics-oversight-2015.csv",
    ])
    func `the examples are clean, cell by cell and as files`(_ name: String) throws {
        let file = try Repository.read("Examples/2015/\(name)")
        #expect(PersonalData.masked(file) == nil)
        for cell in file.split(whereSeparator: { ",\t\n\"".contains($0) }) {
            #expect(PersonalData.masked(String(cell)) == nil)
        }
    }

    /// Pieces whose neighbourhoods matter to the rules.
    private static let pieces = [
        "050-1234567", "0501234567", "123456782", "12345678-2", "12345674", "1234567-4", "501234567", "03-6123456",
        "+972-50-1234567", "972", "00972", "12-345-678901", "12-345-67", "123-45-678", "IL620108000000099999999",
        "IL",
        "dana@example.org", "@", "at", " at ", "example.org", "dot", "שטרודל", "gmail", "הקשיש", "התלמיד", "משפחת",
        "מר",
        "גב'", "משה", "כהן", "לביא", "אושפז", "סיוע", "קרן", "דמנציה", "שקל", "ש\"ח", "₪", "%", ".", ",", "-", "/",
        "(",
        ")",
        "[", "]", "+", " ", " ", " ", "\n", ":", "1", "12", "123", "1234", "12345", "1234567", "0", "05", "2015",
        "com",
        "a",
        "g", "il", "ה", "\u{200F}", "\u{202B}", "\u{05B8}", "'", "\"", "_", "\0", "é", "٣", "😀",
    ]

    /// A direction mark says nothing, but where one stands every rule is asked.
    @Test(arguments: 0..<20)
    func `no rule is passed over that would find something`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: 100 + seed)
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                text += try #require(Self.pieces.randomElement(using: &generator))
            }
            let marked = text + "\u{200F}"
            let found = PersonalData.finds(in: text).map { "\($0.kind): \(text[$0.range])" }
            #expect(found == PersonalData.finds(in: marked).map { "\($0.kind): \(marked[$0.range])" })
        }
    }

    @Test(arguments: 0..<20)
    func `masking a masked text changes nothing, and the finds are the masked parts`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            var text = ""
            for _ in 0..<Int.random(in: 1...14, using: &generator) {
                text += try #require(Self.pieces.randomElement(using: &generator))
            }
            let finds = PersonalData.finds(in: text)
            guard let masked = PersonalData.masked(text) else {
                #expect(finds.isEmpty)
                continue
            }
            #expect(PersonalData.masked(masked.text) == nil, "\(text.debugDescription)")
            #expect(masked.kinds == Set(finds.map(\.kind)))
            #expect(zip(finds, finds.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
        }
    }

    @Test(arguments: 0..<10)
    func `a masked text holds no digits of what was masked`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let sentence = try #require(ReportSentences.all.randomElement(using: &generator))
            let number = (0..<8).map { _ in String(Int.random(in: 1...9, using: &generator)) }.joined()
            let mobile = "05\(number)"
            let checked = Self.withCheckDigit(number)
            for value in [mobile, checked, "\(checked.dropLast())-\(checked.suffix(1))"] {
                let words = sentence.split(separator: " ", omittingEmptySubsequences: false)
                let place = Int.random(in: 0...words.count, using: &generator)
                // After a colon, so that neither a list of numbers nor a unit of money stands beside it.
                let text = (words[..<place] + [": \(value) :"] + words[place...]).joined(separator: " ")
                let masked = try #require(PersonalData.masked(text), "\(text)")
                #expect(!masked.text.contains(value) && !masked.text.contains(number), "\(text)")
            }
        }
    }

    /// Eight digits and the ninth that makes them an ID number.
    private static func withCheckDigit(_ digits: String) -> String {
        var sum = 0
        for (index, digit) in digits.utf8.enumerated() {
            let product = Int(digit & 0x0F) * (index % 2 + 1)
            sum += product / 10 + product % 10
        }
        return digits + String((10 - sum % 10) % 10)
    }

    /// The gate before a push refuses for a single find, so that a hash by mistake would stop all pushing.
    @Test func `hashes and UUIDs are no personal data`() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let hash = (0..<64).map { _ in String(UInt8.random(in: 0..<16, using: &generator), radix: 16) }.joined()
            #expect(PersonalData.finds(in: hash).isEmpty, "\(hash)")
            var rest = hash[...]
            let parts = [8, 4, 4, 4, 12].map { count in
                defer { rest = rest.dropFirst(count) }
                return String(rest.prefix(count))
            }
            let uuid = parts.joined(separator: "-")
            #expect(PersonalData.finds(in: uuid).isEmpty, "\(uuid)")
        }
    }

    @Test(arguments: [
        "1", "12-", "123456782.", "050-1234567 ", "972 ", "IL62 ", "a@", "a at ", " dot ", "12345674\"'", "מר ",
        "משפחת ",
        "הקשיש משה ", "ושהלבמכ", "a1", "123456782.050-1234567,",
    ])
    func `four times as much of anything costs four times as much`(_ piece: String) {
        // In time of the processor, for others are at work too; quadratic it would be sixteen times.
        func cost(_ size: Int) -> Double {
            let text = "מר אושפז " + String(repeating: piece, count: size / piece.utf8.count)
            let start = processorTime()
            _ = PersonalData.masked(text)
            return processorTime() - start
        }
        #expect(cost(400_000) < 10 * cost(100_000))
    }

    /// Of this thread, in seconds.
    private func processorTime() -> Double {
        var time = timespec()
        // Safety: the call writes into a variable of this frame.
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
