/// A code of the vocabulary: `WEST-NEGEV`, `ORG-ELKA`, `NEED-12`, `IN_PROGRESS`.
///
/// Holds capital ASCII letters, digits, `-` and `_` only, so that a value of this type can be pushed or logged without
/// carrying free text. What a code means, and its labels, are in the ``Registry``.
package struct Code: Hashable, Comparable, Sendable, RawRepresentable, CodingKeyRepresentable {
    package let rawValue: String

    /// `nil` unless `rawValue` has 1 to 40 characters of the alphabet and begins with a letter.
    package init?(rawValue: String) {
        let bytes = rawValue.utf8Span.span
        guard (1...40).contains(bytes.count), Self.isCapital(bytes[0]) else { return nil }
        for index in bytes.indices where !Self.isAllowed(bytes[index]) { return nil }
        self.rawValue = rawValue
    }

    private init(known: StaticString) {
        rawValue = known.description
    }

    package static func < (left: Code, right: Code) -> Bool { left.rawValue < right.rawValue }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isCapital(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}

extension Code {
    // Codes that a rule names. All others are met only as data.
    package static let national = Code(known: "NATIONAL")
    package static let unknownStatus = Code(known: "UNKNOWN")
    package static let noNeed = Code(known: "NEED-NONE")
    package static let identified = Code(known: "IDENTIFIED")
    package static let ended = Code(known: "ENDED")
    package static let acting = Code(known: "ACTING")
    package static let done = Code(known: "DONE")
    package static let new = Code(known: "NEW")
    package static let otherActivity = Code(known: "ACT-OTHER")
    package static let help = Code(known: "HELP")
    package static let oversight = Code(known: "OVERSIGHT")
    package static let quick = Code(known: "QUICK")
    package static let long = Code(known: "LONG")
    package static let imposed = Code(known: "IMPOSED")
    package static let training = Code(known: "ACT-TRAIN")
    package static let service = Code(known: "ACT-SERVICE")
    package static let accompanyingChief = Code(known: "ACT-CEO")
    package static let presenting = Code(known: "ACT-PRESENT")
    package static let ministryTies = Code(known: "NEED-07")
    package static let knowledgeCentre = Code(known: "NEED-16")
    package static let saving = Code(known: "COREBASIS-SAVING")
    package static let elka = Code(known: "ORG-ELKA")
    package static let urbanics = Code(known: "ORG-URBANICS")
    package static let mifam = Code(known: "ORG-MIFAM")
    package static let otherOrganisations = Code(known: "ORG-OTHER")
    package static let noted = Code(known: "NOTED")
    package static let other = Code(known: "OTHER")
    package static let employee = Code(known: "EMPLOYEE")
    package static let cluster = Code(known: "CLUSTER")
    package static let externalOnBehalf = Code(known: "EXTERNAL_ON_BEHALF")
    package static let coreTier = Code(known: "TIER-CORE")
    package static let core = Code(known: "CORE")
    package static let development = Code(known: "DEVELOPMENT")
    package static let ministry = Code(known: "MINISTRY")
}

extension Code: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let code = Code(rawValue: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a code")
        }
        self = code
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// Help or oversight: each record is exactly one of them (domain.md 4.2, S1).
package enum Function: String, Codable, Sendable, CaseIterable {
    case help = "HELP"
    case oversight = "OVERSIGHT"
}

/// The language of what people read: receipts, pages, messages.
package enum Language: String, Codable, Sendable, CaseIterable {
    case hebrew = "he"
    case english = "en"

    /// Of a page, for the attribute `dir` of HTML.
    package var direction: String { self == .hebrew ? "rtl" : "ltr" }
}

/// A text in both languages.
package struct Label: Hashable, Sendable {
    package var he: String
    package var en: String

    package init(he: String, en: String) {
        self.he = he
        self.en = en
    }

    package subscript(language: Language) -> String {
        switch language {
        case .hebrew: he
        case .english: en
        }
    }
}
