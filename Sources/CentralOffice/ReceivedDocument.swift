import Accompaniment
import Foundation
import Hummingbird

/// The body of a request as a summary: whole, and with nothing beside what the schema knows. What passes is kept, shown on
/// a page and exported.
enum ReceivedDocument {
    /// Above any figure that is meant; sums of such are still numbers.
    private static let largest = 1_000_000_000_000_000

    static func read(_ body: Data) throws(Refusal) -> SummaryDocument {
        struct Header: Decodable {
            let schema: String
        }
        let decoder = JSONDecoder()
        let schema: String
        do {
            schema = try decoder.decode(Header.self, from: body).schema
        } catch {
            throw Refusal(.badRequest, "the body is not a summary: it must be a JSON object that names its schema")
        }
        guard schema == SummaryDocument.schema else {
            throw Refusal(.unprocessableContent, "this office knows only the schema \(SummaryDocument.schema)")
        }
        let document: SummaryDocument
        let (came, known): (JSONValue, JSONValue)
        do {
            document = try decoder.decode(SummaryDocument.self, from: body)
            came = try decoder.decode(JSONValue.self, from: body)
            known = try decoder.decode(JSONValue.self, from: try document.encoded())
        } catch {
            throw Refusal(.badRequest, "this is not a whole \(SummaryDocument.schema): \(place(error))")
        }
        // Whatever else stood there would be kept and handed on with it, a name or a text perhaps.
        guard came == known else {
            throw Refusal(.badRequest, "this \(SummaryDocument.schema) holds something that its schema does not know")
        }
        try check(document)
        try checkNumbers(came)
        return document
    }

    /// What the shape alone does not say.
    private static func check(_ document: SummaryDocument) throws(Refusal) {
        guard let period = Period(code: document.period.code), SummaryDocument.Span(period) == document.period else {
            throw Refusal(.badRequest, "period must be one period, its code, days and kind in agreement")
        }
        guard document.sequence >= 1, document.revision >= 1,
            (document.supersedes ?? 1) >= 1, (document.supersedes ?? 0) < document.revision
        else {
            throw Refusal(.badRequest, "sequence and revision begin at 1, and supersedes is an earlier revision")
        }
        guard UUID(uuidString: document.source)?.uuidString.lowercased() == document.source else {
            throw Refusal(.badRequest, "source must be a UUID in lower case")
        }
        guard isHash(document.idempotencyKey), isHash(document.contentSha256) else {
            throw Refusal(.badRequest, "idempotencyKey and contentSha256 must be 64 hexadecimal digits in lower case")
        }
        let version = document.labelPack.utf8
        guard (1...40).contains(version.count),
            document.labelPack.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") })
        else {
            throw Refusal(.badRequest, "labelPack must be a version: letters, digits, dots and hyphens")
        }
        guard let time = Moment.date(document.generatedAt), Moment.text(time) == document.generatedAt else {
            throw Refusal(.badRequest, "generatedAt must be a time in UTC, such as 2016-01-04T06:00:00Z")
        }
        guard document.figures.quality.topReasons.count <= 5 else {
            throw Refusal(.badRequest, "quality/topReasons holds at most 5")
        }
        let reaches = (document.figures.equality.byAuthorityKind ?? [:]).values.flatMap { [$0.reached, $0.all] }
        guard reaches.allSatisfy({ ($0.count ?? 3) >= 3 }) else {
            throw Refusal(.badRequest, "numbers about authorities below three must be told as {\"lt\": 3}")
        }
    }

    private static func checkNumbers(_ summary: JSONValue) throws(Refusal) {
        var isFine = true
        summary.forEachLeaf { path, value in
            guard case .integer(let number) = value else { return }
            let lowest = path.last == "daysToEnd" ? -largest : 0
            if !(lowest...largest).contains(number) { isFine = false }
        }
        guard isFine else { throw Refusal(.badRequest, "a figure is below 0, or larger than any that is meant") }
    }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { digit in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(digit)
            }
    }

    /// Members whose own members are codes, which are the sender's to choose.
    private static let byCode: Set<String> = ["clusters", "engagements", "suppliers", "track"]

    /// Where in the document a decoding failed: at most two steps deep, and no further than names of the schema reach.
    private static func place(_ error: any Error) -> String {
        let path: [any CodingKey] =
            switch error {
            case DecodingError.keyNotFound(let key, let context): context.codingPath + [key]
            case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
                DecodingError.dataCorrupted(let context):
                context.codingPath
            default: []
            }
        let depth = path.first.map { byCode.contains($0.stringValue) } ?? false ? 1 : 2
        return "look at /\(path.prefix(depth).map(\.stringValue).joined(separator: "/"))"
    }
}
