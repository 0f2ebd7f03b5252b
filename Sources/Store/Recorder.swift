internal import Accompaniment
internal import Foundation
internal import GRDB

/// Takes the events of one batch inside one transaction. Each file lies in a savepoint of its own, so that a file
/// that turns out to be a duplicate, unreadable or unfinished leaves none of its rows.
final class Recorder {
    private let db: Database
    private let activities: [Function: ActivityWriter]
    private var current: Current?
    private var changed: [Period: Date] = [:]
    /// Ids of the files recorded so far.
    private(set) var recorded: [Int64] = []

    /// The file whose rows are coming in.
    private final class Current {
        let file: DroppedFile
        let id: Int64
        var counts = RowCounts()
        /// Rows that stand in the file twice.
        var repetitions = FindingLog()
        /// Periods whose summary this file touches.
        var periods: Set<Period> = []
        private(set) var latestPeriod: Period?
        private var lastTouched: Period?

        init(file: DroppedFile, id: Int64) {
            self.file = file
            self.id = id
        }

        func touch(_ period: Period) {
            meet(period)
            // Nearly always the period of the row before.
            if period == lastTouched { return }
            lastTouched = period
            periods.insert(period)
        }

        func meet(_ period: Period) {
            if latestPeriod.map({ $0 < period }) ?? true { latestPeriod = period }
        }
    }

    init(_ db: Database) throws {
        self.db = db
        activities = try [
            .help: ActivityWriter(db, table: "help_activity", history: "help_history"),
            .oversight: ActivityWriter(db, table: "oversight_activity", history: "oversight_history"),
        ]
    }

    func take(_ event: IntakeEvent) throws {
        switch event {
        case .begin(let file):
            try db.execute(sql: "SAVEPOINT file")
            current = Current(file: file, id: try insert(file))
        case .reports(let reports):
            for report in reports { try record(report) }
        case .held(let rows):
            try hold(rows)
        case .end(let reading):
            try finish(reading)
            try db.execute(sql: "RELEASE file")
        case .abandon:
            try db.execute(sql: "ROLLBACK TO file")
            try db.execute(sql: "RELEASE file")
            current = nil
        }
    }

    /// The outbox mark: each period that the batch touched has a new generation, which every office still has to see.
    func markChangedPeriods() throws {
        for (period, instant) in changed {
            try db.execute(
                sql: """
                    INSERT INTO period_change (period, generation, changed_at) VALUES (?, 1, ?)
                    ON CONFLICT (period) DO UPDATE SET generation = generation + 1, changed_at = excluded.changed_at
                    """,
                arguments: [period.description, instant.milliseconds]
            )
        }
    }

    private func record(_ report: ActivityReport) throws {
        guard let file = current, let writer = activities[report.function] else { return }
        switch try writer.write(report, file: file.id) {
        case .added:
            file.counts.added += 1
            file.touch(report.period)
        case .revised(let earlierPeriod, let inSameFile):
            file.counts.revised += 1
            file.touch(report.period)
            if let earlierPeriod { file.periods.insert(earlierPeriod) }
            if inSameFile { file.repetitions.add(Finding(.duplicate, row: report.row)) }
        case .unchanged(let inSameFile):
            file.counts.unchanged += 1
            file.meet(report.period)
            if inSameFile { file.repetitions.add(Finding(.duplicate, row: report.row)) }
        }
    }

    private func finish(_ reading: FileReading) throws {
        guard var file = current else { return }
        current = nil
        let earlier = try earlierFile(sha256: reading.sha256, before: file)
        if reading.isRejected || earlier != nil {
            try db.execute(sql: "ROLLBACK TO file")
            file = Current(file: file.file, id: try insert(file.file))
        }
        let outcome =
            earlier == nil ? .init(file.counts, notes: reading.assignmentNotes) : RecordedFile.Outcome.duplicate
        try update(file, reading: reading, outcome: outcome, duplicateOf: earlier)
        if earlier == nil {
            try insert(reading.findings + file.repetitions.findings, notes: reading.assignmentNotes, file: file.id)
        }
        if file.counts.held > 0, let period = file.latestPeriod { file.periods.insert(period) }
        for period in file.periods { changed[period] = max(changed[period] ?? .distantPast, file.file.receivedAt) }
        recorded.append(file.id)
    }

    /// The file with the same bytes that the same organisation dropped before in a folder of the same function.
    private func earlierFile(sha256: [UInt8], before file: Current) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT id FROM dropped_file
                WHERE sha256 = ? AND organisation = ? AND function = ? AND outcome IN ('ACCEPTED', 'PARTLY') AND id <> ?
                ORDER BY id LIMIT 1
                """,
            arguments: [Data(sha256), file.file.organisation.rawValue, file.file.function.rawValue, file.id]
        )
    }

    private func insert(_ file: DroppedFile) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO dropped_file
                    (claim, inbox, organisation, function, name, filed_as, size, received_at, sha256, outcome)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, zeroblob(32), 'REJECTED')
                """
        )
        try statement.execute(arguments: [
            file.claim, file.inbox, file.organisation.rawValue, file.function.rawValue, file.name, file.filedAs,
            file.size, file.receivedAt.milliseconds,
        ])
        return db.lastInsertedRowID
    }

    private func update(
        _ file: Current,
        reading: FileReading,
        outcome: RecordedFile.Outcome,
        duplicateOf earlier: Int64?
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE dropped_file SET sha256 = ?, outcome = ?, duplicate_of = ?, period = ?, layout = ?,
                    rows_added = ?, rows_revised = ?, rows_unchanged = ?, rows_held = ?
                WHERE id = ?
                """
        )
        try statement.execute(arguments: [
            Data(reading.sha256), outcome.rawValue, earlier, file.latestPeriod?.description,
            try reading.layout.map(json), file.counts.added, file.counts.revised, file.counts.unchanged,
            file.counts.held, file.id,
        ])
    }

    private func hold(_ rows: [HeldRow]) throws {
        guard let file = current?.id else { return }
        let statement = try db.cachedStatement(
            sql: "INSERT INTO held_row (file_id, row, cells, findings) VALUES (?, ?, ?, ?)"
        )
        for row in rows {
            try statement.execute(arguments: [file, row.row, try json(row.cells), try json(row.findings)])
        }
        current?.counts.held += rows.count
    }

    private func insert(_ findings: [Finding], notes: [AssignmentNote], file: Int64) throws {
        for (position, finding) in findings.enumerated() {
            try db.cachedStatement(
                sql: "INSERT INTO finding (file_id, position, code, row_count, content) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [file, position, finding.code.rawValue, finding.count, try json(finding)])
        }
        for note in notes {
            try db.cachedStatement(sql: "INSERT INTO assignment_note (file_id, row, content) VALUES (?, ?, ?)")
                .execute(arguments: [file, note.row, try json(note)])
        }
    }

    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder.canonical.encode(value), as: UTF8.self)
    }
}

/// Writes the activities of one function: its two tables and nothing else.
private final class ActivityWriter {
    enum Effect {
        case added
        case revised(earlierPeriod: Period?, inSameFile: Bool)
        case unchanged(inSameFile: Bool)
    }

    private var insert: BulkStatement
    private var compare: BulkStatement
    private var archive: BulkStatement
    private var revise: BulkStatement

    init(_ db: Database, table: String, history: String) throws {
        insert = try BulkStatement(ActivityColumns.insert(into: table), in: db)
        compare = try BulkStatement(ActivityColumns.compare(in: table), in: db)
        archive = try BulkStatement(ActivityColumns.archive(from: table, to: history), in: db)
        revise = try BulkStatement(ActivityColumns.revise(in: table), in: db)
    }

    /// Adds the record, or makes it the next revision where it was known with other content.
    func write(_ report: ActivityReport, file: Int64) throws -> Effect {
        try ActivityColumns.bind(report, file: file, to: &insert)
        if try insert.execute() == 1 { return .added }
        try ActivityColumns.bind(report, file: file, to: &compare)
        let known = try compare.first { (file: $0.integer(0), period: $0.text(1), isSame: $0.integer(2) == 1) }
        let inSameFile = known?.file == file
        if known?.isSame == true { return .unchanged(inSameFile: inSameFile) }
        archive.bind(report.recordID)
        _ = try archive.execute()
        try ActivityColumns.bind(report, file: file, to: &revise)
        _ = try revise.execute()
        return .revised(earlierPeriod: known.flatMap { Period(code: $0.period) }, inSameFile: inSameFile)
    }
}
