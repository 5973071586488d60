// SPDX-License-Identifier: MIT
// The data, made from one seed: the same on every machine and in every lane.

/// SplitMix64.
struct Seed {
    static let value: UInt64 = 0x4D69_7261_6765

    private var state: UInt64

    init(_ stream: UInt64) {
        state = Self.value &+ stream &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next() % UInt64(bound))
    }

    mutating func word(_ length: ClosedRange<Int>) -> String {
        let count = length.lowerBound + below(length.count)
        var text = ""
        for _ in 0..<count { text.unicodeScalars.append(Unicode.Scalar(UInt8(97 + below(26)))) }
        return text
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}

extension NorthwindOrder {
    static let count = 15_889

    static func seeded() -> [Self] {
        var seed = Seed(1)
        let cities = [
            "Reims", "Münster", "Rio de Janeiro", "Lyon", "Charleroi", "Bern", "São Paulo",
        ]
        let countries = [
            "France", "Germany", "Brazil", "Belgium", "Switzerland", "USA", "Venezuela",
        ]
        return (0..<count).map { index in
            Self(
                orderID: 10_248 + index, customerID: seed.word(5...5),
                employeeID: 1 + seed.below(9),
                orderDate: date(&seed), requiredDate: date(&seed),
                shippedDate: seed.below(40) == 0 ? nil : date(&seed), shipVia: 1 + seed.below(3),
                freight: Double(seed.below(100_000)) / 100,
                shipName: "\(seed.word(5...9)) \(seed.word(4...12))",
                shipAddress: "\(seed.word(6...14)) \(seed.word(4...8)), \(seed.below(200))",
                shipCity: seed.pick(cities), shipRegion: seed.below(5) < 3 ? nil : seed.word(2...8),
                shipPostalCode: seed.below(40) == 0 ? nil : "\(10_000 + seed.below(90_000))",
                shipCountry: seed.pick(countries))
        }
    }

    private static func date(_ seed: inout Seed) -> String {
        let month = 1 + seed.below(12)
        let day = 1 + seed.below(28)
        return
            "\(1996 + seed.below(3))-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            + " 00:00:00.000"
    }
}

extension TenNumbers {
    /// Numbers of the widths that programs store: small ones, 16, 32 and a few 64 bits wide.
    static func seeded(_ count: Int, stream: UInt64) -> [Self] {
        var seed = Seed(stream)
        return (0..<count).map { index in
            Self(
                i0: index + 1, i1: seed.below(2), i2: seed.below(100), i3: seed.below(30_000),
                i4: seed.below(60_000), i5: seed.below(8_000_000), i6: seed.below(2_000_000_000),
                i7: -seed.below(2_000_000_000), i8: seed.below(1 << 40),
                i9: Int(truncatingIfNeeded: seed.next()))
        }
    }
}

extension Mail {
    static let count = 100_000
    /// What the scan looks for; about one mail in twelve has it.
    static let part = "ac.uk"

    static func seeded() -> [Self] {
        var seed = Seed(3)
        let domains = [
            "cam.ac.uk", "example.org", "mail.example.com", "inria.example", "swift.example",
        ]
        return (0..<count).map { index in
            let domain = seed.below(3) == 0 ? seed.pick(domains) : "\(seed.word(4...12)).example"
            return Self(
                id: index + 1, name: "\(seed.word(3...8)) \(seed.word(4...10))",
                address: "\(seed.word(4...12))@\(domain)")
        }
    }
}
