import Accompaniment
import Foundation
import Hummingbird

/// The body of a request as a summary: whole, and with nothing beside what the schema knows. What passes is kept, shown on
/// a page and exported.
enum ReceivedDocument {
    /// Different codes in a summary: many times those of the whole country. A page may cross any two lists of them.
    static let mostCodes = 500

    /// Numbers, codes and other single values in a summary. So many of the largest figures still add up to a number.
    static let mostValues = 9_000

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
        let (values, written): (JSONValue, Data)
        do {
            document = try decoder.decode(SummaryDocument.self, from: body)
            values = try decoder.decode(JSONValue.self, from: body)
            written = try document.encoded()
        } catch {
            throw Refusal(.badRequest, "this is not a whole \(SummaryDocument.schema): \(place(error))")
        }
        // Whatever else stood there would be kept and handed on with it: a name, or a text under a key that comes twice.
        guard body == written else {
            throw Refusal(
                .badRequest,
                "this \(SummaryDocument.schema) holds something that its schema does not know, or is not written as the "
                    + "contract says: keys sorted, each once, and no space"
            )
        }
        try check(document)
        try check(values)
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
            document.labelPack.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }),
            PersonalData.finds(in: document.labelPack).isEmpty
        else {
            throw Refusal(.badRequest, "labelPack must be a version: letters, digits, dots and hyphens")
        }
        guard let time = Moment.date(document.generatedAt), Moment.text(time) == document.generatedAt else {
            throw Refusal(.badRequest, "generatedAt must be a time in UTC, such as 2016-01-04T06:00:00Z")
        }
        let figures = document.figures
        guard figures.quality.topReasons.count <= 5 else {
            throw Refusal(.badRequest, "quality/topReasons holds at most 5")
        }
        for list in [figures.reporting.missingClusters, figures.choice.imposedClusters]
        where Set(list).count < list.count {
            throw Refusal(.badRequest, "a list names a cluster twice")
        }
        let shares = figures.suppliers.values.flatMap { ($0.hatShare ?? [:]).values } + [figures.pool.shareOthers ?? 0]
        guard shares.allSatisfy({ $0 <= 100 }) else { throw Refusal(.badRequest, "a share is more than 100 percent") }
        let reaches = (figures.equality.byAuthorityKind ?? [:]).values.flatMap { [$0.reached, $0.all] }
        guard reaches.allSatisfy({ ($0.count ?? 3) >= 3 }) else {
            throw Refusal(.badRequest, "numbers about authorities below three must be told as {\"lt\": 3}")
        }
    }

    /// What is to be said of every value, wherever it stands.
    private static func check(_ summary: JSONValue) throws(Refusal) {
        var count = 0
        var codes: Set<String> = []
        var numbersAreFine = true
        func look(_ path: [String], _ value: JSONValue) {
            count += 1
            codes.formUnion(path.filter { Code(rawValue: $0) != nil })
            switch value {
            case .integer(let number):
                let lowest = path.last == "daysToEnd" ? -Figures.largest : 0
                if !(lowest...Figures.largest).contains(number) { numbersAreFine = false }
            case .text(let text):
                if Code(rawValue: text) != nil { codes.insert(text) }
            case .array(let elements):
                for element in elements { element.forEachLeaf(at: path, look) }
            case .null, .bool, .object: break
            }
        }
        summary.forEachLeaf(look)
        guard numbersAreFine else {
            throw Refusal(.badRequest, "a figure is below 0, or larger than any that is meant")
        }
        guard count <= mostValues, codes.count <= mostCodes else {
            throw Refusal(
                .badRequest,
                "no summary holds so much: at most \(mostValues) values, and \(mostCodes) different codes"
            )
        }
        // A code is what an operator of the sender wrote.
        guard codes.allSatisfy({ PersonalData.finds(in: $0).isEmpty }) else {
            throw Refusal(.badRequest, "a code looks like a phone, ID, account or vehicle number")
        }
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
