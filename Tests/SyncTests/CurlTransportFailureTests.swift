import Foundation
import TestSupport
import Testing

@testable import Sync

/// What a transport makes of offices that break, hang or never end.
@Suite(.timeLimit(.minutes(1))) final class CurlTransportFailureTests {
    private let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    deinit { transport.close() }

    private func failure(at url: URL) async throws -> TransportError {
        let request = try PushRequest.sample(to: .at(url))
        return try #require(await #expect(throws: TransportError.self) { try await transport.send(request) })
    }

    @Test func `a port where nobody listens is a failure that may pass`() async throws {
        // tcpmux, which no system of today serves.
        let failure = try await failure(at: try #require(URL(string: "http://127.0.0.1:1/v1/summaries")))
        #expect(!failure.isConfiguration)
        #expect(!failure.message.isEmpty)
    }

    @Test func `a server that was stopped is a failure that may pass`() async throws {
        let server = try CaptureServer(.echo())
        _ = try await transport.send(.sample(to: .at(server.url)))
        server.stop()
        #expect(try await !failure(at: server.url).isConfiguration)
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"received\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"rec",
    ])
    func `an answer that breaks off is a failure that may pass`(bytes: String) async throws {
        let server = try CaptureServer(bytes.isEmpty ? .close : .raw(Data(bytes.utf8)))
        #expect(try await !failure(at: server.url).isConfiguration)
    }

    @Test func `a server that speaks no HTTP is a mistake in the configuration`() async throws {
        let server = try CaptureServer(.raw(Data("220 mail.example ESMTP\r\n".utf8)))
        #expect(try await failure(at: server.url).isConfiguration)
    }

    @Test func `an endless body is cut off`() async throws {
        let server = try CaptureServer(.endless)
        let failure = try await failure(at: server.url)
        #expect(failure.message.contains("longer than 65536 bytes"))
        #expect(!failure.isConfiguration)
    }

    @Test func `an answer that comes a byte every half minute is given up long before its end`() async throws {
        let server = try CaptureServer(.drip(pause: 30))
        let time = try await duration {
            let failure = try await failure(at: server.url)
            #expect(failure.message.contains("too slow"))
            #expect(!failure.isConfiguration)
        }
        // The answer would take hours.
        #expect(time < .seconds(55))
    }

    @Test func `a connection that the server ends in the instant it is used again costs nothing`() async throws {
        let server = try CaptureServer { $0.number == 2 ? .close : .echo() }
        for key in ["key-1", "key-2"] {
            let answer = try await transport.send(.sample(to: .at(server.url), key: key))
            #expect(answer.body == Data(#"{"received": "\#(key)"}"#.utf8))
        }
        #expect(server.requests.map { $0["Idempotency-Key"] } == ["key-1", "key-2", "key-2"])
    }

    @Test func `a body of the greatest length is an answer`() async throws {
        let body = String(repeating: " ", count: 65_536)
        let server = try CaptureServer(.status(200, body: body), .status(200, body: body + " "))
        #expect(try await transport.send(.sample(to: .at(server.url))).body.count == 65_536)
        _ = try await failure(at: server.url)
    }

    @Test func `endless headers are cut off`() async throws {
        let headers = (0..<2000).map { ("X-\($0)", String(repeating: "x", count: 100)) }
        let server = try CaptureServer(.status(200, headers: headers))
        let failure = try await failure(at: server.url)
        #expect(failure.message.contains("headers of the answer are longer"))
    }

    @Test func `an https address at a plain server is a failure`() async throws {
        let server = try CaptureServer(.echo())
        let url = server.url.absoluteString.replacing("http://", with: "https://")
        _ = try await failure(at: try #require(URL(string: url)))
        #expect(server.requests.isEmpty)
    }

    @Test func `a CA file that is not there is a mistake in the configuration`() async throws {
        let server = try CaptureServer(.echo())
        let url = server.url.absoluteString.replacing("http://", with: "https://")
        var office = Office.at(try #require(URL(string: url)))
        office.caFile = "/nonexistent/ca.pem"
        let request = try PushRequest.sample(to: office)
        let failure = await #expect(throws: TransportError.self) { try await transport.send(request) }
        #expect(failure?.isConfiguration == true)
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: ["ftp://127.0.0.1/x", "file:///etc/passwd"])
    func `no protocol but http and https is spoken`(address: String) async throws {
        #expect(try await failure(at: try #require(URL(string: address))).isConfiguration)
    }

    @Test func `cancelling the task ends a transfer to a silent server`() async throws {
        let server = try CaptureServer(.silence)
        let transport = transport
        let task = Task { try await transport.send(.sample(to: .at(server.url))) }
        #expect(try await eventually { server.requests.count == 1 })
        let time = await duration {
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(time < .seconds(30))
    }

    @Test func `closing the transport ends every transfer`() async throws {
        let server = try CaptureServer(.silence)
        let transport = transport
        let tasks = (1...4).map { _ in Task { try await transport.send(.sample(to: .at(server.url))) } }
        #expect(try await eventually { server.requests.count == 4 })
        let time = await duration {
            transport.close()
            for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
        }
        #expect(time < .seconds(30))
    }

    @Test func `a closed transport sends nothing`() async throws {
        let server = try CaptureServer(.echo())
        transport.close()
        await #expect(throws: CancellationError.self) { try await transport.send(.sample(to: .at(server.url))) }
        #expect(server.connections == 0)
    }

    @Test(.timeLimit(.minutes(2))) func `a task that was cancelled before it sends ends`() async throws {
        let server = try CaptureServer(.silence)
        let transport = transport
        for _ in 0..<20 {
            let task = Task {
                // Until the cancellation is there, which a sleep notices.
                try? await Task.sleep(for: .seconds(60))
                return try await transport.send(.sample(to: .at(server.url)))
            }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func `many cancellations leave a transport that works`() async throws {
        let silent = try CaptureServer(.silence)
        let server = try CaptureServer(.echo())
        let transport = transport
        for count in 1...20 {
            let task = Task { try await transport.send(.sample(to: .at(silent.url))) }
            #expect(try await eventually { silent.requests.count == count })
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(try await transport.send(.sample(to: .at(server.url))).status == 200)
    }
}
