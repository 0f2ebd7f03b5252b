/// The name of a person who is cared for (domain.md 6.2, last row).
///
/// Hebrew has no capital letters, so a name cannot be told from a word by its shape. A cue therefore counts only
///  - «הקשיש/ה X», «התלמיד/ה X»: where X is a given name of the list, or is followed by a surname of the list or led by
///    a title. «הקשיש בקהילה», «התלמיד קיבל» are none.
///  - «משפחת X»: where the text also speaks of care or health, and X is neither a common noun of the list, nor a word
///    with the article or a plural ending that is no known surname («משפחת הארגונים»), nor the name of a fund
///    («קרן משפחת X»).
///  - «גב' X», «מר X»: where the text also says something that is true of one person's health or need («אושפז»,
///    «דמנציה», «קצבה»). The words of the services themselves («רווחה», «פורום», «סיוע») do not count: officials
///    are named beside them.
enum BeneficiaryRule {
    private struct Word {
        /// Letters alone.
        var key: String
        var range: Range<Int>
        var hasGeresh: Bool
        /// Nothing but spaces between the word before and this one; or `/`, before the ה of «הקשיש/ה».
        var followsDirectly: Bool
    }

    /// Claims each cue with the name behind it.
    static func apply(to scan: inout ScannedText) {
        let words = words(of: scan)
        guard words.contains(where: { isCue($0) }) else { return }
        let said = Set(words.flatMap { stems($0.key) })
        let speaksOfCase = !said.isDisjoint(with: CareWords.ofOnePerson)
        let speaksOfCare = speaksOfCase || !said.isDisjoint(with: CareWords.general)
        var next = 0
        for index in words.indices where index >= next {
            let last: Int?
            let word = words[index]
            if isTitle(word) {
                last = speaksOfCase ? nameEnd(afterTitle: index, in: words) : nil
            } else if isFamily(word) {
                last = speaksOfCare ? nameEnd(afterFamily: index, in: words) : nil
            } else if isPerson(word) {
                last = nameEnd(afterPerson: index, in: words)
            } else {
                last = nil
            }
            if let last {
                scan.claim(word.range.lowerBound..<words[last].range.upperBound, as: .beneficiary)
                next = last + 1
            }
        }
    }

    private static func isCue(_ word: Word) -> Bool { isTitle(word) || isFamily(word) || isPerson(word) }

    private static func isTitle(_ word: Word) -> Bool {
        CareWords.titles.contains(word.key) || (word.hasGeresh && CareWords.shortTitles.contains(word.key))
    }

    private static func isFamily(_ word: Word) -> Bool { stems(word.key).contains("משפחת") }

    private static func isPerson(_ word: Word) -> Bool { !CareWords.persons.isDisjoint(with: stems(word.key)) }

    private static func nameEnd(afterTitle index: Int, in words: [Word]) -> Int? {
        guard let name = following(index, in: words), words[name].key.unicodeScalars.count >= 2,
            !CareWords.noNames.contains(words[name].key)
        else { return nil }
        return withSurname(name, in: words)
    }

    private static func nameEnd(afterFamily index: Int, in words: [Word]) -> Int? {
        if index > 0, words[index].followsDirectly, CareWords.donors.contains(words[index - 1].key) { return nil }
        guard let name = following(index, in: words) else { return nil }
        let key = words[name].key
        if PersonNames.surnames.contains(key) { return name }
        let isCommon = CareWords.noFamilies.contains(key) || CareWords.noNames.contains(key)
        let hasNounShape = key.hasPrefix("ה") || key.hasSuffix("ימ") || key.hasSuffix("ות")
        return isCommon || hasNounShape || key.unicodeScalars.count < 2 ? nil : name
    }

    private static func nameEnd(afterPerson index: Int, in words: [Word]) -> Int? {
        var cue = index
        // The second half of «הקשיש/ה».
        if let half = following(index, in: words), words[half].key == "ה" { cue = half }
        guard let name = following(cue, in: words) else { return nil }
        if isTitle(words[name]) { return nameEnd(afterTitle: name, in: words) }
        if PersonNames.given.contains(words[name].key) { return withSurname(name, in: words) }
        guard let surname = following(name, in: words), PersonNames.surnames.contains(words[surname].key) else {
            return nil
        }
        return surname
    }

    /// The surname behind `name`, where `name` is a given name or the word behind it a known surname.
    private static func withSurname(_ name: Int, in words: [Word]) -> Int {
        guard let surname = following(name, in: words), !CareWords.noNames.contains(words[surname].key) else {
            return name
        }
        return PersonNames.surnames.contains(words[surname].key) ? surname : name
    }

    private static func following(_ index: Int, in words: [Word]) -> Int? {
        index + 1 < words.count && words[index + 1].followsDirectly ? index + 1 : nil
    }

    /// The word, and what is left of it without one, two or three of the letters that Hebrew puts before a word.
    private static func stems(_ key: String) -> [String] {
        var stems = [key]
        var rest = key.unicodeScalars[...]
        while stems.count <= 3, let first = rest.first, rest.count > 2, "ושהלבמכ".unicodeScalars.contains(first) {
            rest.removeFirst()
            stems.append(String(rest))
        }
        return stems
    }

    private static func words(of scan: ScannedText) -> [Word] {
        var words: [Word] = []
        var index = 0
        var gapStart = 0
        while index < scan.count {
            guard scan[index].isHebrew else {
                index += 1
                continue
            }
            let start = index
            var word = Word(key: "", range: start..<start, hasGeresh: false, followsDirectly: false)
            while scan[index].isHebrew || scan[index] == "'" || scan[index] == "\"" {
                if scan[index].isHebrew { word.key.unicodeScalars.append(scan[index]) }
                if scan[index] == "'" { word.hasGeresh = true }
                index += 1
            }
            word.range = start..<index
            let isHalf = start - gapStart == 1 && scan[gapStart] == "/" && word.key == "ה"
            word.followsDirectly = isHalf || (gapStart..<start).allSatisfy { scan[$0] == " " }
            words.append(word)
            gapStart = index
        }
        return words
    }
}
