internal import Accompaniment

/// The fields of the activity record, by their names in JSON (domain.md 5.3).
enum Field: String, CaseIterable, Sendable {
    case externalId, reportDate, startDate, endDate, unit, scope, authorities, escort, organisation, identity, function
    case hat, modes, orientation, track, subject, tier, serviceName, stage, coreBasis, savingPct, activity,
        activityTypes
    case forum, participantsKind, participantsCount, needCodes, goalCodes, status, frequency, meetingsHeld, durationMin
    case engagement, requestedBy, requestedOn, choiceBasis, brokeredBy, ministryCodes, partners, resourceKind, amountNIS
    case certainty, decision, achievement, horizon, unmetNeeds, knowledgeItem, outcome, difficulties, nextSteps
    case clientRating, assignmentNote, notes
    /// Ours: the hash by which a record is known. What a sender writes under this name counts for nothing.
    case recordId
    /// The first column of a to-fix file: ours, and passed over when it comes back.
    case toFix

    /// What the cells of a column hold, and so how they are read.
    enum Content: Sendable {
        case unit, organisation, scope, function, activity, date, identity
        /// One code of a list.
        case code(TermGroup)
        /// Several codes of a list.
        case codes(TermGroup)
        case forum, ministries, bodies, body, authorities
        case count(ClosedRange<Int>)
        case participants, frequency, duration, money, percent, flag
        /// Words, at most so many characters.
        case words(limit: Int)
        case assignment, rating
        /// Nothing of the sender's.
        case ours
    }

    var content: Content {
        switch self {
        case .unit: .unit
        case .organisation: .organisation
        case .scope: .scope
        case .function, .activityTypes: .function
        case .activity: .activity
        case .startDate, .endDate, .reportDate, .requestedOn: .date
        case .identity: .identity
        case .hat: .code(.hat)
        case .orientation: .code(.orientation)
        case .track: .code(.track)
        case .subject: .code(.subject)
        case .tier: .code(.tier)
        case .stage: .code(.stage)
        case .status: .code(.status)
        case .engagement: .code(.engagement)
        case .requestedBy: .code(.requestedBy)
        case .choiceBasis: .code(.choiceBasis)
        case .resourceKind: .code(.resourceKind)
        case .certainty: .code(.certainty)
        case .decision: .code(.decision)
        case .horizon: .code(.horizon)
        case .modes: .codes(.mode)
        case .coreBasis: .codes(.coreBasis)
        case .participantsKind: .codes(.participants)
        case .needCodes, .unmetNeeds: .codes(.need)
        case .goalCodes: .codes(.goal)
        case .forum: .forum
        case .ministryCodes: .ministries
        case .partners: .bodies
        case .brokeredBy: .body
        case .authorities: .authorities
        case .meetingsHeld: .count(0...366)
        case .participantsCount: .participants
        case .frequency: .frequency
        case .durationMin: .duration
        case .amountNIS: .money
        case .savingPct: .percent
        case .achievement, .knowledgeItem: .flag
        case .externalId: .words(limit: 40)
        case .serviceName: .words(limit: 120)
        case .outcome: .words(limit: 2000)
        case .escort: .words(limit: 200)
        case .difficulties, .nextSteps, .notes: .words(limit: 4000)
        case .assignmentNote: .assignment
        case .clientRating: .rating
        case .recordId, .toFix: .ours
        }
    }

    /// In characters.
    static let longestActivity = 4000

    /// Of words, in characters.
    var limit: Int? {
        switch content {
        case .activity: Self.longestActivity
        case .words(let limit): limit
        default: nil
        }
    }

    /// Running text, nearly never the same twice.
    var isProse: Bool { [.activity, .outcome, .notes, .difficulties, .nextSteps, .externalId].contains(self) }

    /// Taken from the row above where the cell is empty, as cells that are merged down a column are saved (domain.md 5.5).
    var isCarried: Bool { [.unit, .escort, .organisation].contains(self) }
}
