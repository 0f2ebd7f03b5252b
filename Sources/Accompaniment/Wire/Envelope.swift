package import Foundation

/// A summary frozen for one office: from here on its bytes never change.
package struct Envelope: Sendable {
    package var office: String
    package var sequence: Int
    package var period: Period
    package var revision: Int
    package var idempotencyKey: String
    /// The document, exactly as it is sent.
    package var body: Data
    /// When the content last changed.
    package var changedAt: Date
    /// How often it was sent.
    package var attempts: Int

    package init(
        office: String,
        sequence: Int,
        period: Period,
        revision: Int,
        idempotencyKey: String,
        body: Data,
        changedAt: Date,
        attempts: Int
    ) {
        self.office = office
        self.sequence = sequence
        self.period = period
        self.revision = revision
        self.idempotencyKey = idempotencyKey
        self.body = body
        self.changedAt = changedAt
        self.attempts = attempts
    }
}
