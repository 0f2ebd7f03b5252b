import Accompaniment
import Foundation
import Intake
import Sync

/// The configuration of the service (design.md 3.2), checked and with its defaults filled in.
struct Configuration: Sendable {
    /// Where the store and the lock are.
    var state: String
    /// The file of figures for monitoring.
    var metrics: String
    var registry: String
    var language: Language
    var period: Period.Kind
    var inboxes: [InboxSettings]
    var offices: [OfficeSettings]
    /// Folders of pages beside those of the inboxes.
    var reports: [PageFolder]
    var retention: Retention

    var storePath: String { "\(state)/eshkold.sqlite" }

    static let defaultPath = "/etc/eshkold/eshkold.yaml"
}

/// An office as it is written in the file: secrets are still references.
struct OfficeSettings: Sendable {
    var name: String
    var url: URL
    var schedule: Schedule
    var signingKey: SecretReference?
    var token: SecretReference?
    var caFile: String?
    var clientCertificate: String?
    var clientKey: String?
    var acknowledgement: Office.Acknowledgement
    var proxy: URL?
    var pinnedKey: String?

    /// - Throws: ``StartFailure`` for a secret that cannot be read.
    func office() throws -> Office {
        let key = try signingKey.map { reference in
            guard let key = WebhookKey(try reference.read()) else {
                throw StartFailure(
                    "office \(name): 'signing-key' is not 'whsec_' followed by base64 of 24 to 64 bytes: make one with "
                        + "'echo whsec_$(head -c 32 /dev/urandom | base64)'",
                    exit: .configuration
                )
            }
            return key
        }
        return Office(
            name: name,
            url: url,
            schedule: schedule,
            signingKey: key,
            token: try token?.read(),
            caFile: caFile,
            clientCertificate: clientCertificate,
            clientKey: clientKey,
            acknowledgement: acknowledgement,
            proxy: proxy,
            pinnedKey: pinnedKey
        )
    }
}

/// Where a secret is: never the secret itself, so that a configuration can be shown.
struct SecretReference: Sendable, CustomStringConvertible {
    enum Source: String, CaseIterable, Sendable {
        /// A systemd credential, below `$CREDENTIALS_DIRECTORY` (systemd.exec(5), LoadCredential=).
        case credential
        case file
        case env
    }

    let source: Source
    let name: String

    /// From `credential:NAME`, `file:PATH` or `env:NAME`.
    ///
    /// - Parameter resolve: Makes a path of `file:` absolute.
    init?(_ text: String, resolve: (String) -> String? = { $0 }) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let source = Source(rawValue: parts[0]),
            let name = source == .file ? resolve(parts[1]) : parts[1]
        else { return nil }
        self.source = source
        self.name = name
    }

    var description: String { "\(source.rawValue):\(name)" }

    /// - Throws: ``StartFailure`` naming the place, never the content.
    func read() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let path: String
        switch source {
        case .env:
            let value = environment[name]?.trimmingCharacters(in: .whitespacesAndNewlines)
            guard let value, !value.isEmpty else {
                throw StartFailure("the secret \(self) is not set in the environment", exit: .configuration)
            }
            return value
        case .credential:
            guard let directory = environment["CREDENTIALS_DIRECTORY"] else {
                throw StartFailure(
                    "the secret \(self) needs systemd: add 'LoadCredential=\(name):/path' to the unit, or use 'file:'",
                    exit: .configuration
                )
            }
            path = "\(directory)/\(name)"
        case .file:
            path = name
        }
        do {
            let secret = try String(contentsOfFile: path, encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            guard !secret.isEmpty else {
                throw StartFailure("the secret \(self) is empty: write it into \(path)", exit: .configuration)
            }
            return secret
        } catch let failure as StartFailure {
            throw failure
        } catch {
            throw StartFailure(
                "the secret \(self) cannot be read from \(path): check the path and its mode",
                exit: .configuration
            )
        }
    }
}
