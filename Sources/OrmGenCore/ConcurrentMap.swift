// SPDX-License-Identifier: MIT
import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// Maps the elements on all processors. The results keep their order.
    func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        let results = Mutex<[Int: Result]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = transform(self[index])
            results.withLock { $0[index] = result }
        }
        let found = results.withLock { $0 }
        return indices.compactMap { found[$0] }
    }
}
