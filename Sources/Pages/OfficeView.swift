package import Accompaniment
package import Foundation

/// What the page of a central office is drawn from: summaries that it received, and how it stands with their senders.
package struct OfficeView: Sendable {
    package struct Sender: Sendable {
        /// For people.
        package let name: String
        /// The last summary that came; `nil` where none did.
        package let last: (at: Date, sequence: Int)?
        /// Sequence numbers that did not arrive.
        package let missing: [ClosedRange<Int>]
        /// Nothing new came for longer than `expectedEvery`.
        package let isLate: Bool
        package let expectedEvery: Duration?

        package init(
            name: String,
            last: (at: Date, sequence: Int)?,
            missing: [ClosedRange<Int>],
            isLate: Bool,
            expectedEvery: Duration?
        ) {
            (self.name, self.last, self.missing) = (name, last, missing)
            (self.isLate, self.expectedEvery) = (isLate, expectedEvery)
        }
    }

    /// What can be opened from the page.
    package struct Link: Sendable {
        package let text: String
        package let address: String
        package let isShown: Bool

        package init(text: String, address: String, isShown: Bool = false) {
            (self.text, self.address, self.isShown) = (text, address, isShown)
        }
    }

    /// The summary that the page tells of.
    package struct Shown: Sendable {
        /// Of one sender and one kind of period, the oldest first: the last is shown, those before it for comparison.
        package let history: [SummaryDocument]
        package let sender: String
        package let receivedAt: Date

        package init(history: [SummaryDocument], sender: String, receivedAt: Date) {
            (self.history, self.sender, self.receivedAt) = (history, sender, receivedAt)
        }
    }

    package let senders: [Sender]
    package let periods: [Link]
    package let downloads: [Link]
    /// `nil` where nothing was received yet.
    package let shown: Shown?

    package init(senders: [Sender], periods: [Link], downloads: [Link], shown: Shown?) {
        (self.senders, self.periods, self.downloads, self.shown) = (senders, periods, downloads, shown)
    }
}
