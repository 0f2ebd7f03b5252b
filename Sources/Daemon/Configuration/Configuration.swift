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
    /// The monitor that is told of progress; `nil` for none.
    var heartbeat: HeartbeatSettings?
    /// The line of each value that stands in the file, by its key; the others have their defaults.
    var lines: [String: Int]

    var storePath: String { "\(state)/eshkold.sqlite" }

    /// The inbox that `place` is, or lies in.
    func inbox(around place: URL) -> InboxSettings? {
        inboxes.first { lies(place, in: $0.path) }
    }

    /// An inbox or a folder of pages that `place` lies in, by its path: others may look there.
    func sharedFolder(around place: URL) -> String? {
        (inboxes.map(\.path) + reports.map(\.path)).first { lies(place, in: $0) }
    }

    private func lies(_ place: URL, in folder: String) -> Bool {
        (place.resolvingSymlinksInPath().path + "/")
            .hasPrefix(URL(fileURLWithPath: folder).resolvingSymlinksInPath().path + "/")
    }

    static let defaultPath = "/etc/eshkold/eshkold.yaml"
}

/// An office as it is written in the file: secrets are still references.
struct OfficeSettings: Sendable {
    var name: String
    var url: URL
    var schedule: Schedule
    var timeZone = TimeZone.current
    var signingKey: SecretReference?
    var token: SecretReference?
    var caFile: String?
    var clientCertificate: String?
    var clientKey: String?
    var acknowledgement: Office.Acknowledgement
    var proxy: URL?
    var pinnedKey: String?

    /// - Throws: ``StartFailure`` for secrets that cannot be read, or that everybody can, each on a line of its own.
    func office() throws -> Office {
        var mistakes: [String] = []
        func attempt<Value>(_ body: () throws -> Value?) -> Value? {
            do {
                return try body()
            } catch {
                mistakes.append("\(error)")
                return nil
            }
        }
        let key = attempt { try signingKey.map(webhookKey) }
        let token = attempt { try self.token.map { try $0.read() } }
        if let path = clientKey,
            let mistake = FileModes.mistake(inPrivacyOf: path, as: "office \(name): the client-key")
        {
            mistakes.append(mistake)
        }
        guard mistakes.isEmpty else { throw StartFailure(mistakes.joined(separator: "\n"), exit: .configuration) }
        return Office(
            name: name,
            url: url,
            schedule: schedule,
            timeZone: timeZone,
            signingKey: key,
            token: token,
            caFile: caFile,
            clientCertificate: clientCertificate,
            clientKey: clientKey,
            acknowledgement: acknowledgement,
            proxy: proxy,
            pinnedKey: pinnedKey
        )
    }

    private func webhookKey(_ reference: SecretReference) throws -> WebhookKey {
        guard let key = WebhookKey(try reference.read()) else {
            throw StartFailure(
                "office \(name): 'signing-key' is not 'whsec_' followed by base64 of 24 to 64 bytes: make one with "
                    + "'echo whsec_$(head -c 32 /dev/urandom | base64)'",
                exit: .configuration
            )
        }
        return key
    }
}
