import ArgumentParser
import Foundation
import Glibc
import Intake
import Store
import Sync

/// The command line of design.md 3.1.
@main
struct Eshkold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eshkold",
        abstract: "Takes in activity reports dropped into folders, answers there, and pushes summaries to an office.",
        discussion: """
            Exit status: 0 done, 1 work left or findings, 2 wrong usage, 78 wrong configuration.
            """,
        version: "0.1.0",
        // Each says its name: at every start all are asked for it, and what a type is called is slow to find out.
        subcommands: [
            Run.self, Once.self, Check.self, Status.self, Files.self, Summary.self, Deliveries.self, Report.self,
            Config.self, StoreCommand.self, Template.self,
        ]
    )

    static func main() async {
        // What commands write is for nobody else unless a mode is given with it (umask(2)).
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Foundation.exit(report(error))
        }
    }

    /// Says what happened on the stream it belongs to, and gives the exit status.
    private static func report(_ error: any Error) -> Int32 {
        switch error {
        case let failure as StartFailure:
            Terminal.complain(failure.description)
            return failure.exit.rawValue
        case let error as StoreError:
            Terminal.complain(error.description)
        case let error as FolderError:
            Terminal.complain(error.description)
        case let error as TransportError:
            Terminal.complain(error.description)
        case let code as ExitCode:
            return code.rawValue
        default:
            // Help and version come this way too; they are no failures.
            let text = fullMessage(for: error)
            guard exitCode(for: error) == .success else {
                Terminal.complain(message(for: error).isEmpty ? "\(error)" : text)
                return exitCode(for: error) == .validationFailure
                    ? StartFailure.Exit.usage.rawValue : StartFailure.Exit.workLeft.rawValue
            }
            print(text)
            return 0
        }
        return StartFailure.Exit.workLeft.rawValue
    }
}

/// The option that nearly every command has.
struct ConfigOption: ParsableArguments {
    @Option(name: .customLong("config"), help: "The configuration file.")
    var path = Configuration.defaultPath
}
