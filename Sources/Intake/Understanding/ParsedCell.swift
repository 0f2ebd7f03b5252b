internal import Accompaniment

/// A cluster, an area or `NATIONAL`, with its scope: looked up once for all rows whose cells say the same.
struct Unit: Sendable {
    let code: Code
    let scope: Code

    init(_ code: Code, _ lexicon: Lexicon) {
        self.code = code
        scope = lexicon.scope(of: code)
    }
}

/// What one cell says, and what to tell the sender about it. The same for every cell of a column with the same text.
struct ParsedCell: Sendable {
    enum Value: Sendable {
        /// Blank, not understood, or the finding says it all.
        case nothing
        case unit(Unit)
        /// Of someone who works on its behalf: also how.
        case organisation(Code, identity: Code?)
        case scope(Code)
        case date(DateReading)
        case activity(String)
        /// Go into the record as they are.
        case attribute(Attributes.Element)
        case attributes([Attributes.Element])

        /// Of a value that is attributes and nothing else.
        var attributes: Attributes? {
            switch self {
            case .attribute(let element): Attributes([element])
            case .attributes(let elements): Attributes(elements)
            default: nil
            }
        }
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
    var assignment: String?
    /// The cell as it may be stored and shown.
    var text = ""
    /// `text` is not what was written: personal data was taken out.
    var isMasked = false

    init() {}

    /// Nothing is to be said or kept of it but its value.
    var isPlain: Bool {
        findings.isEmpty && functions.isEmpty && assignment == nil && !isKept && !isGuess && !isMasked
    }

    init(_ value: Value) {
        self.value = value
    }

    init(_ attribute: Attribute, _ value: Attributes.Value) {
        self.value = .attribute(.init(attribute, value))
    }
}
