/// The people of the registry, found by what stands in a cell (domain.md 1.9, rules 1 and 3 to 7).
///
/// Names are compared word by word on folded keys, never as parts of words: «גל» is not «גלית».
package struct People: Sendable {
    /// Whom a name stands for.
    package enum Match: Hashable, Sendable {
        /// The name or an alias, which nobody else has.
        case exact(Person.ID)
        /// Understood from the organisation and the unit, or with up to two letters of the surname changed: to be said
        /// to the sender (rule 7).
        case near(Person.ID)
        /// A known name that does not say which of these people is meant, by code. Never guessed.
        case ambiguous([Person.ID])
        case unknown
    }

    /// One name of a cell.
    package struct Mention: Hashable, Sendable {
        /// As written, without the word or sign that joins it to the name before.
        package let text: String
        package let match: Match
    }

    private struct Surname {
        let person: Int
        let letters: [Character]
    }

    private let people: [Person]
    /// Where each of them was engaged, and when; empty for those of whom the registry says nothing.
    private let engagements: [Person.ID: [Engagement]]
    /// By full name, by first name with each single surname, by alias.
    private let byName: [String: Set<Int>]
    private let byFirstName: [String: Set<Int>]
    /// The first word of each name and alias.
    private let firstWords: Set<Substring>
    /// For names that are misspelled: all surnames of those who share a first name.
    private let surnames: [String: [Surname]]

    package init(_ people: [Person], engagements: [Engagement] = []) {
        self.people = people
        self.engagements = engagements.reduce(into: [:]) { known, engagement in
            if let person = engagement.person { known[person, default: []].append(engagement) }
        }
        var byName: [String: Set<Int>] = [:]
        var byFirstName: [String: Set<Int>] = [:]
        var surnames: [String: [Surname]] = [:]
        for (index, person) in people.enumerated() {
            let first = Folding.key(person.firstName)
            byFirstName[first, default: []].insert(index)
            let all = person.surnames.map { Folding.key($0) }
            for surname in Set(all + [all.joined(separator: " ")]) where !surname.isEmpty {
                byName["\(first) \(surname)", default: []].insert(index)
                surnames[first, default: []].append(Surname(person: index, letters: Array(surname)))
            }
            for alias in person.aliases { byName[Folding.key(alias), default: []].insert(index) }
        }
        self.byName = byName
        self.byFirstName = byFirstName
        self.surnames = surnames
        firstWords = Set((Array(byName.keys) + byFirstName.keys).compactMap { $0.split(separator: " ").first })
    }

    /// For the receipt; the code itself for nobody that is known.
    package func name(of id: Person.ID) -> String {
        people.first { $0.code == id }.map { ([$0.firstName] + $0.surnames).joined(separator: " ") } ?? id.rawValue
    }

    /// Those for whom `name` stands by itself; more than one where it does not say who is meant.
    package func codes(named name: String) -> [Person.ID] {
        (byName[Folding.key(name)] ?? []).map { people[$0].code }.sorted()
    }

    /// All full names and aliases of a person that are nobody else's, and those of all others.
    package func names(of code: Person.ID?) -> (own: [String], others: [String]) {
        var names: (own: [String], others: [String]) = ([], [])
        for person in people {
            let surnames = person.surnames + [person.surnames.joined(separator: " ")]
            let all = surnames.filter { !$0.isEmpty }.map { "\(person.firstName) \($0)" } + person.aliases
            if person.code == code {
                names.own += all.filter { codes(named: $0) == [person.code] }
            } else {
                names.others += all
            }
        }
        return names
    }

    /// Where the person works; `nil` where that is not known.
    package func organisation(of id: Person.ID) -> Code? { people.first { $0.code == id }?.organisation }

    /// By what somebody whom no registry knows is the same in two cells: the folded name without titles; empty for none.
    package static func key(of name: String) -> String {
        withoutTitles(Folding.key(name).split(separator: " ")).joined(separator: " ")
    }

    /// Of whom nothing is known.
    package static let none = People([])

    /// The person that `text` names, as one name.
    /// - Parameters:
    ///   - organisation: That of the file or row.
    ///   - unit: That of the row; `nil` where it names none.
    ///   - date: That of the row; `nil` where it does not matter.
    package func resolve(_ text: String, organisation: Code, unit: Code?, on date: ActivityDate? = nil) -> Match {
        let words = Self.withoutTitles(Folding.key(text).split(separator: " "))
        guard let first = words.first else { return .unknown }
        let place = Place(organisation: organisation, unit: unit, date: date)
        let asWritten = resolve(words.joined(separator: " "), place)
        // «ושמעון», but not «ורד», whose ו is her own.
        guard asWritten == .unknown, let rest = Self.behindAnd(first) else { return asWritten }
        return resolve(([rest] + words.dropFirst()).joined(separator: " "), place)
    }

    /// Every name in a cell such as «X וY», «X/Y», «X, Y», in order (rule 6). A ו joins two names only where the word
    /// behind it begins a known name, a title stands there, it stands alone, or full names stand on both sides.
    package func people(in text: String, organisation: Code, unit: Code?, on date: ActivityDate? = nil) -> [Mention] {
        return names(inCell: text).map { name in
            Mention(text: name, match: resolve(name, organisation: organisation, unit: unit, on: date))
        }
    }

    /// The same, without asking who they are.
    package func names(inCell text: String) -> [String] {
        Folding.display(text).split(whereSeparator: { Self.separators.contains($0) }).flatMap { names(in: $0) }
    }

    private struct Place {
        let organisation: Code
        let unit: Code?
        let date: ActivityDate?
    }

    private func resolve(_ key: String, _ place: Place) -> Match {
        if let named = byName[key] {
            if named.count == 1, let only = named.first { return .exact(people[only].id) }
            return fitting(named, place)
        }
        if let named = byFirstName[key] { return fitting(named, place) }
        return misspelled(key, place.organisation, place.unit)
    }

    /// The only one of `candidates` who belongs to organisation, unit and period (rule 4).
    private func fitting(_ candidates: Set<Int>, _ place: Place) -> Match {
        let fitting = candidates.filter { index in
            let person = people[index]
            guard (person.organisation ?? place.organisation) == place.organisation else { return false }
            guard let unit = place.unit else { return true }
            guard let date = place.date, let known = engagements[person.code] else {
                return person.units.isEmpty || person.units.contains(unit)
            }
            return known.contains { $0.unit == unit && $0.from <= date.to && date.from <= $0.until ?? date.from }
        }
        if fitting.count == 1, let only = fitting.first { return .near(people[only].id) }
        return .ambiguous(candidates.map { people[$0].id }.sorted())
    }

    /// The first name as it is, up to two letters of the surname changed, and the organisation or the unit agrees
    /// (rule 3).
    private func misspelled(_ key: String, _ organisation: Code, _ unit: Code?) -> Match {
        var near: Set<Int> = []
        // First names of two words are tried too.
        for gap in key.indices.lazy.filter({ key[$0] == " " }).prefix(2) {
            let surname = key[key.index(after: gap)...]
            guard let known = surnames[String(key[..<gap])], surname.utf8.count <= 128 else { continue }
            let letters = Array(surname)
            for candidate in known where Self.isNear(candidate.letters, letters) {
                let person = people[candidate.person]
                if person.organisation == organisation || unit.map(person.units.contains) == true {
                    near.insert(candidate.person)
                }
            }
        }
        if near.count == 1, let only = near.first { return .near(people[only].id) }
        return near.isEmpty ? .unknown : .ambiguous(near.map { people[$0].id }.sorted())
    }

    /// At most two letters apart, and less than half of the shorter surname: «גל» and «טל» are two names.
    private static func isNear(_ left: [Character], _ right: [Character]) -> Bool {
        let shorter = min(left.count, right.count)
        guard abs(left.count - right.count) <= 2, shorter > 2 else { return false }
        return distance(left, right) <= (shorter > 4 ? 2 : 1)
    }

    /// Insertions, deletions and replacements from one to the other (Levenshtein).
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (letter == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }

    /// The names in a piece of text without separators.
    private func names(in piece: Substring) -> [String] {
        var names: [[Substring]] = [[]]
        let words = piece.split(whereSeparator: \.isWhitespace)
        for (place, word) in words.enumerated() {
            let isBetweenNames = (names.last?.count ?? 0) > 1 && place + 1 < words.count
            guard let last = names.last, !last.isEmpty,
                let bare = behindJoiningAnd(word) ?? (isBetweenNames ? behindAndOfUnknown(word) : nil)
            else {
                names[names.count - 1].append(word)
                continue
            }
            names.append(bare.isEmpty ? [] : [bare])
        }
        return names.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }

    /// `word` without the ו that joins it to the name before; `nil` where it does not join.
    private func behindJoiningAnd(_ word: Substring) -> Substring? {
        let keys = Folding.key(String(word)).split(separator: " ")
        guard let key = keys.first else { return nil }
        if key == "ו" { return word.dropFirst().drop { !$0.isLetter } }
        guard !firstWords.contains(key), let rest = Self.behindAnd(key),
            firstWords.contains(rest) || Self.titles.contains(rest)
        else { return nil }
        return word.dropFirst()
    }

    /// The same of a word between two full names that nobody knows: «רות לוי ורון גבע». A known first name stays whole, and
    /// so does the particle of a surname.
    private func behindAndOfUnknown(_ word: Substring) -> Substring? {
        guard let key = Folding.key(String(word)).split(separator: " ").first, Self.behindAnd(key) != nil,
            !firstWords.contains(key), !Self.particles.contains(key)
        else { return nil }
        return word.dropFirst()
    }

    private static func behindAnd(_ word: Substring) -> Substring? {
        word.first == "ו" && word.count > 1 ? word.dropFirst() : nil
    }

    /// Titles before a name, and «מ"מ» behind it.
    private static func withoutTitles(_ words: [Substring]) -> [Substring] {
        var words = words[...]
        while let first = words.first, titles.contains(first) || behindAnd(first).map(titles.contains) == true {
            words.removeFirst()
        }
        while words.last == "ממ" { words.removeLast() }
        return Array(words)
    }

    private static let separators: Set<Character> = ["/", ",", ";", "+", "&", "|", "\n", "\r", "\r\n"]

    /// Folded; «ואן», «ון».
    private static let particles: Set<Substring> = ["ואנ", "ונ"]

    /// Folded.
    private static let titles: Set<Substring> = [
        "מר", "גב", "הגב", "גברת", "הגברת", "דר", "עוד", "פרופ", "פרופסור", "רוח", "עוס", "אינג", "הרב", "mr", "mr.",
        "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "prof", "prof.",
    ]
}
