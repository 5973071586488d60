// SPDX-License-Identifier: MIT
// The C interface as a careful Swift programmer uses it: statements prepared once, text by byte
// count, strings checked to be UTF-8. This is the base that every lane is compared with.
import CProbe

struct RawError: Error {
    let message: String
}

final class RawDatabase {
    let handle: OpaquePointer
    private var statements: [RawStatement] = []

    init(_ path: String) throws {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK, let handle else {
            throw RawError(message: "cannot open \(path)")
        }
        self.handle = handle
        for pragma in Pragmas.statements { try run(pragma) }
    }

    deinit {
        for statement in statements { sqlite3_finalize(statement.handle) }
        sqlite3_close_v2(handle)
    }

    func prepare(_ sql: String) throws -> RawStatement {
        var statement: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        guard sqlite3_prepare_v3(handle, sql, -1, flags, &statement, nil) == SQLITE_OK,
            let statement
        else { throw RawError(message: String(cString: sqlite3_errmsg(handle))) }
        statements.append(RawStatement(handle: statement))
        return RawStatement(handle: statement)
    }

    func run(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw RawError(message: String(cString: sqlite3_errmsg(handle)))
        }
    }
}

struct RawStatement {
    let handle: OpaquePointer

    /// True on a row, false at the end.
    @inline(__always)
    func step() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw failure(code)
    }

    @inline(__always)
    func reset() { sqlite3_reset(handle) }

    @inline(__always)
    func bind(_ value: Int, _ parameter: Int32) throws {
        let code = sqlite3_bind_int64(handle, parameter, Int64(value))
        if code != SQLITE_OK { throw failure(code) }
    }

    func bind(_ value: String, _ parameter: Int32) throws {
        var text = value
        let code = text.withUTF8 {
            $0.withMemoryRebound(to: CChar.self) {
                cprobe_bind_text(handle, parameter, $0.baseAddress, UInt64($0.count))
            }
        }
        if code != SQLITE_OK { throw failure(code) }
    }

    func bind(_ value: String?, _ parameter: Int32) throws {
        if let value { return try bind(value, parameter) }
        let code = sqlite3_bind_null(handle, parameter)
        if code != SQLITE_OK { throw failure(code) }
    }

    func bind(_ value: Double, _ parameter: Int32) throws {
        let code = sqlite3_bind_double(handle, parameter, value)
        if code != SQLITE_OK { throw failure(code) }
    }

    @inline(__always)
    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    @inline(__always)
    func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    @inline(__always)
    func text(_ column: Int32) -> String { optionalText(column) ?? "" }

    @inline(__always)
    func optionalText(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    @inline(never)
    private func failure(_ code: Int32) -> RawError {
        RawError(message: String(cString: sqlite3_errstr(code)))
    }
}

extension NorthwindOrder {
    static let columns = """
        "orderID", "customerID", "employeeID", "orderDate", "requiredDate", "shippedDate", "shipVia", \
        "freight", "shipName", "shipAddress", "shipCity", "shipRegion", "shipPostalCode", "shipCountry"
        """

    @inline(__always)
    init(_ row: RawStatement) {
        self.init(
            orderID: row.integer(0), customerID: row.text(1), employeeID: row.integer(2),
            orderDate: row.text(3), requiredDate: row.text(4), shippedDate: row.optionalText(5),
            shipVia: row.integer(6), freight: row.real(7), shipName: row.text(8),
            shipAddress: row.text(9), shipCity: row.text(10), shipRegion: row.optionalText(11),
            shipPostalCode: row.optionalText(12), shipCountry: row.text(13))
    }
}

extension TenNumbers {
    static let columns = #""i0", "i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8", "i9""#
    static let insertion = """
        INSERT INTO "numbers"(\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    @inline(__always)
    init(_ row: RawStatement) {
        self.init(
            i0: row.integer(0), i1: row.integer(1), i2: row.integer(2), i3: row.integer(3),
            i4: row.integer(4), i5: row.integer(5), i6: row.integer(6), i7: row.integer(7),
            i8: row.integer(8), i9: row.integer(9))
    }

    @inline(__always)
    func bind(to statement: RawStatement) throws {
        try statement.bind(i0, 1)
        try statement.bind(i1, 2)
        try statement.bind(i2, 3)
        try statement.bind(i3, 4)
        try statement.bind(i4, 5)
        try statement.bind(i5, 6)
        try statement.bind(i6, 7)
        try statement.bind(i7, 8)
        try statement.bind(i8, 9)
        try statement.bind(i9, 10)
    }
}

extension Mail {
    @inline(__always)
    init(_ row: RawStatement) {
        self.init(id: row.integer(0), name: row.text(1), address: row.text(2))
    }
}
