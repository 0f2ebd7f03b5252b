import Accompaniment
import ArgumentParser
import Foundation
import Intake
import Pages
import Settings
import Sync

/// `eshkold config`: is the configuration right, and what does it come to?
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks or shows the configuration.",
        subcommands: [Check.self, Show.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Names every mistake with file, line and column; exit status 78 when there is one."
        )

        @OptionGroup var config: ConfigOption

        func run() throws {
            let configuration = try Configuration.load(config.path)
            let lexicon = try configuration.loadLexicon()
            for office in configuration.offices { _ = try office.office() }
            print(
                "\(config.path): good: \(configuration.inboxes.count) inboxes, \(configuration.offices.count) offices, "
                    + "\(lexicon.registry.clusters.count) clusters"
            )
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the values in force; of secrets only where they are."
        )

        @OptionGroup var config: ConfigOption

        func run() throws {
            let configuration = try Configuration.load(config.path)
            var rows = [
                ["state", configuration.state], ["metrics", configuration.metrics],
                ["registry", configuration.registry],
                ["language", configuration.language.rawValue], ["period", configuration.period.rawValue],
            ]
            for inbox in configuration.inboxes {
                rows += [
                    ["inbox \(inbox.name)", inbox.path],
                    ["  organisation", inbox.organisation.rawValue], ["  function", inbox.function.rawValue],
                    ["  settle", "\(inbox.settle)"], ["  rescan", "\(inbox.rescan)"],
                    ["  max-file-size", "\(inbox.maxFileSize) bytes"],
                ]
            }
            for office in configuration.offices {
                rows += [
                    ["office \(office.name)", office.url.absoluteString], ["  every", office.schedule.description],
                    ["  signing-key", office.signingKey?.description ?? "-"],
                    ["  token", office.token?.description ?? "-"],
                    ["  ca-file", office.caFile ?? "-"],
                    ["  client-certificate", office.clientCertificate ?? "-"],
                    ["  client-key", office.clientKey ?? "-"],
                    ["  proxy", office.proxy?.absoluteString ?? "-"], ["  pinned-key", office.pinnedKey ?? "-"],
                    ["  acknowledgement", office.acknowledgement.rawValue],
                ]
            }
            for folder in configuration.reports {
                let reader =
                    switch folder.subject {
                    case .cluster(let code), .supplier(let code): code.rawValue
                    case .national: "NATIONAL"
                    }
                rows.append(["reports for \(reader)", folder.path])
            }
            for (key, time) in [
                ("originals", configuration.retention.originals), ("free-text", configuration.retention.freeText),
                ("log", configuration.retention.log),
            ] {
                rows.append(["retention \(key)", time.map { "\($0)" } ?? "for ever"])
            }
            print(Terminal.table(["KEY", "VALUE"], rows))
        }
    }
}
