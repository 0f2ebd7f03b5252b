package import Accompaniment
package import Foundation
internal import GRDB

extension Store {
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

    /// Whether an envelope may be sent.
    package enum Beginning: Sendable {
        case begun
        /// It is another one by now, or waits no longer: look again.
        case changed
        /// Another process has it on its way.
        case sentByAnother
    }

    /// Takes the lease of `envelope` for this process and notes that it is about to be sent. From then on the office may
    /// have it, whatever happens: it is replaced by nothing, and its numbers are taken.
    package func begin(_ envelope: Envelope, now: Date) async throws -> Beginning {
        struct Position: Decodable {
            let supersedes: Int?
        }
        // The whole document would take longer to read than all the rest.
        let position = try JSONDecoder().decode(Position.self, from: envelope.body)
        return try await write { [journal] db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT content_sha256, disclosure, sender FROM envelope
                    WHERE office = ? AND sequence = ? AND idempotency_key = ? AND state = 'QUEUED'
                    """,
                arguments: [envelope.office, envelope.sequence, envelope.idempotencyKey]
            )
            guard let row else { return .changed }
            let sender = SendingProcess(row["sender"] as String?)
            guard sender?.isAnotherThatLives != true else { return .sentByAnother }
            if envelope.attempts == 0 {
                try journal.note(
                    OutboxJournal.Entry(
                        office: envelope.office,
                        sequence: envelope.sequence,
                        period: envelope.period.description,
                        revision: envelope.revision,
                        supersedes: position.supersedes,
                        contentSha256: row["content_sha256"],
                        changedAt: envelope.changedAt.milliseconds,
                        disclosure: row["disclosure"]
                    )
                )
            }
            try db.execute(
                sql: """
                    UPDATE envelope SET attempts = attempts + 1, tried_at = ?, sender = ?
                    WHERE office = ? AND sequence = ?
                    """,
                arguments: [now.milliseconds, SendingProcess.own?.text, envelope.office, envelope.sequence]
            )
            return .begun
        }
    }

    /// How an attempt to deliver ended.
    package enum Attempt: Sendable {
        case delivered(answer: String)
        /// This envelope will never be taken: it becomes a dead letter, the next ones go on.
        case refused(answer: String)
        /// The last gate kept it here.
        case withheld(reason: String)
        /// It stays first in the row. `alarm` says what an operator has to mend; `nil` when waiting is all.
        case postponed(until: Date, answer: String, alarm: String?)
    }

    /// Notes the end of an attempt and whether the office is in a state of alarm.
    ///
    /// - Returns: True where the state of alarm is another one than before.
    @discardableResult
    package func note(_ attempt: Attempt, for envelope: Envelope, now: Date) async throws -> Bool {
        try await write { db in
            let alarm = try String.fetchOne(
                db,
                sql: "SELECT reason FROM office_alarm WHERE office = ?",
                arguments: [envelope.office]
            )
            let (state, notBefore, ended, answer): (String, Date?, Date?, String) =
                switch attempt {
                case .delivered(let answer): ("DELIVERED", nil, now, answer)
                case .refused(let answer), .withheld(let answer): ("REFUSED", nil, now, answer)
                case .postponed(let until, let answer, _): ("QUEUED", until, nil, answer)
                }
            try db.execute(
                sql: """
                    UPDATE envelope SET state = ?, not_before = ?, ended_at = ?, answer = ?, sender = NULL
                    WHERE office = ? AND sequence = ? AND state = 'QUEUED'
                    """,
                arguments: [
                    state, notBefore?.milliseconds ?? 0, ended?.milliseconds, answer, envelope.office,
                    envelope.sequence,
                ]
            )
            if case .postponed(_, _, let reason?) = attempt {
                try db.execute(
                    sql: """
                        INSERT INTO office_alarm (office, reason, since) VALUES (?, ?, ?)
                        ON CONFLICT (office) DO UPDATE SET reason = excluded.reason
                        """,
                    arguments: [envelope.office, reason, now.milliseconds]
                )
                return alarm != reason
            }
            // Neither our own refusal nor a silence says that what was wrong is mended.
            switch attempt {
            case .withheld, .postponed: return false
            case .delivered, .refused: break
            }
            try db.execute(sql: "DELETE FROM office_alarm WHERE office = ?", arguments: [envelope.office])
            return alarm != nil
        }
    }

    /// When the last daily round for `office` was held; `nil` before the first.
    package func lastRound(of office: String) async throws -> Date? {
        try await read { db in
            try Int64.fetchOne(db, sql: "SELECT held_at FROM office_round WHERE office = ?", arguments: [office])
                .map(Date.init(milliseconds:))
        }
    }

    package func noteRound(of office: String, at now: Date) async throws {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO office_round (office, held_at) VALUES (?, ?)
                    ON CONFLICT (office) DO UPDATE SET held_at = excluded.held_at
                    """,
                arguments: [office, now.milliseconds]
            )
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
        /// To the first that waits, `nil` before its first attempt; where none waits, to the last one.
        package var lastAnswer: String?
        package var alarm: String?
        /// Since when the alarm stands, whatever its reason was then.
        package var alarmSince: Date?

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
                        CASE WHEN sum(state = 'QUEUED') > 0
                            THEN (SELECT answer FROM envelope WHERE office = ?1 AND state = 'QUEUED'
                                ORDER BY sequence LIMIT 1)
                            ELSE (SELECT answer FROM envelope WHERE office = ?1 AND answer IS NOT NULL
                                ORDER BY sequence DESC LIMIT 1) END AS last_answer,
                        (SELECT reason FROM office_alarm WHERE office = ?1) AS alarm,
                        (SELECT since FROM office_alarm WHERE office = ?1) AS alarm_since
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
            totals.alarmSince = instant("alarm_since")
            return totals
        }
    }
}
