/// What the words of a text tell: whether they are Hebrew, and in which order their letters stand.
struct HebrewEvidence {
    /// Letters in words of two and more that touch no Latin letter.
    private(set) var letters = 0
    /// Everything else beyond ASCII. A Hebrew letter that stands alone counts neither way: a French `à` looks like it.
    private var others = 0
    /// Which letters there are, a bit for each.
    private var alphabet: UInt32 = 0
    /// Where ך ם ן ף ץ stand in their words.
    private var finals = (first: 0, inside: 0, last: 0)

    init(_ text: String) {
        var word = Word()
        var followsLatin = false
        for scalar in text.unicodeScalars {
            let isLatin = (0x61...0x7A).contains(scalar.value | 0x20)
            if (0x05D0...0x05EA).contains(scalar.value) {
                if word.length == 0 { word.touchesLatin = followsLatin }
                word.append(scalar)
            } else {
                if word.length > 0 {
                    word.touchesLatin = word.touchesLatin || isLatin
                    count(word)
                    word = Word()
                }
                if !scalar.isASCII { others += 1 }
            }
            followsLatin = isLatin
        }
        count(word)
    }

    /// Most of what is beyond ASCII are Hebrew words, and final letters stand where they may. Text of another alphabet,
    /// read as Hebrew, has them anywhere; of punctuation, few different letters.
    var isHebrew: Bool {
        letters > others && alphabet.nonzeroBitCount >= 5
            && finals.inside + min(finals.first, finals.last) <= max(finals.first, finals.last)
    }

    /// Words may have been written from their last letter to their first: their final letters do not say otherwise.
    var mayBeReversed: Bool { letters > 0 && finals.first >= finals.last }

    private mutating func count(_ word: Word) {
        if word.touchesLatin {
            others += word.length
        } else if word.length > 1 {
            letters += word.length
            alphabet |= word.alphabet
            if word.beginsWithFinal { finals.first += 1 }
            finals.inside += word.finalsInside
            if word.endsWithFinal { finals.last += 1 }
        }
    }

    private struct Word {
        var length = 0
        var alphabet: UInt32 = 0
        var touchesLatin = false
        var beginsWithFinal = false
        var finalsInside = 0
        var endsWithFinal = false

        mutating func append(_ letter: Unicode.Scalar) {
            if endsWithFinal, length > 1 { finalsInside += 1 }
            switch letter {
            case "ך", "ם", "ן", "ף", "ץ": endsWithFinal = true
            default: endsWithFinal = false
            }
            if length == 0 { beginsWithFinal = endsWithFinal }
            alphabet |= 1 << (letter.value - 0x05D0)
            length += 1
        }
    }
}
