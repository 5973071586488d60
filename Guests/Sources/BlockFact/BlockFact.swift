// Disks of each kind that the lab has.
import FactGuest
import Facts

@main struct BlockFact {
    static func main() async {
        await prove("a disk with a cache takes barriers and flushes", diskWithACacheServes)
        await prove("a disk in memory serves", diskInMemoryServes)
        await prove("a disk of sectors of 4,096 bytes serves", diskOfLargeSectorsServes)
    }
}
