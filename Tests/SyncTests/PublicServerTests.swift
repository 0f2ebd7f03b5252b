import Foundation
import Store
import TestSupport
import Testing

@testable import Sync

/// Pushes over TLS to a server that other people wrote.
@Suite(.timeLimit(.minutes(2))) final class PublicServerTests {
    private let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    deinit { transport.close() }

    private func office(_ server: PublicServer, host: String = "localhost", trusting file: String = "ca.pem") throws
        -> Office
    {
        var office = Office.at(try server.url(host))
        office.caFile = server.folder.path(file)
        return office
    }

    private func failure(_ office: Office) async throws -> TransportError {
        let request = try PushRequest.sample(to: office)
        return try #require(await #expect(throws: TransportError.self) { try await transport.send(request) })
    }

    @Test func `a push goes over TLS and HTTP/2, the next one over the same connection`() async throws {
        let server = try await PublicServer()
        let office = try office(server)
        for key in ["key-1", "key-2"] {
            let answer = try await transport.send(.sample(to: office, key: key))
            #expect(answer.status == 200 && answer.body == Data(#"{"received":"\#(key)"}"#.utf8))
        }
        let requests = try await server.requests(2)
        #expect(requests.map { $0[0] } == ["HTTP/2.0", "HTTP/2.0"])
        #expect(requests.allSatisfy { ["TLSv1.2", "TLSv1.3"].contains($0[1]) })
        #expect(Set(requests.map { $0[4] }).count == 1)
    }

    @Test func `a certificate is shown where the office wants one`() async throws {
        let server = try await PublicServer(wantsCertificate: true)
        var office = try office(server)
        let without = try await transport.send(.sample(to: office))
        // nginx says so with a page, which costs no envelope.
        #expect(without.status == 400 && without.isPage)
        let disposition = Disposition(without, key: "key-1", acknowledgement: .echo, now: Date())
        guard case .misconfigured = disposition else {
            Issue.record("\(disposition)")
            return
        }
        office.clientCertificate = server.folder.path("client.pem")
        office.clientKey = server.folder.path("client.key")
        #expect(try await transport.send(.sample(to: office)).status == 200)
        #expect(try await server.requests(2).last?[2] == "SUCCESS")
    }

    @Test
    func `an authority that is not trusted, another host and a certificate that is over are told apart from silence`()
        async throws
    {
        let server = try await PublicServer()
        try await PublicServer.authority("other", in: server.folder)
        #expect(try await failure(office(server, trusting: "other.pem")).isConfiguration)
        #expect(try await failure(office(server, host: "127.0.0.1")).isConfiguration)
        let over = try await PublicServer(days: 0)
        #expect(try await failure(office(over)).isConfiguration)
        #expect(try await server.requests(0).isEmpty)
        #expect(try await over.requests(0).isEmpty)
    }

    @Test(arguments: ["TLSv1.2", "TLSv1.3"]) func `TLS of today is spoken`(version: String) async throws {
        let server = try await PublicServer(protocols: version)
        #expect(try await transport.send(.sample(to: office(server))).status == 200)
        #expect(try await server.requests(1).first?[1] == version)
    }

    @Test func `TLS of yesterday is not`() async throws {
        let server = try await PublicServer(protocols: "TLSv1.1")
        #expect(try await server.speaks("-tls1_1"), "the server would speak it with others")
        _ = try await failure(office(server))
        #expect(try await server.requests(0).isEmpty)
    }

    @Test(arguments: ["127.0.0.1", "[::1]"])
    func `the office is found by whichever kind of address it answers`(address: String) async throws {
        let server = try await PublicServer(address: address)
        #expect(try await transport.send(.sample(to: office(server))).status == 200)
    }

    @Test func `an office that says so gets coded bodies, and one that refuses them plain ones`() async throws {
        let offer = "add_header Accept-Encoding gzip always;"
        for (options, codings) in [
            (offer, ["-", "gzip", "gzip"]),
            (offer + " if ($http_content_encoding) { return 415; }", ["-", "gzip", "-", "-"]),
        ] {
            let server = try await PublicServer(options: options)
            let fixture = try DeliveryFixture()
            let courier = fixture.courier(to: try office(server))
            for need in ["NEED-01", "NEED-02", "NEED-03"] {
                try await fixture.record("2015-Q4", need: need)
                try await fixture.push(courier)
            }
            #expect(try await server.requests(codings.count).map { $0[5] } == codings)
            #expect(try await fixture.store.outbox(of: "ministry").delivered == 3)
        }
    }

    @Test func `a pinned key admits that key alone`() async throws {
        let server = try await PublicServer()
        var office = try office(server)
        office.pinnedKey = try await server.pin()
        #expect(try await transport.send(.sample(to: office)).status == 200)
        office.pinnedKey = "sha256//" + Data(repeating: 7, count: 32).base64EncodedString()
        #expect(try await failure(office).isConfiguration)
    }

    /// Over HTTP/2 nginx says GOAWAY after the last request that it takes (RFC 9113, 6.8).
    @Test(arguments: ["keepalive_requests 1;", "keepalive_timeout 1s;", "http2_max_concurrent_streams 1;"])
    func `a connection that the server ends between two pushes costs nothing`(_ option: String) async throws {
        let server = try await PublicServer(options: option)
        let office = try office(server)
        for key in ["key-1", "key-2", "key-3"] {
            #expect(try await transport.send(.sample(to: office, key: key)).status == 200)
            if option.contains("timeout") { try await Task.sleep(for: .milliseconds(1200)) }
        }
        #expect(try await server.requests(3).count == 3)
    }

    @Test(arguments: [
        ("return 301 http://localhost/;", 301), ("return 302 https://elsewhere.example/;", 302),
        ("return 307 $request_uri;", 307), ("return 204;", 204), ("return 207;", 207), ("return 413;", 413),
    ])
    func `an answer of its own holds everything, and is not followed`(_ option: String, _ status: Int) async throws {
        let server = try await PublicServer(options: option)
        // nginx answers before it has read the body, and may end the stream first: that is no answer, and is tried again.
        var answer: Answer?
        for _ in 0..<20 where answer == nil {
            do {
                answer = try await transport.send(.sample(to: office(server)))
            } catch let error as TransportError where !error.isConfiguration {
                // A machine that is busy makes it likelier: some time passes before the next try.
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        let given = try #require(answer)
        #expect(given.status == status)
        let disposition = Disposition(given, key: "key-1", acknowledgement: .echo, now: Date())
        guard case .misconfigured = disposition else {
            Issue.record("\(disposition)")
            return
        }
    }

    @Test(arguments: [(403, true), (404, true), (407, true), (302, true), (429, false), (502, false), (504, false)])
    func `a proxy that refuses is told from one that cannot reach the office, and hears no secret`(
        status: Int,
        isConfiguration: Bool
    ) async throws {
        let server = try await PublicServer()
        let proxy = try CaptureServer(.status(status, headers: [("Content-Type", "text/html")]))
        var office = try office(server)
        office.proxy = proxy.url
        office.token = "s3cret"
        office.signingKey = try .sample()
        let failure = try await failure(office)
        #expect(failure.isConfiguration == isConfiguration && failure.message.contains("\(status)"))
        let request = try #require(proxy.requests.first)
        #expect(request.method == "CONNECT" && proxy.requests.count == 1)
        #expect(request["Authorization"] == nil && request["webhook-signature"] == nil)
        #expect(try await server.requests(0).isEmpty)
    }

    @Test func `a push goes through a proxy of Debian's as it would go without`() async throws {
        let server = try await PublicServer()
        let port = try PublicServer.freePort()
        let configuration = """
            Port \(port)
            Listen 127.0.0.1
            Timeout 60
            ConnectPort \(server.port)
            LogFile "\(server.folder.path("tinyproxy.log"))"
            LogLevel Connect
            """
        let path = try server.folder.write(configuration, to: "tinyproxy.conf")
        let proxy = try Program("/usr/bin/tinyproxy", ["-d", "-c", path], in: server.folder)
        var office = try office(server)
        office.proxy = URL(string: "http://127.0.0.1:\(port)")
        var answer: Answer?
        let isThrough = try await eventually {
            do {
                answer = try await transport.send(.sample(to: office))
            } catch let error as TransportError where error.message.contains("onnect") && proxy.isRunning {
                // It does not listen yet.
            }
            return answer != nil
        }
        #expect(isThrough && answer?.status == 200 && answer?.contentType == "application/json")
        #expect(try server.folder.read("tinyproxy.log").contains("CONNECT localhost:\(server.port)"))
    }
}
