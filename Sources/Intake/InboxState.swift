package import Foundation

/// How an inbox stands, for the operator: counts and reasons, never the name of a file.
package struct InboxState: Codable, Hashable, Sendable {
    /// What waits for one reason.
    package struct Waiting: Codable, Hashable, Sendable {
        package var reason: WaitingReason
        package var count: Int
        /// Since when the oldest of them is there.
        package var since: Date
    }

    /// What a change is noticed by.
    package enum Watch: String, Codable, Sendable {
        /// The kernel tells of it.
        case inotify = "INOTIFY"
        /// The folder is looked at every so often.
        case polling = "POLLING"
    }

    /// What shows that a file is complete.
    package enum Proof: String, Codable, Sendable {
        /// The kernel tells whether somebody writes; where it cannot, quiet time decides.
        case lease = "LEASE"
        case quietTime = "QUIET-TIME"
    }

    /// `ext4`, `smb2` and so on; `nil` while the folder is not open.
    package var fileSystem: String?
    package var watch: Watch?
    package var proof: Proof?
    package var waiting: [Waiting] = []
    /// What the operator could set right.
    package var advice: [String] = []
    /// Why nothing is taken in at present.
    package var trouble: String?

    package init() {}

    /// The state that the service last wrote down; `nil` where it never did.
    ///
    /// - Parameter folder: The state folder of the service.
    /// - Throws: What keeps the file from being read.
    package static func read(inbox name: String, in folder: String) throws -> InboxState? {
        let path = "\(folder)/\(subfolder)/\(name).json"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(InboxState.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Writes it down for `eshkold status`, whole at once.
    ///
    /// - Throws: ``FolderError``.
    func write(inbox name: String, in folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.dateEncodingStrategy = .iso8601
        let states = try Directory(path: folder).directory(Self.subfolder)
        try states.write(Array(encoder.encode(self)), as: FileName("\(name).json"), in: states, mode: 0o600)
    }

    private static let subfolder = "inboxes"
}
