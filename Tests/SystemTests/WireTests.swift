import Foundation
import TestSupport
import Testing

/// A push as other people's libraries read it.
@Suite(.timeLimit(.minutes(2)))
struct WireTests {
    private struct Verdict: Decodable {
        struct Event: Decodable {
            let specversion: String
            let id: String
            let source: String
            let type: String
            let subject: String
            let time: String
        }

        let verified: Bool
        let forged: Bool
        let event: Event
        let schema: String
        let violations: [String]
    }

    @Test func `the public libraries of Standard Webhooks and CloudEvents accept a push, and JSON Schema its document`()
        async throws
    {
        let folder = try TemporaryDirectory()
        let python = "\(Repository.root)/.build/python/bin/python"
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "the libraries are not installed: run scripts/test, which installs them"
        )
        let office = try Program(
            python,
            ["\(Repository.root)/Tests/SystemTests/verify_push.py", Installation.signingKey],
            in: folder
        )
        #expect(try await eventually { try office.printed().contains("\n") })
        let url = try office.printed().trimmingCharacters(in: .whitespacesAndNewlines)
        let installation = try Installation(officeURL: url)
        try installation.drop("mifam-2015.csv", into: "mifam")
        #expect(try await installation.eshkold("once").status == 0)

        let result = try await office.wait(upTo: .seconds(20))
        let line = try #require(result.output.split(separator: "\n").last, "\(result.errors)")
        let verdict = try JSONDecoder().decode(Verdict.self, from: Data(line.utf8))
        #expect(verdict.verified)
        #expect(!verdict.forged)
        #expect(verdict.schema == "eshkol-summary/1")
        #expect(verdict.violations.isEmpty)
        #expect(verdict.event.specversion == "1.0")
        #expect(verdict.event.type == "eshkol.summary.v1")
        #expect(verdict.event.subject == "2015-Q4")
        #expect(verdict.event.source.hasPrefix("urn:uuid:"))
        #expect(verdict.event.time.hasSuffix("+00:00"))
        #expect(
            try installation.count("envelope WHERE state = 'DELIVERED' AND idempotency_key = '\(verdict.event.id)'")
                == 1
        )
    }
}
