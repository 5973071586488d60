// SPDX-License-Identifier: MIT
// The bytes of an ELF file. Every read checks that it is within the file.

/// Reads little-endian numbers and strings at untrusted offsets.
struct ELFBytes {
    let bytes: [UInt8]

    /// Returns a range of the file.
    func range(_ offset: UInt64, _ count: UInt64, _ part: String) throws(ELFError) -> Range<Int> {
        let (end, overflow) = offset.addingReportingOverflow(count)
        guard !overflow, end <= UInt64(bytes.count) else {
            throw ELFError(fault: .truncated, offset: offset, part: part)
        }
        return Int(offset)..<Int(end)
    }

    func number<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, at offset: UInt64, _ part: String
    ) throws(ELFError) -> Number {
        let range = try range(offset, UInt64(MemoryLayout<Number>.size), part)
        var number: Number = 0
        for byte in bytes[range].reversed() { number = number << 8 | Number(byte) }
        return number
    }

    /// Returns the zero-terminated string `offset` bytes into `table`.
    func text(at offset: UInt64, in table: Range<Int>, _ part: String) throws(ELFError) -> String {
        let place = UInt64(table.lowerBound) &+ offset
        guard offset < UInt64(table.count) else {
            throw ELFError(fault: .index(offset), offset: UInt64(table.lowerBound), part: part)
        }
        let rest = bytes[Int(place)..<table.upperBound]
        guard let end = rest.firstIndex(of: 0),
            let text = String(validating: rest[..<end], as: UTF8.self)
        else {
            throw ELFError(fault: .text, offset: place, part: part)
        }
        return text
    }
}
