package import Accompaniment
package import Foundation
internal import GRDB

extension Store {
    /// Makes an envelope for each period that changed since `office` was last told of it and whose content is really
    /// other than in its last envelope. Envelope and mark are one transaction; each period has one of its own.
    ///
    /// - Returns: Number of envelopes queued.
    @discardableResult
    package func freeze(for office: String, with summariser: Summariser, now: Date) async throws -> Int {
        let due = try await read { db in try changes(db, unseenBy: office) }
        var queued = 0
        for change in due {
            queued += try await write { [cache] db in
                let facts = try PeriodFacts.fetch(db, of: change.period, cache)
                let draft = try nextDocument(db, for: office, change: change, with: summariser, facts)
                try db.execute(
                    sql: """
                        INSERT INTO period_frozen (office, period, generation) VALUES (?, ?, ?)
                        ON CONFLICT (office, period) DO UPDATE SET generation = excluded.generation
                        """,
                    arguments: [office, change.period.description, change.generation]
                )
                guard let draft else { return 0 }
                try insert(draft, for: office, change: change, now: now, db)
                return 1
            }
        }
        return queued
    }

    /// The bytes that `office` has or would be sent for `period`: those of the last envelope, or, where the period
    /// changed since, those of the envelope that would be frozen now. `nil` for a period without any activity.
    package func summary(
        of period: Period,
        for office: String,
        with summariser: Summariser
    ) async throws -> Data? {
        try await read { [cache] db in
            if let change = try changes(db, unseenBy: office).first(where: { $0.period == period }),
                let document = try nextDocument(
                    db,
                    for: office,
                    change: change,
                    with: summariser,
                    PeriodFacts.fetch(db, of: period, cache)
                )
            {
                return try document.encoded()
            }
            return try Data.fetchOne(
                db,
                sql: "SELECT body FROM envelope WHERE office = ? AND period = ? ORDER BY revision DESC LIMIT 1",
                arguments: [office, period.description]
            )
        }
    }

    /// The oldest envelope that waits for `office`, with the instant before which it must not be sent.
    package func nextEnvelope(for office: String) async throws -> (envelope: Envelope, notBefore: Date)? {
        try await read { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT * FROM envelope WHERE office = ? AND state = 'QUEUED' ORDER BY sequence LIMIT 1
                        """,
                    arguments: [office]
                ), let period = Period(code: row["period"] as String)
            else { return nil }
            let envelope = Envelope(
                office: office,
                sequence: row["sequence"],
                period: period,
                revision: row["revision"],
                idempotencyKey: row["idempotency_key"],
                body: row["body"],
                changedAt: Date(milliseconds: row["changed_at"]),
                attempts: row["attempts"]
            )
            return (envelope, Date(milliseconds: row["not_before"]))
        }
    }

    /// How an attempt to deliver ended.
    package enum Attempt: Sendable {
        case delivered(answer: String)
        /// This envelope will never be taken: it becomes a dead letter, the next ones go on.
        case refused(answer: String)
        /// It stays first in the row. `alarm` says what an operator has to mend; `nil` when waiting is all.
        case postponed(until: Date, answer: String, alarm: String?)
    }

    /// Notes the end of an attempt and whether the office is in a state of alarm.
    package func note(_ attempt: Attempt, for envelope: Envelope, now: Date) async throws {
        try await write { db in
            let (state, notBefore, ended, answer): (String, Date?, Date?, String) =
                switch attempt {
                case .delivered(let answer): ("DELIVERED", nil, now, answer)
                case .refused(let answer): ("REFUSED", nil, now, answer)
                case .postponed(let until, let answer, _): ("QUEUED", until, nil, answer)
                }
            try db.execute(
                sql: """
                    UPDATE envelope SET state = ?, attempts = attempts + 1, not_before = ?, ended_at = ?, answer = ?
                    WHERE office = ? AND sequence = ? AND state = 'QUEUED'
                    """,
                arguments: [
                    state, notBefore?.milliseconds ?? 0, ended?.milliseconds, answer, envelope.office,
                    envelope.sequence,
                ]
            )
            if case .postponed(_, _, let alarm?) = attempt {
                try db.execute(
                    sql: """
                        INSERT INTO office_alarm (office, reason, since) VALUES (?, ?, ?)
                        ON CONFLICT (office) DO UPDATE SET reason = excluded.reason
                        """,
                    arguments: [envelope.office, alarm, now.milliseconds]
                )
            } else {
                try db.execute(sql: "DELETE FROM office_alarm WHERE office = ?", arguments: [envelope.office])
            }
        }
    }

    /// How the row of envelopes for an office stands.
    package struct OutboxTotals: Sendable {
        package var queued = 0
        package var delivered = 0
        package var refused = 0
        package var oldestQueuedAt: Date?
        package var lastDeliveredAt: Date?
        package var nextAttemptAt: Date?
        package var lastAnswer: String?
        package var alarm: String?

        package init() {}
    }

    package func outbox(of office: String) async throws -> OutboxTotals {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT sum(state = 'QUEUED') AS queued, sum(state = 'DELIVERED') AS delivered,
                        sum(state = 'REFUSED') AS refused,
                        min(CASE state WHEN 'QUEUED' THEN queued_at END) AS oldest_queued,
                        max(CASE state WHEN 'DELIVERED' THEN ended_at END) AS last_delivered,
                        (SELECT not_before FROM envelope WHERE office = ?1 AND state = 'QUEUED'
                            ORDER BY sequence LIMIT 1) AS next_attempt,
                        (SELECT answer FROM envelope WHERE office = ?1 AND answer IS NOT NULL
                            ORDER BY sequence DESC LIMIT 1) AS last_answer,
                        (SELECT reason FROM office_alarm WHERE office = ?1) AS alarm
                    FROM envelope WHERE office = ?1
                    """,
                arguments: [office]
            )
            guard let row else { return OutboxTotals() }
            func instant(_ column: String) -> Date? { (row[column] as Int64?).map(Date.init(milliseconds:)) }
            var totals = OutboxTotals()
            totals.queued = row["queued"] ?? 0
            totals.delivered = row["delivered"] ?? 0
            totals.refused = row["refused"] ?? 0
            totals.oldestQueuedAt = instant("oldest_queued")
            totals.lastDeliveredAt = instant("last_delivered")
            totals.nextAttemptAt = instant("next_attempt")
            totals.lastAnswer = row["last_answer"]
            totals.alarm = row["alarm"]
            return totals
        }
    }
}

/// A period that changed after an office was last told of it.
private struct PeriodChange {
    let period: Period
    let generation: Int
    let changedAt: Date
}

private func changes(_ db: Database, unseenBy office: String) throws -> [PeriodChange] {
    try Row.fetchAll(
        db,
        sql: """
            SELECT period_change.* FROM period_change
            LEFT JOIN period_frozen ON period_frozen.period = period_change.period AND office = ?
            WHERE period_change.generation > ifnull(period_frozen.generation, 0)
            ORDER BY period_change.period
            """,
        arguments: [office]
    ).compactMap { row in
        Period(code: row["period"] as String).map {
            PeriodChange(period: $0, generation: row["generation"], changedAt: Date(milliseconds: row["changed_at"]))
        }
    }
}

/// The document that would be frozen for `change`; `nil` where the last envelope says the same already.
private func nextDocument(
    _ db: Database,
    for office: String,
    change: PeriodChange,
    with summariser: Summariser,
    _ facts: PeriodFacts
) throws -> SummaryDocument? {
    let body = try Data.fetchOne(
        db,
        sql: "SELECT body FROM envelope WHERE office = ? AND period = ? ORDER BY revision DESC LIMIT 1",
        arguments: [office, change.period.description]
    )
    let last = try body.map { try JSONDecoder().decode(SummaryDocument.self, from: $0) }
    if try last?.contentSha256 == summariser.contentHash(facts, replacing: last) { return nil }
    let sequence = try Int.fetchOne(db, sql: "SELECT max(sequence) FROM envelope WHERE office = ?", arguments: [office])
    let position = SummaryDocument.Position(
        office: office,
        sequence: (sequence ?? 0) + 1,
        revision: (last?.revision ?? 0) + 1,
        supersedes: last?.revision
    )
    return try summariser.document(facts, at: position, replacing: last, changedAt: change.changedAt)
}

private func insert(
    _ document: SummaryDocument,
    for office: String,
    change: PeriodChange,
    now: Date,
    _ db: Database
) throws {
    try db.execute(
        sql: """
            INSERT INTO envelope
                (office, sequence, period, revision, idempotency_key, content_sha256, body, changed_at, queued_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
        arguments: [
            office, document.sequence, change.period.description, document.revision, document.idempotencyKey,
            document.contentSha256, try document.encoded(), change.changedAt.milliseconds, now.milliseconds,
        ]
    )
}
