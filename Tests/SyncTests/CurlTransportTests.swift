import Accompaniment
import Foundation
import TestSupport
import Testing

@testable import Sync

/// Over real sockets.
@Suite(.timeLimit(.minutes(1))) final class CurlTransportTests {
    private let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    deinit { transport.close() }

    @Test func `body and headers arrive byte for byte`() async throws {
        let server = try CaptureServer(.echo())
        var office = Office.at(server.url)
        office.token = "s3cret"
        office.signingKey = try .sample()
        // Every byte there is, and more than one buffer of them.
        let body = Data((0..<200_000).map { UInt8($0 * 7 % 256) })
        let request = try PushRequest.sample(to: office, body: body)

        let answer = try await transport.send(request)

        #expect(answer.status == 200)
        #expect(answer.contentType == "application/json")
        #expect(answer.retryAfter.isEmpty)
        #expect(answer.body == Data(#"{"received": "key-1"}"#.utf8))
        let received = try #require(server.requests.first)
        #expect(received.method == "POST")
        #expect(received.path == "/v1/summaries")
        #expect(received.body == body)
        for (name, value) in request.headers where name != "Expect" {
            #expect(received.headers.filter { $0.name == name }.map(\.value) == [value], "\(name)")
        }
        #expect(received["Expect"] == nil)
    }

    @Test func `status, type and time of an answer are read`() async throws {
        let headers = [("content-TYPE", "text/html; charset=utf-8"), ("RETRY-after", " 120 ")]
        let server = try CaptureServer(.status(503, headers: headers, body: "<html>"))
        let answer = try await transport.send(.sample(to: .at(server.url)))
        #expect(
            answer
                == Answer(
                    status: 503,
                    contentType: "text/html; charset=utf-8",
                    retryAfter: ["120"],
                    body: Data("<html>".utf8)
                )
        )
    }

    @Test func `an answer without content is an answer`() async throws {
        let server = try CaptureServer(.status(204))
        let answer = try await transport.send(.sample(to: .at(server.url)))
        #expect(answer == Answer(status: 204))
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is an answer and is not followed`(status: Int) async throws {
        let other = try CaptureServer(.echo())
        let server = try CaptureServer(.status(status, headers: [("Location", other.url.absoluteString)]))
        let answer = try await transport.send(.sample(to: .at(server.url)))
        #expect(answer.status == status)
        #expect(server.requests.count == 1)
        #expect(other.connections == 0)
    }

    @Test func `one transport sends again and again, over one connection`() async throws {
        let server = try CaptureServer(.echo())
        for number in 1...3 {
            let answer = try await transport.send(.sample(to: .at(server.url), key: "key-\(number)"))
            #expect(answer.body == Data(#"{"received": "key-\#(number)"}"#.utf8))
        }
        #expect(server.requests.count == 3)
        #expect(server.connections == 1)
    }

    @Test func `several sends at once are all answered, each with its own`() async throws {
        let server = try CaptureServer(.echo())
        let transport = transport
        let answers = try await withThrowingTaskGroup(of: (String, Data).self) { group in
            for number in 1...24 {
                group.addTask {
                    let key = "key-\(number)"
                    let body = Data(repeating: UInt8(number), count: number * 1000)
                    return (key, try await transport.send(.sample(to: .at(server.url), key: key, body: body)).body)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers.count == 24)
        for (key, body) in answers { #expect(body == Data(#"{"received": "\#(key)"}"#.utf8)) }
        #expect(Set(server.requests.map { "\($0["Idempotency-Key"] ?? "") \($0.body.count)" }).count == 24)
    }

    @Test func `one office that is silent does not hold up another`() async throws {
        let silent = try CaptureServer(.silence)
        let server = try CaptureServer(.echo())
        let transport = transport
        let held = Task { try await transport.send(.sample(to: .at(silent.url))) }
        #expect(try await eventually { silent.requests.count == 1 })
        #expect(try await transport.send(.sample(to: .at(server.url))).status == 200)
        held.cancel()
        await #expect(throws: CancellationError.self) { try await held.value }
    }
}
