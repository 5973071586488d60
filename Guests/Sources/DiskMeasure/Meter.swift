// Time and the disk's counters around something that is measured.
import Blkfront
import BlockIO
import Guest
import Unikernel

/// Prints a line for each thing measured.
struct Meter {
    private let disk: BlockFront
    private let loop: RunLoop

    init(_ disk: BlockFront, _ loop: RunLoop) {
        self.disk = disk
        self.loop = loop
    }

    /// Prints what `body` took and what it asked of the disk.
    func measure(
        _ name: StaticString, _ bytes: Int, _ body: () throws(MeasureFailure) -> Void
    ) throws(MeasureFailure) {
        let before = disk.counters
        let start = loop.now.nanoseconds
        try body()
        report(name, bytes, loop.now.nanoseconds - start, disk.counters, before)
    }

    /// Prints what the disk was asked to do since it was opened.
    func reportAll() { report("all", 0, 0, disk.counters, BlockCounters()) }

    private func report(
        _ name: StaticString, _ bytes: Int, _ nanoseconds: UInt64, _ now: BlockCounters,
        _ before: BlockCounters
    ) {
        let counts = [
            now.reads - before.reads, now.writes - before.writes, now.segments - before.segments,
            now.bytesRead - before.bytesRead, now.bytesWritten - before.bytesWritten,
            now.flushes - before.flushes, now.barriers - before.barriers, now.waits - before.waits,
        ]
        var line = "MEASURE \(name) \(bytes) \(nanoseconds)"
        for count in counts { line += " \(count)" }
        print(line)
    }
}
