internal import Accompaniment

/// The nouns with which people begin an activity: «פורום», «מיפוי», «הקמת», «ליווי» (domain.md 3.4).
///
/// Taken from the registry: the first words of all names of activity types and forums. A new forum or a new kind of
/// activity needs no change here.
struct ActivityNouns: Sendable {
    /// Folded.
    private let openings: Set<String>
    /// All words of the registry that may follow the article, folded: «הפורום» is one, «הקמת» is none.
    private let words: Set<String>

    init(_ registry: Registry) {
        let types = (registry.terms[.activityType] ?? []).filter { $0.code != .otherActivity }
        let named = Self.words(of: types + registry.forums)
        openings = Set(named.compactMap(\.first))
        let others = [TermGroup.participants, .subject].flatMap { registry.terms[$0] ?? [] }
        words = Set((named + Self.words(of: others)).joined())
    }

    /// The first word of `text`, folded, where it is such a noun.
    func opening(of text: some StringProtocol) -> String? {
        // The longest of these nouns is far shorter; the texts may be long.
        let first = Self.words(of: String(text.prefix(40))).first
        return first.flatMap { openings.contains($0) ? $0 : nil }
    }

    /// True when two words in a row, folded, end one activity and begin another: nothing can belong to a noun that has
    /// the article («ניהול הפורום ליווי …»), while «הקמת פורום» is one activity.
    func begins(_ word: String, after previous: String) -> Bool {
        openings.contains(word) && previous.hasPrefix("ה") && !openings.contains(previous)
            && words.contains(String(previous.dropFirst()))
    }

    private static func words(of terms: [Registry.Term]) -> [[String]] {
        terms.flatMap { [$0.label.he] + $0.aliases }.map(words)
    }

    /// Folded.
    private static func words(of text: String) -> [String] {
        Folding.key(text).utf8.split { wordEnds.contains($0) }.map { String(Substring($0)) }
    }

    private static let wordEnds = Array(" :,;./()".utf8)
}
