import Foundation
import GRDB
import TestSupport
import Testing

/// Each row of "States of a file" in docs/architecture.md: put there by hand, the next start ends in S7.
@Suite(.timeLimit(.minutes(3)))
struct StateTableTests {
    private static let name = "mifam-2015.csv"
    private let installation: Installation

    init() throws {
        installation = try Installation()
        try installation.drop(Self.name, into: "mifam")
    }

    @Test func `S1 dropped`() async throws {
        try await endsDone()
    }

    @Test func `S2 claiming: the folder of the claim is there, the file still in the inbox`() async throws {
        try installation.folder.folder("inboxes/mifam/.eshkold/claims/\(UUID().uuidString.lowercased())")
        try await endsDone()
    }

    @Test func `S3 claimed`() async throws {
        let claim = try installation.folder.folder("inboxes/mifam/.eshkold/claims/\(UUID().uuidString.lowercased())")
        try FileManager.default.moveItem(
            atPath: installation.folder.path("inboxes/mifam/\(Self.name)"),
            toPath: "\(claim)/\(Self.name)"
        )
        try await endsDone()
    }

    @Test(arguments: [true, false])
    func `S4 recorded: the original is in its claim, the receipt written or not`(hasReceipt: Bool) async throws {
        let claim = try await back(toState: "S4")
        let accepted = try #require(installation.folder.files(below: "inboxes/mifam/accepted").first)
        try FileManager.default.moveItem(
            atPath: installation.folder.path("inboxes/mifam/accepted/\(accepted)"),
            toPath: "\(claim)/\(Self.name)"
        )
        if !hasReceipt {
            try FileManager.default.removeItem(atPath: installation.folder.path("inboxes/mifam/receipts"))
        }
        try await endsDone()
    }

    @Test func `S5 moved: the original is filed, the store does not know it yet`() async throws {
        _ = try await back(toState: "S5")
        try await endsDone()
    }

    @Test func `S6 filed: the empty folder of the claim is still there`() async throws {
        try await endsDone()
        let claim = try installation.store { db in try String.fetchOne(db, sql: "SELECT claim FROM dropped_file") }
        try installation.folder.folder("inboxes/mifam/.eshkold/claims/\(Self.slot(try #require(claim)))")
        try await endsDone()
    }

    @Test func `S7 done: another start changes nothing`() async throws {
        try await endsDone()
        try await endsDone()
    }

    /// Takes the file in and turns the store's record back to "not filed".
    ///
    /// - Returns: The folder of the claim, made anew.
    private func back(toState state: String) async throws -> String {
        try await endsDone()
        let database = try DatabaseQueue(path: installation.folder.path("state/eshkold.sqlite"))
        let claim = try await database.write { db in
            try db.execute(sql: "UPDATE dropped_file SET filed_at = NULL")
            return try String.fetchOne(db, sql: "SELECT claim FROM dropped_file")
        }
        let slot = Self.slot(try #require(claim, "\(state)"))
        return try installation.folder.folder("inboxes/mifam/.eshkold/claims/\(slot)")
    }

    /// The folder of a claim.
    private static func slot(_ claim: String) -> String { String(claim.prefix { $0 != "/" }) }

    private func endsDone() async throws {
        let result = try await installation.eshkold("once")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try installation.isQuiet(files: 1))
        #expect(try installation.count("help_activity") == 1)
        let files = installation.folder.files(below: "inboxes/mifam").filter { !$0.hasPrefix("reports/") }
        #expect(files.count == 2)
        #expect(files.contains { $0.hasPrefix("accepted/") && $0.hasSuffix("/\(Self.name)") })
        #expect(files.contains { $0.hasPrefix("receipts/") && $0.hasSuffix("/\(Self.name).html") })
    }
}
