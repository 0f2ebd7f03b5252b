import Accompaniment
import Foundation
import Intake
import Settings
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
            guard let key = WebhookKey(try secret(reference)) else {
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
            token: try token.map(secret),
            caFile: caFile,
            clientCertificate: clientCertificate,
            clientKey: clientKey,
            acknowledgement: acknowledgement,
            proxy: proxy,
            pinnedKey: pinnedKey
        )
    }
    private func secret(_ reference: SecretReference) throws -> String {
        do {
            return try reference.read()
        } catch let failure as SecretReference.Unreadable {
            throw StartFailure("\(failure)", exit: .configuration)
        }
    }
}
