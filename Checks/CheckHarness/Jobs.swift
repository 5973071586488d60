// SPDX-License-Identifier: MIT
// Work that is shared out among processes of this program.

package enum Jobs {
    /// What follows from a job's end.
    package enum Progress {
        case goOn
        /// Jobs that run go on to their end, and no others begin.
        case beginNoMore
    }

    /// Runs this program with each of some lists of arguments, in as many processes at a time as there are `workers`,
    /// and tells of each job that ends, by its number, when it does.
    package static func run(
        _ jobs: [[String]], workers: Int, ended: (Int, Child.Outcome) -> Progress
    ) {
        var waiting = Array(jobs.indices)[...]
        var running: [Int: Child] = [:]
        while true {
            while running.count < workers, let number = waiting.popFirst() {
                running[number] = Child(jobs[number])
            }
            guard !running.isEmpty else { return }
            let number = Child.firstToEnd(of: running)
            let child = running.removeValue(forKey: number)!
            switch ended(number, child.wait()) {
            case .goOn: break
            case .beginNoMore: waiting = []
            }
        }
    }
}
