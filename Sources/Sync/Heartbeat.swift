package import Foundation

/// Tells a monitor outside that the service gets on: one short POST, over the same transport and within the same bounds as
/// a push.
package struct Heartbeat: Sendable {
    private let monitor: Office
    private let transport: CurlTransport

    /// - Parameter url: https, or http to this machine.
    package init(url: URL, transport: CurlTransport) {
        monitor = Office(
            name: "heartbeat",
            url: url,
            schedule: .onChange,
            acknowledgement: .status
        )
        self.transport = transport
    }

    /// - Returns: Why nobody heard it; `nil` where the monitor answered with a status of 200 to 299.
    /// - Throws: `CancellationError`.
    package func send() async throws -> String? {
        do {
            let answer = try await transport.send(PushRequest(heartbeatTo: monitor))
            return (200...299).contains(answer.status) ? nil : "the monitor answered \(answer.status)"
        } catch let error as TransportError {
            return "no answer: \(error.message)"
        }
    }
}

extension PushRequest {
    fileprivate init(heartbeatTo monitor: Office) {
        office = monitor
        headers = [("Content-Type", "text/plain"), ("User-Agent", "eshkold/1"), ("Expect", "")]
        body = Data("alive\n".utf8)
        isCompressed = false
    }
}
