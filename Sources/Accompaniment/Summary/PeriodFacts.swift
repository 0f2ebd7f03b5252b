/// What the store knows of one period, counted but not yet judged: the input of the indicators and of the pages.
package struct PeriodFacts: Hashable, Sendable {
    package var period: Period
    /// Every cluster, area and the nation of which anything was reported.
    package var units: [UnitFacts]
    /// Organisations that had helped in an earlier period (Q11).
    package var earlierOrganisations: Set<Code>
    package var quality: Quality

    package init(
        period: Period,
        units: [UnitFacts] = [],
        earlierOrganisations: Set<Code> = [],
        quality: Quality = Quality()
    ) {
        self.period = period
        self.units = units
        self.earlierOrganisations = earlierOrganisations
        self.quality = quality
    }

    package subscript(unit: Code) -> UnitFacts? { units.first { $0.unit == unit } }

    /// How the files and rows of the period fared (Q28).
    package struct Quality: Codable, Hashable, Sendable {
        package struct Files: Codable, Hashable, Sendable {
            /// All that came: accepted, held and rejected ones.
            package var received = 0
            /// Files of which every row was taken in.
            package var accepted = 0
            /// Those of them with something that was understood by guess.
            package var withWarnings = 0
            /// Files of which rows wait for their sender.
            package var held = 0
            /// Files of which nothing could be taken in. They say no period: they count where they arrived.
            package var rejected = 0

            package init() {}
        }

        package struct Rows: Codable, Hashable, Sendable {
            package var accepted = 0
            package var held = 0
            /// Of the accepted ones those whose need was understood by guess.
            package var needInferred = 0

            package init() {}
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

        package var files = Files()
        package var rows = Rows()
        /// The most frequent first, at most five.
        package var topReasons: [Reason] = []

        package init() {}
    }
}

/// What was reported of one cluster, one area or the nation in a period.
package struct UnitFacts: Hashable, Sendable {
    package let unit: Code
    /// By organisation. Help and oversight are counted apart and never joined (S5).
    package var help: [Code: Tally] = [:]
    package var oversight: [Code: Tally] = [:]
    /// Persons with both functions here: a number, no name (S6).
    package var personPairs = 0
    /// As they stood at the end of the period, whatever period told of them last.
    package var services: [Service] = []

    package init(unit: Code) {
        self.unit = unit
    }

    /// A service or project on its way (Q01 to Q03).
    package struct Service: Hashable, Sendable {
        /// Free text: stays on this server.
        package var name: String
        package var stage: ServiceStage
        /// Of the report that told the stage.
        package var since: CalendarDay
        package var tier: Code?
        package var basis: CodeSet
        package var savingPct: Double?

        package init(
            name: String,
            stage: ServiceStage,
            since: CalendarDay,
            tier: Code? = nil,
            basis: CodeSet = CodeSet(),
            savingPct: Double? = nil
        ) {
            (self.name, self.stage, self.since) = (name, stage, since)
            (self.tier, self.basis, self.savingPct) = (tier, basis, savingPct)
        }
    }

    package var coreServices: [Service] { services.filter { $0.tier == .coreTier } }
}
