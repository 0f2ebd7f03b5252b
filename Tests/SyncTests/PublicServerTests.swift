import Foundation
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

    @Test func `a pinned key admits that key alone`() async throws {
        let server = try await PublicServer()
        var office = try office(server)
        office.pinnedKey = try await server.pin()
        #expect(try await transport.send(.sample(to: office)).status == 200)
        office.pinnedKey = "sha256//" + Data(repeating: 7, count: 32).base64EncodedString()
        #expect(try await failure(office).isConfiguration)
    }

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
                continue
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

    @Test func `a proxy that refuses is a failure, and the office hears nothing`() async throws {
        let server = try await PublicServer()
        let proxy = try CaptureServer(.status(403))
        var office = try office(server)
        office.proxy = proxy.url
        _ = try await failure(office)
        #expect(proxy.connections == 1)
        #expect(try await server.requests(0).isEmpty)
    }
}
