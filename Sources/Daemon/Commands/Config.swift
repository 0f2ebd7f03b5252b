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
        commandName: "config",
        abstract: "Checks or shows the configuration.",
        subcommands: [Check.self, Show.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Names every mistake with file, line and column; exit status 78 when there is one."
        )

        @OptionGroup var config: ConfigOption

        func run() throws {
            var configuration = try Configuration.load(config.path)
            let unseen = Self.leaveOutCredentials(of: &configuration)
            var mistakes: [String] = []
            for look in [{ _ = try configuration.loadLexicon() }, { _ = try configuration.loadOffices() }] {
                do { try look() } catch { mistakes.append("\(error)") }
            }
            guard mistakes.isEmpty else { throw StartFailure(mistakes.joined(separator: "\n"), exit: .configuration) }
            print(
                "\(config.path): good: \(configuration.inboxes.count) inboxes, \(configuration.offices.count) offices"
            )
            for secret in unseen { print("not looked at, for systemd gives it to the service alone: \(secret)") }
        }

        /// - Returns: The secrets that only the service can read.
        private static func leaveOutCredentials(of configuration: inout Configuration) -> [SecretReference] {
            var unseen: [SecretReference] = []
            for index in configuration.offices.indices {
                for secret in [\OfficeSettings.signingKey, \.token] {
                    guard let reference = configuration.offices[index][keyPath: secret], reference.isOutOfReach else {
                        continue
                    }
                    unseen.append(reference)
                    configuration.offices[index][keyPath: secret] = nil
                }
            }
            return unseen
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Prints the values in force and where each comes from; of secrets only where they are."
        )

        @OptionGroup var config: ConfigOption

        func run() throws {
            let configuration = try Configuration.load(config.path)
            let rows = values(of: configuration).map { key, value in
                [key, value, configuration.lines[key].map { "\(config.path):\($0)" } ?? "default"]
            }
            print(Terminal.table(["KEY", "VALUE", "SOURCE"], rows))
        }

        /// Every key with its value, in the order of the manual.
        private func values(of configuration: Configuration) -> [(key: String, value: String)] {
            var values = [
                ("state", configuration.state), ("metrics", configuration.metrics),
                ("registry", configuration.registry), ("language", configuration.language.rawValue),
                ("period", configuration.period.rawValue),
            ]
            for (index, inbox) in configuration.inboxes.enumerated() {
                let place = "inboxes[\(index + 1)]"
                values += [
                    ("\(place).name", inbox.name), ("\(place).path", inbox.path),
                    ("\(place).organisation", inbox.organisation.rawValue),
                    ("\(place).function", inbox.function.rawValue), ("\(place).settle", "\(inbox.settle)"),
                    ("\(place).rescan", "\(inbox.rescan)"), ("\(place).max-file-size", "\(inbox.maxFileSize) bytes"),
                ]
            }
            for (index, folder) in configuration.reports.enumerated() {
                let reader =
                    switch folder.subject {
                    case .cluster(let code), .supplier(let code): code.rawValue
                    case .national: "NATIONAL"
                    }
                values += [("reports[\(index + 1)].for", reader), ("reports[\(index + 1)].path", folder.path)]
            }
            for (index, office) in configuration.offices.enumerated() {
                let place = "offices[\(index + 1)]"
                values += [
                    ("\(place).name", office.name), ("\(place).url", office.url.absoluteString),
                    ("\(place).every", office.schedule.description),
                    ("\(place).time-zone", office.timeZone.identifier),
                    ("\(place).signing-key", office.signingKey?.description ?? "-"),
                    ("\(place).token", office.token?.description ?? "-"), ("\(place).ca-file", office.caFile ?? "-"),
                    ("\(place).client-certificate", office.clientCertificate ?? "-"),
                    ("\(place).client-key", office.clientKey ?? "-"),
                    ("\(place).proxy", office.proxy?.absoluteString ?? "-"),
                    ("\(place).pinned-key", office.pinnedKey ?? "-"),
                    ("\(place).acknowledgement", office.acknowledgement.rawValue),
                ]
            }
            for (key, time) in [
                ("originals", configuration.retention.originals), ("free-text", configuration.retention.freeText),
                ("log", configuration.retention.log),
            ] {
                values.append(("retention.\(key)", time.map { "\($0)" } ?? "for ever"))
            }
            // Whoever knows the whole address can be alive in our place.
            let monitor = configuration.heartbeat.map { "\($0.url.scheme ?? "")://\($0.url.host() ?? "")/…" }
            values.append(("heartbeat.url", monitor ?? "-"))
            values.append(("heartbeat.every", configuration.heartbeat.map { "\($0.every)" } ?? "-"))
            return values
        }
    }
}
