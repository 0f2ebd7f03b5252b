import Accompaniment
import Foundation
import Hummingbird
import Logging

/// What each address of the office answers.
struct OfficeService: Sendable {
    let rules: AdmissionRules
    let limits: Limits
    let password: ViewPassword?
    /// Whether senders and readers come over TLS, where a certificate may be shown.
    let asksCertificates: Bool
    let store: SummaryStore
    let page: FrontPage
    let logger: Logger

    /// Requests in a minute: of one address, whatever for, and summaries of one proven sender.
    struct Limits: Sendable {
        let address: RateLimit
        let sender: RateLimit

        init(perMinute: Int) {
            address = RateLimit(perMinute: perMinute)
            sender = RateLimit(perMinute: perMinute)
        }
    }

    /// What a path takes, as the header `Allow` says it; `nil` for a path that is not there.
    static func methods(of path: String) -> String? {
        let parts = path.split(separator: "/")
        switch parts.joined(separator: "/") {
        case "v1/summaries": return "GET, HEAD, POST"
        case "", "healthz", "v1/export.csv", "v1/export.json": return "GET, HEAD"
        default: return parts.count == 3 && parts.starts(with: ["v1", "summaries"]) ? "GET, HEAD" : nil
        }
    }

    func router() -> Router<OfficeContext> {
        let router = Router(context: OfficeContext.self, options: .autoGenerateHeadEndpoints)
        let health = HealthProbe(store: store)
        // Around the refusals too: one of them says that a coding is not known.
        router.add(middleware: CodingOffer())
        router.add(middleware: PlainAnswers())
        router.add(middleware: RateLimited(limit: limits.address))
        router.add(middleware: SignIn(password: password))
        router.post("/v1/summaries") { request, context in try await receive(request, context) }
        router.get("/v1/summaries") { _, _ in try await list() }
        router.get("/v1/summaries/:key") { _, context in try await summary(context.parameters.require("key")) }
        router.get("/v1/export.csv") { _, _ in
            let table = try Spreadsheet(lexicon: page.lexicon).bytes(await current())
            return Response.text(table, "text/csv; charset=utf-8")
        }
        router.get("/v1/export.json") { _, _ in try await exported() }
        router.get("/healthz") { _, _ in
            try await health.check()
            return try Response.json(["status": "ok"])
        }
        router.get("/") { request, _ in try await show(request) }
        return router
    }

    /// Stored is answered with 201, known with 200. The echo of the key is what a sender counts as delivered.
    private func receive(_ request: Request, _ context: OfficeContext) async throws -> Response {
        let headers = Dictionary(
            request.headers.map { ($0.name.canonicalName, $0.value) },
            uniquingKeysWith: { "\($0), \($1)" }
        )
        let certificate = asksCertificates ? try await context.certificatePin() : nil
        let claim = try rules.admit(headers, certificate: certificate)
        let body = Data(try await request.body.collect(upTo: AdmissionRules.maxBodyBytes).readableBytesView)
        let now = Date()
        let (document, content) = try rules.accept(body, of: claim, headers: headers, now: now)
        // Only now is it proved who sends: a stranger cannot use up the allowance of a sender.
        try await limits.sender.count(claim.source)
        let (outcome, missing) = try await store.record(document, body: content, receivedAt: now)
        let receipt = Receipt(
            received: document.idempotencyKey,
            missingSequences: missing.isEmpty ? nil : missing.listed
        )
        switch outcome {
        case .stored:
            logger.notice(
                "received",
                metadata: [
                    "source": "\(document.source)", "sequence": "\(document.sequence)",
                    "period": "\(document.period.code)", "revision": "\(document.revision)",
                ]
            )
            return try .json(receipt, status: .created)
        case .repeated:
            return try .json(receipt)
        case .keyTaken:
            throw Refusal(
                .conflict,
                "this idempotency key came before with another body: send a correction as a new revision, with a new key"
            )
        case .sequenceTaken:
            throw Refusal(
                .conflict,
                "another summary of this source has this sequence number: was the sender restored from a backup?"
            )
        }
    }

    private func list() async throws -> Response {
        let contents = try await store.contents()
        let senders = SenderState.all(rules.senders, contents, now: Date())
        return try .json(
            Listing(
                summaries: contents.entries,
                gaps: contents.missing.mapValues(\.listed),
                senders: senders.map(Listing.Sender.init)
            )
        )
    }

    private func summary(_ key: String) async throws -> Response {
        guard let body = try await store.body(of: key) else {
            throw Refusal(.notFound, "no summary has this idempotency key: GET /v1/summaries lists them")
        }
        return .text(body, "application/json; charset=utf-8")
    }

    /// The current revision of every source and period, the oldest period first.
    private func current() async throws -> [ReceivedSummary] {
        try await received(of: try await store.contents())
    }

    private func received(of contents: SummaryStore.Contents) async throws -> [ReceivedSummary] {
        let names = Dictionary(
            SenderState.all(rules.senders, contents, now: Date()).map { ($0.source, $0.name) },
            uniquingKeysWith: { first, _ in first }
        )
        let entries = contents.entries.filter(\.current)
        return zip(entries, try await store.documents(of: entries)).map { entry, document in
            ReceivedSummary(entry: entry, document: document, sender: names[entry.source] ?? entry.source)
        }
        .sorted { left, right in
            // Days as ISO 8601 sort as text.
            (left.sender, left.document.period.from, left.document.period.to, left.entry.source)
                < (right.sender, right.document.period.from, right.document.period.to, right.entry.source)
        }
    }

    private func exported() async throws -> Response {
        let export = Export(
            exportedAt: Moment.text(Date()),
            summaries: try await current().map {
                Export.Summary(sender: $0.sender, receivedAt: $0.entry.receivedAt, summary: $0.document)
            }
        )
        return try .json(export)
    }

    private func show(_ request: Request) async throws -> Response {
        let now = Date()
        let contents = try await store.contents()
        let wanted = request.uri.queryParameters
        let html = try page.html(
            try await received(of: contents),
            source: wanted["source"].map(String.init),
            period: wanted["period"].map(String.init),
            senders: SenderState.all(rules.senders, contents, now: now),
            now: now
        )
        return .text(Data(html.utf8), "text/html; charset=utf-8")
    }
}

/// The answer to a summary that is here.
private struct Receipt: Encodable {
    let received: String
    /// Left out when nothing is missing.
    let missingSequences: [Int]?
}

/// The answer of `GET /v1/summaries`.
private struct Listing: Encodable {
    struct Sender: Encodable {
        let source: String
        let name: String
        let late: Bool
        /// In seconds.
        @Nullable var expectedEvery: Int?
        @Nullable var lastReceivedAt: String?
        @Nullable var lastSequence: Int?
        let missingSequences: [Int]

        init(_ state: SenderState) {
            source = state.source
            name = state.name
            late = state.isLate
            expectedEvery = state.expectedEvery.map { Int($0.components.seconds) }
            lastReceivedAt = state.last.map { Moment.text($0.at) }
            lastSequence = state.last?.sequence
            missingSequences = state.missing.listed
        }
    }

    let summaries: [SummaryStore.Entry]
    let gaps: [String: [Int]]
    let senders: [Sender]
}

/// The answer of `GET /v1/export.json`.
private struct Export: Encodable {
    struct Summary: Encodable {
        let sender: String
        let receivedAt: String
        let summary: SummaryDocument
    }

    let exportedAt: String
    let summaries: [Summary]
}
