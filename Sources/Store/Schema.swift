internal import GRDB

/// The layout of the store, one migration per released change; none is ever edited after its release.
///
/// Constraints: STRICT tables, so that a column holds what it says; foreign keys; instants are whole milliseconds since
/// 1970 in UTC; sets of codes are sorted and separated by a space. A crash leaves either the whole of a batch of files
/// or nothing of it: SQLite in WAL mode with `synchronous=FULL`.
enum Schema {
    /// "eshk" in ASCII: tells `file` and a restore that this is ours (https://www.sqlite.org/pragma.html#pragma_application_id).
    static let applicationID = 0x6573_686B

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-first") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: inboxes)
            try db.execute(sql: files)
            try db.execute(sql: activities("help_activity", history: "help_history", keys: "help_key"))
            try db.execute(
                sql: activities("oversight_activity", history: "oversight_history", keys: "oversight_key")
            )
            try db.execute(sql: stretches)
            try db.execute(sql: outbox)
        }
        return migrator
    }

    private static let inboxes = """
        CREATE TABLE inbox (
            name TEXT PRIMARY KEY,
            path TEXT NOT NULL,
            marker TEXT NOT NULL,
            file_system TEXT NOT NULL
        ) STRICT;
        """

    /// Held rows are numbered, for one row of a sheet can hold several; a row that came back is told from one that still
    /// waits. They come before the row of their file, which is known only at its end.
    private static let files = """
        CREATE TABLE installation (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            uuid TEXT NOT NULL,
            recount INTEGER NOT NULL DEFAULT 0,
            registry_sha256 TEXT
        ) STRICT;
        CREATE TABLE dropped_file (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            claim TEXT NOT NULL UNIQUE,
            inbox TEXT NOT NULL,
            organisation TEXT NOT NULL,
            function TEXT NOT NULL CHECK (function IN ('HELP', 'OVERSIGHT')),
            name TEXT NOT NULL,
            filed_as TEXT NOT NULL,
            size INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            outcome TEXT NOT NULL CHECK (outcome IN ('ACCEPTED', 'PARTLY', 'REJECTED', 'DUPLICATE')),
            duplicate_of INTEGER REFERENCES dropped_file (id),
            period TEXT,
            layout TEXT,
            rows_added INTEGER NOT NULL DEFAULT 0,
            rows_revised INTEGER NOT NULL DEFAULT 0,
            rows_unchanged INTEGER NOT NULL DEFAULT 0,
            rows_held INTEGER NOT NULL DEFAULT 0,
            rows_not_read INTEGER NOT NULL DEFAULT 0,
            filed_at INTEGER,
            original_removed_at INTEGER,
            words_removed_at INTEGER
        ) STRICT;
        CREATE INDEX dropped_file_sha256 ON dropped_file (sha256);
        CREATE INDEX dropped_file_period ON dropped_file (period);
        CREATE INDEX dropped_file_unfiled ON dropped_file (inbox) WHERE filed_at IS NULL;
        CREATE TABLE finding (
            file_id INTEGER NOT NULL REFERENCES dropped_file (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            code TEXT NOT NULL,
            row_count INTEGER NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (file_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE held_row (
            file_id INTEGER NOT NULL
                REFERENCES dropped_file (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            position INTEGER NOT NULL,
            row INTEGER NOT NULL,
            cells TEXT NOT NULL,
            findings TEXT NOT NULL,
            mended_by INTEGER REFERENCES dropped_file (id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (file_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX held_row_mended_by ON held_row (mended_by) WHERE mended_by IS NOT NULL;
        CREATE TABLE assignment_note (
            file_id INTEGER NOT NULL REFERENCES dropped_file (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (file_id, position)
        ) STRICT, WITHOUT ROWID;
        """

    /// Help and oversight have the same columns in tables of their own; nothing refers from one to the other
    /// (domain.md 4.2, S5). The history holds what a revision replaced; for the keys see ``RecordKeys``. The file of a row is
    /// no foreign key: SQLite would look it up again for every row, which took a fifth of the insert. `store verify` does.
    private static func activities(_ table: String, history: String, keys: String) -> String {
        """
        CREATE TABLE \(table) (
            id INTEGER PRIMARY KEY,
            revision INTEGER NOT NULL DEFAULT 1,
            \(ActivityColumns.definitions)
        ) STRICT;
        CREATE INDEX \(table)_service ON \(table) (unit, service_name, date_to) WHERE service_name IS NOT NULL;
        CREATE INDEX \(table)_stage ON \(table) (unit, service_name, date_to) WHERE stage IS NOT NULL;
        CREATE INDEX \(table)_kin ON \(table) (kin, date_from, date_to, file_id) WHERE kin IS NOT NULL;
        CREATE TABLE \(history) (
            activity_id INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            \(ActivityColumns.definitions),
            PRIMARY KEY (activity_id, revision)
        ) STRICT;
        CREATE TABLE \(keys) (
            first INTEGER PRIMARY KEY,
            ids BLOB NOT NULL
        ) STRICT;
        """
    }

    /// See ``PeriodStretches``.
    private static let stretches = """
        CREATE TABLE period_stretch (
            period TEXT NOT NULL,
            function TEXT NOT NULL CHECK (function IN ('HELP', 'OVERSIGHT')),
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            PRIMARY KEY (period, function, first)
        ) STRICT, WITHOUT ROWID;
        """

    /// A period changes also by what an earlier one tells: its rows have a generation of their own. What was counted is kept,
    /// to be followed instead of counted anew. How the row of envelopes stands is asked often and told by an index: the
    /// envelopes themselves are large, and their bodies stand last, for SQLite finds what is behind one only by way of all
    /// its pages.
    private static let outbox = """
        CREATE TABLE period_change (
            period TEXT PRIMARY KEY,
            generation INTEGER NOT NULL,
            rows_generation INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE counted (
            subject TEXT PRIMARY KEY,
            form INTEGER NOT NULL,
            content BLOB NOT NULL
        ) STRICT;
        CREATE TABLE period_organisation (
            period TEXT NOT NULL,
            organisation TEXT NOT NULL,
            PRIMARY KEY (period, organisation)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE page_written (
            place TEXT NOT NULL,
            period TEXT NOT NULL,
            generation INTEGER NOT NULL,
            is_closed INTEGER NOT NULL,
            PRIMARY KEY (place, period)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE period_frozen (
            office TEXT NOT NULL,
            period TEXT NOT NULL REFERENCES period_change (period),
            generation INTEGER NOT NULL,
            PRIMARY KEY (office, period)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE envelope (
            office TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            period TEXT NOT NULL,
            revision INTEGER NOT NULL,
            idempotency_key TEXT NOT NULL UNIQUE,
            content_sha256 TEXT NOT NULL,
            changed_at INTEGER NOT NULL,
            queued_at INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'DELIVERED', 'REFUSED', 'DISCARDED')),
            attempts INTEGER NOT NULL DEFAULT 0,
            tried_at INTEGER,
            not_before INTEGER NOT NULL DEFAULT 0,
            sender TEXT,
            ended_at INTEGER,
            answer TEXT,
            disclosure TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (office, sequence),
            UNIQUE (office, period, revision)
        ) STRICT;
        CREATE INDEX envelope_queued ON envelope (office, sequence) WHERE state = 'QUEUED';
        CREATE INDEX envelope_standing ON envelope (office, state, queued_at, ended_at);
        CREATE TABLE office_round (
            office TEXT PRIMARY KEY,
            held_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE office_alarm (
            office TEXT PRIMARY KEY,
            reason TEXT NOT NULL,
            since INTEGER NOT NULL
        ) STRICT;
        """
}
