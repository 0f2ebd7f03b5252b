internal import Foundation

/// Why something that lies in an inbox was not taken in.
package enum WaitingReason: String, Codable, CaseIterable, Sendable {
    /// It was changed just now.
    case settling = "SETTLING"
    /// A program has it open for writing.
    case open = "OPEN"
    /// A part of it has not arrived.
    case incomplete = "INCOMPLETE"
    /// The service may not read it.
    case notReadable = "NOT-READABLE"
    /// Refused, never touched: a link, a folder, a pipe or a device.
    case link = "LINK"
    case folder = "FOLDER"
    case special = "SPECIAL"

    /// It stays where it is until somebody does something about it.
    package var isRefusal: Bool { [.link, .folder, .special].contains(self) }
}

/// Something that lies in an inbox and was not taken in.
struct WaitingItem: Hashable, Sendable {
    /// For the sender alone: names carry names of people.
    let name: String
    let reason: WaitingReason
    let since: Date
}
