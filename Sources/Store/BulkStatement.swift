internal import Accompaniment
internal import GRDB
private import GRDBSQLite

/// A prepared statement on the path of every row of every file, bound and stepped straight through SQLite.
///
/// GRDB's own arguments are arrays of boxed values, which cost more than the insert itself. Texts are copied into one
/// piece of memory that is used again for every row and bound in place, so that neither Swift nor SQLite allocates for
/// them. Used on the queue of the database that prepared it, like any statement.
@safe
final class BulkStatement {
    private let statement: Statement
    private let memory: UnsafeMutableRawBufferPointer

    /// What does not fit is copied by SQLite.
    private static let memorySize = 16_384

    init(_ sql: String, in database: Database) throws {
        statement = try database.cachedStatement(sql: sql)
        unsafe memory = .allocate(byteCount: Self.memorySize, alignment: 1)
    }

    deinit {
        unsafe memory.deallocate()
    }

    /// Runs the statement with what `bind` binds.
    func execute(_ bind: (inout Parameters) -> Void) throws {
        try unsafe step(bind) { pointer, code in
            guard code == SQLITE_DONE else { throw unsafe Self.failure(code, pointer) }
        }
    }

    /// Inserts one row.
    ///
    /// - Returns: Its `rowid`.
    func insert(_ bind: (inout Parameters) -> Void) throws -> Int64 {
        try unsafe step(bind) { pointer, code in
            guard code == SQLITE_DONE else { throw unsafe Self.failure(code, pointer) }
            return unsafe sqlite3_last_insert_rowid(sqlite3_db_handle(pointer))
        }
    }

    /// The first row of the result, read by `body`; `nil` where there is none.
    func first<T>(_ bind: (inout Parameters) -> Void, _ body: (Columns) -> T) throws -> T? {
        try unsafe step(bind) { pointer, code in
            switch code {
            case SQLITE_ROW: return body(unsafe Columns(pointer: pointer))
            case SQLITE_DONE: return nil
            default: throw unsafe Self.failure(code, pointer)
            }
        }
    }

    /// Reads each row of the result by `body`.
    func forEach(_ bind: (inout Parameters) -> Void, _ body: (Columns) -> Void) throws {
        try unsafe step(bind) { pointer, code in
            var code = code
            while code == SQLITE_ROW {
                body(unsafe Columns(pointer: pointer))
                code = unsafe sqlite3_step(pointer)
            }
            guard code == SQLITE_DONE else { throw unsafe Self.failure(code, pointer) }
        }
    }

    /// The parameters of one run, bound one behind the other; those that are skipped, and those behind the last, are NULL.
    @safe
    struct Parameters {
        fileprivate let pointer: OpaquePointer
        fileprivate let memory: UnsafeMutableRawBufferPointer
        private var used = 0
        private var count: CInt = 0

        fileprivate init(pointer: OpaquePointer, memory: UnsafeMutableRawBufferPointer) {
            unsafe (self.pointer, self.memory) = (pointer, memory)
        }

        mutating func skip() { count += 1 }

        mutating func bind(_ value: Int) {
            count += 1
            check(unsafe sqlite3_bind_int64(pointer, count, Int64(value)))
        }

        mutating func bind(_ text: String) {
            var text = text
            text.withUTF8 { unsafe bind(UnsafeRawBufferPointer($0), isText: true) }
        }

        mutating func bind(_ bytes: [UInt8]) {
            unsafe bytes.withUnsafeBytes { unsafe bind($0) }
        }

        /// - Parameter bytes: Copied.
        mutating func bind(_ bytes: UnsafeRawBufferPointer) { unsafe bind(bytes, isText: false) }

        private mutating func bind(_ bytes: UnsafeRawBufferPointer, isText: Bool) {
            count += 1
            let end = used + bytes.count
            // Safety: what is copied stays where it is until the statement has run and its bindings are cleared, as a null
            // destructor promises (https://www.sqlite.org/c3ref/bind_blob.html). Its address is never null, which SQLite
            // would read as NULL.
            if unsafe end <= memory.count, let own = unsafe memory.baseAddress?.advanced(by: used) {
                if let source = bytes.baseAddress { unsafe own.copyMemory(from: source, byteCount: bytes.count) }
                used = end
                unsafe bind(own, CInt(bytes.count), isText: isText, nil)
            } else if let source = bytes.baseAddress {
                unsafe bind(source, CInt(bytes.count), isText: isText, copiedBySQLite)
            }
        }

        private func bind(
            _ start: UnsafeRawPointer,
            _ size: CInt,
            isText: Bool,
            _ destructor: sqlite3_destructor_type?
        ) {
            if isText {
                let text = unsafe start.assumingMemoryBound(to: CChar.self)
                check(unsafe sqlite3_bind_text(pointer, count, text, size, destructor))
            } else {
                check(unsafe sqlite3_bind_blob(pointer, count, start, size, destructor))
            }
        }

        private func check(_ code: CInt) {
            precondition(code == SQLITE_OK, "parameter \(count) could not be bound: \(code)")
        }
    }

    /// The columns of the current row.
    @safe
    struct Columns {
        fileprivate let pointer: OpaquePointer

        fileprivate init(pointer: OpaquePointer) {
            unsafe self.pointer = pointer
        }

        func integer(_ index: Int) -> Int64 { unsafe sqlite3_column_int64(pointer, CInt(index)) }

        /// Empty for NULL. Whole, also where it holds U+0000.
        func text(_ index: Int) -> String {
            guard let start = unsafe sqlite3_column_text(pointer, CInt(index)) else { return "" }
            // Safety: so many bytes the text has, once it was asked for (https://www.sqlite.org/c3ref/column_blob.html).
            let bytes = unsafe UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, CInt(index))))
            return unsafe String(decoding: bytes, as: UTF8.self)
        }

        /// Lets `body` read the bytes where they lie; none for NULL.
        func bytes<T>(_ index: Int, _ body: (Span<UInt8>) -> T) -> T {
            let size = Int(unsafe sqlite3_column_bytes(pointer, CInt(index)))
            let start = unsafe sqlite3_column_blob(pointer, CInt(index))?.assumingMemoryBound(to: UInt8.self)
            // Safety: they stay until the statement moves on, which is after `body`.
            let bytes = unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : size)
            return body(unsafe bytes.span)
        }

        /// Reads the attributes into the memory of others; none where the column holds none.
        func load(_ index: Int, into attributes: inout Attributes) {
            // What cannot be read says nothing; `store verify` tells of it.
            bytes(index) { _ = attributes.load($0) }
        }
    }

    /// Binds, steps once, and makes the statement ready for the next row.
    private func step<T>(_ bind: (inout Parameters) -> Void, _ body: (OpaquePointer, CInt) throws -> T) throws -> T {
        let pointer = unsafe statement.sqliteStatement
        var parameters = unsafe Parameters(pointer: pointer, memory: memory)
        defer {
            _ = unsafe sqlite3_reset(pointer)
            _ = unsafe sqlite3_clear_bindings(pointer)
        }
        bind(&parameters)
        return try unsafe body(pointer, sqlite3_step(pointer))
    }

    private static func failure(_ code: CInt, _ pointer: OpaquePointer) -> DatabaseError {
        let message = unsafe sqlite3_errmsg(sqlite3_db_handle(pointer)).map { unsafe String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}

/// SQLITE_TRANSIENT, a macro that Swift does not see.
private let copiedBySQLite = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
