import Foundation
import GRDB
import TestSupport
import Testing

/// The real service under a wall clock that jumps, and over a week without its office.
@Suite(.timeLimit(.minutes(4)))
struct ClockTests {
    private let clock: FakeClock

    init() async throws { clock = try await FakeClock() }

    private func drop(_ number: Int, _ date: String = "30/11/2015", into installation: Installation) throws {
        try installation.folder.write(
            "אשכול,פעילות,תאריך,צורך\nנגב מערבי,מפגש \(number),\(date),12\n",
            to: "inboxes/elka/\(number).csv"
        )
    }

    @Test func `a clock that jumps by a day or by ten years neither ends a wait nor makes it endless`() async throws {
        let server = try CaptureServer { request in
            request.number < 3 ? .status(503, headers: [("Retry-After", "3000")]) : .echo()
        }
        let installation = try Installation(officeURL: "\(server.url)", inboxOptions: "settle: 100ms")
        var daemon = try installation.startDaemon(environment: clock.environment)
        try drop(1, into: installation)
        #expect(try await eventually { server.requests.count == 1 })
        let day = 86_400
        for (number, days) in [1, -1, 3650, -3650].enumerated() {
            try clock.move(by: .seconds(days * day))
            // What is taken in rings the bell: the service looks at its queue.
            try drop(number + 2, into: installation)
            #expect(try await eventually { try installation.count("dropped_file") == number + 2 })
            try await Task.sleep(for: .milliseconds(500))
            #expect(server.requests.count == 1, "\(days) days")
        }

        // A new process knows the wait from the store alone. One that ends in ten years is over; the next one is kept.
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
        daemon = try installation.startDaemon(environment: clock.environment)
        #expect(try await eventually { server.requests.count == 2 })
        try drop(9, into: installation)
        #expect(try await eventually { try installation.count("dropped_file") == 6 })
        try await Task.sleep(for: .milliseconds(500))
        #expect(server.requests.count == 2)

        #expect(try await installation.eshkold("deliveries", "retry", "--all").status == 0)
        #expect(try await eventually { try installation.isQuiet(files: 6) })
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    @Test(arguments: [1, -1])
    func `a clock that is set while an answer is noted ends no wait`(days: Int) async throws {
        let isHeld = DispatchSemaphore(value: 0)
        let server = try CaptureServer { request in
            if request.number == 1 { _ = isHeld.wait(timeout: .now() + 30) }
            return .status(503, headers: [("Retry-After", "3000")])
        }
        let installation = try Installation(officeURL: "\(server.url)", inboxOptions: "settle: 100ms")
        let daemon = try installation.startDaemon(environment: clock.environment)
        try drop(1, into: installation)
        #expect(try await eventually { server.requests.count == 1 })
        var configuration = GRDB.Configuration()
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(5)
        let other = try DatabaseQueue(
            path: installation.folder.path("state/eshkold.sqlite"),
            configuration: configuration
        )
        // The answer comes while somebody else writes: to note it, the service has to wait.
        try await other.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
        isHeld.signal()
        try await Task.sleep(for: .milliseconds(700))
        try clock.move(by: .seconds(days * 86_400))
        try await other.writeWithoutTransaction { db in try db.execute(sql: "COMMIT") }
        #expect(try await eventually { try installation.count("envelope WHERE answer LIKE '%503%'") == 1 })
        try await Task.sleep(for: .milliseconds(500))
        #expect(server.requests.count == 1)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)
    }

    /// Time to the given time of the clock on the next day that is two days away at least, in UTC.
    private func offset(to hour: Double, day: Int) -> Duration {
        let now = Date().timeIntervalSince1970
        let midnight = (now / 86_400).rounded(.down) * 86_400
        return .seconds(Int(midnight + Double(day) * 86_400 + hour * 3600 - now))
    }

    @Test func `a daily round is held once a day, and one that was missed at the next start`() async throws {
        let server = try CaptureServer(.echo())
        let installation = try Installation(
            officeURL: "\(server.url)",
            // 06:00 in UTC, all year round.
            schedule: "daily 11:30, time-zone: Asia/Kolkata",
            inboxOptions: "settle: 100ms"
        )
        // Day and hour at which the service runs for a moment, and how many summaries have gone out by then. The round of a
        // server is within ten minutes after six.
        let starts = [
            (2, 5.0, 0), (2, 6.25, 1), (2, 7, 1), (2, 23, 1), (3, 5.9, 1), (3, 6.25, 2), (3, 7, 2), (5, 12, 3),
            (5, 13, 3),
        ]
        for (number, (day, hour, pushes)) in starts.enumerated() {
            try clock.move(by: offset(to: hour, day: day))
            try drop(number, into: installation)
            let daemon = try installation.startDaemon(environment: clock.environment)
            #expect(try await eventually { try installation.filed() == number + 1 })
            // A round that is due is held before the file of this start is there; the next start tells of it.
            try await Task.sleep(for: .milliseconds(500))
            daemon.signal(SIGTERM)
            #expect(try await daemon.wait().status == 0)
            #expect(server.requests.count == pushes, "day \(day), \(hour)")
        }
    }

    /// The office is away for a week of the service's clock, in steps of three hours: in each a file comes, and the queue is
    /// tried by the command for that. What the service keeps in memory is that of one process all the time.
    @Test func `a week without the office loses nothing, grows nowhere, and is made up for in order`() async throws {
        let (steps, hours) = (56, 3)
        let dates = ["1/2/2015", "1/5/2015", "1/8/2015", "30/11/2015"]
        var office = try await RunningOffice(environment: clock.environment)
        let installation = try Installation(officeURL: office.url, inboxOptions: "settle: 100ms")
        let daemon = try installation.startDaemon(environment: clock.environment)
        try drop(0, into: installation)
        #expect(try await eventually { try installation.isQuiet(files: 1) })
        office.program.signal(SIGKILL)
        _ = try await office.program.wait()

        var memory: [Int] = []
        for step in 1...steps {
            try clock.move(by: .seconds(step * hours * 3600))
            try drop(step, dates[step % dates.count], into: installation)
            #expect(
                try await eventually { try installation.count("dropped_file WHERE filed_at IS NOT NULL") == step + 1 }
            )
            _ = try await installation.eshkold("deliveries", "retry", "--all", environment: clock.environment)
            memory.append(try resident(daemon))
        }
        // Of each period what was tried first, and what changed since: no row that grows with the time.
        #expect(try await eventually { try installation.count("envelope WHERE state = 'QUEUED'") <= dates.count + 1 })
        #expect(try installation.count("envelope WHERE state = 'QUEUED' AND attempts > 20") == 1)
        // From the end of the first day on; the first files make a service come to its size.
        #expect(memory[steps - 1] - memory[8] < 8 << 10, "KiB: \(memory)")

        let port = office.url.split(separator: ":").last.map(String.init) ?? ""
        office = try await RunningOffice(in: office.folder, port: port, environment: clock.environment)
        _ = try await installation.eshkold("deliveries", "retry", "--all", environment: clock.environment)
        let isDone = try await eventually(within: .seconds(30)) { try installation.isQuiet(files: steps + 1) }
        #expect(isDone)
        daemon.signal(SIGTERM)
        #expect(try await daemon.wait().status == 0)

        let listing = try await office.listing()
        #expect(listing.gaps.isEmpty)
        let arrived = try office.receivedInOrder()
        #expect(arrived == Array(1...arrived.count), "in the order in which they were put together")
        let current = Set(listing.summaries.filter(\.current).map(\.idempotencyKey))
        let counted = try office.bodies().map { try JSONDecoder().decode(Counted.self, from: $0) }
            .filter { current.contains($0.idempotencyKey) }
        #expect(counted.count == dates.count)
        #expect(counted.map(\.quality.rows.accepted).reduce(0, +) == steps + 1)
        let span = try installation.store { db in
            try Int.fetchOne(db, sql: "SELECT (max(ended_at) - min(ended_at)) / 86400000 FROM envelope") ?? 0
        }
        #expect(span >= 6, "days between the first and the last answer")
    }

    private struct Counted: Decodable {
        struct Quality: Decodable {
            struct Rows: Decodable {
                let accepted: Int
            }

            let rows: Rows
        }

        let idempotencyKey: String
        let quality: Quality
    }

    /// KiB that it has in memory (proc(5)).
    private func resident(_ program: Program) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(program.pid)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    }
}
