internal import Accompaniment
internal import GRDB
private import GRDBSQLite

/// A prepared statement on the path of every row of every file, bound and stepped straight through SQLite.
///
/// GRDB's own arguments are arrays of boxed values; for 33 columns they cost more than the insert itself. Texts are put
/// together in one buffer that is used again for every row and bound in place, so that neither Swift nor SQLite
/// allocates for them. Used on the queue of the database that prepared it, like any statement.
struct BulkStatement {
    private enum Parameter {
        case integer(Int64)
        case decimal(Double)
        case text(Range<Int>)
        case blob(Range<Int>)
    }

    private let statement: Statement
    private let database: Database
    /// With the number of each, from 1; what is not bound is NULL.
    private var parameters: [(index: CInt, value: Parameter)] = []
    private var content: [UInt8] = []

    init(_ sql: String, in database: Database) throws {
        self.database = database
        statement = try database.makeStatement(sql: sql)
    }

    mutating func bind(_ value: Int) { append(.integer(Int64(value))) }

    mutating func bind(_ text: String) { append(.text(keep(text))) }

    /// Binds to the parameter `index`, from 1; those in between stay NULL.
    mutating func bind(_ value: Int, at index: Int) { parameters.append((CInt(index), .integer(Int64(value)))) }

    /// Binds each attribute to its parameter, the first of them to `first`; those that were not said stay NULL.
    mutating func bind(_ attributes: Attributes, from first: Int) {
        let start = content.count
        content.append(contentsOf: attributes.bytes)
        attributes.forEach { field in
            let parameter: Parameter =
                switch field.storage {
                case .text: .text(start + field.content.lowerBound..<start + field.content.upperBound)
                case .integer: .integer(Int64(bitPattern: attributes.word(field)))
                case .decimal: .decimal(Double(bitPattern: attributes.word(field)))
                }
            parameters.append((CInt(first + field.attribute.rawValue), parameter))
        }
    }

    private mutating func append(_ parameter: Parameter) {
        parameters.append((CInt(parameters.count + 1), parameter))
    }

    private mutating func keep(_ text: String) -> Range<Int> {
        let start = content.count
        var text = text
        text.withUTF8 { unsafe content.append(contentsOf: $0) }
        return start..<content.count
    }

    /// 16 bytes, most significant first.
    mutating func bind(_ id: RecordID) {
        let start = content.count
        for word in [id.high, id.low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                content.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        append(.blob(start..<content.count))
    }

    /// Runs the statement with what is bound and makes it ready for the next row.
    ///
    /// - Returns: Number of rows that it changed.
    mutating func execute() throws -> Int {
        try step { [database] code in
            guard code == SQLITE_DONE else { throw Self.failure(code, in: database) }
            return database.changesCount
        }
    }

    /// The first row of the result, read by `body`; `nil` where there is none.
    mutating func first<T>(_ body: (Columns) -> T) throws -> T? {
        try step { [database, statement] code in
            switch code {
            case SQLITE_ROW: return body(Columns(statement: statement))
            case SQLITE_DONE: return nil
            default: throw Self.failure(code, in: database)
            }
        }
    }

    /// Reads each row of the result by `body`.
    mutating func forEach(_ body: (Columns) -> Void) throws {
        try step { [database, statement] code in
            var code = code
            while code == SQLITE_ROW {
                body(Columns(statement: statement))
                code = unsafe sqlite3_step(statement.sqliteStatement)
            }
            guard code == SQLITE_DONE else { throw Self.failure(code, in: database) }
        }
    }

    /// The columns of the current row.
    struct Columns {
        fileprivate let statement: Statement

        func integer(_ index: Int) -> Int64 { unsafe sqlite3_column_int64(statement.sqliteStatement, CInt(index)) }

        /// Zeros for a value of another length.
        func recordID(_ index: Int) -> RecordID {
            let pointer = unsafe statement.sqliteStatement
            guard unsafe sqlite3_column_bytes(pointer, CInt(index)) == 16,
                let start = unsafe sqlite3_column_blob(pointer, CInt(index))
            else { return RecordID(high: 0, low: 0) }
            let words = (0..<2).map { place in
                unsafe UInt64(bigEndian: start.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
            }
            return RecordID(high: words[0], low: words[1])
        }

        /// The attributes that stand from the column `first` on; what is NULL was not said.
        func attributes(_ list: [Attribute], from first: Int) -> Attributes {
            var attributes = Attributes()
            let pointer = unsafe statement.sqliteStatement
            for (offset, attribute) in list.enumerated() {
                let column = CInt(first + offset)
                guard unsafe sqlite3_column_type(pointer, column) != SQLITE_NULL else { continue }
                let value: Attributes.Value =
                    switch attribute.storage {
                    case .text: .text(text(first + offset))
                    case .integer: .integer(Int(unsafe sqlite3_column_int64(pointer, column)))
                    case .decimal: .decimal(unsafe sqlite3_column_double(pointer, column))
                    }
                attributes.add(.init(attribute, value))
            }
            return attributes
        }

        func text(_ index: Int) -> String {
            guard let start = unsafe sqlite3_column_text(statement.sqliteStatement, CInt(index)) else { return "" }
            return unsafe String(cString: start)
        }
    }

    /// Binds everything in place, steps once, and resets the statement before the buffer can move.
    private mutating func step<T>(_ body: (CInt) throws -> T) throws -> T {
        defer {
            parameters.removeAll(keepingCapacity: true)
            content.removeAll(keepingCapacity: true)
        }
        return unsafe try content.withUnsafeBytes { buffer in
            // Safety: SQLITE_STATIC (a null destructor) promises that the bytes stay where they are until the statement
            // is bound anew; it is reset and its bindings are cleared before this closure ends.
            let pointer = unsafe statement.sqliteStatement
            defer {
                _ = unsafe sqlite3_reset(pointer)
                _ = unsafe sqlite3_clear_bindings(pointer)
            }
            for (index, parameter) in parameters {
                let code =
                    switch parameter {
                    case .decimal(let value): unsafe sqlite3_bind_double(pointer, index, value)
                    case .integer(let value): unsafe sqlite3_bind_int64(pointer, index, value)
                    case .text(let range):
                        unsafe sqlite3_bind_text(pointer, index, start(of: range, in: buffer), CInt(range.count), nil)
                    case .blob(let range):
                        unsafe sqlite3_bind_blob(pointer, index, start(of: range, in: buffer), CInt(range.count), nil)
                    }
                precondition(code == SQLITE_OK, "parameter \(index) could not be bound: \(statement.sql)")
            }
            return try body(unsafe sqlite3_step(pointer))
        }
    }

    private static func failure(_ code: CInt, in database: Database) -> DatabaseError {
        DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
    }
}

/// The address of a range; never null, which SQLite would read as NULL: an activity has an id, so the buffer is not
/// empty.
private func start(of range: Range<Int>, in buffer: UnsafeRawBufferPointer) -> UnsafePointer<CChar>? {
    unsafe buffer.baseAddress?.advanced(by: range.lowerBound).assumingMemoryBound(to: CChar.self)
}
