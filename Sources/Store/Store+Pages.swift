package import Accompaniment
internal import GRDB

extension Store {
    /// A page that is missing, or older than what it tells of.
    package struct DuePage: Hashable, Sendable {
        package let period: Period
        /// The period is over.
        package let isClosed: Bool
        fileprivate let generation: Int
    }

    /// The pages that a place should have and has not: of every period that changed since, and of the last period that is
    /// over, also where nobody reported anything in it, for a year after the last report. The oldest first.
    ///
    /// - Parameters:
    ///   - place: Where the pages go; the name under which ``note(_:at:)`` remembers them.
    ///   - current: The period of today.
    package func pagesDue(at place: String, current: Period) async throws -> [DuePage] {
        try await read { db in
            var generations: [Period: Int] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT period, generation FROM period_change") {
                if let period = Period(code: row["period"] as String) { generations[period] = row["generation"] }
            }
            // A year after the last report nobody waits for another.
            let yearBefore = CalendarDay.first(year: current.from.year - 1, month: current.from.month)
            if generations.keys.contains(where: { $0.from >= yearBefore && $0 < current }) {
                generations[current.previous, default: 0] += 0
            }
            let written = try Row.fetchAll(db, sql: "SELECT * FROM page_written WHERE place = ?", arguments: [place])
            let known = Dictionary(
                written.compactMap { row in
                    Period(code: row["period"] as String).map { period in
                        let (generation, isClosed): (Int, Bool) = (row["generation"], row["is_closed"])
                        return (period, DuePage(period: period, isClosed: isClosed, generation: generation))
                    }
                },
                uniquingKeysWith: { first, _ in first }
            )
            return generations.map { period, generation in
                DuePage(period: period, isClosed: period.to < current.from, generation: generation)
            }
            .filter { $0 != known[$0.period] }.sorted { $0.period < $1.period }
        }
    }

    /// Remembers that `page` is in its place.
    package func note(_ page: DuePage, at place: String) async throws {
        try await write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO page_written (place, period, generation, is_closed) VALUES (?, ?, ?, ?)",
                arguments: [place, page.period.description, page.generation, page.isClosed]
            )
        }
    }
}
