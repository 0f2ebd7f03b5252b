import Accompaniment
import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// Files dropped at random, daemon and office killed at random, the line between them bad (cut, slow, reset): in the end
/// every accepted row is counted exactly once at the office, in the last revision of its period.
@Suite(.timeLimit(.minutes(5)))
struct ConservationTests {
    private static let chaos = Duration.seconds(25)

    @Test func `whatever is killed and cut, nothing is lost and nothing is counted twice`() async throws {
        let seed = UInt64(Date().timeIntervalSince1970)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let line = try BadLine(seed: seed)
        var office = try await RunningOffice()
        line.lead(to: office.url)
        let installation = try Installation(officeURL: line.url, inboxOptions: "settle: 100ms")
        var daemon = try installation.startDaemon()
        var expected: [String: Int] = [:]
        var files = 0
        let end = ContinuousClock.now + Self.chaos
        while .now < end {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                files += 1
                let rows = Int.random(in: 1...5, using: &random)
                let (name, period) = Bool.random(using: &random) ? ("30/11/2015", "2015-Q4") : ("1/9/2015", "2015-Q3")
                let lines = (1...rows).map { "נגב מערבי,מפגש \(files)-\($0),\(name),12\n" }.joined()
                try installation.folder.write("אשכול,פעילות,תאריך,צורך\n\(lines)", to: "inboxes/elka/\(files).csv")
                expected[period, default: 0] += rows
            case 6..<8:
                daemon.signal(SIGKILL)
                _ = try await daemon.wait()
                daemon = try installation.startDaemon()
            default:
                office.program.signal(SIGKILL)
                _ = try await office.program.wait()
                office = try await RunningOffice(in: office.folder)
                line.lead(to: office.url)
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...400, using: &random)))
        }
        line.heal()
        let comment: Comment = "seed \(seed), \(files) files, \(expected)"
        let isDone = try await eventually(within: .seconds(60)) {
            // Waits grow to an hour by design; the operator's command ends them.
            _ = try await installation.eshkold("deliveries", "retry", "--all")
            try await Task.sleep(for: .milliseconds(500))
            return try installation.isQuiet(files: files)
        }
        #expect(isDone, comment)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0, comment)

        let listing = try await office.listing()
        #expect(listing.gaps.isEmpty, comment)
        let current = Set(listing.summaries.filter(\.current).map(\.idempotencyKey))
        #expect(current.count == expected.count, comment)
        var counted: [String: Int] = [:]
        for body in try office.bodies() {
            let document = try JSONDecoder().decode(SummaryDocument.self, from: body)
            guard current.contains(document.idempotencyKey) else { continue }
            counted[document.period.code] = document.figures.quality.rows.accepted
            let need = try #require(Code(rawValue: "NEED-12"))
            #expect(document.figures.needs.national?[need] == document.figures.quality.rows.accepted, comment)
        }
        #expect(counted == expected, comment)
        #expect(try installation.count("help_activity") == expected.values.reduce(0, +), comment)
    }
}

/// What stands between the daemon and the office: loses, delays and resets requests and answers, and answers by itself,
/// until it is healed.
/// Sendable because all state is only touched under the lock.
private final class BadLine: @unchecked Sendable {
    private let lock = NSLock()
    private var office = ""
    private var isBad = true
    private var random: SeededGenerator
    private var server: CaptureServer?

    var url: String { (server?.url).map { "\($0.scheme ?? "http")://127.0.0.1:\($0.port ?? 0)" } ?? "" }

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed &+ 1)
        server = try CaptureServer { [weak self] request in self?.answer(request) ?? .close }
    }

    func lead(to office: String) { lock.withLock { self.office = office } }

    func heal() { lock.withLock { isBad = false } }

    private func answer(_ request: CaptureServer.Request) -> CaptureServer.Answer {
        let (office, chance, delays) = lock.withLock {
            guard isBad else { return (self.office, 99, [0.0, 0.0]) }
            let delays = (1...2).map { _ in Bool.random(using: &random) ? Double.random(in: 0...1.5, using: &random) : 0
            }
            return (self.office, Int.random(in: 0..<14, using: &random), delays)
        }
        // Blocks the connection's own thread. Daemon and office may be killed meanwhile.
        Thread.sleep(forTimeInterval: delays[0])
        switch chance {
        case 0: return .close
        case 1: return .reset(after: Data())
        case 2: return .status(503, headers: [("Retry-After", "1")])
        case 3: return .status(500)
        default: break
        }
        guard let (status, body) = forward(request, to: office) else { return .close }
        Thread.sleep(forTimeInterval: delays[1])
        switch chance {
        // The office has it, and the answer is lost on its way or comes in half.
        case 4, 5: return .close
        case 6: return .reset(after: Data("HTTP/1.1 \(status) OK\r\nConte".utf8))
        case 7: return .raw(Data("HTTP/1.1 \(status) OK\r\nContent-Length: 500\r\n\r\n{\"rec".utf8))
        default:
            // As the office says itself, so that summaries go out coded too.
            let headers = [("Content-Type", "application/json"), ("Accept-Encoding", "gzip")]
            return .status(status, headers: headers, body: body)
        }
    }

    /// Blocks the connection's own thread.
    private func forward(_ request: CaptureServer.Request, to office: String) -> (Int, String)? {
        guard let url = URL(string: office + request.path) else { return nil }
        var copy = URLRequest(url: url, timeoutInterval: 10)
        copy.httpMethod = request.method
        copy.httpBody = request.body
        let own = ["host", "content-length", "connection"]
        for header in request.headers where !own.contains(header.name.lowercased()) {
            copy.setValue(header.value, forHTTPHeaderField: header.name)
        }
        let result = Result()
        let done = DispatchSemaphore(value: 0)
        let task = URLSession.shared.dataTask(with: copy) { data, response, _ in
            result.set((response as? HTTPURLResponse)?.statusCode, data)
            done.signal()
        }
        task.resume()
        done.wait()
        return result.value
    }

    /// Sendable because it is set before the semaphore and read behind it.
    private final class Result: @unchecked Sendable {
        private(set) var value: (Int, String)?

        func set(_ status: Int?, _ data: Data?) {
            value = status.map { ($0, String(decoding: data ?? Data(), as: UTF8.self)) }
        }
    }
}
