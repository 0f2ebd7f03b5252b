/// A person whose name may stand in reports: an escort, an adviser (domain.md 1.7). Listed in the registry under
/// `people`, which may be absent; added by configuration alone.
package struct Person: Sendable, Identifiable {
    /// Never leaves this server, like the name (domain.md 6.3).
    package var code: Code
    package var firstName: String
    /// Each by itself where a person has several that may be dropped: «צלול», «זיו». A surname of two words is one.
    package var surnames: [String]
    /// Other spellings of the whole name, and nicknames.
    package var aliases: [String]
    /// Where the person works; `nil` where that is not known.
    package var organisation: Code?
    /// The clusters and areas of the person; empty for all of them.
    package var units: [Code]

    package var id: Code { code }

    /// All but the code and the first name may be absent.
    package init(
        code: Code,
        firstName: String,
        surnames: [String] = [],
        aliases: [String] = [],
        organisation: Code? = nil,
        units: [Code] = []
    ) {
        self.code = code
        self.firstName = firstName
        self.surnames = surnames
        self.aliases = aliases
        self.organisation = organisation
        self.units = units
    }
}
