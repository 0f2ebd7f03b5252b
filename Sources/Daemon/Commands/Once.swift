import ArgumentParser
import Foundation
import Accompaniment
import Intake
import Logging
import Store
import Sync

/// `eshkold once`: one pass over everything, for cron jobs, tests and a first try.
struct Once: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "once",
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
        isDone = try await putPages(parts) && isDone
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
        var isClear = false
        do {
            isClear = try await takeInWhatSettles(line)
        } catch let error as FolderError {
            // The other inboxes go on.
            Terminal.complain("inbox \(line.inbox.settings.name): \(error)")
        }
        let after = try await line.store.totals()[line.inbox.settings.name] ?? Store.InboxTotals()
        let rejected = after.rejected - before.rejected
        print(
            "inbox \(line.inbox.settings.name): \(after.files - before.files) files, "
                + "\(after.rowsTakenIn - before.rowsTakenIn) rows taken in, \(rejected) files rejected, "
                + "\(after.rowsHeld) rows wait for mending"
        )
        return isClear && rejected == 0
    }

    /// After all that came in; a folder that cannot be written keeps nothing else from being done.
    ///
    /// - Returns: False where a page could not be put into its place.
    private func putPages(_ parts: Assembly) async throws -> Bool {
        var isDone = true
        for line in parts.lines {
            do {
                if let place = line.pagePlace { try await parts.press.refresh(place) }
            } catch let error as FolderError {
                Terminal.complain("inbox \(line.inbox.settings.name): \(error)")
                isDone = false
            }
            await line.inbox.close()
        }
        for folder in parts.configuration.reports {
            do {
                try await parts.press.refresh(folder.pagePlace)
            } catch let failure as StartFailure {
                Terminal.complain(failure.description)
                isDone = false
            }
        }
        return isDone
    }

    /// Waits for what settles by itself, and for nothing that depends on somebody.
    ///
    /// - Returns: False where something waits.
    private func takeInWhatSettles(_ line: IntakeLine) async throws -> Bool {
        var unfiled = try await line.open()
        var limit = ContinuousClock.now + line.inbox.settings.settle * Self.patience
        while true {
            let round = try await line.round(filing: unfiled)
            unfiled = round.unfiled
            if let trouble = round.trouble { throw trouble }
            if !unfiled.isEmpty {
                limit = .now + line.inbox.settings.settle * Self.patience
            } else if let settlesIn = round.settlesIn, .now < limit {
                await line.inbox.waitForChange(upTo: settlesIn)
            } else {
                return round.nextLook == nil
            }
        }
    }

    /// In quiet times of the inbox: somewhat more than the longest that a file settles.
    private static let patience = 65
}
