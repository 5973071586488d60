// What the kernel costs, by the time stamp counter: a line for each thing measured. Under an emulator whose counter
// counts instructions these are instructions; `loop`, of which each round is two, tells whether it does.
import CMeasure
import Guest
import _Concurrency

@main struct Measure {
    static func main() async {
        report("boot", Guest.bootCycles)
        measureRate()
        measure("loop", 1_000_000) { measure_loop(1_000_000) }
        measure("fiber-switch", 20_000) { measure_switches(10_000) }
        for bytes in [16, 256, 4_096, 65_536] { measureHeap(bytes) }
        await measureYields()
        await measureSleeps()
        await measureSleepers("bytes-task-sleep") { _ in
            try? await Task.sleep(for: .milliseconds(500))
        }
        await measureSleepers("bytes-loop-sleep") { _ = await Guest.loop.sleep(until: $0) }
    }

    /// Cycles of the counter in a millisecond.
    private static func measureRate() {
        let loop = Guest.loop
        let end = loop.now.advanced(byNanoseconds: 10_000_000)
        let start = measure_counter()
        while loop.now < end {}
        report("rate", (measure_counter() - start) / 10)
    }

    /// Two tasks that give way to each other: each turn is a switch of tasks.
    private static func measureYields() async {
        let rounds = 10_000
        let start = measure_counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask { for _ in 0..<rounds { await Task.yield() } }
            }
        }
        report("task-switch", (measure_counter() - start) / UInt64(2 * rounds))
    }

    /// Sleeps that are over at once: setting a timer, waiting, and being woken.
    private static func measureSleeps() async {
        let loop = Guest.loop
        let rounds: UInt64 = 1_000
        let start = measure_counter()
        for _ in 0..<rounds { _ = await loop.sleep(nanoseconds: 1) }
        report("timer", (measure_counter() - start) / rounds)
    }

    /// What a task that sleeps takes of memory, its timer included.
    private static func measureSleepers(
        _ name: StaticString, _ sleep: @escaping @Sendable (Instant) async -> Void
    ) async {
        let count = 10_000
        let moment = Guest.loop.now.advanced(byNanoseconds: 500_000_000)
        let before = Guest.memory.bytesInUse
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<count { group.addTask { await sleep(moment) } }
            await Task.yield()
            report(name, UInt64((Guest.memory.bytesInUse - before) / count))
        }
    }

    /// An object that is made, written to and given back.
    private static func measureHeap(_ bytes: Int) {
        let rounds = 1_000
        let name: StaticString =
            switch bytes {
            case 16: "heap-16"
            case 256: "heap-256"
            case 4_096: "heap-4096"
            default: "heap-65536"
            }
        measure(name, UInt64(rounds)) {
            for _ in 0..<rounds {
                let object = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
                // SAFETY: the object has at least one byte; writing keeps it from being optimised away.
                unsafe object.storeBytes(of: 1, as: UInt8.self)
                touch(object)
                unsafe object.deallocate()
            }
        }
    }

    @inline(never)
    private static func touch(_ object: UnsafeMutableRawPointer) {
        unsafe touched = object
    }

    private nonisolated(unsafe) static var touched: UnsafeMutableRawPointer?

    private static func measure(_ name: StaticString, _ times: UInt64, _ body: () -> Void) {
        body()  // once before, for caches and first slabs
        let start = measure_counter()
        body()
        report(name, (measure_counter() - start) / times)
    }

    private static func report(_ name: StaticString, _ value: UInt64) {
        print("MEASURE \(name) \(value)")
    }
}
