/// What a report may say beside what every report says: the optional fields of domain.md 5.3, by their names there, and
/// what is derived from them.
///
/// The order is that of the columns in the store, and the raw value the place in it. Add at the end, with a migration.
package enum Attribute: Int, CaseIterable, Sendable {
    case identity, escort, activityTypes, forum, needCodes, hat, track, choiceBasis, status, frequency
    case meetingsHeld, durationMin, participantsCount, ministryCodes, resourceKind, certainty, amountNIS
    /// 1 where the sender wrote «כ-», "about"; only beside an amount.
    case amountApproximate
    case decision, outcome, notes
    case externalId, reportDate, authorities
    /// The person of the registry that `escort` names.
    case escortId
    case modes, orientation, subject, tier, serviceName, stage, coreBasis
    /// 0 to 100, as a decimal number.
    case savingPct
    case participantsKind
    /// The upper end, where a range of participants was written; `participantsCount` is the lower one.
    case participantsMost
    case goalCodes, engagement, requestedBy, requestedOn, brokeredBy, partners
    /// 1 or 0; what is told of it is in `achievementText`.
    case achievement
    case achievementText
    case horizon, unmetNeeds
    /// 1 or 0.
    case knowledgeItem
    case difficulties, nextSteps
    /// The attributes above of which the value was guessed, by their names with a space between.
    case inferred
    /// What the sender wrote where more was understood than looked up: a JSON object from headings to texts.
    case written
    /// Columns that the vocabulary does not know: a JSON object from headings to texts.
    case extra

    /// The name of the field, as in JSON.
    package var name: String { "\(self)" }

    /// By ``name``.
    package static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

    /// How the value is kept.
    package enum Storage: Sendable {
        case text, integer, decimal
    }

    package var storage: Storage {
        switch self {
        case .meetingsHeld, .durationMin, .participantsCount, .participantsMost, .amountNIS, .amountApproximate,
            .achievement, .knowledgeItem:
            .integer
        case .savingPct: .decimal
        default: .text
        }
    }
}

/// The attributes of one report: only those that were said. Absent is never the same as zero or "none" (S7).
package struct Attributes: Sendable {
    package enum Value: Hashable, Sendable {
        /// Free text, a code, a date as `2015-11-30`, or codes in the form of ``CodeSet``.
        case text(String)
        case integer(Int)
        case decimal(Double)
    }

    package struct Element: Sendable {
        package let attribute: Attribute
        package let value: Value

        package init(_ attribute: Attribute, _ value: Value) {
            self.attribute = attribute
            self.value = value
        }
    }

    /// In no order, each attribute at most once.
    package private(set) var all: [Element] = []
    /// Which are there: one bit each, so that asking for one that is not costs no search.
    private var present: UInt64 = 0

    package init() {
        all.reserveCapacity(16)
    }

    package subscript(attribute: Attribute) -> Value? {
        get {
            guard has(attribute) else { return nil }
            return all.first { $0.attribute == attribute }?.value
        }
        set {
            if has(attribute) { all.removeAll { $0.attribute == attribute } }
            present &= ~(1 << attribute.rawValue)
            guard let newValue else { return }
            add(Element(attribute, newValue))
        }
    }

    /// True where something was said of `attribute`.
    package func has(_ attribute: Attribute) -> Bool { present & (1 << attribute.rawValue) != 0 }

    /// Of two values for one attribute the first counts.
    package mutating func add(_ element: Element) {
        guard !has(element.attribute) else { return }
        all.append(element)
        present |= 1 << element.attribute.rawValue
    }

    package func text(_ attribute: Attribute) -> String? {
        if case .text(let text) = self[attribute] { text } else { nil }
    }

    package func integer(_ attribute: Attribute) -> Int? {
        if case .integer(let number) = self[attribute] { number } else { nil }
    }

    /// The value as a code; `nil` also where it is no code.
    package func code(_ attribute: Attribute) -> Code? { text(attribute).flatMap(Code.init(rawValue:)) }

    /// The value as a set of codes; `nil` where nothing was said.
    package func codes(_ attribute: Attribute) -> CodeSet? { text(attribute).map(CodeSet.init(text:)) }
}
