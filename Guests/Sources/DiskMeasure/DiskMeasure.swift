// What a large database costs on a disk: written page by page and read page by page in sequence, as SQLite does, on a
// volume; and the disk alone, in pieces as large as it takes. The command line names the megabytes. A line for each
// thing measured; the disk stays open, so that what its backend counted can be compared with the last line.
import Blkfront
import BlkfrontVFS
import BlockIO
import Guest
import Unikernel
import _Concurrency

@main struct DiskMeasure {
    static func main() async {
        guard let domain = unsafe Guest.domain else { Guest.panic("this guest needs Xen") }
        var megabytes = 0
        for byte in Guest.commandLine.utf8 {
            guard byte >= 48, byte < 58 else { break }
            megabytes = megabytes * 10 + Int(byte - 48)
        }
        let size = megabytes * 1_048_576
        let isDone: Bool? = await domain.onFiber {
            do throws(MeasureFailure) {
                try measure(domain, size)
                return true
            } catch {
                print("FAILED \(error.reason)")
                return false
            }
        }
        guard isDone == true else { Guest.panic("nothing was measured") }
    }

    private static func measure(_ domain: Domain, _ size: Int) throws(MeasureFailure) {
        let disk: BlockFront
        do throws(DiskError) {
            disk = try domain.disk("xvda", options: options)
        } catch {
            throw MeasureFailure(reason: "the disk could not be opened")
        }
        let meter = Meter(disk, domain.loop)
        try RawMeasure(disk, size).run(meter)
        try DatabaseMeasure(disk, size).run(meter)
        meter.reportAll()
    }
}

/// The bounds on buffers that GuestRuntime gives a guest of 8 megabytes.
private var options: BlockOptions {
    var options = BlockOptions()
    options.writeBehindLimit = 128
    options.readLimit = 64
    options.sparePageLimit = 32
    return options
}

/// Why nothing was measured.
struct MeasureFailure: Error {
    var reason: StaticString
}
