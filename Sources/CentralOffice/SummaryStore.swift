import Accompaniment
import Foundation
import GRDB

/// The received summaries, in SQLite: one row per idempotency key, written once and never changed.
///
/// A summary is received at the commit of its row. The journal is written ahead and synced at each commit, so that an
/// answered summary survives a crash and a power cut.
struct SummaryStore: Sendable {
    private let database: DatabaseQueue

    /// "ESKO": says to whom the file belongs, see <https://www.sqlite.org/pragma.html#pragma_application_id>.
    private static let applicationID: Int32 = 0x4553_4B4F

    init(directory: String) throws {
        let path = directory + "/central-office.sqlite"
        do {
            var configuration = Configuration()
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            database = try DatabaseQueue(path: path, configuration: configuration)
            try Self.migrate(database, path: path)
        } catch let error as DatabaseError {
            throw StartFailure.environment("\(path) cannot be opened: \(error.message ?? "\(error.resultCode)")")
        }
    }

    private static func migrate(_ database: DatabaseQueue, path: String) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 summary") { db in
            try db.execute(
                sql: """
                    CREATE TABLE summary (
                        key TEXT NOT NULL PRIMARY KEY,
                        source TEXT NOT NULL,
                        sequence INTEGER NOT NULL CHECK (sequence >= 1),
                        period TEXT NOT NULL,
                        revision INTEGER NOT NULL CHECK (revision >= 1),
                        supersedes INTEGER,
                        generatedAt TEXT NOT NULL,
                        receivedAt TEXT NOT NULL,
                        body BLOB NOT NULL,
                        UNIQUE (source, sequence)
                    ) STRICT;
                    PRAGMA application_id = \(applicationID);
                    """
            )
        }
        migrator.registerMigration("2 probe") { db in
            // One row, written anew to see whether anything can be written.
            try db.execute(
                sql: "CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), writtenAt TEXT NOT NULL) STRICT"
            )
        }
        try database.read { db in
            let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id")
            let isNew = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
            guard isNew || owner == applicationID else {
                throw StartFailure.environment("\(path) belongs to another program: give another --data")
            }
            guard try !migrator.hasBeenSuperseded(db) else {
                throw StartFailure.environment("\(path) was written by a newer central-office: use that one")
            }
        }
        try migrator.migrate(database)
    }

    func close() {
        // `try?`: the process ends here, and every commit is already on the disk.
        try? database.close()
    }
}

extension SummaryStore {
    enum Outcome: Sendable {
        case stored
        /// The same bytes under the same key were here before.
        case repeated
        /// Other bytes came under the same key.
        case keyTaken
        /// Another summary has the sequence number.
        case sequenceTaken
    }

    /// Stores a document unless it is already here. The decision and the row are one transaction.
    ///
    /// - Returns: What became of it, and what is missing from its source after it.
    func record(
        _ document: SummaryDocument,
        body: Data,
        receivedAt: Date
    ) async throws -> (outcome: Outcome, missing: MissingSequences) {
        try await database.write { db in
            let outcome = try Self.insert(document, body: body, receivedAt: receivedAt, into: db)
            return (outcome, try Self.missing(db)[document.source] ?? MissingSequences())
        }
    }

    private static func insert(
        _ document: SummaryDocument,
        body: Data,
        receivedAt: Date,
        into db: Database
    ) throws -> Outcome {
        let key = document.idempotencyKey
        if let known = try Data.fetchOne(db, sql: "SELECT body FROM summary WHERE key = ?", arguments: [key]) {
            return known == body ? .repeated : .keyTaken
        }
        try db.execute(
            sql: """
                INSERT INTO summary (key, source, sequence, period, revision, supersedes, generatedAt, receivedAt, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, sequence) DO NOTHING
                """,
            arguments: [
                key, document.source, document.sequence, document.period.code, document.revision, document.supersedes,
                document.generatedAt, Moment.text(receivedAt), body,
            ]
        )
        return db.changesCount == 1 ? .stored : .sequenceTaken
    }

    /// The gaps of each source that has any.
    private static func missing(_ db: Database) throws -> [String: MissingSequences] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT source, previous + 1, sequence - 1 FROM (
                    SELECT source, sequence,
                        lag(sequence, 1, 0) OVER (PARTITION BY source ORDER BY sequence) AS previous
                    FROM summary
                ) WHERE sequence - previous > 1 ORDER BY source, sequence
                """
        )
        var missing: [String: MissingSequences] = [:]
        while let row = try rows.next() {
            missing[row[0], default: MissingSequences()].gaps.append(row[1]...row[2])
        }
        return missing
    }
}

extension SummaryStore {
    /// One line of the list of received summaries.
    struct Entry: Codable, FetchableRecord, Sendable {
        let source: String
        let sequence: Int
        let period: String
        let revision: Int
        let supersedes: Int?
        let idempotencyKey: String
        let receivedAt: String
        /// No later revision of the period came from the source.
        let current: Bool

        /// With `null` for a first revision, as the summary itself has it.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(source, forKey: .source)
            try container.encode(sequence, forKey: .sequence)
            try container.encode(period, forKey: .period)
            try container.encode(revision, forKey: .revision)
            try container.encode(supersedes, forKey: .supersedes)
            try container.encode(idempotencyKey, forKey: .idempotencyKey)
            try container.encode(receivedAt, forKey: .receivedAt)
            try container.encode(current, forKey: .current)
        }
    }

    /// What one source sent, as of now.
    struct Traffic: FetchableRecord, Decodable, Sendable {
        let source: String
        let lastReceivedAt: String
        let lastSequence: Int
    }

    /// What was received and what is missing, as of one instant.
    struct Contents: Sendable {
        let entries: [Entry]
        let traffic: [Traffic]
        let missing: [String: MissingSequences]
    }

    func contents() async throws -> Contents {
        try await database.read { db in
            let entries = try Entry.fetchAll(
                db,
                sql: """
                    SELECT source, sequence, period, revision, supersedes, key AS idempotencyKey, receivedAt,
                        row_number() OVER latest = 1 AS current
                    FROM summary
                    WINDOW latest AS (PARTITION BY source, period ORDER BY revision DESC, sequence DESC)
                    ORDER BY source, sequence
                    """
            )
            let traffic = try Traffic.fetchAll(
                db,
                sql: """
                    SELECT source, max(receivedAt) AS lastReceivedAt, max(sequence) AS lastSequence
                    FROM summary GROUP BY source
                    """
            )
            return Contents(entries: entries, traffic: traffic, missing: try Self.missing(db))
        }
    }

    /// The body that was stored under `key`, as it came.
    func body(of key: String) async throws -> Data? {
        try await database.read { db in
            try Data.fetchOne(db, sql: "SELECT body FROM summary WHERE key = ?", arguments: [key])
        }
    }

    /// The summaries behind `entries`, in their order.
    func documents(of entries: [Entry]) async throws -> [SummaryDocument] {
        let bodies = try await database.read { db in
            let statement = try db.makeStatement(sql: "SELECT body FROM summary WHERE key = ?")
            return try entries.compactMap { try Data.fetchOne(statement, arguments: [$0.idempotencyKey]) }
        }
        return try bodies.map { try JSONDecoder().decode(SummaryDocument.self, from: $0) }
    }

    /// Writes a row to the disk, as a summary would be.
    func probe(at time: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO probe (id, writtenAt) VALUES (1, ?)",
                arguments: [Moment.text(time)]
            )
        }
    }
}
