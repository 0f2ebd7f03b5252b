import Foundation
import TestSupport
import Testing

/// The very first start is killed at every call that changes a file of the store: the store is made by the next one.
@Suite(.timeLimit(.minutes(10)))
struct FirstStartTests {
    @Test(arguments: ["pwrite64", "fdatasync", "unlink"])
    func `a start that is killed while it makes the store is made up for by the next`(call: String) async throws {
        var nth = 1
        while try await isMadeUpFor(call, nth: nth) { nth += 1 }
        #expect(nth > 1, "\(call) was never called")
    }

    /// - Returns: False when there was no such call any more.
    private func isMadeUpFor(_ call: String, nth: Int) async throws -> Bool {
        let installation = try Installation()
        let store = installation.folder.path("state/eshkold.sqlite")
        let doomed = try await Strace.once(
            of: installation,
            killedAt: call,
            nth: nth,
            paths: [store, "\(store)-journal"]
        )
        let status = try await installation.eshkold("status")
        #expect(!(status.output + status.errors).contains("must be able to write"), "\(call) \(nth): \(status.errors)")
        try installation.drop("elka-2015.csv", into: "elka")
        let next = try await installation.eshkold("once")
        #expect(next.status == 0, "\(call) \(nth): \(next.errors)")
        #expect(try installation.filed() == 1, "\(call) \(nth)")
        return doomed.isKilled
    }
}
