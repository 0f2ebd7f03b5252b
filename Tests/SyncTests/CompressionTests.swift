import Accompaniment
import Foundation
import Store
import TestSupport
import Testing

@testable import Sync

/// Bodies are coded with gzip for an office that says that it takes it, and for no other.
@Suite(.timeLimit(.minutes(1))) struct CompressionTests {
    private let fixture: DeliveryFixture

    init() throws { fixture = try DeliveryFixture() }

    private func push(_ needs: Int, to url: URL) async throws {
        let courier = fixture.courier(to: .at(url))
        for need in 1...needs {
            try await fixture.record("2015-Q4", need: "NEED-0\(need)")
            try await fixture.push(courier)
        }
        #expect(try await fixture.store.outbox(of: "ministry").delivered == needs)
    }

    private static func echo(_ request: CaptureServer.Request, _ headers: (String, String)...) -> CaptureServer.Answer {
        .status(200, headers: headers, body: #"{"received": "\#(request["Idempotency-Key"] ?? "")"}"#)
    }

    @Test(arguments: ["gzip", "GZIP", "br;q=1.0, gzip;q=0.5", "identity, gzip"])
    func `after an office said that it takes gzip, bodies are coded, and are the same when decoded`(offer: String)
        async throws
    {
        let server = try CaptureServer { Self.echo($0, ("Accept-Encoding", offer)) }
        try await push(3, to: server.url)
        #expect(server.requests.map { $0["Content-Encoding"] } == [nil, "gzip", "gzip"])
        for request in server.requests[1...] {
            let content = try Gzip.decompressed(request.body, limit: 1 << 20)
            #expect(content.count > request.body.count)
            let document = try JSONDecoder().decode(SummaryDocument.self, from: content)
            #expect(document.idempotencyKey == request["Idempotency-Key"])
            #expect(try document.encoded() == content)
            #expect(request["Content-Digest"] == ContentDigest.header(request.body))
        }
    }

    @Test(arguments: [nil, "", "identity", "br, zstd", "gzip;q=0", "gzip; q=0.0", "gzipped"])
    func `an office that does not say so gets plain bodies`(offer: String?) async throws {
        let server = try CaptureServer { request in
            offer.map { Self.echo(request, ("Accept-Encoding", $0)) } ?? .echo()
        }
        try await push(2, to: server.url)
        #expect(server.requests.allSatisfy { $0["Content-Encoding"] == nil })
    }

    @Test(arguments: [415, 400, 413, 422])
    func `a coded body that is refused goes out plain at once, and so does what comes after it`(status: Int)
        async throws
    {
        let server = try CaptureServer { request in
            request["Content-Encoding"] == nil
                ? Self.echo(request, ("Accept-Encoding", "gzip"))
                : .status(status, headers: [("Accept-Encoding", "gzip")])
        }
        try await push(3, to: server.url)
        #expect(server.requests.map { $0["Content-Encoding"] } == [nil, "gzip", nil, nil])
        let keys = server.requests.map { $0["Idempotency-Key"] }
        #expect(keys[1] == keys[2] && Set(keys).count == 3)
        #expect(try Gzip.decompressed(server.requests[1].body, limit: 1 << 20) == server.requests[2].body)
        let attempts = try await fixture.store.deliveries(in: [.delivered], limit: 9).map(\.attempts)
        #expect(attempts == [1, 1, 1])
    }

    @Test func `what is refused plain as well is refused`() async throws {
        let server = try CaptureServer { request in
            request.number == 1 ? Self.echo(request, ("Accept-Encoding", "gzip")) : .status(415)
        }
        let courier = fixture.courier(to: .at(server.url))
        for need in ["NEED-01", "NEED-02"] {
            try await fixture.record("2015-Q4", need: need)
            try await fixture.push(courier)
        }
        #expect(server.requests.map { $0["Content-Encoding"] } == [nil, "gzip", nil])
        #expect(try await fixture.store.outbox(of: "ministry").refused == 1)
    }

    @Test func `an office that takes it back gets plain bodies again`() async throws {
        let server = try CaptureServer { Self.echo($0, ("Accept-Encoding", $0.number == 1 ? "gzip" : "identity")) }
        try await push(3, to: server.url)
        #expect(server.requests.map { $0["Content-Encoding"] } == [nil, "gzip", nil])
    }
}
