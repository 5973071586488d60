// The smallest guest with tasks: one sleeps, another is waited for.
import Guest
import _Concurrency

@main struct AsyncHello {
    static func main() async {
        let answer = Task { 6 * 7 }
        try? await Task.sleep(for: .milliseconds(10))
        print("Hello from a task: \(await answer.value)")
    }
}
