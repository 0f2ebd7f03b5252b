internal import Accompaniment
internal import Foundation
internal import GRDB

/// Takes the events of one batch inside one transaction.
///
/// The rows of a small file are kept until its end, when it is known whether they count; those of a large one go into a
/// savepoint, so that a file that turns out to be a duplicate, unreadable or unfinished leaves none of them. (A savepoint
/// for every small file cost more than all of its inserts: SQLite copies each page that it touches.)
final class Recorder {
    private let db: Database
    private let help: ActivityWriter
    private let oversight: ActivityWriter
    private var current: Current?
    private var changed: [Period: Date] = [:]
    /// Periods of which rows were written.
    private var changedRows: Set<Period> = []
    /// Ids of the files recorded so far.
    private(set) var recorded: [Int64] = []
    /// That of the file whose rows are coming in, or of the next one. Its row is written last: early pages of the log that
    /// are written again make SQLite go through the whole of it before the commit.
    private var id: Int64

    /// In rows.
    private static let largestKept = 2048

    /// The file whose rows are coming in.
    private final class Current {
        let file: DroppedFile
        let id: Int64
        /// Rows not written yet.
        var reports: [ActivityReport] = []
        var held: [HeldRow] = []
        /// A large file is being written: a savepoint is open that began before it.
        var isSpilled = false
        var counts = RowCounts()
        /// What only the store can tell of the rows.
        var findings = FindingLog()
        /// Periods whose summary this file touches, and those of them of which it wrote rows.
        var periods: Set<Period> = []
        private(set) var periodsOfRows: Set<Period> = []
        /// Where the rows lie that it added, or moved from one period to another.
        var stretches = PeriodStretches()
        /// Those out of which it moved a row.
        var periodsLeft: Set<Period> = []
        private(set) var latestPeriod: Period?
        /// Codes of the periods of the last rows.
        private var (lastTouched, lastMet) = ("", "")

        init(file: DroppedFile, id: Int64) {
            (self.file, self.id) = (file, id)
        }

        func touch(_ period: Period) {
            // Mostly that of the row before.
            if period.description == lastTouched { return }
            lastTouched = period.description
            periods.insert(period)
            periodsOfRows.insert(period)
        }

        func meet(_ period: Period) {
            if period.description == lastMet { return }
            lastMet = period.description
            if latestPeriod.map({ $0 < period }) ?? true { latestPeriod = period }
        }
    }

    init(_ db: Database) throws {
        self.db = db
        help = try ActivityWriter(db, .help)
        oversight = try ActivityWriter(db, .oversight)
        // https://www.sqlite.org/autoinc.html
        id = 1 + (try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'dropped_file'") ?? 0)
    }

    func take(_ event: IntakeEvent) throws {
        switch event {
        case .begin(let file):
            current = Current(file: file, id: id)
        case .reports(let reports): try take(reports, [])
        case .held(let rows): try take([], rows)
        case .end(let reading):
            try finish(reading)
        case .abandon:
            if current?.isSpilled == true { try undoSpill() }
            current = nil
        }
    }

    /// Ends the batch: its records are found from here on, and its periods are marked.
    func finish() throws {
        try help.keys.finish()
        try oversight.keys.finish()
        try markChangedPeriods()
    }

    /// The outbox mark: each period that the batch touched has a new generation, which every office still has to see.
    /// So have those after it, for a summary also says how services stand that were told of before, and who is new.
    private func markChangedPeriods() throws {
        if let earliest = changed.keys.min(), let instant = changed.values.max() {
            for text in try String.fetchAll(db, sql: "SELECT period FROM period_change") {
                guard let period = Period(code: text), period > earliest, changed[period] == nil else { continue }
                changed[period] = instant
            }
        }
        for (period, instant) in changed {
            try db.execute(
                sql: """
                    INSERT INTO period_change (period, generation, changed_at, rows_generation) VALUES (?1, 1, ?2, ?3)
                    ON CONFLICT (period) DO UPDATE SET generation = generation + 1, changed_at = ?2,
                        rows_generation = rows_generation + ?3
                    """,
                arguments: [period.description, instant.milliseconds, changedRows.contains(period) ? 1 : 0]
            )
        }
    }

    private func take(_ reports: [ActivityReport], _ held: [HeldRow]) throws {
        guard let file = current else { return }
        if file.isSpilled { return try write(reports, held, of: file) }
        file.reports += reports
        file.held += held
        guard file.reports.count + file.held.count > Self.largestKept else { return }
        // Of what comes behind the savepoint nothing may be left where that is rolled back.
        try help.keys.save()
        try oversight.keys.save()
        try db.execute(sql: "SAVEPOINT file")
        file.isSpilled = true
        try write(file.reports, file.held, of: file)
        (file.reports, file.held) = ([], [])
    }

    private func undoSpill() throws {
        try db.execute(sql: "ROLLBACK TO file")
        try db.execute(sql: "RELEASE file")
        help.keys.forget()
        oversight.keys.forget()
    }

    private func write(_ reports: [ActivityReport], _ held: [HeldRow], of file: Current) throws {
        // Where they lie: a copy of a report counts a dozen references.
        let reports = reports.span
        for index in reports.indices {
            try record(reports[index], of: file)
            if let mended = reports[index].mends { try mend(mended, by: file) }
        }
        try hold(held, of: file)
    }

    private func record(_ report: ActivityReport, of file: Current) throws {
        let writer = report.function == .help ? help : oversight
        if let name = try writer.serviceGoingBack(report) {
            file.findings.add(Finding(.stageBack, written: name, row: report.row))
        }
        let row = try writer.keys.row(of: report.recordID)
        if row == nil, report.kin != nil {
            var same = report
            let other = try writer.sameWithOtherTime(&same, file: file.id)
            return try write(same, to: other, by: writer, of: file)
        }
        try write(report, to: row, by: writer, of: file)
    }

    private func write(
        _ report: ActivityReport,
        to row: Int64?,
        by writer: ActivityWriter,
        of file: Current
    ) throws {
        file.meet(report.period)
        switch try writer.write(report, to: row, file: file.id) {
        case .added(let row):
            file.counts.added += 1
            file.touch(report.period)
            file.stretches.add(row, to: report.period)
        case .revised(let row, let earlier, let inSameFile):
            file.counts.revised += 1
            file.touch(report.period)
            if let earlier, earlier != report.period {
                file.touch(earlier)
                file.periodsLeft.insert(earlier)
                file.stretches.add(row, to: report.period)
            }
            if inSameFile { file.findings.add(Finding(.duplicate, row: report.row)) }
        case .unchanged(let inSameFile):
            file.counts.unchanged += 1
            if inSameFile { file.findings.add(Finding(.duplicate, row: report.row)) }
        }
    }

    private func finish(_ reading: FileReading) throws {
        guard var file = current else { return }
        current = nil
        let earlier = try earlierFile(sha256: reading.sha256, of: file)
        let counts = !reading.isRejected && earlier == nil
        if !counts {
            if file.isSpilled { try undoSpill() }
            file = Current(file: file.file, id: file.id)
        }
        try write(file.reports, file.held, of: file)
        try file.stretches.save(db, file.file.function)
        let outcome =
            earlier == nil ? .init(file.counts, notes: reading.assignmentNotes) : RecordedFile.Outcome.duplicate
        try insert(file, reading: reading, outcome: outcome, duplicateOf: earlier)
        if earlier == nil {
            try insert(reading.findings + file.findings.findings, notes: reading.assignmentNotes, file: file.id)
        }
        if file.isSpilled { try db.execute(sql: "RELEASE file") }
        if file.counts.held > 0, let period = file.latestPeriod { file.periods.insert(period) }
        changedRows.formUnion(file.periodsOfRows)
        if file.file.function == .help { try noteOrganisation(of: file) }
        for period in file.periods { changed[period] = max(changed[period] ?? .distantPast, file.file.receivedAt) }
        recorded.append(file.id)
        id += 1
    }

    /// In which periods the organisation helped.
    private func noteOrganisation(of file: Current) throws {
        let organisation = file.file.organisation.rawValue
        for period in file.periodsOfRows {
            try db.execute(
                sql: "INSERT OR IGNORE INTO period_organisation (period, organisation) VALUES (?, ?)",
                arguments: [period.description, organisation]
            )
        }
        for period in file.periodsLeft {
            try db.execute(
                sql: """
                    DELETE FROM period_organisation WHERE period = ?1 AND organisation = ?2
                        AND NOT EXISTS (
                            SELECT 1 FROM period_stretch AS stretch
                                CROSS JOIN help_activity AS now ON now.id BETWEEN stretch.first AND stretch.last
                            WHERE stretch.period = ?1 AND stretch.function = 'HELP'
                                AND now.period = ?1 AND now.organisation = ?2
                        )
                    """,
                arguments: [period.description, organisation]
            )
        }
    }

    /// The file with the same bytes that the same organisation dropped before in a folder of the same function.
    private func earlierFile(sha256: [UInt8], of file: Current) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id FROM dropped_file
                    WHERE sha256 = ? AND organisation = ? AND function = ?
                        AND outcome IN ('ACCEPTED', 'PARTLY')
                    ORDER BY id LIMIT 1
                    """
            ),
            arguments: [Data(sha256), file.file.organisation.rawValue, file.file.function.rawValue]
        )
    }

    private func insert(
        _ file: Current,
        reading: FileReading,
        outcome: RecordedFile.Outcome,
        duplicateOf earlier: Int64?
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO dropped_file
                    (id, claim, inbox, organisation, function, name, filed_as, size, received_at, sha256, outcome,
                    duplicate_of, period, layout, rows_added, rows_revised, rows_unchanged, rows_held, rows_not_read)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        let dropped = file.file
        try statement.execute(arguments: [
            file.id, dropped.claim, dropped.inbox, dropped.organisation.rawValue, dropped.function.rawValue,
            dropped.name, dropped.filedAs, dropped.size, dropped.receivedAt.milliseconds, Data(reading.sha256),
            outcome.rawValue, earlier, file.latestPeriod?.description, try reading.layout.map(StoredJSON.write),
            file.counts.added, file.counts.revised, file.counts.unchanged, file.counts.held, reading.rowsNotRead,
        ])
    }

    private func hold(_ rows: [HeldRow], of file: Current) throws {
        for row in rows {
            file.counts.held += 1
            try db.cachedStatement(
                sql: "INSERT INTO held_row (file_id, position, row, cells, findings) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [
                file.id, file.counts.held, row.row, try StoredJSON.write(row.cells), try StoredJSON.write(row.findings),
            ])
            if let mended = row.mends { try mend(mended, by: file) }
        }
    }

    /// A held row came back: it waits no more, whatever became of it. Only rows of the same sender and function can be
    /// named, for anybody can write a number into a file.
    private func mend(_ reference: HeldRowReference, by file: Current) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE held_row SET mended_by = ?1
                WHERE file_id = ?2 AND position = ?3 AND mended_by IS NULL AND file_id <> ?1
                    AND EXISTS (SELECT 1 FROM dropped_file WHERE id = ?2 AND organisation = ?4 AND function = ?5)
                """
        )
        try statement.execute(arguments: [
            file.id, reference.file, reference.position, file.file.organisation.rawValue, file.file.function.rawValue,
        ])
        guard db.changesCount > 0 else { return }
        let period = try db.cachedStatement(sql: "SELECT period FROM dropped_file WHERE id = ?")
        if let text = try String.fetchOne(period, arguments: [reference.file]), let period = Period(code: text) {
            file.periods.insert(period)
        }
    }

    private func insert(_ findings: [Finding], notes: [AssignmentNote], file: Int64) throws {
        for (position, finding) in findings.enumerated() {
            try db.cachedStatement(
                sql: "INSERT INTO finding (file_id, position, code, row_count, content) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [file, position, finding.code.rawValue, finding.count, try StoredJSON.write(finding)])
        }
        for (position, note) in notes.enumerated() {
            try db.cachedStatement(sql: "INSERT INTO assignment_note (file_id, position, content) VALUES (?, ?, ?)")
                .execute(arguments: [file, position, try StoredJSON.write(note)])
        }
    }
}

/// Writes the activities of one function: its tables and nothing else.
private final class ActivityWriter {
    enum Effect {
        case added(row: Int64)
        case revised(row: Int64, earlier: Period?, inSameFile: Bool)
        case unchanged(inSameFile: Bool)
    }

    let keys: RecordKeys
    private let insert: BulkStatement
    private let hasKin: BulkStatement
    private let kin: BulkStatement
    private let compare: BulkStatement
    private let archive: BulkStatement
    private let replace: BulkStatement
    private let stage: BulkStatement

    init(_ db: Database, _ table: ActivityTable) throws {
        keys = try RecordKeys(db, table)
        insert = try BulkStatement(ActivityColumns.insert(into: table.now), in: db)
        hasKin = try BulkStatement(ActivityColumns.hasKin(in: table.now), in: db)
        kin = try BulkStatement(ActivityColumns.kin(in: table.now), in: db)
        compare = try BulkStatement(ActivityColumns.compare(in: table.now), in: db)
        archive = try BulkStatement(ActivityColumns.archive(from: table.now, to: table.past), in: db)
        replace = try BulkStatement(ActivityColumns.revise(in: table.now), in: db)
        stage = try BulkStatement(ActivityColumns.stage(in: table.now), in: db)
    }

    /// A report that another file dated more or less exactly is the same one: of the two dates it takes the more exact one.
    ///
    /// - Parameter file: That of the report, and so the last one of all rows.
    /// - Returns: The row of the other; `nil` where there is none, or several and so none for certain.
    func sameWithOtherTime(_ report: inout ActivityReport, file: Int64) throws -> Int64? {
        // Mostly nothing has these words in common with it.
        guard let key = report.kin, let own = report.date.wholePeriod,
            try hasKin.first({ $0.bind(Int(key)) }, { _ in true }) == true
        else { return nil }
        var same: [(row: Int64, date: Period, period: Period?)] = []
        for date in own.overlapping where same.count < 2 {
            try kin.forEach { parameters in
                parameters.bind(Int(key))
                parameters.bind(date.from.description)
                parameters.bind(date.to.description)
                parameters.bind(Int(file))
            } _: { row in
                same.append((row.integer(0), date, Period(code: row.text(1))))
            }
        }
        guard same.count == 1, let other = same.first else { return nil }
        if other.date.kind.months <= own.kind.months, let period = other.period {
            report.date = ActivityDate(other.date)
            report.period = period
        }
        return other.row
    }

    /// The name of the report's service, where that is at an earlier stage now than it was by the same day.
    func serviceGoingBack(_ report: ActivityReport) throws -> String? {
        guard let name = report.attributes.text(.serviceName),
            let now = report.attributes.text(.stage).flatMap(ServiceStage.init(rawValue:))
        else { return nil }
        let earlier = try stage.first { parameters in
            parameters.bind(report.unit.rawValue)
            parameters.bind(name)
            parameters.bind(report.date.to.description)
        } _: {
            $0.text(0)
        }
        return earlier.flatMap(ServiceStage.init(rawValue:)).map { now < $0 } == true ? name : nil
    }

    /// Adds the record, or makes it the next revision of `row` where that said something else.
    func write(_ report: ActivityReport, to row: Int64?, file: Int64) throws -> Effect {
        if let row { return try revise(row, report, file: file) }
        let row = try insert.insert { ActivityColumns.bind(report, row: nil, file: file, to: &$0) }
        try keys.add(report.recordID, row: row)
        return .added(row: row)
    }

    private func revise(_ row: Int64, _ report: ActivityReport, file: Int64) throws -> Effect {
        var said = Attributes()
        let known = try compare.first {
            ActivityColumns.bindCompared(report, row: row, file: file, to: &$0)
        } _: { columns in
            columns.load(3, into: &said)
            return (file: columns.integer(0), period: columns.text(1), isSame: columns.integer(2) == 1)
        }
        guard let known else {
            throw StoreError(
                "the store contradicts itself: give 'eshkold store verify', and restore the last backup",
                disposition: .stop
            )
        }
        let inSameFile = known.file == file
        if known.isSame, said == ActivityColumns.others(of: report.attributes) {
            return .unchanged(inSameFile: inSameFile)
        }
        try archive.execute { $0.bind(Int(row)) }
        try replace.execute { ActivityColumns.bind(report, row: row, file: file, to: &$0) }
        return .revised(row: row, earlier: Period(code: known.period), inSameFile: inSameFile)
    }
}
