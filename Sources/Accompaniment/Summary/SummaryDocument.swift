private import Crypto
package import Foundation

/// The document that is pushed: `eshkol-summary/1` of domain.md 4.4.
///
/// UTF-8 JSON with sorted keys: the same content gives the same bytes, so that a retry is the same request.
package struct SummaryDocument: Codable, Hashable, Sendable {
    package static let schema = "eshkol-summary/1"

    package struct Span: Codable, Hashable, Sendable {
        package var code: String
        package var from: String
        package var to: String
        package var kind: Period.Kind

        package init(_ period: Period) {
            code = period.description
            from = period.from.description
            to = period.to.description
            kind = period.kind
        }
    }

    package var schema = Self.schema
    package var labelPack: String
    package var period: Span
    /// From 1, per office and period.
    package var revision: Int
    /// The revision that this one replaces at the office; `nil` for the first.
    package var supersedes: Int?
    /// Without gaps per office, so that the office can prove that none is missing.
    package var sequence: Int
    /// The sending installation: a random UUID in lower case.
    package var source: String
    package var idempotencyKey: String
    /// SHA-256 of label pack, period and figures in canonical JSON, in hex: the same content, the same hash.
    package var contentSha256: String
    /// When the content last changed, ISO 8601 in UTC, whole seconds.
    package var generatedAt: String
    package var figures: Figures

    /// The place of a document in the row of envelopes for an office.
    package struct Position: Hashable, Sendable {
        package var office: String
        package var sequence: Int
        package var revision: Int
        package var supersedes: Int?

        package init(office: String, sequence: Int, revision: Int, supersedes: Int?) {
            self.office = office
            self.sequence = sequence
            self.revision = revision
            self.supersedes = supersedes
        }
    }

    /// What an office would see of a period, wherever it stands in a row of envelopes.
    package struct Content: Sendable {
        fileprivate let figures: Figures
        fileprivate let period: Period
        fileprivate let labelPack: String
        /// Tells whether anything changed: ``SummaryDocument/contentSha256``.
        package let sha256: String
        /// The members of the figures, in canonical JSON.
        fileprivate let members: [CanonicalJSON.Member]
        /// For the next content.
        package let pieces: EncodedPieces

        /// - Parameter known: What was encoded before, of whatever period.
        package init(
            figures: Figures,
            period: Period,
            labelPack: String,
            knowing known: EncodedPieces = EncodedPieces()
        ) throws {
            struct Rest: Encodable {
                let labelPack: String
                let period: Span
            }
            (self.figures, self.period, self.labelPack) = (figures, period, labelPack)
            var pieces = known
            members = try figures.members(&pieces)
            self.pieces = pieces
            let rest = try JSONEncoder.canonical.encode(Rest(labelPack: labelPack, period: Span(period)))
            var hash = SHA256()
            hash.update(data: Data(#"{"figures":"#.utf8))
            hash.update(data: CanonicalJSON.object(of: members))
            // What begins the rest ends the figures, of which the name is the first.
            hash.update(data: Data(",".utf8))
            hash.update(data: rest.dropFirst())
            sha256 = hash.finalize().hex
        }
    }

    /// - Parameters:
    ///   - installation: Identity of the sending store.
    ///   - changedAt: When the content last changed, not when the document is made: a document made twice of the same
    ///     content is the same.
    package init(_ content: Content, at position: Position, installation: UUID, changedAt: Date) {
        figures = content.figures
        period = Span(content.period)
        labelPack = content.labelPack
        revision = position.revision
        supersedes = position.supersedes
        sequence = position.sequence
        source = installation.uuidString.lowercased()
        generatedAt = changedAt.ISO8601Format()
        contentSha256 = content.sha256
        // Follows from installation, office, period, revision and content: a store restored from a backup cannot
        // invent a second key for the same thing (design.md 3.4).
        let identity = [source, position.office, content.period.description, String(position.revision), contentSha256]
        idempotencyKey = SHA256.hash(data: Data(identity.joined(separator: "\n").utf8)).hex
    }

    /// The bytes to push.
    package func encoded() throws -> Data { try JSONEncoder.canonical.encode(self) }

    /// The same bytes, where the document was made of `content`, of which the figures are encoded already.
    package func encoded(of content: Content) throws -> Data {
        struct Head: Encodable {
            let document: SummaryDocument

            func encode(to encoder: any Encoder) throws { try document.encodeHead(to: encoder) }
        }
        let head = try JSONEncoder.canonical.encode(Head(document: self))
        return Data(CanonicalJSON.object(of: content.members + CanonicalJSON.members(of: head)))
    }

    private enum CodingKeys: String, CodingKey {
        case schema, labelPack, period, revision, supersedes, sequence, source, idempotencyKey, contentSha256
        case generatedAt
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        schema = try container.decode(String.self, forKey: .schema)
        labelPack = try container.decode(String.self, forKey: .labelPack)
        period = try container.decode(Span.self, forKey: .period)
        revision = try container.decode(Int.self, forKey: .revision)
        supersedes = try container.decodeIfPresent(Int.self, forKey: .supersedes)
        sequence = try container.decode(Int.self, forKey: .sequence)
        source = try container.decode(String.self, forKey: .source)
        idempotencyKey = try container.decode(String.self, forKey: .idempotencyKey)
        contentSha256 = try container.decode(String.self, forKey: .contentSha256)
        generatedAt = try container.decode(String.self, forKey: .generatedAt)
        figures = try Figures(from: decoder)
    }

    /// Envelope fields and figures stand side by side in one object.
    package func encode(to encoder: any Encoder) throws {
        try figures.encode(to: encoder)
        try encodeHead(to: encoder)
    }

    private func encodeHead(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(labelPack, forKey: .labelPack)
        try container.encode(period, forKey: .period)
        try container.encode(revision, forKey: .revision)
        try container.encode(supersedes, forKey: .supersedes)
        try container.encode(sequence, forKey: .sequence)
        try container.encode(source, forKey: .source)
        try container.encode(idempotencyKey, forKey: .idempotencyKey)
        try container.encode(contentSha256, forKey: .contentSha256)
        try container.encode(generatedAt, forKey: .generatedAt)
    }
}

extension JSONEncoder {
    /// Sorted keys, no escaped slashes: one text for one value.
    package static let canonical: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
}

extension Sequence<UInt8> {
    /// Lower-case hexadecimal.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
