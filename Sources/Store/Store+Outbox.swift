package import Accompaniment
package import Foundation
internal import GRDB

extension Store {
    /// Makes an envelope for each period that changed since `office` was last told of it and whose content is really
    /// other than in its last envelope. Envelope and mark are one transaction; each period has one of its own.
    ///
    /// One that was never tried is replaced by the new one, in its place and under its numbers: the office sees neither a
    /// gap nor what is old already. One that was tried stays as it is, for the office may have it.
    ///
    package func freeze(for office: String, with summariser: Summariser, now: Date) async throws -> Freezing {
        let due = try await read { db in try changes(db, unseenBy: office).map(\.period) }
        var freezing = Freezing()
        for period in due {
            let start = ContinuousClock.now
            // Counted beside whoever writes: nothing is left to do below but where the period changed meanwhile.
            let (counted, generation) = try await countedFacts(of: period)
            let time = ContinuousClock.now - start
            let (queued, work) = try await write { [cache, journal] db -> (Int, Duration) in
                let start = ContinuousClock.now
                guard let change = try changes(db, unseenBy: office).first(where: { $0.period == period }) else {
                    return (0, .zero)
                }
                let facts =
                    change.generation == generation ? counted : try PeriodFacts.fetch(db, of: period, cache)
                let draft = try nextDocument(db, for: office, change: change, with: summariser, facts, journal)
                try db.execute(
                    sql: """
                        INSERT INTO period_frozen (office, period, generation) VALUES (?, ?, ?)
                        ON CONFLICT (office, period) DO UPDATE SET generation = excluded.generation
                        """,
                    arguments: [office, period.description, change.generation]
                )
                if let (draft, hidden) = draft {
                    try insert(draft, hiding: hidden, for: office, change: change, now: now, db)
                }
                return (draft == nil ? 0 : 1, ContinuousClock.now - start)
            }
            freezing.queued += queued
            freezing.work += time + work
        }
        return freezing
    }

    /// What a round of freezing did.
    package struct Freezing: Sendable {
        /// Envelopes that are new or replaced.
        package var queued = 0
        /// Time to count and to write them, without the waits for others who write.
        package var work = Duration.zero
    }

    /// The bytes that `office` has or would be sent for `period`: those of the last envelope, or, where the period
    /// changed since, those of the envelope that would be frozen now. `nil` for a period without any activity.
    package func summary(
        of period: Period,
        for office: String,
        with summariser: Summariser
    ) async throws -> Data? {
        try await read { [cache, journal] db in
            if let change = try changes(db, unseenBy: office).first(where: { $0.period == period }),
                let (document, _) = try nextDocument(
                    db,
                    for: office,
                    change: change,
                    with: summariser,
                    PeriodFacts.fetch(db, of: period, cache),
                    journal
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
                    SELECT content_sha256, hidden, sender FROM envelope
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
                        hidden: row["hidden"]
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

/// The document that would be frozen for `change`, and the organisations that it hides; `nil` where the last envelope says
/// the same already.
private func nextDocument(
    _ db: Database,
    for office: String,
    change: PeriodChange,
    with summariser: Summariser,
    _ facts: PeriodFacts,
    _ journal: OutboxJournal
) throws -> (SummaryDocument, hidden: Set<Code>)? {
    let period = change.period.description
    let earlier = try String.fetchAll(
        db,
        sql: "SELECT DISTINCT hidden FROM envelope WHERE office = ? AND period = ?",
        arguments: [office, period]
    )
    let hidden = try earlier + journal.hidden(for: office, of: change.period)
    let discretion = summariser.discretion(facts, earlier: Set(hidden.flatMap { CodeSet(text: $0).codes }))
    let content = try summariser.content(facts, discretion)
    func document(_ position: SummaryDocument.Position, changedAt: Date) -> (SummaryDocument, hidden: Set<Code>) {
        (summariser.document(content, at: position, changedAt: changedAt), discretion.hidden)
    }
    // What the office may have seen of this period, and what waits for it untried.
    let last = try Row.fetchOne(
        db,
        sql: """
            SELECT revision, content_sha256 FROM envelope WHERE office = ? AND period = ? AND (attempts > 0 OR state <> 'QUEUED')
            ORDER BY revision DESC LIMIT 1
            """,
        arguments: [office, period]
    ).map { row -> (revision: Int, sha256: String) in (row["revision"], row["content_sha256"]) }
    let untried = try Row.fetchOne(
        db,
        sql: """
            SELECT sequence, revision, content_sha256 FROM envelope
            WHERE office = ? AND period = ? AND attempts = 0 AND state = 'QUEUED' AND revision > ?
            ORDER BY revision DESC LIMIT 1
            """,
        // One that was kept back, and is to be tried after all, stays what it was: the office has later ones.
        arguments: [office, period, last?.revision ?? 0]
    )
    if let untried {
        if untried["content_sha256"] == content.sha256 { return nil }
        let position = SummaryDocument.Position(
            office: office,
            sequence: untried["sequence"],
            revision: untried["revision"],
            supersedes: last?.revision
        )
        return document(position, changedAt: change.changedAt)
    }
    // More than the store knows, where it is an older one that was put back.
    let seen = try journal.last(for: office, of: change.period)
    if last?.sha256 == content.sha256, seen?.revision ?? 0 <= last?.revision ?? 0 { return nil }
    if let seen, seen.revision > last?.revision ?? 0, seen.contentSha256 == content.sha256 {
        let position = SummaryDocument.Position(
            office: office,
            sequence: seen.sequence,
            revision: seen.revision,
            supersedes: seen.supersedes
        )
        return document(position, changedAt: Date(milliseconds: seen.changedAt))
    }
    let sequence =
        try Int.fetchOne(db, sql: "SELECT max(sequence) FROM envelope WHERE office = ?", arguments: [office]) ?? 0
    let revision = max(last?.revision ?? 0, seen?.revision ?? 0)
    let position = SummaryDocument.Position(
        office: office,
        sequence: try max(sequence, journal.lastSequence(for: office)) + 1,
        revision: revision + 1,
        supersedes: revision == 0 ? nil : revision
    )
    return document(position, changedAt: change.changedAt)
}

private func insert(
    _ document: SummaryDocument,
    hiding hidden: Set<Code>,
    for office: String,
    change: PeriodChange,
    now: Date,
    _ db: Database
) throws {
    guard let changedAt = try? Date(document.generatedAt, strategy: .iso8601) else {
        preconditionFailure("a document says its own time in another form")  // `try?`: see the message.
    }
    try db.execute(
        sql: """
            INSERT INTO envelope
                (office, sequence, period, revision, idempotency_key, content_sha256, body, changed_at, queued_at,
                hidden)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (office, sequence) DO UPDATE SET idempotency_key = excluded.idempotency_key,
                content_sha256 = excluded.content_sha256, body = excluded.body, changed_at = excluded.changed_at,
                hidden = excluded.hidden
            WHERE attempts = 0 AND state = 'QUEUED'
            """,
        arguments: [
            office, document.sequence, change.period.description, document.revision, document.idempotencyKey,
            document.contentSha256, try document.encoded(), changedAt.milliseconds, now.milliseconds,
            CodeSet(Array(hidden)).text,
        ]
    )
}
