// Disks of each kind that the lab has.
import FactGuest
import Facts

@main struct BlockFact {
    static func main() async {
        let blocks: UInt64 = 4096  // 16 MB
        await prove("a disk with a cache takes barriers and flushes") { (domain) async in
            await diskServes(DiskExpectation("xvda", .barrier, blockCount: blocks), domain)
        }
        await prove("a disk in memory is volatile") { (domain) async in
            await diskServes(DiskExpectation("xvdb", .volatile, blockCount: blocks), domain)
        }
        await prove("a disk of sectors of 4,096 bytes serves") { (domain) async in
            await diskServes(DiskExpectation("xvdc", .volatile, blockCount: blocks), domain)
        }
    }
}
