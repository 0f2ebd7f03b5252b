import Accompaniment
import Intake
import Store

/// The folders of all inboxes, for commands that look for a person in what was filed away there.
struct InboxFolders {
    private var folders: [String: FiledPapers] = [:]
    /// Inboxes of which the folder is not there, or is another one.
    private(set) var missing: Set<String> = []

    init(_ configuration: Configuration, _ store: Store, _ lexicon: Lexicon) async throws {
        for inbox in configuration.inboxes {
            let identity = try await store.identity(ofInbox: inbox.name, path: inbox.path)
            do {
                folders[inbox.name] = try await OwnThread.run {
                    try FiledPapers(inbox, knownAs: identity, lexicon: lexicon, language: configuration.language)
                }
            } catch is FolderError {
                missing.insert(inbox.name)
            }
        }
    }

    /// Also for an inbox that the configuration has no more.
    func isMissing(_ inbox: String) -> Bool { folders[inbox] == nil }

    /// Whether the original names the person; `nil` where its folder is not there.
    func mentions(_ search: PersonSearch, _ file: Store.FiledFile) async throws -> Bool? {
        guard let folder = folders[file.inbox] else { return nil }
        return try await OwnThread.run { try folder.mentions(search, in: file.original) }
    }

    /// Takes original, receipt and rows to fix away, where their folder is there.
    func remove(_ file: Store.FiledFile) async throws {
        guard let folder = folders[file.inbox] else { return }
        try await OwnThread.run { try folder.remove(file.filedAs, isRejected: file.isRejected) }
    }

    /// Writes receipt and rows to fix anew, where their folder is there.
    func write(_ file: RecordedFile) async throws {
        guard let folder = folders[file.file.inbox] else { return }
        try await OwnThread.run { try folder.write(file) }
    }

    /// The paths of original, receipt and rows to fix, of those that are there.
    func papers(of file: RecordedFile) async throws -> [String] {
        guard let folder = folders[file.file.inbox] else { return [] }
        return try await OwnThread.run {
            try folder.papers(of: file.file.filedAs, isRejected: file.outcome == .rejected)
        }
    }
}
