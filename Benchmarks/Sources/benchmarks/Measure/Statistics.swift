// SPDX-License-Identifier: MIT
// Medians, and how far to trust them.

func center(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

struct Ratio {
    let median: Double
    let low: Double
    let high: Double

    /// The median of the ratios of each round, and its 95 % interval by bootstrap.
    init(of values: [Double], to base: [Double]) {
        let ratios = zip(values, base).map { $0 / $1 }
        var seed = Seed(99)
        let medians = (0..<2_000).map { _ in
            center(ratios.map { _ in ratios[seed.below(ratios.count)] })
        }.sorted()
        median = center(ratios)
        low = medians[medians.count / 40]
        high = medians[medians.count - 1 - medians.count / 40]
    }
}
