// The seed of every random test in this run: MIRAGE_SEED when set, otherwise by chance. It is printed
// once, so a failing run can be repeated.
import Foundation
import SeededRandom

enum Seed {
    static let ofThisRun: UInt64 = {
        let given = ProcessInfo.processInfo.environment["MIRAGE_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 0..<1_000_000_000)
        print("replay the random tests with MIRAGE_SEED=\(seed)")
        return seed
    }()
}

extension SeededRandom {
    mutating func pick<Element>(_ pool: [Element]) -> Element {
        pool[Int(next() % UInt64(pool.count))]
    }

    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }
}
