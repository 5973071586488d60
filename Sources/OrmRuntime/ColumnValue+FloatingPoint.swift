// SPDX-License-Identifier: MIT
// Floating-point numbers in columns. SQLite turns a bound NaN into NULL (sqlite3_bind_double), so a
// NaN travels as a blob of its bits, big-endian; every other value is a REAL, infinities included.

/// A binary floating-point type that widens to `Double` without loss.
public protocol ColumnFloatingPoint: ColumnValue, BinaryFloatingPoint {
    /// The bits, most significant byte first.
    var bigEndianBytes: [UInt8] { get }
    /// The value with these bits, or nil unless they are a NaN of this type.
    init?(nanBytes: [UInt8])
}

extension ColumnFloatingPoint {
    /// Reads a REAL, a NaN from a BLOB of its bits, or an INTEGER that others wrote.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/outOfRange`` for a number that the type does
    ///   not have and a blob that is no NaN of the type,
    ///   ``DecodeProblem/storageClass(expected:found:)`` for TEXT and NULL.
    @inlinable
    public static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self {
        guard let wide = try cell.real() else {
            guard let value = Self(nanBytes: try cell.blob()) else {
                throw ColumnFault(column: cell.column, problem: .outOfRange)
            }
            return value
        }
        guard let value = Self(exactly: wide) else {
            throw ColumnFault(column: cell.column, problem: .outOfRange)
        }
        return value
    }

    /// Binds a REAL; a NaN is bound as a BLOB of its bits, since SQLite would bind NULL.
    @inlinable
    public func ormBind(
        to statement: borrowing Statement, at parameter: Int32
    ) throws(StoreError) {
        if isNaN {
            try statement.bind(bigEndianBytes, at: parameter)
        } else {
            try statement.bind(Double(self), at: parameter)
        }
    }

    /// The value as a `Double`, or the bits of a NaN.
    public var ormStoredValue: StoredValue {
        isNaN ? .blob(bigEndianBytes) : .real(Double(self))
    }
}

extension Double: ColumnFloatingPoint {
    /// The 8 bytes of the bit pattern, the most significant first.
    public var bigEndianBytes: [UInt8] { bytes(of: bitPattern) }

    /// Creates the NaN with these 8 bytes; nil for another count and for bits that are no NaN.
    public init?(nanBytes: [UInt8]) {
        guard nanBytes.count == 8 else { return nil }
        self.init(bitPattern: nanBytes.reduce(0) { $0 << 8 | UInt64($1) })
        guard isNaN else { return nil }
    }
}

extension Float: ColumnFloatingPoint {
    /// The 4 bytes of the bit pattern, the most significant first.
    public var bigEndianBytes: [UInt8] { bytes(of: bitPattern) }

    /// Creates the NaN with these 4 bytes; nil for another count and for bits that are no NaN.
    public init?(nanBytes: [UInt8]) {
        guard nanBytes.count == 4 else { return nil }
        self.init(bitPattern: nanBytes.reduce(0) { $0 << 8 | UInt32($1) })
        guard isNaN else { return nil }
    }
}

private func bytes<Bits: FixedWidthInteger>(of pattern: Bits) -> [UInt8] {
    stride(from: Bits.bitWidth - 8, through: 0, by: -8).map {
        UInt8(truncatingIfNeeded: pattern >> $0)
    }
}
