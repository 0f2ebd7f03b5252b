internal import Accompaniment
internal import GRDB

/// Where the rows of each period lie in a table of activities: every one of them in one of these stretches of `id`, which
/// may hold rows of other periods as well.
///
/// What one file says lies side by side, so that a few stretches tell what an index would with an entry for every row.
/// Rows are added behind the last one, and keep their place: a stretch is added when a row moves to another period, and
/// none is ever taken away.
struct PeriodStretches {
    private var stretches: [Period: [ClosedRange<Int64>]] = [:]
    /// Being written: it belongs to those above, but mostly it only grows.
    private var current: (period: Period, rows: ClosedRange<Int64>)?

    /// Rows of other periods between two rows of one stretch, at most.
    private static let widestGap: Int64 = 256

    /// Notes that a row came to `period`.
    mutating func add(_ row: Int64, to period: Period) {
        if let rows = current?.rows, row == rows.upperBound + 1, current?.period.description == period.description {
            current?.rows = rows.lowerBound...row
        } else {
            closeCurrent()
            current = (period, row...row)
        }
    }

    private mutating func closeCurrent() {
        guard let (period, rows) = current else { return }
        current = nil
        var list = stretches.removeValue(forKey: period) ?? []
        if let last = list.last, (1...Self.widestGap).contains(rows.lowerBound - last.upperBound) {
            list[list.count - 1] = last.lowerBound...rows.upperBound
        } else {
            list.append(rows)
        }
        stretches[period] = list
    }

    mutating func save(_ db: Database, _ function: Function) throws {
        closeCurrent()
        for (period, list) in stretches {
            for rows in list {
                try db.cachedStatement(
                    sql: """
                        INSERT INTO period_stretch (period, function, first, last) VALUES (?, ?, ?, ?)
                        ON CONFLICT (period, function, first) DO UPDATE SET last = max(last, excluded.last)
                        """
                ).execute(arguments: [period.description, function.rawValue, rows.lowerBound, rows.upperBound])
            }
        }
    }

    /// The stretches of `period` behind the row `mark`, ascending, none of which touches another.
    static func of(_ period: String, _ function: Function, after mark: Int64 = 0, _ db: Database) throws
        -> [ClosedRange<Int64>]
    {
        let saved = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT max(first, ?3 + 1), last FROM period_stretch
                    WHERE period = ?1 AND function = ?2 AND last > ?3 ORDER BY first
                    """
            ),
            arguments: [period, function.rawValue, mark]
        )
        var list: [ClosedRange<Int64>] = []
        while let row = try saved.next() {
            let (first, last): (Int64, Int64) = (row[0], row[1])
            if let before = list.last, first <= before.upperBound + 1 {
                list[list.count - 1] = before.lowerBound...max(before.upperBound, last)
            } else {
                list.append(first...last)
            }
        }
        return list
    }
}
