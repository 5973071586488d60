// SPDX-License-Identifier: MIT
import ArgumentParser

/// A number of bytes with an optional unit: `4096`, `64M`, `2G`. K, M, G and T are powers of 1024.
struct Size: ExpressibleByArgument {
    let byteCount: UInt64

    init?(argument: String) {
        let units: [Character: UInt64] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
        var digits = Substring(argument)
        var unit: UInt64 = 1
        if let last = digits.last, let found = units[Character(last.uppercased())] {
            digits.removeLast()
            unit = found
        }
        guard let number = UInt64(digits) else { return nil }
        let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: unit)
        guard !isTooLarge, bytes < 1 << 60 else { return nil }
        byteCount = bytes
    }

    /// Returns a size such as `12.0 MiB`; exact below a KiB.
    static func text(_ bytes: UInt64) -> String {
        guard bytes >= 1024 else { return "\(bytes) B" }
        var (value, unit) = (Double(bytes) / 1024, 0)
        while value >= 1024, unit < 3 {
            value /= 1024
            unit += 1
        }
        return "\((value * 10).rounded() / 10) \(["KiB", "MiB", "GiB", "TiB"][unit])"
    }
}
