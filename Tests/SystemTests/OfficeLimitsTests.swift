import Accompaniment
import Foundation
import Glibc
import TestSupport
import Testing

/// What an office bears, and from whom.
@Suite(.timeLimit(.minutes(3)))
struct OfficeLimitsTests {
    private func key() throws -> WebhookKey { try #require(WebhookKey(Installation.signingKey)) }

    @Test func `who asks too often is told when to come back, and others are served`() async throws {
        let office = try await RunningOffice(options: ["--rate-limit", "5"])
        var statuses: [Int] = []
        for _ in 0..<8 { statuses.append(try await office.curl("/healthz").status) }
        // One more may have come due while curl was starting.
        #expect(statuses.prefix(5) == [200, 200, 200, 200, 200] && statuses.suffix(2).contains(429))
        let refused = try await office.curl("/healthz")
        #expect(refused.status == 429)
        let seconds = try #require(refused.headers["retry-after"].flatMap { Int($0) })
        #expect((1...12).contains(seconds))
        #expect(try await office.curl("/healthz", ["--interface", "127.0.0.2"]).status == 200)
    }

    @Test func `a sender has an allowance of its own, from wherever it sends`() async throws {
        let office = try await RunningOffice(options: ["--rate-limit", "4"])
        let installation = UUID()
        var statuses: [Int] = []
        for sequence in 1...6 {
            // Each has other content, and so another key.
            let summary = try OfficePush.document(sequence: sequence, revision: sequence, installation: installation)
            let push = try OfficePush(summary, key: key())
            statuses.append(try await office.push(push, "--interface", "127.0.0.\(2 + sequence % 3)").status)
        }
        #expect(statuses.prefix(4) == [201, 201, 201, 201] && statuses.suffix(2).contains(429), "\(statuses)")
        // Nobody else pays for that, and nothing that was refused is stored.
        let other = try OfficePush(OfficePush.document(sequence: 1, installation: UUID()), key: key())
        #expect(try await office.push(other, "--interface", "127.0.0.9").status == 201)
    }

    @Test func `who cannot prove to be a sender uses up nothing of its allowance`() async throws {
        let office = try await RunningOffice(options: ["--rate-limit", "3"])
        let installation = UUID()
        for sequence in 1...3 {
            var forged = try OfficePush(OfficePush.document(sequence: sequence, installation: installation), key: key())
            forged.headers["webhook-signature"] = nil
            #expect(try await office.push(forged).status == 401)
        }
        let push = try OfficePush(OfficePush.document(sequence: 1, installation: installation), key: key())
        #expect(try await office.push(push, "--interface", "127.0.0.2").status == 201)
    }

    @Test func `bodies and headers beyond their bounds are refused, with and without a length`() async throws {
        let office = try await RunningOffice()
        var push = try OfficePush(OfficePush.document(sequence: 1, installation: UUID()), key: key())
        push.body = Data(repeating: UInt8(ascii: " "), count: (1 << 20) + 1)
        #expect(try await office.push(push).status == 413)
        #expect(try await office.push(push, "-H", "Transfer-Encoding: chunked").status == 413)
        let wide = String(repeating: "a", count: 17 << 10)
        #expect([0, 400, 431].contains(try await office.curl("/healthz", ["-H", "x-wide: \(wide)"]).status))
        let many = (0..<200).flatMap { ["-H", "x-\($0): 1"] }
        #expect([0, 400, 431].contains(try await office.curl("/healthz", many).status))
        #expect(try await office.curl("/healthz").status == 200)
    }

    @Test func `clients that send a byte now and then, or nothing, are cut off`() async throws {
        let office = try await RunningOffice()
        let port = try #require(UInt16(office.url.split(separator: ":").last ?? ""))
        let silent = try Client(port: port)
        let head = try Client(port: port)
        let body = try Client(port: port)
        try head.send("GET /healthz HTTP/1.1\r\nHost: office\r\n")
        try body.send(
            "POST /v1/summaries HTTP/1.1\r\nHost: office\r\nContent-Length: 1000\r\n"
                + "ce-source: urn:uuid:\(UUID().uuidString.lowercased())\r\n\r\n"
        )
        let hasEnded = try await eventually(within: .seconds(45)) {
            try head.drip("x")
            try body.drip("x")
            try await Task.sleep(for: .milliseconds(500))
            return silent.isCutOff && head.isCutOff && body.isCutOff
        }
        #expect(hasEnded, "silent \(silent.isCutOff), head \(head.isCutOff), body \(body.isCutOff)")
        #expect(try await office.curl("/healthz").status == 200)
    }

    @Test func `one address cannot take all connections, and those that end are free again`() async throws {
        let office = try await RunningOffice()
        let port = try #require(UInt16(office.url.split(separator: ":").last ?? ""))
        var clients: [Client] = []
        for _ in 0..<80 { clients.append(try Client(port: port)) }
        #expect(try await eventually { clients.count { $0.isCutOff } == 80 - 64 })
        #expect(try await office.curl("/healthz").status == 0)
        #expect(try await office.curl("/healthz", ["--interface", "127.0.0.2"]).status == 200)
        clients.removeAll()
        #expect(try await eventually { try await office.curl("/healthz").status == 200 })
    }

    @Test(.enabled(if: Mount.isAllowed))
    func `an office that cannot store says so to its monitor and to senders, and is well when there is room`()
        async throws
    {
        let folder = try TemporaryDirectory()
        let data = try folder.folder("data")
        let disk = try await Mount(tmpfs: "size=1m", at: data)
        let office = try await RunningOffice(in: folder)
        #expect(try await office.curl("/healthz").text == #"{"status":"ok"}"#)
        let filler = "\(data)/filler"
        #expect(FileManager.default.createFile(atPath: filler, contents: nil))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: filler))
        // `try?`: the disk is full when it fails, which is what is wanted.
        while (try? file.write(contentsOf: Data(repeating: 1, count: 4096))) != nil {}
        try file.close()
        // What is left of the journal is used up first.
        #expect(try await eventually { try await office.curl("/healthz").status == 503 })
        #expect(try await office.curl("/healthz").object()["error"] as? String != nil)
        let push = try OfficePush(OfficePush.document(sequence: 1, installation: UUID()), key: key())
        let refused = try await office.push(push)
        #expect(refused.status == 503 && refused.headers["retry-after"] == "60")
        try FileManager.default.removeItem(atPath: filler)
        #expect(try await eventually { try await office.curl("/healthz").status == 200 })
        #expect(try await office.push(push).status == 201)
        withExtendedLifetime(disk) {}
    }

    /// A connection that a test holds by hand.
    private final class Client {
        private let descriptor: Int32

        init(port: UInt16) throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let result = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard result == 0 else { throw POSIXError(.ECONNREFUSED) }
        }

        deinit { close(descriptor) }

        func send(_ text: String) throws {
            let bytes = Array(text.utf8)
            guard unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
                throw POSIXError(.EPIPE)
            }
        }

        /// Sends while anybody listens.
        func drip(_ text: String) throws { if !isCutOff { try? send(text) } }

        /// The other side has closed it.
        var isCutOff: Bool {
            var byte: UInt8 = 0
            let flags = Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
            let count = unsafe recv(descriptor, &byte, 1, flags)
            return count == 0 || (count < 0 && errno != EAGAIN)
        }
    }
}
