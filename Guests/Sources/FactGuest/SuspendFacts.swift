// A domain that is saved and restored while it counts: `xl save -c`, then `xl save` and `xl restore`. What is printed
// meanwhile shows that neither a number nor a moment is missing.
import Facts
import Guest
import _Concurrency

enum SuspendFacts {
    static func proveAll() async {
        let ticks = Task {
            for tick in 1... {
                do throws(CancellationError) {
                    try await Task.sleep(for: .milliseconds(100))
                } catch {
                    return
                }
                print("tick \(tick)")
            }
        }
        await prove("a saved domain goes on", calledOffSuspensionChangesNothing)
        await prove("a restored domain goes on as a new one", restoredDomainGoesOn)
        await prove("a migrated domain goes on as a new one", migratedDomainGoesOn)
        ticks.cancel()
    }
}
