import ArgumentParser
import Foundation
import Intake
import Logging
import Store
import Sync

/// `eshkold once`: one pass over everything, for cron jobs, tests and a first try.
struct Once: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes in all that is settled, pushes what is due, and ends.",
        discussion: "Exit status 0 when nothing is left; 1 when a file or an envelope waits or was refused."
    )

    @OptionGroup var config: ConfigOption
    @Flag(help: "Log each step.")
    var verbose = false

    func run() async throws {
        let parts = try Assembly(
            configPath: config.path,
            logger: Assembly.makeLogger(level: verbose ? .info : .warning)
        )
        defer { parts.transport.close() }
        var isDone = true
        for line in parts.lines { isDone = try await takeIn(line) && isDone }
        for courier in parts.couriers {
            try await courier.freeze(now: Date())
            let waits = try await courier.deliver() != nil
            let totals = try await parts.store.outbox(of: courier.office.name)
            isDone = !waits && totals.refused == 0 && isDone
            print("office \(courier.office.name): \(totals.delivered) delivered, \(totals.queued) waiting")
        }
        try parts.store.close()
        if !isDone { throw ExitCode(StartFailure.Exit.workLeft.rawValue) }
    }

    /// - Returns: False where a file still settles or was rejected.
    private func takeIn(_ line: IntakeLine) async throws -> Bool {
        let before = try await line.store.totals()[line.inbox.settings.name] ?? Store.InboxTotals()
        try await line.recover()
        var waits = 0
        while true {
            let round = try await line.round()
            if round.files > 0 { continue }
            guard let nextLook = round.nextLook, waits == 0 else {
                waits = round.nextLook == nil ? 0 : 1
                break
            }
            // A quiet time has to pass once where the file system gives no proof; then what waits, waits.
            waits = 1
            await line.inbox.waitForChange(upTo: nextLook)
        }
        let after = try await line.store.totals()[line.inbox.settings.name] ?? Store.InboxTotals()
        let rejected = after.rejected - before.rejected
        print(
            "inbox \(line.inbox.settings.name): \(after.files - before.files) files, "
                + "\(after.rowsTakenIn - before.rowsTakenIn) rows taken in, \(after.rowsHeld - before.rowsHeld) held, "
                + "\(rejected) files rejected"
        )
        return waits == 0 && rejected == 0
    }
}
