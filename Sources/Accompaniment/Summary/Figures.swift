/// The figures of a summary: what the central office may know of a period (domain.md 4.3, 4.4, 6.3).
///
/// Made of codes, counts and booleans; there is no property that could hold a text. `nil` is encoded as `null` and
/// means "not reported", which is never 0 (S7).
package struct Figures: Codable, Hashable, Sendable {
    package struct Reporting: Codable, Hashable, Sendable {
        /// Clusters that should report.
        package var expected: Int
        package var received: Int
        package var missingClusters: [Code]
    }

    package struct Needs: Codable, Hashable, Sendable {
        package struct ClusterCoverage: Codable, Hashable, Sendable {
            /// Activities per domain of needs; a domain that none served stands with 0.
            package var domains: [Code: Int]
        }

        /// `nil` for a cluster that did not report.
        package var byCluster: [Code: ClusterCoverage?]
        /// Activities per need, all 16; `nil` in a period without any report of help.
        package var national: [Code: Int]?
        /// Activities that serve none of the 16, by the sender's word.
        package var none: Int
        /// Activities whose sender named no need.
        package var notStated: Int

        private enum CodingKeys: String, CodingKey {
            case byCluster, national, none, notStated
        }

        /// Written by hand because the compiler's own leaves out what is `nil`, and `null` is a statement here.
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(byCluster, forKey: .byCluster)
            try container.encode(national, forKey: .national)
            try container.encode(none, forKey: .none)
            try container.encode(notStated, forKey: .notStated)
        }
    }

    package struct Separation: Codable, Hashable, Sendable {
        package var orgClusterPairs: Int
        package var personClusterPairs: Int
    }

    package struct Pool: Codable, Hashable, Sendable {
        package var organisations: Int
        /// Clusters that heard more than one organisation.
        package var multiVoiceClusters: Int
    }

    package struct Choice: Codable, Hashable, Sendable {
        package var request: Int
        package var acceptedOffer: Int
        package var imposed: Int
        package var unknown: Int
    }

    package struct Ministries: Codable, Hashable, Sendable {
        package var national: [Code: Int]
    }

    package struct Forums: Codable, Hashable, Sendable {
        /// Number of clusters in which a forum of the type lives.
        package var byType: [Code: Int]
    }

    package struct Resources: Codable, Hashable, Sendable {
        package struct Amount: Codable, Hashable, Sendable {
            package var nis: Int
            package var approx: Bool
        }

        /// By kind, then certainty; never summed across certainties.
        package var national: [Code: [Code: Amount]]
    }

    package struct Oversight: Codable, Hashable, Sendable {
        /// Activities by type and decision (`NOTED` where none is stated); `nil` for a cluster without oversight.
        package var byCluster: [Code: [Code: [Code: Int]]?]
        /// Oversight of the initiative as a whole.
        package var national: [Code: [Code: Int]]?

        private enum CodingKeys: String, CodingKey {
            case byCluster, national
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(byCluster, forKey: .byCluster)
            try container.encode(national, forKey: .national)
        }
    }

    package var choice: Choice
    package var forums: Forums
    package var ministries: Ministries
    package var needs: Needs
    package var oversight: Oversight
    package var pool: Pool
    package var quality: PeriodFacts.Quality
    package var reporting: Reporting
    package var resources: Resources
    package var separation: Separation
}
