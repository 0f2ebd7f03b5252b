internal import Accompaniment

/// What the cells of one row say, before it is judged as a whole.
struct RowDraft {
    let row: Int
    var unit: Code?
    var functions: Set<Function> = []
    /// Single codes, by their field.
    var codes: [Field: Code] = [:]
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
    /// Why the row is held; empty for a good one.
    var reasons: [Finding] = []
    /// True until a cell said something.
    private(set) var isEmpty = true

    init(row: Int) {
        self.row = row
    }

    mutating func set(_ field: Field, _ value: ParsedCell.Value) {
        if field != .toFix { isEmpty = false }
        switch value {
        case .nothing: break
        case .unit(let code): unit = code
        case .code(let code): codes[field] = code
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
