import Foundation

/// What one life of the program notes for another to tell, each a small file of JSON in `notes/` of the state folder:
/// nothing depends on it but what `status` and the metrics say.
struct StateNote<Content: Codable & Sendable>: Sendable {
    let name: String

    /// - Returns: `nil` where nothing was noted, or nothing that can be read.
    func read(in state: String) -> Content? {
        // `try?`: a note that cannot be read is none.
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path(state))) else { return nil }
        return try? JSONDecoder().decode(Content.self, from: data)
    }

    /// - Throws: ``StartFailure`` naming the file.
    func write(_ content: Content, in state: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: "\(state)/notes",
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            try JSONEncoder().encode(content).write(to: URL(fileURLWithPath: path(state)), options: .atomic)
        } catch {
            throw StartFailure(
                "\(path(state)) cannot be written, so 'status' will not tell of it: check owner and mode"
            )
        }
    }

    /// When it was written, or ``touch(in:)`` was called; `nil` where it never was.
    func time(in state: String) -> Date? {
        // `try?`: without a note there is no time.
        (try? FileManager.default.attributesOfItem(atPath: path(state)))?[.modificationDate] as? Date
    }

    /// Sets its time to now; needs no space on the disk.
    func touch(in state: String) {
        // `try?`: what cannot be touched grows old, which is what it tells.
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path(state))
    }

    private func path(_ state: String) -> String { "\(state)/notes/\(name).json" }
}

enum StateNotes {
    /// How the workers of the running service get on.
    static let work = StateNote<WorkNote>(name: "work")
    static let clock = StateNote<ClockNote>(name: "clock")
    static let verify = StateNote<VerifyNote>(name: "verify")
    static let backup = StateNote<BackupNote>(name: "backup")
}

/// Workers that have been at the same thing for too long. Its time is the last sign of life of the service.
struct WorkNote: Codable, Equatable, Sendable {
    var stuck: [String]
    /// Places that have waited for their pages for too long.
    var latePages: [String]
    /// Between two signs of life, in seconds.
    var pause: Double
}

/// The last jump of the clock.
struct ClockNote: Codable, Sendable {
    var at: Date
    /// Forward, or back where it is negative.
    var seconds: Double
}

/// The last `store verify`.
struct VerifyNote: Codable, Sendable {
    var at: Date
    var problems: Int
}

/// The last `store backup` that was completed, whose copy was checked.
struct BackupNote: Codable, Sendable {
    var at: Date
}
