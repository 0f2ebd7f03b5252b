package import Accompaniment
package import Foundation

/// One central office of the configuration (design.md 3.2), its secrets read.
package struct Office: Sendable {
    /// What counts as "delivered" beside the status.
    package enum Acknowledgement: String, Sendable, CaseIterable {
        /// The answer must name the envelope's key.
        case echo
        case status
    }

    package var name: String
    package var url: URL
    package var schedule: Schedule
    /// In which a time of the day is meant.
    package var timeZone: TimeZone
    package var signingKey: WebhookKey?
    package var token: String?
    package var caFile: String?
    /// Both or neither.
    package var clientCertificate: String?
    package var clientKey: String?
    package var acknowledgement: Acknowledgement
    /// Through which the office is reached; that of the environment where it is `nil`.
    package var proxy: URL?
    /// `sha256//` and base64: the one public key that the office may show; `nil` for any that the authorities sign.
    package var pinnedKey: String?

    package init(
        name: String,
        url: URL,
        schedule: Schedule,
        timeZone: TimeZone = .current,
        signingKey: WebhookKey? = nil,
        token: String? = nil,
        caFile: String? = nil,
        clientCertificate: String? = nil,
        clientKey: String? = nil,
        acknowledgement: Acknowledgement,
        proxy: URL? = nil,
        pinnedKey: String? = nil
    ) {
        self.name = name
        self.url = url
        self.schedule = schedule
        self.timeZone = timeZone
        self.signingKey = signingKey
        self.token = token
        self.caFile = caFile
        self.clientCertificate = clientCertificate
        self.clientKey = clientKey
        self.acknowledgement = acknowledgement
        self.proxy = proxy
        self.pinnedKey = pinnedKey
    }
}
