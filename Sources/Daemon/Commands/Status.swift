import ArgumentParser
import Foundation

/// `eshkold status`: how everything stands, from the folders, the store and the lock; also while the service is down.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows service, store, clock, inboxes and queue, and what to do where something is wrong.",
        discussion: """
            Exit status 0 when all is well, also with warnings; 1 with an alarm. Alarms and warnings stand below the tables, \
            each with what to do. The form of --json is docs/eshkold-status.schema.json.
            """
    )

    @OptionGroup var config: ConfigOption
    @Flag(help: "For other programs.")
    var json = false

    func run() async throws {
        let configuration = try Configuration.load(config.path)
        let report = try await StatusReport(configuration)
        if json { try Terminal.printJSON(report) } else { print(report.text) }
        if !report.isWell { throw ExitCode(StartFailure.Exit.workLeft.rawValue) }
    }
}
