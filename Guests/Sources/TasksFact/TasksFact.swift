// Swift's concurrency.
import FactGuest
import Facts

@main struct TasksFact {
    static func main() async {
        await prove("actors count right", actorsCountRight)
        await prove("groups collect results", groupsCollectResults)
        await prove("streams keep order", streamsKeepOrder)
    }
}
