internal import Accompaniment

/// What the cells of one row say, before it is judged as a whole.
struct RowDraft {
    let row: Int
    var unit: Unit?
    var organisation: Code?
    var scope: Code?
    var functions: Set<Function> = []
    /// The first cell that speaks of another function than the folder's.
    var otherFunction: (column: Finding.Column, text: String)?
    var startDate: DateReading?
    var endDate: DateReading?
    var activity: String?
    var attributes: Attributes
    /// By heading: what was not understood, or has no field.
    var extra: [String: String] = [:]
    /// By heading: what was understood by guess, as it was written.
    var written: [String: String] = [:]
    /// A remark about who accompanies the unit, in a cell of its own.
    var assignment: String?
    /// The same, beside the name of the escort.
    var escortRemark: String?
    let mends: HeldRowReference?
    /// Cells that say what stands above them, in its words.
    var carried: [Int: String] = [:]
    /// Cells that must not be stored as they were written.
    var masked: [Int: String] = [:]
    /// Why the row is held; empty for a good one.
    var reasons: [Finding] = []
    /// True until a cell said something.
    private(set) var isEmpty = true

    /// - Parameter attributes: None, with memory for some.
    init(row: Int, mends: HeldRowReference?, attributes: Attributes) {
        self.row = row
        self.mends = mends
        self.attributes = attributes
    }

    /// A cell that says more than its value, or that was not understood, says something.
    mutating func note(_ functions: Set<Function>) {
        self.functions.formUnion(functions)
        isEmpty = false
    }

    mutating func take(_ said: Attributes) {
        attributes.add(said)
        isEmpty = false
    }

    /// - Parameter text: In UTF-8.
    mutating func take(_ text: Span<UInt8>, as attribute: Attribute) {
        attributes.add(text, of: attribute)
        isEmpty = false
    }

    mutating func take(_ value: ParsedCell.Value, as field: Field) {
        switch value {
        case .nothing: return
        case .unit(let said): unit = said
        case .scope(let code): scope = code
        case .organisation(let code, let identity):
            organisation = code
            if let identity { attributes.add(.init(.identity, .text(identity.rawValue))) }
        case .date(let reading): if field == .startDate { startDate = reading } else { endDate = reading }
        case .activity(let text): activity = text
        case .attribute(let element): attributes.add(element)
        case .attributes(let said): for element in said { attributes.add(element) }
        }
        isEmpty = false
    }

    /// Keeps in words what stands under no known heading.
    mutating func keep(_ text: String, under heading: String) {
        extra[heading] = text
        isEmpty = false
    }

    func isHeld(for code: FindingCode) -> Bool { reasons.contains { $0.code == code } }
}
