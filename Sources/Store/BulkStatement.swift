internal import GRDB
private import GRDBSQLite

/// A prepared statement on the path of every row of every file, bound and stepped straight through SQLite.
///
/// GRDB's own arguments are arrays of boxed values; for 33 columns they cost more than the insert itself. Used on the
/// queue of the database that prepared it, like any statement.
struct BulkStatement {
    private let statement: Statement
    private let database: Database
    private var parameter: CInt = 0

    init(_ sql: String, in database: Database) throws {
        self.database = database
        statement = try database.makeStatement(sql: sql)
    }

    mutating func bind(_ value: Int?) {
        parameter += 1
        // Safety: here and below the pointer belongs to `statement`, which this value keeps alive.
        if let value {
            check(unsafe sqlite3_bind_int64(statement.sqliteStatement, parameter, Int64(value)))
        } else {
            check(unsafe sqlite3_bind_null(statement.sqliteStatement, parameter))
        }
    }

    mutating func bind(_ text: String?) {
        guard var text else { return bind(Int?.none) }
        parameter += 1
        let code = text.withUTF8 { bytes in
            // Safety: SQLITE_TRANSIENT makes SQLite copy the bytes before the call returns; an empty text needs no
            // pointer, but SQLite would read a null one as NULL.
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                if let start = characters.baseAddress {
                    unsafe sqlite3_bind_text(
                        statement.sqliteStatement,
                        parameter,
                        start,
                        CInt(characters.count),
                        transient
                    )
                } else {
                    unsafe sqlite3_bind_text(statement.sqliteStatement, parameter, "", 0, transient)
                }
            }
        }
        check(code)
    }

    mutating func bind(_ bytes: [UInt8]) {
        parameter += 1
        check(
            unsafe bytes.withUnsafeBytes { buffer in
                unsafe sqlite3_bind_blob(
                    statement.sqliteStatement,
                    parameter,
                    buffer.baseAddress,
                    CInt(buffer.count),
                    transient
                )
            }
        )
    }

    /// Runs the statement with what is bound and makes it ready for the next row.
    ///
    /// - Returns: Number of rows that it changed.
    mutating func execute() throws -> Int {
        defer { rewind() }
        let code = unsafe sqlite3_step(statement.sqliteStatement)
        guard code == SQLITE_DONE else { throw failure(code) }
        return database.changesCount
    }

    /// The first row of the result, read by `body`; `nil` where there is none.
    mutating func first<T>(_ body: (Columns) -> T) throws -> T? {
        defer { rewind() }
        switch unsafe sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return body(Columns(statement: statement))
        case SQLITE_DONE: return nil
        case let code: throw failure(code)
        }
    }

    /// The columns of the current row.
    struct Columns {
        fileprivate let statement: Statement

        func integer(_ index: Int) -> Int64 { unsafe sqlite3_column_int64(statement.sqliteStatement, CInt(index)) }

        func text(_ index: Int) -> String {
            guard let start = unsafe sqlite3_column_text(statement.sqliteStatement, CInt(index)) else { return "" }
            return unsafe String(cString: start)
        }
    }

    private mutating func rewind() {
        // The code repeats the failure of the last step, which has been thrown already.
        _ = unsafe sqlite3_reset(statement.sqliteStatement)
        parameter = 0
    }

    private func failure(_ code: CInt) -> DatabaseError {
        DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
    }

    private func check(_ code: CInt) {
        precondition(code == SQLITE_OK, "parameter \(parameter) could not be bound: \(statement.sql)")
    }
}

/// SQLITE_TRANSIENT, a macro that Swift does not import (https://www.sqlite.org/c3ref/c_static.html).
private let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
