package import Accompaniment
internal import GRDB

extension Store {
    /// By what an inbox is known again; `nil` where it was never served, or at another path.
    package func identity(ofInbox name: String, path: String) async throws -> InboxIdentity? {
        try await read { db in
            try Row.fetchOne(
                db,
                sql: "SELECT marker, file_system FROM inbox WHERE name = ? AND path = ?",
                arguments: [name, path]
            ).map { InboxIdentity(marker: $0["marker"], fileSystem: $0["file_system"]) }
        }
    }

    /// Remembers by what an inbox is known again.
    package func remember(_ identity: InboxIdentity, ofInbox name: String, path: String) async throws {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO inbox (name, path, marker, file_system) VALUES (?1, ?2, ?3, ?4)
                    ON CONFLICT (name) DO UPDATE SET path = ?2, marker = ?3, file_system = ?4
                    """,
                arguments: [name, path, identity.marker, identity.fileSystem]
            )
        }
    }
}
