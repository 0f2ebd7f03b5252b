import Accompaniment
import Foundation
import GRDB
import Hummingbird
import HummingbirdTLS
import Logging

/// The HTTP side of the office: which path answers what.
struct OfficeService: Sendable {
    let rules: AdmissionRules
    let store: SummaryStore
    let page: OfficePage
    let logger: Logger

    /// Serves until SIGTERM or SIGINT; requests under way are answered first.
    ///
    /// - Throws: ``StartFailure`` when the certificate or the address cannot be used.
    func run(on address: ListenAddress, certificate: String?, privateKey: String?) async throws {
        let tls = try Self.tls(certificate: certificate, privateKey: privateKey)
        let scheme = tls == nil ? "http" : "https"
        let application = Application(
            router: router(),
            // A sender that falls silent must not hold its connection for ever.
            server: try tls.map {
                try .tls(.http1(configuration: .init(idleTimeout: .seconds(60))), tlsConfiguration: $0)
            } ?? .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                let url = "\(scheme)://\(address.at(port: channel.localAddress?.port ?? address.port))"
                FileHandle.standardOutput.write(Data("central-office: listening on \(url)\n".utf8))
            },
            logger: logger
        )
        do {
            try await application.runService()
        } catch {
            throw StartFailure.environment("cannot serve on \(address): \(error). Is the port taken?")
        }
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.add(middleware: PlainAnswers())
        router.post("/v1/summaries") { request, _ in try await receive(request) }
        router.get("/v1/summaries") { _, _ in try await list() }
        router.get("/healthz") { _, _ in try Response.json(["status": "ok"]) }
        router.get("/") { _, _ in try await show() }
        return router
    }

    /// Stored is answered with 201, known with 200. The echo of the key is what a sender counts as delivered.
    private func receive(_ request: Request) async throws -> Response {
        let headers = Dictionary(
            request.headers.map { ($0.name.canonicalName, $0.value) },
            uniquingKeysWith: { "\($0), \($1)" }
        )
        try rules.admit(headers)
        let body = Data(try await request.body.collect(upTo: AdmissionRules.maxBodyBytes).readableBytesView)
        let now = Date()
        let document = try rules.accept(body, headers: headers, now: now)
        let (outcome, missing) = try await store.record(document, body: body, receivedAt: now)
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
        return try .json(Listing(summaries: contents.entries, gaps: contents.missing.mapValues(\.listed)))
    }

    private func show() async throws -> Response {
        let contents = try await store.contents()
        let current = contents.entries.filter(\.current)
        let documents = try await store.bodies(of: current)
            .map { try JSONDecoder().decode(SummaryDocument.self, from: $0) }
        let html = page.html(Array(zip(current, documents)), missing: contents.missing, now: Date())
        return Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }

    private static func tls(certificate: String?, privateKey: String?) throws -> TLSConfiguration? {
        guard let certificate, let privateKey else { return nil }
        do {
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: privateKey, format: .pem))
            )
            configuration.minimumTLSVersion = .tlsv12
            return configuration
        } catch {
            throw StartFailure.configuration(
                "\(certificate) and \(privateKey) cannot be used for https: both must be readable PEM files"
            )
        }
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
    let summaries: [SummaryStore.Entry]
    let gaps: [String: [Int]]
}
