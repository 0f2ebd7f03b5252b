/// Everything that is added by configuration alone: clusters, areas, organisations, forums, and the words that people
/// use for each code. The content of `registry.yaml`.
package struct Registry: Sendable {
    /// Of the file: another one where it says something else, the same one where only comments or spaces differ. Empty for
    /// a registry of no file.
    package var digest = ""
    /// Version of the label texts, pushed so that the office shows the same words.
    package var labelPack: String
    package var units: [Unit]
    package var organisations: [Organisation]
    package var forums: [Term]
    /// Those whose names may stand in reports; none in the registry that is shipped.
    package var people: [Person]?
    /// The local authorities of the clusters; none in the registry that is shipped, and then their names stay words.
    package var authorities: [Authority]?
    /// Who is where, and from when to when; none in the registry that is shipped.
    package var engagements: [Engagement]?
    /// Who should report; without the list each cluster should, whoever does it.
    package var expectations: [Expectation]?
    /// The lists of domain.md section 2, by group.
    package var terms: [TermGroup: [Term]]

    /// Knows no word: each code is its own name.
    package static let none = Registry(labelPack: "", units: [], organisations: [], forums: [], terms: [:])

    package init(
        labelPack: String,
        units: [Unit],
        organisations: [Organisation],
        forums: [Term],
        people: [Person]? = nil,
        authorities: [Authority]? = nil,
        engagements: [Engagement]? = nil,
        expectations: [Expectation]? = nil,
        terms: [TermGroup: [Term]]
    ) {
        (self.labelPack, self.units, self.organisations, self.forums) = (labelPack, units, organisations, forums)
        (self.people, self.authorities, self.engagements) = (people, authorities, engagements)
        (self.expectations, self.terms) = (expectations, terms)
    }

    /// A cluster, an area of clusters, or the initiative as a whole (domain.md 1.5).
    package struct Unit: Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            case cluster = "CLUSTER"
            case area = "AREA"
            case national = "NATIONAL"
        }

        package var code: Code
        package var kind: Kind
        /// The area of a cluster; `nil` for the others.
        package var area: Code?
        package var label: Label
        package var aliases: [String]
        /// Of a cluster, where it was declared (domain.md 2.3 and 2.7).
        package var stage: Code?
        package var incorporatedOn: CalendarDay?
        package var criteria: [Code: Bool]?

        package init(
            code: Code,
            kind: Kind,
            area: Code?,
            label: Label,
            aliases: [String],
            stage: Code?,
            incorporatedOn: CalendarDay?,
            criteria: [Code: Bool]?
        ) {
            (self.code, self.kind, self.area, self.label, self.aliases) = (code, kind, area, label, aliases)
            (self.stage, self.incorporatedOn, self.criteria) = (stage, incorporatedOn, criteria)
        }
    }

    /// A body of domain.md 1.6.
    package struct Organisation: Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            case supplier = "SUPPLIER"
            case government = "GOVERNMENT"
            case ministry = "MINISTRY"
            case partner = "PARTNER"
            case kind = "KIND"
        }

        package var code: Code
        package var kind: Kind
        package var label: Label
        package var aliases: [String]
        /// For whom it works: who acts for it acts for that one, from outside (domain.md 1.6, identity axis).
        package var onBehalfOf: Code?
        /// It agreed that its figures may be seen also where it works in a single cluster (domain.md 4.4).
        package var consents: Bool?

        package init(
            code: Code,
            kind: Kind,
            label: Label,
            aliases: [String],
            onBehalfOf: Code?,
            consents: Bool?
        ) {
            (self.code, self.kind, self.label, self.aliases) = (code, kind, label, aliases)
            (self.onBehalfOf, self.consents) = (onBehalfOf, consents)
        }
    }

    /// A town, a local or a regional council.
    package struct Authority: Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            case city = "CITY"
            case local = "LOCAL"
            case regional = "REGIONAL"
        }

        package var code: Code
        package var kind: Kind
        /// Its cluster.
        package var unit: Code
        package var label: Label
        package var aliases: [String]

        package init(code: Code, kind: Kind, unit: Code, label: Label, aliases: [String]) {
            self.code = code
            self.kind = kind
            self.unit = unit
            self.label = label
            self.aliases = aliases
        }
    }

    /// One entry of a list: a need, a status, a hat.
    package struct Term: Sendable {
        package var code: Code
        package var label: Label
        package var aliases: [String]
        /// Set where the term by itself says oversight, such as `ACT-CONTROL` (domain.md 2.10, 2.11, 2.17).
        package var function: Function?
        /// The domain of a need.
        package var domain: Code?

        package init(code: Code, label: Label, aliases: [String], function: Function?, domain: Code?) {
            (self.code, self.label, self.aliases) = (code, label, aliases)
            (self.function, self.domain) = (function, domain)
        }
    }

    /// The clusters, in the order of the file.
    package var clusters: [Unit] { units.filter { $0.kind == .cluster } }

    /// The 16 needs, without `NEED-NONE`.
    package var needs: [Code] { (terms[.need] ?? []).map(\.code).filter { $0 != .noNeed } }

    /// The ministries to reach (domain.md 1.6).
    package var ministries: [Code] { organisations.filter { $0.kind == .ministry }.map(\.code) }

    /// Every code that the registry knows.
    package var codes: Set<Code> {
        Set(units.map(\.code) + organisations.map(\.code) + forums.map(\.code) + terms.values.joined().map(\.code))
    }
}

/// The lists of codes of domain.md section 2.
package enum TermGroup: String, Sendable, CaseIterable {
    case function, scope, identity, hat, mode, orientation, track, subject, tier, stage
    case coreBasis = "core-basis"
    case activityType = "activity-type"
    case participants, need
    case needDomain = "need-domain"
    case goal, status, engagement
    case requestedBy = "requested-by"
    case choiceBasis = "choice-basis"
    case resourceKind = "resource-kind"
    case certainty, decision, horizon, sector, criterion
    case assignmentStatus = "assignment-status"
}

extension Registry {
    /// True for what may be the version of a vocabulary: up to 40 Latin letters, digits, full stops and dashes, as the
    /// schema of a summary has it. Free text is none.
    package static func isLabelPack(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
