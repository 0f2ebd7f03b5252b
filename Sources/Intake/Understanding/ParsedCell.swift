internal import Accompaniment

/// What one cell says, and what to tell the sender about it. The same for every cell of a column with the same text.
struct ParsedCell: Sendable {
    enum Value: Sendable {
        /// Blank, not understood, or the finding says it all.
        case nothing
        case unit(Code)
        /// Of someone who works on its behalf: also how.
        case organisation(Code, identity: Code?)
        case scope(Code)
        case date(DateReading)
        case activity(String)
        /// Goes into the record as it is.
        case attributes([Attributes.Element])
    }

    var value = Value.nothing
    /// What the cell says, or implies, about the function of the row.
    var functions: Set<Function> = []
    /// Without their rows.
    var findings: [Finding] = []
    /// The text is kept in words, for its value was not understood or not wholly.
    var isKept = false
    /// The value was understood by guess: the text is kept beside it.
    var isGuess = false
    /// A remark about who accompanies the unit.
    var assignment: Code?
    /// The cell as it may be stored and returned to its sender, where that is not the cell as it was written.
    var masked: String?

    init() {}

    init(_ value: Value) {
        self.value = value
    }

    init(_ attribute: Attribute, _ value: Attributes.Value) {
        self.value = .attributes([.init(attribute, value)])
    }
}
