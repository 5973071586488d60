// What SQLite's transactions on a volume cost in instructions, from SQL text to the disk's door: a line for each journal
// mode, kind of commit and number of pages, with the sum over some transactions. It needs an emulator whose time stamp
// counter counts instructions; `loop`, of which each round is two, tells whether it does.
//
// The disk is memory. So neither the block frontend nor a wait is in the numbers.
import BlkfrontVFS
import BlockIO
import CMeasure
import Guest

@main struct CostMeasure {
    static func main() {
        let start = measure_counter()
        measure_loop(1_000_000)
        print("MEASURE loop \((measure_counter() - start) / 1_000_000)")
        do throws(MeasureFailure) {
            // SQLite's pages are where a disk could read and write them, as in every guest that trusts its disk.
            let pool = PagePool(limit: 1_500, chunkSize: 31)
            try install(pool)
            for commit in CostWorkload.commits {
                for journal in CostWorkload.journals {
                    for pages in CostWorkload.sizes {
                        let session = try CostSession(journal, commit, pages, pool)
                        let instructions = try session.measure()
                        print(
                            "COST\t\(journal)\t\(commit)\t\(pages)\t\(CostWorkload.count(pages))"
                                + "\t\(instructions)")
                    }
                }
            }
            print("MEASURE done")
        } catch {
            print("FAILED \(error.reason)")
        }
    }

    private static func install(_ pool: PagePool) throws(MeasureFailure) {
        do throws(StorageFailure) {
            try PageCache.install(pool)
        } catch {
            throw MeasureFailure(reason: error.text)
        }
    }
}

/// Why nothing was measured.
struct MeasureFailure: Error {
    var reason: String
}
