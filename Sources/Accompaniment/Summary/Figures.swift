/// The figures of a summary: what the central office may know of a period (domain.md 4.3, 4.4, 6.3).
///
/// Made of codes, counts, dates and booleans; there is no property that could hold a text. `null` means "not reported",
/// which is never 0 (S7). The question behind each figure is in ``Indicator``.
package struct Figures: Codable, Hashable, Sendable {
    /// No figure is larger: above any that is meant.
    package static let largest = 1_000_000_000_000_000

    /// Q22, of help and oversight. Pairs of an organisation and a cluster where the registry says who should report; else
    /// clusters. Missing are those of them of which nothing came at all.
    package struct Reporting: Codable, Hashable, Sendable {
        package var expected: Int
        package var received: Int
        package var missingClusters: [Code]
    }

    package struct Core: Codable, Hashable, Sendable {
        /// Q01, Q02, Q04.
        package struct Cluster: Codable, Hashable, Sendable {
            /// `null` where nobody told of a core service.
            @Nullable package var operating: Int?
            /// As above.
            @Nullable package var inSetup: Int?
            /// Core services by stage.
            package var stages: [Code: Int]
            /// When a stage was last told; `null` without a core service.
            @Nullable package var lastChange: CalendarDay?
            @Nullable package var achievement: Bool?
        }

        /// Of the core services that are justified by saving: whether it is 15 percent or more (Q03).
        package struct Saving: Codable, Hashable, Sendable {
            package var reached: Int
            package var total: Int
            package var unknown: Int
        }

        /// `null` for a cluster of which nobody told of a core service, ever, nor of an achievement now.
        package var byCluster: [Code: Cluster?]
        /// Core services by the ground on which they were approved.
        package var basis: [Code: Int]
        package var saving15: Saving
    }

    package struct Needs: Codable, Hashable, Sendable {
        package struct ClusterCoverage: Codable, Hashable, Sendable {
            /// Activities per domain of needs; a domain that none served stands with 0.
            package var domains: [Code: Int]
        }

        /// `null` for a cluster that did not report.
        package var byCluster: [Code: ClusterCoverage?]
        /// Activities per need, all 16; `null` in a period without any report of help.
        @Nullable package var national: [Code: Int]?
        /// Clusters that asked for a need that nobody served there (Q06).
        package var unmetNational: [Code: Int]
        /// Activities that serve none of the 16, by the sender's word (Q35).
        package var none: Int
        /// Activities whose sender named no need.
        package var notStated: Int
    }

    /// Q07.
    package struct Choice: Codable, Hashable, Sendable {
        package var request: Int
        package var acceptedOffer: Int
        package var imposed: Int
        package var unknown: Int
        /// Clusters on which any help was imposed.
        package var imposedClusters: [Code]

        /// All of them: each activity of help is in one of the four.
        package var activities: Int { request + acceptedOffer + imposed + unknown }
    }

    /// Q08.
    package struct Separation: Codable, Hashable, Sendable {
        package var orgClusterPairs: Int
        package var personClusterPairs: Int
    }

    /// Q09 and Q10, of an organisation that may be told apart (see ``Discretion``).
    package struct Supplier: Codable, Hashable, Sendable {
        /// The part of all its activities that each hat has, in hundredths; the rest has none. `null` where none was said.
        @Nullable package var hatShare: [Code: Int]?
        /// Activities by function, track and identity; `UNKNOWN` for what was not said.
        package var axes: [Code: [Code: [Code: Int]]]
    }

    /// Q11, Q12, Q25, Q36.
    package struct Pool: Codable, Hashable, Sendable {
        package var organisations: Int
        package var newOrganisations: Int
        /// The part of the minutes of help, or of the activities where no length is said, that neither Elka nor Urbanics
        /// has, in hundredths; `null` without any help, and where it would tell of a single one that is hidden.
        @Nullable package var shareOthers: Int?
        package var brokeredByMifam: Int
        /// Organisations whose help the Mifam brokered; `nil` where the sender does not count them.
        package var brokeredOrganisations: Int?
        /// Clusters to which each organisation presented what it offers; several together, to which any of them did.
        package var presentedTo: [Code: Int]
        /// Clusters that heard more than one organisation.
        package var multiVoiceClusters: Int
    }

    /// Q13.
    package struct Client: Codable, Hashable, Sendable {
        /// From a request to its first activity, in whole days; `null` where no request before an activity was dated.
        @Nullable package var medianDays: Int?
    }

    /// Q14.
    package struct Track: Codable, Hashable, Sendable {
        package var core: Int
        package var development: Int
        package var unknown: Int
        /// Minutes where every activity says its length, else activities.
        package var inMinutes: Bool
    }

    /// Q16.
    package struct Forums: Codable, Hashable, Sendable {
        package struct Cluster: Codable, Hashable, Sendable {
            package var active: Int
        }

        /// `null` for a cluster that did not report.
        package var byCluster: [Code: Cluster?]
        /// Number of clusters in which a forum of the type lives.
        package var byType: [Code: Int]
    }

    /// Q17.
    package struct Ministries: Codable, Hashable, Sendable {
        package struct Cluster: Codable, Hashable, Sendable {
            package var distinct: Int
        }

        /// `null` for a cluster that did not report.
        package var byCluster: [Code: Cluster?]
        package var national: [Code: Int]
    }

    /// Q18, Q20, Q31.
    package struct National: Codable, Hashable, Sendable {
        package var outlineSessions: Int
        package var knowledgeItems: Int
        package var socialServices: Int
    }

    /// Q19.
    package struct Resources: Codable, Hashable, Sendable {
        /// By kind, then certainty; never summed across certainties.
        package var national: [Code: [Code: Tally.Amount]]
    }

    /// Q21; each `null` where the registry knows nothing of it.
    package struct Continuity: Codable, Hashable, Sendable {
        package struct Cluster: Codable, Hashable, Sendable {
            @Nullable package var escortGap: Bool?
            @Nullable package var ceoGap: Bool?
            @Nullable package var acting: Bool?
        }

        package var byCluster: [Code: Cluster]
    }

    /// Q23 and Q24; each `null` where the registry says nothing of it.
    package struct Cluster: Codable, Hashable, Sendable {
        @Nullable package var stage: Code?
        @Nullable package var incorporated: Bool?
        package var criteria: [Code: Bool]
    }

    /// Q26; `null` where the registry lists no authorities.
    package struct Equality: Codable, Hashable, Sendable {
        package struct Reach: Codable, Hashable, Sendable {
            package var reached: SmallCount
            package var all: SmallCount
        }

        @Nullable package var byAuthorityKind: [Code: Reach]?
    }

    /// Q27.
    package struct Horizon: Codable, Hashable, Sendable {
        package var quick: Int
        package var long: Int
        package var unknown: Int
    }

    /// Q29.
    package struct Ending: Codable, Hashable, Sendable {
        /// From the last day of the period, negative where it is past.
        package var daysToEnd: Int
    }

    /// Q32.
    package struct Oversight: Codable, Hashable, Sendable {
        /// Activities by type and decision (`NOTED` where none is stated); `null` for a cluster without oversight.
        package var byCluster: [Code: [Code: [Code: Int]]?]
        /// Oversight of the initiative as a whole.
        @Nullable package var national: [Code: [Code: Int]]?
    }

    package var choice: Choice
    package var client: Client
    package var clusters: [Code: Cluster]
    package var continuity: Continuity
    package var core: Core
    package var engagements: [Code: Ending]
    package var equality: Equality
    package var forums: Forums
    package var horizon: Horizon
    package var ministries: Ministries
    package var national: National
    package var needs: Needs
    package var oversight: Oversight
    package var pool: Pool
    package var quality: PeriodFacts.Quality
    package var reporting: Reporting
    package var resources: Resources
    package var separation: Separation
    package var suppliers: [Code: Supplier]
    /// `null` for a cluster that did not report.
    package var track: [Code: Track?]
}

extension Figures {
    /// The members of the whole in canonical JSON. What most rows change a little of goes in small pieces.
    func members(_ pieces: inout EncodedPieces) throws -> [CanonicalJSON.Member] {
        try [
            pieces.member("choice", choice),
            pieces.member("client", client),
            pieces.member("clusters", clusters),
            pieces.member("continuity", continuity),
            pieces.member("core", core),
            pieces.member("engagements", engagements),
            pieces.member("equality", equality),
            pieces.member("forums", forums),
            pieces.member("horizon", horizon),
            pieces.member("ministries", ministries),
            pieces.member("national", national),
            CanonicalJSON.member("needs", CanonicalJSON.object(of: needs.members(&pieces))),
            pieces.member("oversight", oversight),
            pieces.member("pool", pool),
            pieces.member("quality", quality),
            pieces.member("reporting", reporting),
            pieces.member("resources", resources),
            pieces.member("separation", separation),
            pieces.member("suppliers", each: suppliers),
            pieces.member("track", each: track),
        ]
    }
}

extension Figures.Needs {
    fileprivate func members(_ pieces: inout EncodedPieces) throws -> [CanonicalJSON.Member] {
        try [
            pieces.member("byCluster", each: byCluster, of: "needs"),
            pieces.member("national", each: national, of: "needs"),
            pieces.member("none", none, of: "needs"),
            pieces.member("notStated", notStated, of: "needs"),
            pieces.member("unmetNational", each: unmetNational, of: "needs"),
        ]
    }
}
