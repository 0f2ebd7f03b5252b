import Accompaniment
import Foundation
import TestSupport
import Testing

/// The daemon is killed at a random moment of the main job, again and again.
@Suite(.timeLimit(.minutes(10)))
struct KillTests {
    @Test func `after SIGKILL at any moment every row is stored once and counted once by the office`() async throws {
        let whole = try await timeOfOneRun()
        let seed = UInt64(Date().timeIntervalSince1970)
        print("killing at random moments within \(whole), seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for round in 1...20 {
            let moment = Duration.milliseconds(Int.random(in: 0...whole.milliseconds, using: &generator))
            try await killOnce(at: moment, round: round)
        }
    }

    private func killOnce(at moment: Duration, round: Int) async throws {
        let office = try await RunningOffice()
        let installation = try Installation(officeURL: office.url)
        try installation.dropExamples()
        let first = try installation.startDaemon()
        try await Task.sleep(for: moment)
        first.signal(SIGKILL)
        _ = try await first.wait()

        let second = try installation.startDaemon()
        let comment: Comment = "round \(round), killed after \(moment)"
        #expect(try await eventually { try installation.isQuiet(files: 6) }, comment)
        #expect(try await eventually { try second.complained().contains("started") }, comment)
        second.signal(SIGTERM)
        #expect(try await second.wait().status == 0, comment)

        #expect(try installation.count("dropped_file") == 6, comment)
        #expect(try installation.count("help_activity") == 33, comment)
        #expect(try installation.count("oversight_activity") == 1, comment)
        for (name, inbox) in Installation.examples {
            let places = installation.folder.files(below: "inboxes/\(inbox)").filter {
                $0.hasSuffix("/\(name)") || $0 == name
            }
            #expect(places.count == 1, comment)
            let receipts = installation.folder.files(below: "inboxes/\(inbox)/receipts").filter {
                $0.hasSuffix("/\(name).html")
            }
            #expect(receipts.count == 1, comment)
        }
        let listing = try await office.listing()
        #expect(listing.gaps.isEmpty, comment)
        #expect(listing.summaries.filter(\.current).count == 1, comment)
        let body = try #require(try office.bodies().last, comment)
        let document = try JSONDecoder().decode(SummaryDocument.self, from: body)
        #expect(document.figures.quality.rows.accepted == 34 && document.figures.quality.rows.held == 1, comment)
        #expect(document.figures.quality.files.accepted == 5, comment)
    }

    /// How long the whole job takes here, so that the kills spread over all of it.
    private func timeOfOneRun() async throws -> Duration {
        let office = try await RunningOffice()
        let installation = try Installation(officeURL: office.url)
        try installation.dropExamples()
        let start = ContinuousClock.now
        let daemon = try installation.startDaemon()
        #expect(try await eventually { try installation.isQuiet(files: 6) })
        let time = ContinuousClock.now - start
        daemon.signal(SIGTERM)
        _ = try await daemon.wait()
        return time
    }
}

extension Duration {
    fileprivate var milliseconds: Int {
        Int(components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }
}
