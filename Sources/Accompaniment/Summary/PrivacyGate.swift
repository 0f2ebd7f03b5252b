package import Foundation

/// The last gate before the wire: reads the final bytes of a document and refuses whatever is not a code, a date, a
/// hash, a number or a known key (domain.md 6.3).
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
            .union(Period.Kind.allCases.map(\.rawValue)).union([SummaryDocument.schema, registry.labelPack])
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
                guard Self.keys.contains(key) || codes.contains(key) else { throw Refusal(path: "\(path)/(a key)") }
                try check(member, at: "\(path)/\(key)")
            }
        case let array as [Any]:
            for (index, element) in array.enumerated() { try check(element, at: "\(path)/\(index)") }
        case let text as String:
            guard codes.contains(text) || Self.isDateOrHash(text) else { throw Refusal(path: path) }
        default:
            break  // numbers, booleans, null
        }
    }

    /// The names of the fields of `eshkol-summary/1`.
    private static let keys: Set<String> = [
        "accepted", "acceptedOffer", "approx", "byCluster", "byType", "choice", "code", "contentSha256", "domains",
        "expected", "files", "forums", "from", "generatedAt", "held", "idempotencyKey", "imposed", "kind", "labelPack",
        "ministries", "missingClusters", "multiVoiceClusters", "national", "needs", "nis", "none", "notStated",
        "orgClusterPairs", "organisations", "oversight", "period", "personClusterPairs", "pool", "quality", "received",
        "reporting", "request", "resources", "revision", "rows", "schema", "separation", "sequence", "source",
        "supersedes", "to", "topReasons", "unknown", "withWarnings",
    ]

    /// `2015-10-01`, `2015-10-01T06:00:00Z`, a period code, 64 hex digits, or a UUID.
    private static func isDateOrHash(_ text: String) -> Bool {
        if Period(code: text) != nil || CalendarDay(text) != nil { return true }
        if text.utf8.count == 20, text.hasSuffix("Z"), (try? Date(text, strategy: .iso8601)) != nil {
            return true  // `try?`: a text that is no date is the answer "no", not a failure.
        }
        if text.utf8.count == 64 { return text.utf8.allSatisfy(isHexDigit) }
        return text.utf8.count == 36 && UUID(uuidString: text) != nil
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
