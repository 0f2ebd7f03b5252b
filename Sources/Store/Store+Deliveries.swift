package import Foundation
internal import GRDB

extension Store {
    /// One envelope as an operator sees it.
    package struct Delivery: Sendable {
        package enum State: String, Sendable, CaseIterable {
            case queued = "QUEUED"
            case delivered = "DELIVERED"
            /// The office will never take it: a dead letter.
            case refused = "REFUSED"
            /// Put aside by an operator.
            case discarded = "DISCARDED"
        }

        package let office: String
        package let sequence: Int
        package let period: String
        package let revision: Int
        package let idempotencyKey: String
        package let contentSha256: String
        package let bytes: Int
        package let state: State
        package let attempts: Int
        package let queuedAt: Date
        package let triedAt: Date?
        package let endedAt: Date?
        /// Before which it is not tried again; `nil` where it is due or done.
        package let notBefore: Date?
        /// What the office said last, or why it was put aside.
        package let answer: String?

        /// By which commands name it: `ministry:7`.
        package var id: String { "\(office):\(sequence)" }
    }

    /// Envelopes, the newest first.
    ///
    /// - Parameters:
    ///   - states: Of these alone.
    ///   - limit: At most so many.
    package func deliveries(in states: [Delivery.State], limit: Int) async throws -> [Delivery] {
        try await read { db in
            let marks = states.map { _ in "?" }.joined(separator: ", ")
            return try Row.fetchAll(
                db,
                sql: "SELECT * FROM envelope WHERE state IN (\(marks)) ORDER BY queued_at DESC, sequence DESC LIMIT ?",
                arguments: StatementArguments(states.map(\.rawValue)) + [limit]
            ).compactMap(Delivery.init)
        }
    }

    /// One envelope and its bytes; `nil` for one that is not there.
    package func delivery(office: String, sequence: Int) async throws -> (delivery: Delivery, body: Data)? {
        try await read { db in
            try Row.fetchOne(
                db,
                sql: "SELECT * FROM envelope WHERE office = ? AND sequence = ?",
                arguments: [office, sequence]
            ).flatMap { row in Delivery(row).map { ($0, row["body"]) } }
        }
    }

    /// Lets what waits, and dead letters, be tried at once. Their bytes stay as they are.
    ///
    /// - Parameter sequence: `nil` for all of the office.
    /// - Returns: How many there were.
    package func retry(office: String, sequence: Int?) async throws -> Int {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE envelope SET state = 'QUEUED', not_before = 0, ended_at = NULL
                    WHERE office = ?1 AND (?2 IS NULL OR sequence = ?2) AND state IN ('QUEUED', 'REFUSED')
                    """,
                arguments: [office, sequence]
            )
            return db.changesCount
        }
    }

    /// Puts an envelope that was not delivered aside for good. The office sees a gap where it would have been.
    ///
    /// - Returns: False where it is not there, or delivered.
    package func discard(office: String, sequence: Int, reason: String, now: Date) async throws -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE envelope SET state = 'DISCARDED', ended_at = ?, answer = ?
                    WHERE office = ? AND sequence = ? AND state IN ('QUEUED', 'REFUSED')
                    """,
                arguments: [now.milliseconds, "discarded: \(reason)", office, sequence]
            )
            return db.changesCount == 1
        }
    }
}

extension Store.Delivery {
    fileprivate init?(_ row: Row) {
        guard let state = State(rawValue: row["state"]) else { return nil }
        func instant(_ column: String) -> Date? { (row[column] as Int64?).map(Date.init(milliseconds:)) }
        self.state = state
        office = row["office"]
        sequence = row["sequence"]
        period = row["period"]
        revision = row["revision"]
        idempotencyKey = row["idempotency_key"]
        contentSha256 = row["content_sha256"]
        bytes = (row["body"] as Data).count
        attempts = row["attempts"]
        queuedAt = Date(milliseconds: row["queued_at"])
        triedAt = instant("tried_at")
        endedAt = instant("ended_at")
        notBefore = state == .queued && row["not_before"] as Int64 > 0 ? instant("not_before") : nil
        answer = row["answer"]
    }
}
