// SPDX-License-Identifier: MIT
// What a run did and what came of it, as the tables that it ends with.

import CheckHarness

struct RunReport {
    private let total: Counts
    /// Hostile acts by the fuzzer that carried them out, which is the first word of their name.
    private var byFuzzer = Counts()
    /// Hostile acts.
    private(set) var inputs = 0

    init(_ total: Counts) {
        self.total = total
        for (name, count) in total.byName where name.hasPrefix("did ") {
            byFuzzer.add(String(name.split(separator: " ")[1]), count)
            inputs += count
        }
    }

    func tell(seconds: Double, seed: UInt64, failures: Int) {
        tell("did ", "what peers and images did:")
        tell("got ", "what came of it:")
        for (name, count) in byFuzzer.sorted { print("\(name): \(count) inputs") }
        let rate = Int(Double(inputs) / max(seconds, 0.001))
        print(
            "\(inputs) inputs in \(Int(seconds)) s, \(rate) a second, seed \(seed): "
                + (failures == 0 ? "nothing is wrong" : "\(failures) FAILED"))
    }

    private func tell(_ prefix: String, _ title: String) {
        print(title)
        for (name, count) in total.sorted where name.hasPrefix(prefix) {
            print(column(count, width: 9) + "  " + name.dropFirst(prefix.count))
        }
    }
}
