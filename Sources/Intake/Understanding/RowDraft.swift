internal import Accompaniment

/// What the cells of one row say, before it is judged as a whole.
struct RowDraft {
    let row: Int
    var unit: Code?
    var functions: Set<Function> = []
    var codes = SingleCodes()
    var types = CodeSet()
    var needs: CodeSet?
    var ministries = CodeSet()
    var startDate: ActivityDate?
    var endDate: ActivityDate?
    var activity: String?
    var escort: String?
    var outcome: String?
    var notes: String?
    var frequency: Frequency?
    var meetingsHeld: Int?
    var durationMinutes: Int?
    var participantsCount: Int?
    var money: (amount: Int, isApproximate: Bool)?
    var extra: [String: String] = [:]
    var mends: HeldRowReference?
    /// Why the row is held; empty for a good one.
    var reasons: [Finding] = []
    /// True until a cell said something.
    private(set) var isEmpty = true

    init(row: Int) {
        self.row = row
    }

    mutating func set(_ field: Field, _ cell: ParsedCell) {
        switch cell.value {
        case .nothing:
            // Blank space says nothing; what was not understood says something.
            if cell.finding == nil { return }
        case .unit(let code): unit = code
        case .code(let code): codes.set(field, code)
        case .codes(let set): if field == .needCodes { needs = set } else { ministries = set }
        case .kinds(let functions, let types):
            self.functions.formUnion(functions)
            if !types.isEmpty { self.types = types }
        case .date(let date): if field == .startDate { startDate = date } else { endDate = date }
        case .number(let number): setNumber(field, number)
        case .frequency(let frequency): self.frequency = frequency
        case .money(let amount, let isApproximate): money = (amount, isApproximate)
        case .text(let text): setText(field, text)
        }
        isEmpty = false
    }

    private mutating func setNumber(_ field: Field, _ number: Int) {
        switch field {
        case .durationMin: durationMinutes = number
        case .participantsCount: participantsCount = number
        default: meetingsHeld = number
        }
    }

    private mutating func setText(_ field: Field, _ text: String) {
        switch field {
        case .escort: escort = text
        case .outcome: outcome = text
        case .notes: notes = text
        default: activity = text
        }
    }
}

/// The codes of the fields that hold one each.
struct SingleCodes {
    var organisation: Code?
    var scope: Code?
    var identity: Code?
    var hat: Code?
    var track: Code?
    var choiceBasis: Code?
    var status: Code?
    var forum: Code?
    var resourceKind: Code?
    var certainty: Code?
    var decision: Code?

    fileprivate mutating func set(_ field: Field, _ code: Code) {
        switch field {
        case .organisation: organisation = code
        case .scope: scope = code
        case .identity: identity = code
        case .hat: hat = code
        case .track: track = code
        case .choiceBasis: choiceBasis = code
        case .status: status = code
        case .forum: forum = code
        case .resourceKind: resourceKind = code
        case .certainty: certainty = code
        case .decision: decision = code
        default: preconditionFailure("\(field) does not hold a single code")
        }
    }
}
