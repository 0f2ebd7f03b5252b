package import Foundation

/// The last gate before the wire: reads the final bytes of a document and refuses whatever is not a code, a date, a
/// hash, a number or a known key, and any of these in which a rule of domain.md 6.2 finds personal data (6.3).
///
/// It knows nothing of how the document was built, so that a mistake there cannot pass here.
package struct PrivacyGate: Sendable {
    private let codes: Set<String>

    /// A string that must not leave. Says where it stands, never what it is.
    package struct Refusal: Error, CustomStringConvertible {
        package let path: String

        package var description: String {
            "the summary was not sent: '\(path)' is not a code, a date or a hash. Nothing left this server."
        }
    }

    package init(_ registry: Registry) {
        codes = Set(registry.codes.map(\.rawValue)).union(FindingCode.allCases.map(\.rawValue))
            .union(Period.Kind.allCases.map(\.rawValue)).union(Registry.Authority.Kind.allCases.map(\.rawValue))
            .union([SummaryDocument.schema, Code.otherOrganisations.rawValue])
            .union([registry.labelPack].filter(Registry.isLabelPack))
            .subtracting((registry.people ?? []).map(\.code.rawValue))
    }

    /// - Throws: ``Refusal`` for the first string that may not leave, or for bytes that are not one JSON object.
    package func check(_ body: Data) throws {
        guard !body.contains(where: { $0 >= 0x80 }) else { throw Refusal(path: "(a byte outside ASCII)") }
        let document = try JSONSerialization.jsonObject(with: body)
        guard let object = document as? [String: Any] else { throw Refusal(path: "(not an object)") }
        try check(object, at: "")
    }

    private func check(_ value: Any, at path: String) throws {
        switch value {
        case let object as [String: Any]:
            for (key, member) in object {
                guard Self.keys.contains(key) || isCode(key) else { throw Refusal(path: "\(path)/(a key)") }
                try check(member, at: "\(path)/\(key)")
            }
        case let array as [Any]:
            for (index, element) in array.enumerated() { try check(element, at: "\(path)/\(index)") }
        case let text as String:
            guard isCode(text) || Self.isDateOrHash(text) else { throw Refusal(path: path) }
        default:
            break  // Numbers, booleans, null: one sum in ten has the check digit of an ID number.
        }
    }

    /// A code of the registry is what its operator wrote: an ID number among them stays here all the same.
    private func isCode(_ text: String) -> Bool { codes.contains(text) && PersonalData.finds(in: text).isEmpty }

    /// The names of the fields of `eshkol-summary/1`.
    private static let keys: Set<String> = [
        "accepted", "acceptedOffer", "achievement", "acting", "active", "all", "approx", "axes", "basis",
        "brokeredByMifam", "brokeredOrganisations", "byAuthorityKind", "byCluster", "byType", "ceoGap", "choice",
        "client", "clusters", "code",
        "contentSha256", "continuity", "core", "criteria", "daysToEnd", "development", "distinct", "domains",
        "engagements", "equality", "escortGap", "expected", "files", "forums", "from", "generatedAt", "hatShare",
        "held", "horizon", "idempotencyKey", "imposed", "imposedClusters", "inMinutes", "inSetup", "incorporated",
        "kind", "knowledgeItems", "labelPack", "lastChange", "long", "lt", "medianDays", "ministries",
        "missingClusters", "multiVoiceClusters", "national", "needInferred", "needs", "newOrganisations", "nis",
        "none", "notStated", "operating", "orgClusterPairs", "organisations", "outlineSessions", "oversight",
        "period", "personClusterPairs", "pool", "presentedTo", "quality", "quick", "reached", "received", "rejected",
        "reporting", "request", "resources", "revision", "rows", "saving15", "schema", "separation", "sequence",
        "shareOthers", "socialServices", "source", "stage", "stages", "supersedes", "suppliers", "to", "topReasons",
        "total", "track", "unknown", "unmetNational", "withWarnings",
    ]

    /// `2015-10-01`, `2015-10-01T06:00:00Z`, a period code, 64 hex digits, or a UUID.
    private static func isDateOrHash(_ text: String) -> Bool {
        if Period(code: text) != nil || CalendarDay(text) != nil { return true }
        // `try?`: a text that is no date is the answer "no", not a failure.
        if text.utf8.count == 20, text.hasSuffix("Z"), (try? Date(text, strategy: .iso8601)) != nil { return true }
        if text.utf8.count == 64 { return text.utf8.allSatisfy(isHexDigit) }
        return text.utf8.count == 36 && UUID(uuidString: text) != nil
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
