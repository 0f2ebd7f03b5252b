import Foundation
import TestSupport
import Testing

/// The queue between processes, and what is told of it.
@Suite(.timeLimit(.minutes(2)))
struct OutboxTests {
    /// A second configuration with a state folder of its own, and so a lock of its own, whose store is that of the first.
    private func twin(of installation: Installation) throws -> String {
        let folder = installation.folder
        try folder.folder("twin")
        try folder.folder("twin-inbox")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("twin/eshkold.sqlite"),
            withDestinationPath: folder.path("state/eshkold.sqlite")
        )
        let config = try folder.read("eshkold.yaml").replacing("state: state", with: "state: twin")
            .replacing("path: inboxes/", with: "path: twin-inbox/")
        for inbox in ["elka", "mifam", "urbanics", "urbanics-oversight"] { try folder.folder("twin-inbox/\(inbox)") }
        return try folder.write(config, to: "twin.yaml")
    }

    @Test func `two processes on one store never send the same envelope at once, and a killed one holds nothing up`()
        async throws
    {
        let server = try CaptureServer { request in
            if request.number > 1 { return .echo() }
            // The first request is on its way for as long as its sender lives.
            return .silence
        }
        let installation = try Installation(officeURL: "\(server.url)", inboxOptions: "settle: 100ms")
        try installation.drop("mifam-2015.csv", into: "mifam")
        let first = try Program("eshkold", ["once", "--config", installation.config], in: installation.folder)
        #expect(try await eventually { server.requests.count == 1 })
        let config = try twin(of: installation)
        for _ in 1...2 {
            let second = try await Program.run("eshkold", ["once", "--config", config], in: installation.folder)
            #expect(second.status == 1, "\(second.errors)")
            #expect(second.output.contains("office office: 0 delivered, 1 waiting"))
        }
        #expect(server.requests.count == 1)

        first.signal(SIGKILL)
        _ = try await first.wait()
        let third = try await Program.run("eshkold", ["once", "--config", config], in: installation.folder)
        #expect(third.status == 0, "\(third.errors)")
        #expect(server.requests.count == 2 && server.requests[0].body == server.requests[1].body)
        #expect(try installation.count("envelope WHERE state = 'DELIVERED' AND attempts = 2 AND sender IS NULL") == 1)
    }

    /// Starts a round that stops when what it tells is made and nothing of it is in the store, has `change` happen, and
    /// lets it go on to its end.
    private func round(of installation: Installation, interruptedBy change: () async throws -> Void) async throws {
        let round = try Program(
            "eshkold",
            ["once", "--config", installation.config],
            environment: ["ESHKOLD_STOP": "drafted"],
            in: installation.folder
        )
        #expect(try await eventually { try round.isFrozen })
        try await change()
        round.signal(SIGCONT)
        let end = try await round.wait()
        #expect(end.status == 0, "\(end.errors)")
    }

    private struct Summary: Decodable {
        struct Quality: Decodable {
            struct Rows: Decodable {
                let accepted: Int
            }

            let rows: Rows
        }

        let sequence: Int
        let revision: Int
        let supersedes: Int?
        let quality: Quality
    }

    @Test func `a row that comes in while a summary is made is in it`() async throws {
        let server = try CaptureServer(.echo())
        let installation = try Installation(officeURL: "\(server.url)", inboxOptions: "settle: 100ms")
        let config = try twin(of: installation)
        // The twin takes in and tells nobody.
        let yaml = try installation.folder.read("twin.yaml")
        try installation.folder.write(try #require(yaml.components(separatedBy: "offices:").first), to: "twin.yaml")
        try installation.drop("mifam-2015.csv", into: "mifam")
        var rows = 0
        try await round(of: installation) {
            rows = try installation.count("help_activity")
            let elka = "\(Repository.root)/Examples/2015/elka-2015.csv"
            try installation.folder.write(try Data(contentsOf: URL(fileURLWithPath: elka)), to: "twin-inbox/elka/a.csv")
            let second = try await Program.run("eshkold", ["once", "--config", config], in: installation.folder)
            #expect(second.status == 0, "\(second.errors)")
        }
        let all = try installation.count("help_activity")
        #expect(rows > 0 && all > rows)
        let summaries = try server.requests.map { try JSONDecoder().decode(Summary.self, from: $0.body) }
        #expect(summaries.first?.quality.rows.accepted == all)
    }

    @Test func `an envelope that is put aside while it is made anew is not the one that says what is new`() async throws
    {
        let server = try CaptureServer(.echo())
        let installation = try Installation(officeURL: "\(server.url)", inboxOptions: "settle: 100ms")
        try installation.drop("mifam-2015.csv", into: "mifam")
        // It waits, and was never tried.
        #expect(try await installation.eshkold("once", environment: ["ESHKOLD_FAULT": "frozen"]).isKilled)
        try installation.drop("elka-2015.csv", into: "elka")
        try await round(of: installation) {
            let discarded = try await installation.eshkold("deliveries", "discard", "office:1", "--reason", "test")
            #expect(discarded.status == 0, "\(discarded.errors)")
        }
        let summaries = try server.requests.map { try JSONDecoder().decode(Summary.self, from: $0.body) }
        #expect(summaries.map(\.sequence) == [2] && summaries.map(\.revision) == [2])
        #expect(summaries.first?.supersedes == 1)
        #expect(try summaries.first?.quality.rows.accepted == installation.count("help_activity"))
    }

    private struct Status: Decodable {
        struct Office: Decodable {
            let alarm: String?
            let refused: Int
        }

        let offices: [Office]
    }

    private func status(_ installation: Installation) async throws -> Status.Office {
        let result = try await installation.eshkold("status", "--json")
        return try #require(try JSONDecoder().decode(Status.self, from: Data(result.output.utf8)).offices.first)
    }

    private func metrics(_ installation: Installation) throws -> String {
        try installation.folder.read("state/eshkold.prom")
    }

    /// What the office answers just now. Sendable because it is only touched under the lock.
    private final class Mood: @unchecked Sendable {
        private let lock = NSLock()
        private var current = CaptureServer.Answer.status(401)

        var answer: CaptureServer.Answer {
            get { lock.withLock { current } }
            set { lock.withLock { current = newValue } }
        }
    }

    @Test func `an alarm is told once when it begins, changes and ends, and stands in status and metrics meanwhile`()
        async throws
    {
        let mood = Mood()
        let server = try CaptureServer { _ in mood.answer }
        let installation = try Installation(officeURL: "\(server.url)", inboxOptions: "settle: 100ms")
        let daemon = try installation.startDaemon()
        try installation.drop("mifam-2015.csv", into: "mifam")
        for (answer, words) in [(401, "our credentials (401)"), (404, "it answered 404")] {
            let before = server.requests.count
            mood.answer = .status(answer)
            #expect(
                try await eventually {
                    // Each attempt is another chance to tell of it once too often.
                    _ = try await installation.eshkold("deliveries", "retry", "--all")
                    return server.requests.count >= before + 3
                }
            )
            #expect(try await eventually { try await status(installation).alarm?.contains(words) == true })
            #expect(
                try await eventually { try metrics(installation).contains("eshkold_office_alarm{office=\"office\"} 1") }
            )
        }
        mood.answer = .echo()
        _ = try await installation.eshkold("deliveries", "retry", "--all")
        #expect(try await eventually { try installation.isQuiet(files: 1) })
        #expect(try await status(installation).alarm == nil)
        #expect(
            try await eventually { try metrics(installation).contains("eshkold_office_alarm{office=\"office\"} 0") }
        )
        daemon.signal(SIGTERM)
        let log = try await daemon.wait().errors.split(separator: "\n")
        func lines(_ text: String) -> Int { log.count { $0.contains(text) } }
        #expect(lines("not reachable as configured") == 2)
        #expect(lines("does not accept our credentials (401)") == 1)
        #expect(lines("it answered 404") == 1)
        #expect(lines("the office is reachable again") == 1)
    }
}
