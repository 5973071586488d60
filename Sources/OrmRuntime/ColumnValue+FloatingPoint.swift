// SPDX-License-Identifier: MIT
// Floating-point numbers in columns. SQLite binds a NaN as NULL (sqlite3_bind_double), so a NaN is
// stored as a BLOB of its bits, big-endian. Every other value is a REAL, including infinities.

/// A binary floating-point type that widens to `Double` without loss.
public protocol ColumnFloatingPoint: ColumnValue, BinaryFloatingPoint {
    /// The bits, most significant byte first.
    var bigEndianBytes: [UInt8] { get }
    /// Creates the NaN with these bits; nil unless they are a NaN of this type.
    init?(nanBytes: [UInt8])
}

extension ColumnFloatingPoint {
    /// Reads a REAL, a NaN from a BLOB of its bits, or an INTEGER written by another program.
    ///
    /// - Throws: ``ColumnFault`` with ``DecodeProblem/outOfRange`` for a number the type cannot
    ///   represent or a BLOB that is not a NaN of the type,
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

    /// Binds a REAL, or a NaN as a BLOB of its bits, since SQLite would bind NULL.
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
    /// The 8 bytes of the bit pattern, most significant first.
    public var bigEndianBytes: [UInt8] { bytes(of: bitPattern) }

    /// Creates the NaN with these 8 bytes; nil for any other length or value.
    public init?(nanBytes: [UInt8]) {
        guard nanBytes.count == 8 else { return nil }
        self.init(bitPattern: nanBytes.reduce(0) { $0 << 8 | UInt64($1) })
        guard isNaN else { return nil }
    }
}

extension Float: ColumnFloatingPoint {
    /// The 4 bytes of the bit pattern, most significant first.
    public var bigEndianBytes: [UInt8] { bytes(of: bitPattern) }

    /// Creates the NaN with these 4 bytes; nil for any other length or value.
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
