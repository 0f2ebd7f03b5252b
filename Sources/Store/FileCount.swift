internal import Accompaniment
internal import GRDB

/// How the files of one period fared (Q28), and up to which file of the store. What came since is added; of what was there
/// before only the files are looked at of which rows came back since.
struct FileCount: CountedRows, Hashable {
    private var files = PeriodFacts.Quality.Files()
    private var rowsHeld = 0
    /// Rows by what was found in them.
    private var reasons: [Code: Int] = [:]
    /// The last file of the store at the time: nothing becomes of a file or of a row that was held but by another file.
    private(set) var generation = 0

    var extent: Int64 { Int64(generation) }

    /// Of a store without files.
    init() {}

    /// A file of which no row could be taken in says no period: it belongs to that in which it came.
    private static let belongs = """
        (period = ?1 OR (period IS NULL AND outcome <> 'DUPLICATE' AND received_at BETWEEN ?2 AND ?3))
        """
    /// Of files, each with the number of its rows that wait for their sender as `held`.
    private static let sums = """
        sum(outcome = 'REJECTED') AS rejected,
        sum(outcome IN ('ACCEPTED', 'PARTLY') AND held = 0) AS accepted,
        sum(outcome IN ('ACCEPTED', 'PARTLY') AND held > 0) AS held,
        sum(outcome IN ('ACCEPTED', 'PARTLY') AND held = 0
            AND EXISTS (SELECT 1 FROM finding WHERE file_id = file.id AND code GLOB 'W-*')) AS with_warnings
        """
    private static let held = "(SELECT count(*) FROM held_row WHERE file_id = dropped_file.id AND mended_by IS NULL)"

    /// Counts what came since, up to the file `last`.
    func followed(_ db: Database, in period: Period, to last: Int) throws -> FileCount {
        let arguments: StatementArguments = [
            period.description, period.from.milliseconds, period.to.milliseconds + 86_400_000 - 1, generation,
        ]
        let came = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    WITH file AS MATERIALIZED (
                        SELECT id, outcome, \(Self.held) AS held FROM dropped_file WHERE \(Self.belongs) AND id > ?4
                    )
                    SELECT \(Self.sums), sum(held) AS rows FROM file
                    """
            ),
            arguments: arguments
        )
        // SQLite would rather go through all held rows, for their order.
        let mended = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    WITH mended AS MATERIALIZED (
                        SELECT file_id, count(*) AS rows FROM held_row INDEXED BY held_row_mended_by
                        WHERE mended_by > ?4 AND file_id <= ?4 GROUP BY file_id
                    ), file AS MATERIALIZED (
                        SELECT id, outcome, \(Self.held) AS held, rows FROM mended CROSS JOIN dropped_file ON id = file_id
                        WHERE \(Self.belongs)
                    )
                    SELECT \(Self.sums), sum(rows) AS rows FROM file
                    """
            ),
            arguments: arguments
        )
        let found = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT code, sum(row_count) AS rows FROM dropped_file CROSS JOIN finding ON file_id = id
                    WHERE \(Self.belongs) AND id > ?4 AND row_count > 0 AND (code GLOB 'E-*' OR code GLOB 'W-*')
                    GROUP BY code
                    """
            ),
            arguments: arguments
        )
        var count = self
        count.generation = last
        count.files.rejected += came?["rejected"] ?? 0
        count.files.accepted += came?["accepted"] ?? 0
        count.files.held += came?["held"] ?? 0
        count.files.withWarnings += came?["with_warnings"] ?? 0
        count.rowsHeld += came?["rows"] ?? 0
        // Each of these had held rows before: one without any is one that was held.
        let whole: Int = mended?["accepted"] ?? 0
        count.files.accepted += whole
        count.files.held -= whole
        count.files.withWarnings += mended?["with_warnings"] ?? 0
        count.rowsHeld -= mended?["rows"] ?? 0
        for row in found {
            if let code = Code(rawValue: row["code"]) { count.reasons[code, default: 0] += row["rows"] }
        }
        return count
    }

    /// All but what the tallies of the rows say.
    var quality: PeriodFacts.Quality {
        var quality = PeriodFacts.Quality()
        quality.files = files
        quality.files.received = files.accepted + files.held + files.rejected
        quality.rows.held = rowsHeld
        quality.topReasons = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map {
            PeriodFacts.Quality.Reason(code: $0.key, rows: $0.value)
        }
        return quality
    }
}

extension CalendarDay {
    /// The first instant of the day in UTC, in milliseconds since 1970.
    fileprivate var milliseconds: Int64 {
        // 719,163 is 1 January 1970.
        Int64(dayNumber - 719_163) * 86_400_000
    }
}
