/// One activity of an escort, understood: the record of domain.md 5.3, with codes in place of words.
///
/// Free text (`escort`, `activity`, `outcome`, `notes`, `extra`) stays on this server (domain.md 6.3). Where a value
/// is `nil` the sender did not say it; that is never the same as zero or "none" (S7).
package struct ActivityReport: Sendable {
    package var recordID: RecordID
    /// Row in the spreadsheet that the sender sees, from 1.
    package var row: Int
    package var function: Function
    package var organisation: Code
    package var identity: Code?
    /// A cluster, an area or `NATIONAL`.
    package var unit: Code
    package var scope: Code
    package var escort: String?
    package var date: ActivityDate
    /// The reporting period in which it counts.
    package var period: Period
    package var activity: String
    package var activityTypes: CodeSet
    package var forum: Code?
    /// `nil`: not stated. `NEED-NONE`: stated to serve none of the 16.
    package var needs: CodeSet?
    package var hat: Code?
    package var track: Code?
    package var choiceBasis: Code?
    package var status: Code
    package var frequency: Frequency?
    package var meetingsHeld: Int?
    package var durationMinutes: Int?
    package var participantsCount: Int?
    package var ministries: CodeSet
    package var resource: Resource?
    package var decision: Code?
    package var outcome: String?
    package var notes: String?
    /// Columns that the vocabulary does not know, by their heading.
    package var extra: [String: String]
    /// The held row that this one was, before its sender mended it. Not kept.
    package var mends: HeldRowReference?

    package init(
        recordID: RecordID,
        row: Int,
        function: Function,
        organisation: Code,
        unit: Code,
        scope: Code,
        date: ActivityDate,
        period: Period,
        activity: String
    ) {
        self.recordID = recordID
        self.row = row
        self.function = function
        self.organisation = organisation
        self.unit = unit
        self.scope = scope
        self.date = date
        self.period = period
        self.activity = activity
        activityTypes = CodeSet()
        status = .unknownStatus
        ministries = CodeSet()
        extra = [:]
    }
}

/// Codes without order or repetition, in the form in which they are stored: sorted, one space between.
package struct CodeSet: Hashable, Sendable {
    package let text: String

    package init() {
        text = ""
    }

    package init(_ codes: some Collection<Code>) {
        text = Set(codes).sorted().map(\.rawValue).joined(separator: " ")
    }

    /// From the stored form.
    package init(text: String) {
        self.text = text
    }

    package var codes: [Code] { text.split(separator: " ").compactMap { Code(rawValue: String($0)) } }
    package var isEmpty: Bool { text.isEmpty }
}

/// Money that an activity identified or raised (domain.md 4.3, Q19).
package struct Resource: Hashable, Sendable {
    package var kind: Code
    package var certainty: Code
    /// Whole new Israeli shekels.
    package var amountNIS: Int
    /// True where the sender wrote «כ-», "about".
    package var isApproximate: Bool

    package init(kind: Code, certainty: Code, amountNIS: Int, isApproximate: Bool) {
        self.kind = kind
        self.certainty = certainty
        self.amountNIS = amountNIS
        self.isApproximate = isApproximate
    }
}

/// How often something takes place (domain.md 5.7).
package enum Frequency: Hashable, Sendable {
    package enum Unit: String, Sendable {
        case day = "DAY"
        case week = "WEEK"
        case month = "MONTH"
        case quarter = "QUARTER"
        case year = "YEAR"
    }

    /// `least` to `most` times in each `every` units: «4-6 פעמים בשנה» is 4 to 6 times in 1 year.
    case regular(least: Int, most: Int, every: Int, unit: Unit)
    case ongoing
    case once
    case varying

    /// The stored form: `4-6/1-YEAR`, `ONGOING`.
    package var text: String {
        switch self {
        case .regular(let least, let most, let every, let unit):
            (least == most ? "\(least)" : "\(least)-\(most)") + "/\(every)-\(unit.rawValue)"
        case .ongoing: "ONGOING"
        case .once: "ONCE"
        case .varying: "VARYING"
        }
    }
}
