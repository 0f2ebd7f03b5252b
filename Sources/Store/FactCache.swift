internal import Accompaniment
internal import Foundation
internal import GRDB

/// What was counted last, so that only what was written since is counted: in memory, and in the store for whoever opens it
/// next. Beside it, in memory alone, what was encoded last.
///
/// Sendable because all state is only touched under the lock.
final class FactCache: @unchecked Sendable {
    /// In periods: more than a page and a summary look at.
    private static let limit = 64
    /// To be raised when a release counts something else or in another way.
    private static let form = 3
    private static let servicesName = "SERVICES"

    /// What was followed through more rows than this is kept in the store anew.
    private static let mostFollowed: Int64 = 10_000

    private let lock = NSLock()
    private var periods: [Period: Kept<PeriodCount>] = [:]
    private var services: Kept<ServiceCount>?
    private var files: [Period: Kept<FileCount>] = [:]
    /// Of the document that was made last.
    private var pieces = EncodedPieces()
    private var unsaved: [String: Unsaved] = [:]

    private struct Kept<Counted: CountedRows>: Sendable {
        let recount: Int
        let counted: Counted
        /// How far that is counted which the store keeps of it.
        let savedTo: Int64

        /// Transactions that read beside each other see the store at different instants.
        func isOlder(than other: Kept?) -> Bool {
            other.map { (recount, counted.generation) < ($0.recount, $0.counted.generation) } ?? false
        }
    }

    /// What the store does not keep yet and should.
    struct Unsaved {
        let recount: Int
        let content: Data
    }

    /// All that is counted for the facts of `period`, as it stands in this transaction.
    func counted(of period: Period, _ db: Database) throws -> (PeriodCount, ServiceCount, FileCount) {
        let recount = try Self.recount(db)
        return try (rows(of: period, db, recount), services(db, recount), files(of: period, db, recount))
    }

    private func rows(of period: Period, _ db: Database, _ recount: Int) throws -> PeriodCount {
        let generation = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT rows_generation FROM period_change WHERE period = ?"),
            arguments: [period.description]
        )
        guard let generation else { return PeriodCount() }
        let kept = try current(
            lock.withLock { periods[period] },
            named: period.description,
            at: generation,
            db,
            recount,
            follow: { try $0.followed(db, in: period, to: generation) },
            anew: { try PeriodCount(db, of: period, at: generation) }
        )
        lock.withLock {
            if periods.count >= Self.limit { periods.removeAll(keepingCapacity: true) }
            if !kept.isOlder(than: periods[period]) { periods[period] = kept }
        }
        return kept.counted
    }

    private func services(_ db: Database, _ recount: Int) throws -> ServiceCount {
        let generation =
            try Int.fetchOne(db.cachedStatement(sql: "SELECT sum(rows_generation) FROM period_change")) ?? 0
        let kept = try current(
            lock.withLock { services },
            named: Self.servicesName,
            at: generation,
            db,
            recount,
            follow: { try $0.followed(db, to: generation) },
            anew: { try ServiceCount(db, at: generation) }
        )
        lock.withLock { if !kept.isOlder(than: services) { services = kept } }
        return kept.counted
    }

    private func files(of period: Period, _ db: Database, _ recount: Int) throws -> FileCount {
        let last = try Int.fetchOne(db.cachedStatement(sql: "SELECT max(rowid) FROM dropped_file")) ?? 0
        let kept = try current(
            lock.withLock { files[period] },
            named: "FILES \(period)",
            at: last,
            db,
            recount,
            follow: { try $0.followed(db, in: period, to: last) },
            anew: { try FileCount().followed(db, in: period, to: last) }
        )
        lock.withLock {
            if files.count >= Self.limit { files.removeAll(keepingCapacity: true) }
            if !kept.isOlder(than: files[period]) { files[period] = kept }
        }
        return kept.counted
    }

    /// What an office would see of `facts`.
    func content(_ facts: PeriodFacts, _ discretion: Discretion, _ summariser: Summariser) throws
        -> SummaryDocument.Content
    {
        let content = try summariser.content(facts, discretion, knowing: lock.withLock { pieces })
        lock.withLock { pieces = content.pieces }
        return content
    }

    /// From what is known in memory or in the store, or else from all rows.
    private func current<Counted: CountedRows>(
        _ kept: Kept<Counted>?,
        named subject: String,
        at generation: Int,
        _ db: Database,
        _ recount: Int,
        follow: (Counted) throws -> Counted?,
        anew: () throws -> Counted
    ) throws -> Kept<Counted> {
        // What another transaction counted since holds rows that are not there yet in this one.
        var known = kept.flatMap { $0.recount == recount && $0.counted.generation <= generation ? $0 : nil }
        if known == nil, let saved: Counted = try Self.saved(subject, db) {
            known = Kept(recount: recount, counted: saved, savedTo: saved.extent)
        }
        if let known, known.counted.generation == generation { return known }
        let followed = try known.flatMap { try follow($0.counted) }
        let counted = try followed ?? anew()
        if followed != nil, let known, counted.extent - known.savedTo <= Self.mostFollowed {
            return Kept(recount: recount, counted: counted, savedTo: known.savedTo)
        }
        let content = try JSONEncoder().encode(counted)
        lock.withLock { unsaved[subject] = Unsaved(recount: recount, content: content) }
        return Kept(recount: recount, counted: counted, savedTo: counted.extent)
    }

    /// Hands out what is worth keeping in the store, once.
    func takeUnsaved() -> [String: Unsaved] {
        lock.withLock {
            defer { unsaved = [:] }
            return unsaved
        }
    }

    static func save(_ unsaved: [String: Unsaved], _ db: Database) throws {
        if unsaved.isEmpty { return }
        let recount = try recount(db)
        // What was counted before a name was erased may hold it: it does not come back.
        for (subject, counted) in unsaved where counted.recount == recount {
            try db.execute(
                sql: "INSERT OR REPLACE INTO counted (subject, form, content) VALUES (?, ?, ?)",
                arguments: [subject, form, counted.content]
            )
        }
    }

    /// From here on everything is counted anew: words were changed in their place.
    static func forget(_ db: Database) throws {
        try db.execute(sql: "UPDATE installation SET recount = recount + 1")
        try db.execute(sql: "DELETE FROM counted")
    }

    private static func recount(_ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "SELECT recount FROM installation")) ?? 0
    }

    private static func saved<Counted: CountedRows>(_ subject: String, _ db: Database) throws -> Counted? {
        let content = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT content FROM counted WHERE subject = ? AND form = ?"),
            arguments: [subject, form]
        )
        // `try?`: what cannot be read is counted anew, and replaced.
        return content.flatMap { try? JSONDecoder().decode(Counted.self, from: $0) }
    }
}

/// What was counted of rows up to some of them.
protocol CountedRows: Codable, Sendable {
    /// That of the rows when they were counted.
    var generation: Int { get }
    /// How much the store had been written by then, in rows.
    var extent: Int64 { get }
}
