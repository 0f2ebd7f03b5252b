/// What the store knows of one period, counted but not yet judged: the input of the indicators.
package struct PeriodFacts: Sendable {
    /// Activities that agree in everything that an indicator asks for.
    package struct Group: Sendable {
        package var organisation: Code
        package var unit: Code
        package var needs: CodeSet?
        package var forum: Code?
        package var ministries: CodeSet
        package var activityTypes: CodeSet
        package var track: Code?
        package var choiceBasis: Code?
        package var decision: Code?
        package var resourceKind: Code?
        package var certainty: Code?
        /// Sum over the group, in whole shekels; `nil` where no row names an amount.
        package var amountNIS: Int?
        package var isApproximate: Bool
        /// Number of activities.
        package var count: Int

        package init(
            organisation: Code,
            unit: Code,
            needs: CodeSet?,
            forum: Code?,
            ministries: CodeSet,
            activityTypes: CodeSet,
            track: Code?,
            choiceBasis: Code?,
            decision: Code?,
            resourceKind: Code?,
            certainty: Code?,
            amountNIS: Int?,
            isApproximate: Bool,
            count: Int
        ) {
            self.organisation = organisation
            self.unit = unit
            self.needs = needs
            self.forum = forum
            self.ministries = ministries
            self.activityTypes = activityTypes
            self.track = track
            self.choiceBasis = choiceBasis
            self.decision = decision
            self.resourceKind = resourceKind
            self.certainty = certainty
            self.amountNIS = amountNIS
            self.isApproximate = isApproximate
            self.count = count
        }
    }

    /// Counted apart and never joined (S5).
    package var help: [Group]
    package var oversight: [Group]
    /// Pairs of one escort and one cluster with both help and oversight: a number, no name (S6).
    package var personClusterPairs: Int
    package var quality: Quality

    /// How the files and rows of the period fared (Q28).
    package struct Quality: Codable, Hashable, Sendable {
        package struct Files: Codable, Hashable, Sendable {
            /// Files of which every row was taken in.
            package var accepted: Int
            /// Those of them with something that was understood by guess.
            package var withWarnings: Int
            /// Files of which rows wait for their sender.
            package var held: Int

            package init(accepted: Int, withWarnings: Int, held: Int) {
                self.accepted = accepted
                self.withWarnings = withWarnings
                self.held = held
            }
        }

        package struct Rows: Codable, Hashable, Sendable {
            package var accepted: Int
            package var held: Int

            package init(accepted: Int, held: Int) {
                self.accepted = accepted
                self.held = held
            }
        }

        package struct Reason: Codable, Hashable, Sendable {
            /// The code of a finding; an office may meet one that it does not know yet.
            package var code: Code
            package var rows: Int

            package init(code: Code, rows: Int) {
                self.code = code
                self.rows = rows
            }
        }

        package var files: Files
        package var rows: Rows
        /// The most frequent first, at most five.
        package var topReasons: [Reason]

        package init(files: Files, rows: Rows, topReasons: [Reason]) {
            self.files = files
            self.rows = rows
            self.topReasons = topReasons
        }
    }

    package init(help: [Group], oversight: [Group], personClusterPairs: Int, quality: Quality) {
        self.help = help
        self.oversight = oversight
        self.personClusterPairs = personClusterPairs
        self.quality = quality
    }
}
