/// What a report may say beside what every report says: the optional fields of domain.md 5.3, by their names there, and
/// what is derived from them.
///
/// The raw value is the number under which the store keeps it: a new one goes to the end.
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
    /// Where `escort` names several: those whom the registry does not know for certain, as ``People/key(of:)``, with a
    /// comma between.
    case escortOthers

    /// True for what would join a row of help with one of oversight, by their persons: told of no row (domain.md 4.2, S5).
    package var joinsFunctions: Bool { self == .escortId || self == .escortOthers }

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
/// and neither a row nor its way into the store touches a text of its own for each attribute. The store keeps the bytes as
/// they are, so that their form changes only with a migration.
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
        /// UTF-8, or the bytes of a number, least significant first and without the zeros at its end.
        package let content: Range<Int>
        fileprivate let start: Int
    }

    /// For each attribute its ``Attribute/rawValue`` in a byte; four times the length of its value plus its
    /// ``Attribute/Storage``, with seven bits in a byte, the least significant first, and the highest bit set where
    /// another byte follows; and the value. In no order.
    package private(set) var bytes: [UInt8] = []
    /// Which are there: one bit each, so that asking for one that is not costs no search.
    private var present: UInt64 = 0

    package init() {}

    /// From the ``bytes`` of others; `nil` for what could not be that.
    package init?(bytes: Span<UInt8>) {
        guard load(bytes) else { return nil }
    }

    /// Takes the ``bytes`` of others in the place of what is here, and of its memory.
    ///
    /// - Returns: False for what could not be that: then nothing is here.
    package mutating func load(_ stored: Span<UInt8>) -> Bool {
        removeAll()
        unsafe stored.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        var position = 0
        while let field = field(at: position), !has(field.attribute) {
            present |= field.attribute.bit
            position = field.content.upperBound
        }
        guard position < bytes.count else { return true }
        self = Attributes()
        return false
    }

    package init(_ elements: [Element]) {
        for element in elements { add(element) }
    }

    package mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    /// Forgets what was said, and keeps the memory for others.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        present = 0
    }

    package subscript(attribute: Attribute) -> Value? {
        get { field(attribute).map(value) }
        set {
            if let old = field(attribute) {
                bytes.removeSubrange(old.start..<old.content.upperBound)
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
        guard let field = field(attribute), field.storage == .text else { return nil }
        return text(field)
    }

    package func integer(_ attribute: Attribute) -> Int? {
        guard let field = field(attribute), field.storage == .integer else { return nil }
        return integer(field)
    }

    package func decimal(_ attribute: Attribute) -> Double? {
        if case .decimal(let number) = self[attribute] { number } else { nil }
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

    /// The number of a field as its 64 bits; that of a text is nothing that means anything.
    private func word(_ field: Field) -> UInt64 {
        bytes[field.content].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func integer(_ field: Field) -> Int { Int(Int64(bitPattern: word(field))) }

    private func value(_ field: Field) -> Value {
        switch field.storage {
        case .text: .text(text(field))
        case .integer: .integer(integer(field))
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
        guard position < bytes.count, let attribute = Attribute(rawValue: Int(bytes[position])) else { return nil }
        var (start, head, shift) = (position + 1, 0, 0)
        repeat {
            guard start < bytes.count, shift < 35 else { return nil }
            head |= Int(bytes[start] & 0x7F) << shift
            start += 1
            shift += 7
        } while bytes[start - 1] > 0x7F
        let end = start + head >> 2
        guard let storage = Attribute.Storage(rawValue: UInt8(head & 3)), end <= bytes.count else { return nil }
        return Field(attribute: attribute, storage: storage, content: start..<end, start: position)
    }

    private mutating func appendHead(_ attribute: Attribute, _ storage: Attribute.Storage, length: Int) {
        bytes.append(UInt8(attribute.rawValue))
        var head = length << 2 | Int(storage.rawValue)
        while head > 0x7F {
            bytes.append(UInt8(head & 0x7F) | 0x80)
            head >>= 7
        }
        bytes.append(UInt8(head))
    }

    private mutating func append(_ word: UInt64, of attribute: Attribute, _ storage: Attribute.Storage) {
        let length = (UInt64.bitWidth - word.leadingZeroBitCount + 7) / 8
        appendHead(attribute, storage, length: length)
        for byte in 0..<length { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * byte))) }
    }
}

extension Attributes: Equatable {
    /// The same said, in whatever order.
    package static func == (left: Attributes, right: Attributes) -> Bool {
        if left.bytes == right.bytes { return true }
        guard left.present == right.present, left.bytes.count == right.bytes.count else { return false }
        var isSame = true
        left.forEach { field in
            guard isSame, let other = right.field(field.attribute) else { return }
            isSame =
                field.storage == other.storage && left.bytes[field.content] == right.bytes[other.content]
        }
        return isSame
    }
}

extension Attribute {
    fileprivate var bit: UInt64 { 1 << rawValue }
}
