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
    package var name: String { Self.names[rawValue] }

    private static let names = allCases.map { "\($0)" }

    /// By ``name``.
    package static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

    /// How the value is kept.
    package enum Storage: UInt8, Sendable {
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
///
/// Kept as bytes, one attribute behind the other: what a cell says is put together once for all rows that hold the same,
/// and neither a row nor its way into the store touches a text of its own for each attribute.
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

    /// Where a value stands in ``bytes``, and how it is to be read there.
    package struct Field: Sendable {
        package let attribute: Attribute
        package let storage: Attribute.Storage
        /// UTF-8, or eight bytes of a number, least significant first.
        package let content: Range<Int>
    }

    /// For each attribute its number, its ``Attribute/Storage``, the length of its value in four bytes, least significant
    /// first, and the value.
    package private(set) var bytes: [UInt8] = []
    /// Which are there: one bit each, so that asking for one that is not costs no search.
    private var present: UInt64 = 0

    private static let headSize = 6

    package init() {}

    package init(_ elements: [Element]) {
        for element in elements { add(element) }
    }

    package mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    package subscript(attribute: Attribute) -> Value? {
        get { field(attribute).map(value) }
        set {
            if let old = field(attribute) {
                bytes.removeSubrange(old.content.lowerBound - Self.headSize..<old.content.upperBound)
                present &= ~attribute.bit
            }
            if let newValue { add(Element(attribute, newValue)) }
        }
    }

    /// True where something was said of `attribute`.
    package func has(_ attribute: Attribute) -> Bool { present & attribute.bit != 0 }

    /// Of two values for one attribute the first counts.
    package mutating func add(_ element: Element) {
        guard !has(element.attribute) else { return }
        present |= element.attribute.bit
        switch element.value {
        case .text(var text):
            text.withUTF8 { utf8 in
                appendHead(element.attribute, .text, length: utf8.count)
                unsafe bytes.append(contentsOf: utf8)
            }
        case .integer(let number): append(UInt64(bitPattern: Int64(number)), of: element.attribute, .integer)
        case .decimal(let number): append(number.bitPattern, of: element.attribute, .decimal)
        }
    }

    /// Adds a text, in UTF-8, where nothing was said of `attribute` yet.
    package mutating func add(_ text: Span<UInt8>, of attribute: Attribute) {
        guard !has(attribute) else { return }
        present |= attribute.bit
        appendHead(attribute, .text, length: text.count)
        append(text)
    }

    /// Without the references that an array would have counted: it is done for each cell of each row.
    private mutating func append(_ text: Span<UInt8>) {
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Adds what is not there yet.
    package mutating func add(_ others: Attributes) {
        if present & others.present == 0 {
            append(others.bytes.span)
            present |= others.present
        } else {
            others.forEach { add(Element($0.attribute, others.value($0))) }
        }
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

    /// Each attribute once, in no order.
    package func forEach(_ body: (Field) throws -> Void) rethrows {
        var position = 0
        while let field = field(at: position) {
            try body(field)
            position = field.content.upperBound
        }
    }

    /// The text of a field; that of a number is empty.
    package func text(_ field: Field) -> String {
        field.storage == .text ? String(decoding: bytes[field.content], as: UTF8.self) : ""
    }

    /// The eight bytes of a number.
    package func word(_ field: Field) -> UInt64 {
        bytes[field.content].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func value(_ field: Field) -> Value {
        switch field.storage {
        case .text: .text(String(decoding: bytes[field.content], as: UTF8.self))
        case .integer: .integer(Int(Int64(bitPattern: word(field))))
        case .decimal: .decimal(Double(bitPattern: word(field)))
        }
    }

    private func field(_ attribute: Attribute) -> Field? {
        guard has(attribute) else { return nil }
        var position = 0
        while let field = field(at: position) {
            if field.attribute == attribute { return field }
            position = field.content.upperBound
        }
        return nil
    }

    private func field(at position: Int) -> Field? {
        guard position < bytes.count, let attribute = Attribute(rawValue: Int(bytes[position])),
            let storage = Attribute.Storage(rawValue: bytes[position + 1])
        else { return nil }
        let length = (2..<Self.headSize).reversed().reduce(0) { $0 << 8 | Int(bytes[position + $1]) }
        let start = position + Self.headSize
        return Field(attribute: attribute, storage: storage, content: start..<start + length)
    }

    private mutating func appendHead(_ attribute: Attribute, _ storage: Attribute.Storage, length: Int) {
        bytes.append(UInt8(attribute.rawValue))
        bytes.append(storage.rawValue)
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
    }

    private mutating func append(_ word: UInt64, of attribute: Attribute, _ storage: Attribute.Storage) {
        appendHead(attribute, storage, length: 8)
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
}

extension Attribute {
    fileprivate var bit: UInt64 { 1 << rawValue }
}
