/// Something to tell the sender about a file: a problem, a guess, a thing set right (domain.md 5.8).
///
/// One finding stands for all rows with the same cause: same code, same column, same text.
package struct Finding: Hashable, Sendable, Codable {
    package enum Severity: Int, Comparable, Sendable {
        case info, warn, hold, reject

        package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    /// A column of the sender's table.
    package struct Column: Hashable, Sendable, Codable {
        /// From 0; shown as a letter, `A`.
        package var index: Int
        package var heading: String

        package init(index: Int, heading: String) {
            self.index = index
            self.heading = heading
        }

        /// The letters that a spreadsheet shows: 0 is `A`, 26 is `AA`.
        package var letters: String {
            var rest = index
            var letters = ""
            repeat {
                letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
                rest = rest / 26 - 1
            } while rest >= 0
            return letters
        }
    }

    package var code: FindingCode
    package var column: Column?
    /// What the sender wrote, shortened. Free text: shown to the sender alone.
    package var written: String?
    /// What was made of it, or what would be needed, where the code alone does not say it.
    package var detail: String?
    /// The first rows that it concerns; empty where it concerns the file.
    package var rows: [Int]
    /// How many rows in all.
    package var count: Int

    package init(
        _ code: FindingCode,
        column: Column? = nil,
        written: String? = nil,
        detail: String? = nil,
        row: Int? = nil
    ) {
        self.code = code
        self.column = column
        self.written = written.map { $0.count > 60 ? $0.prefix(60) + "…" : $0 }
        self.detail = detail
        rows = row.map { [$0] } ?? []
        count = rows.count
    }

    package var severity: Severity { code.severity }

    /// Counts one more row, and names it where it is one of the first.
    package mutating func add(row: Int) {
        if rows.count < 20 { rows.append(row) }
        count += 1
    }
}

/// The reasons of domain.md 5.8.
package enum FindingCode: String, Sendable, Codable, CaseIterable {
    case fileUnreadable = "E-FILE-UNREADABLE"
    case fileTooLarge = "E-FILE-TOO-LARGE"
    /// More of its rows are held than anybody would mend.
    case heldTooMany = "E-HELD-TOO-MANY"
    case notesTooMany = "E-NOTES-TOO-MANY"
    /// More cells or more text than a row of a spreadsheet holds.
    case rowTooLong = "E-ROW-TOO-LONG"
    /// Parts of it never arrived.
    case fileIncomplete = "E-FILE-INCOMPLETE"
    /// Nothing but blank space, or headings without a row.
    case fileEmpty = "E-FILE-EMPTY"
    case encodingLost = "E-ENCODING-LOST"
    /// The letters stand in the order of the screen, as old systems save them.
    case textReversed = "E-TEXT-REVERSED"
    /// A JSON document that is no JSON, or that two readers would read differently.
    case documentInvalid = "E-DOCUMENT-INVALID"
    case headerNotFound = "E-HEADER-NOT-FOUND"
    case columnMissing = "E-COLUMN-MISSING"
    /// Dates that can be read day first or month first were taken one way, and another one of the column only makes sense
    /// the other way.
    case datesMixed = "E-DATES-MIXED"
    case clusterUnknown = "E-CLUSTER-UNKNOWN"
    case unitAmbiguous = "E-UNIT-AMBIGUOUS"
    /// Letters of one cell are lost, not those of the file.
    case charactersLost = "E-CHARACTERS-LOST"
    /// The cell speaks of a person who is cared for; nothing of it is stored.
    case personalDetails = "E-PERSONAL-DETAILS"
    case foreignCurrency = "E-FOREIGN-CURRENCY"
    /// Several activities in one cell that cannot be told apart for certain.
    case activitiesUnsplit = "E-ACTIVITIES-UNSPLIT"
    case activityEmpty = "E-ACTIVITY-EMPTY"
    case dateUnreadable = "E-DATE-UNREADABLE"
    case dateOrder = "E-DATE-ORDER"
    case functionMixed = "E-FUNCTION-MIXED"
    /// The row belongs in a folder of the other function (design.md 3.2).
    case functionConflict = "E-FUNCTION-CONFLICT"
    case organisationConflict = "E-ORG-CONFLICT"
    case valueNotAllowed = "E-VALUE-NOT-ALLOWED"
    /// A year that was not written, from the period of the file.
    case dateInferred = "W-DATE-INFERRED"
    /// A date coarser than the reporting period, and where it counts.
    case periodChosen = "W-PERIOD-CHOSEN"
    case excelRange = "W-EXCEL-DATE-RANGE"
    /// Written in a way that can be read as several values.
    case valueGuessed = "W-VALUE-GUESSED"
    /// Understood, and hardly meant.
    case valueUnlikely = "W-VALUE-UNLIKELY"
    case personAmbiguous = "W-PERSON-AMBIGUOUS"
    case personalDataRemoved = "W-PERSONAL-DATA-REMOVED"
    case personalDataInName = "W-PERSONAL-DATA-IN-NAME"
    case needInferred = "W-NEED-INFERRED"
    case serviceUnnamed = "W-SERVICE-UNNAMED"
    /// A service is at an earlier stage than it was.
    case stageBack = "W-STAGE-BACK"
    /// A ministry asked for it, and whether the cluster agreed is not said.
    case choiceUnstated = "W-CHOICE-UNSTATED"
    case encodingRepaired = "W-ENCODING-REPAIRED"
    case totalsDiffer = "W-TOTALS-DIFFER"
    case fuzzyMatch = "W-FUZZY-MATCH"
    /// A word outside the list of a column that is not needed: kept beside, not counted.
    case valueUnknown = "W-VALUE-UNKNOWN"
    case certaintyAssumed = "W-CERTAINTY-ASSUMED"
    case duplicate = "W-DUPLICATE"
    /// A number of the sender's own stands in the file beside another activity already.
    case numberRepeated = "W-NUMBER-REPEATED"
    case quoteRepaired = "W-QUOTE-REPAIRED"
    case totalsSkipped = "W-TOTALS-SKIPPED"
    case columnUnused = "I-COLUMN-UNUSED"
    /// The kind of activity or the forum was taken from the words of the activity.
    case normalised = "I-NORMALISED"
    case valueCarried = "I-VALUE-CARRIED"
    /// Not for this sender to say.
    case valueIgnored = "I-VALUE-IGNORED"

    package var severity: Finding.Severity {
        switch self {
        case .fileUnreadable, .fileTooLarge, .fileIncomplete, .fileEmpty, .encodingLost, .textReversed,
            .documentInvalid, .headerNotFound, .columnMissing, .heldTooMany, .notesTooMany, .rowTooLong, .datesMixed:
            .reject
        case .clusterUnknown, .unitAmbiguous, .activityEmpty, .activitiesUnsplit, .dateUnreadable, .dateOrder,
            .functionMixed, .functionConflict, .organisationConflict, .valueNotAllowed, .foreignCurrency,
            .charactersLost, .personalDetails:
            .hold
        case .dateInferred, .periodChosen, .excelRange, .valueGuessed, .valueUnlikely, .fuzzyMatch, .personAmbiguous,
            .personalDataRemoved, .personalDataInName, .needInferred, .valueUnknown, .certaintyAssumed, .serviceUnnamed,
            .stageBack, .choiceUnstated, .duplicate, .numberRepeated, .quoteRepaired, .encodingRepaired, .totalsSkipped,
            .totalsDiffer:
            .warn
        case .columnUnused, .normalised, .valueCarried, .valueIgnored: .info
        }
    }
}

/// Findings gathered while a file is read, those of the same cause joined.
package struct FindingLog: Sendable {
    private struct Cause: Hashable {
        let code: FindingCode
        let column: Int?
        let written: String?
        let detail: String?
    }

    private var positions: [Cause: Int] = [:]
    package private(set) var findings: [Finding] = []

    package init() {}

    /// Adds `finding`, or its rows to the finding of the same cause. After 500 causes further ones are counted with the
    /// last of their code, so that a hostile file cannot fill the memory.
    ///
    /// - Returns: Where it stands, for ``again(_:row:)``.
    @discardableResult
    package mutating func add(_ finding: Finding) -> Int {
        let cause = Cause(
            code: finding.code,
            column: finding.column?.index,
            written: finding.written,
            detail: finding.detail
        )
        let known = positions[cause] ?? (findings.count >= 500 ? findings.lastIndex { $0.code == finding.code } : nil)
        if let known {
            for row in finding.rows { again(known, row: row) }
            return known
        }
        positions[cause] = findings.count
        findings.append(finding)
        return findings.count - 1
    }

    /// The cause of the finding at `position` in one more row.
    package mutating func again(_ position: Int, row: Int) {
        findings[position].add(row: row)
    }
}
