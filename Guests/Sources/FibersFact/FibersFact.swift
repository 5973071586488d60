// Synchronous code that waits, beside tasks.
import FactGuest
import Facts

@main struct FibersFact {
    static func main() async {
        await prove("fibers wait beside tasks", fibersWaitBesideTasks)
    }
}
