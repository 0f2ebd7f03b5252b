package import Accompaniment
internal import Faults
package import Foundation
internal import GRDB

extension Store {
    /// Makes an envelope for each period that changed since `office` was last told of it and whose content is really
    /// other than in its last envelope. Envelope and mark are one transaction; each period has one of its own.
    ///
    /// One that was never tried is replaced by the new one, in its place and under its numbers: the office sees neither a
    /// gap nor what is old already. One that was tried stays as it is, for the office may have it.
    package func freeze(for office: String, with summariser: Summariser, now: Date) async throws -> Freezing {
        try await markOverdue(summariser, now)
        var freezing = Freezing()
        var told: Period?
        while true {
            let start = ContinuousClock.now
            // Made beside whoever writes: to be written is all that is left, but where something changed meanwhile.
            let draft = try await read { [cache, journal, told] db in
                try Standing.next(db, of: office, after: told, journal)
                    .map { try Draft($0, db, summariser, cache) }
            }
            guard let draft else { return freezing }
            let period = draft.standing.period
            FaultPoint.drafted.reach()
            let asked = ContinuousClock.now
            let (isQueued, wait) = try await write(keepingLog: true) { [cache, journal] db in
                let wait = ContinuousClock.now - asked
                try FactCache.save(cache.takeUnsaved(), db)
                guard let standing = try Standing(db, of: office, period, journal) else { return (false, wait) }
                let current = draft.standing == standing ? draft : try Draft(standing, db, summariser, cache)
                return (try current.freeze(db, now: now), wait)
            }
            if isQueued { freezing.queued += 1 }
            freezing.work += .now - start - wait
            told = period
        }
    }

    /// Marks each period of which nobody reported who should have, once: from then on it is a period like others.
    private func markOverdue(_ summariser: Summariser, _ now: Date) async throws {
        let overdue = try await read { db in summariser.overdue(beside: try Period.marked(db), now: now) }
        if overdue.isEmpty { return }
        try await write { db in
            for period in overdue {
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO period_change (period, generation, rows_generation, changed_at)
                        VALUES (?, 1, 0, ?)
                        """,
                    arguments: [period.description, now.milliseconds]
                )
            }
        }
    }

    /// What a round of freezing did.
    package struct Freezing: Sendable {
        /// Envelopes that are new or replaced.
        package var queued = 0
        /// From where a change was looked for until the envelope was on the disk, of all of them together; without the waits
        /// for others who write.
        package var work = Duration.zero
    }

    /// The bytes that `office` has or would be sent for `period`: those of the last envelope, or, where the period
    /// changed since, those of the envelope that would be frozen now. `nil` for a period without any activity, unless it is
    /// over and somebody should have reported.
    package func summary(
        of period: Period,
        for office: String,
        with summariser: Summariser,
        now: Date = Date()
    ) async throws -> Data? {
        try await read { [cache, journal] db in
            var standing = try Standing(db, of: office, period, journal)
            if standing == nil, summariser.overdue(beside: try Period.marked(db), now: now).contains(period) {
                standing = try Standing(db, of: office, period, generation: 0, changedAt: now, journal)
            }
            if let standing, case let draft = try Draft(standing, db, summariser, cache), draft.document != nil {
                return draft.body
            }
            return try Data.fetchOne(
                db,
                sql: "SELECT body FROM envelope WHERE office = ? AND period = ? ORDER BY revision DESC LIMIT 1",
                arguments: [office, period.description]
            )
        }
    }
}

/// How a period that changed stands with an office that was not told of it: beside what was reported, which follows from
/// the generation, all of which its next envelope is made.
private struct Standing: Equatable {
    struct Numbers: Equatable {
        let sequence: Int
        let revision: Int
        let contentSha256: String
    }

    let office: String
    let period: Period
    let generation: Int
    let changedAt: Date
    /// What waits for the office untried. One that was kept back, and is to be tried after all, is older than `last` and
    /// stays what it was.
    private(set) var untried: Numbers?
    /// The newest envelope that the office may have seen.
    private(set) var last: Numbers?
    /// The same as the journal has it, which knows more where the store is an older one that was put back.
    let seen: OutboxJournal.Entry?
    /// What the office may have learned of organisations from earlier envelopes.
    private(set) var disclosure = Disclosure()
    /// The highest that was given to an envelope for the office, of whatever period.
    let lastSequence: Int

    /// - Returns: `nil` where the office was told of the last change.
    init?(_ db: Database, of office: String, _ period: Period, _ journal: OutboxJournal) throws {
        try self.init(db, of: office, where: "period_change.period = ?2", period.description, journal)
    }

    /// - Returns: That of the first period after `earlier` of whose last change the office was not told.
    static func next(
        _ db: Database,
        of office: String,
        after earlier: Period?,
        _ journal: OutboxJournal
    ) throws -> Standing? {
        try Standing(db, of: office, where: "period_change.period > ?2", earlier?.description ?? "", journal)
    }

    private init?(
        _ db: Database,
        of office: String,
        where condition: String,
        _ bound: String,
        _ journal: OutboxJournal
    ) throws {
        let change = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT period_change.period, period_change.generation, changed_at FROM period_change
                    LEFT JOIN period_frozen ON period_frozen.period = period_change.period AND office = ?1
                    WHERE \(condition) AND period_change.generation > ifnull(period_frozen.generation, 0)
                    ORDER BY period_change.period LIMIT 1
                    """
            ),
            arguments: [office, bound]
        )
        guard let change, let period = Period(code: change["period"] as String) else { return nil }
        let changedAt = Date(milliseconds: change["changed_at"])
        try self.init(db, of: office, period, generation: change["generation"], changedAt: changedAt, journal)
    }

    init(
        _ db: Database,
        of office: String,
        _ period: Period,
        generation: Int,
        changedAt: Date,
        _ journal: OutboxJournal
    ) throws {
        (self.office, self.period, self.generation, self.changedAt) = (office, period, generation, changedAt)
        let sequence = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT max(sequence) FROM envelope WHERE office = ?"),
            arguments: [office]
        )
        lastSequence = try max(sequence ?? 0, journal.lastSequence(for: office))
        seen = try journal.last(for: office, of: period)
        for text in try journal.disclosures(for: office, of: period) { disclosure += Disclosure(text: text) }
        let envelopes = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT sequence, revision, content_sha256, disclosure, attempts = 0 AND state = 'QUEUED' AS is_untried
                    FROM envelope WHERE office = ? AND period = ? ORDER BY revision DESC
                    """
            ),
            arguments: [office, period.description]
        )
        while last == nil, let row = try envelopes.next() {
            // Each envelope holds what earlier ones told, so that the newest says it all.
            var told = Disclosure(text: row["disclosure"])
            // Nobody saw it: only whom it hides stays hidden.
            if row["is_untried"] { told = Disclosure(hidden: told.hidden) }
            disclosure += told
            let numbers = Numbers(
                sequence: row["sequence"],
                revision: row["revision"],
                contentSha256: row["content_sha256"]
            )
            if !row["is_untried"] { last = numbers } else if untried == nil { untried = numbers }
        }
    }

    /// Where an envelope of this content stands, and when the content last changed; `nil` where the last envelope says the
    /// same already.
    func place(ofContent sha256: String) -> (position: SummaryDocument.Position, changedAt: Date)? {
        func place(_ sequence: Int, _ revision: Int, supersedes: Int?, _ changedAt: Date)
            -> (SummaryDocument.Position, Date)
        {
            let position = SummaryDocument.Position(
                office: office,
                sequence: sequence,
                revision: revision,
                supersedes: supersedes
            )
            return (position, changedAt)
        }
        if let untried {
            if untried.contentSha256 == sha256 { return nil }
            // Not of `last`: the one before may wait as well, or be known to the journal alone.
            let before = untried.revision - 1
            return place(untried.sequence, untried.revision, supersedes: before > 0 ? before : nil, changedAt)
        }
        let (known, noted) = (last?.revision ?? 0, seen?.revision ?? 0)
        if last?.contentSha256 == sha256, noted <= known { return nil }
        if let seen, noted > known, seen.contentSha256 == sha256 {
            let changedAt = Date(milliseconds: seen.changedAt)
            return place(seen.sequence, seen.revision, supersedes: seen.supersedes, changedAt)
        }
        let revision = max(known, noted)
        return place(lastSequence + 1, revision + 1, supersedes: revision == 0 ? nil : revision, changedAt)
    }
}

/// What would be frozen for a period as it stands.
private struct Draft {
    let standing: Standing
    /// `nil` where the last envelope says the same already.
    let document: SummaryDocument?
    let body: Data
    let disclosure: Disclosure

    init(_ standing: Standing, _ db: Database, _ summariser: Summariser, _ cache: FactCache) throws {
        self.standing = standing
        let facts = try PeriodFacts.fetch(db, of: standing.period, cache)
        let discretion = summariser.discretion(facts, earlier: standing.disclosure)
        let content = try cache.content(facts, discretion, summariser)
        document = standing.place(ofContent: content.sha256).map {
            summariser.document(content, at: $0.position, changedAt: $0.changedAt)
        }
        body = try document?.encoded(of: content) ?? Data()
        disclosure = discretion.disclosure
    }

    /// Notes that the office is told of the change, in the transaction that puts its envelope, if it makes one, into the
    /// row.
    ///
    /// - Returns: True where there is an envelope.
    func freeze(_ db: Database, now: Date) throws -> Bool {
        try db.cachedStatement(
            sql: """
                INSERT INTO period_frozen (office, period, generation) VALUES (?, ?, ?)
                ON CONFLICT (office, period) DO UPDATE SET generation = excluded.generation
                """
        ).execute(arguments: [standing.office, standing.period.description, standing.generation])
        guard let document else { return false }
        guard let changedAt = try? Date(document.generatedAt, strategy: .iso8601) else {
            preconditionFailure("a document says its own time in another form")  // `try?`: see the message.
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO envelope
                    (office, sequence, period, revision, idempotency_key, content_sha256, body, changed_at, queued_at,
                    disclosure)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (office, sequence) DO UPDATE SET idempotency_key = excluded.idempotency_key,
                    content_sha256 = excluded.content_sha256, body = excluded.body, changed_at = excluded.changed_at,
                    disclosure = excluded.disclosure
                WHERE attempts = 0 AND state = 'QUEUED'
                """
        ).execute(arguments: [
            standing.office, document.sequence, standing.period.description, document.revision,
            document.idempotencyKey, document.contentSha256, body, changedAt.milliseconds, now.milliseconds,
            disclosure.text,
        ])
        return true
    }
}
