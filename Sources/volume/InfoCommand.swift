// SPDX-License-Identifier: MIT
import ArgumentParser
import BlockIO
import DiskVolume

struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract:
            "Says what a volume is made of: sizes, room, and where its databases have their blocks."
    )

    @OptionGroup var arguments: DiskArguments

    func run() throws {
        let volume = try arguments.mounted(isReadOnly: true)
        let (high, low) = volume.identity
        print("identity   \(Self.hexadecimal(high))\(Self.hexadecimal(low))")
        print("blocks     \(volume.blockCount) (\(Self.size(volume.blockCount)))")
        print("free       \(volume.freeBlockCount) (\(Self.size(volume.freeBlockCount)))")
        let reserve = volume.reservedBlockCount
        print("reserve    \(reserve) (\(Self.size(reserve))) of them, for deletions")
        print("databases  \(volume.databases.count) of \(volume.slotCount)")
        for database in volume.databases {
            print()
            print("\(database.name)")
            print("  identifier     \(Self.hexadecimal(database.identifier))")
            print("  main file      \(database.byteCount) bytes in \(database.mainBlocks) blocks")
            print("  journal        \(database.journalBlocks) blocks")
            print("  WAL            \(database.writeAheadLogBlocks) blocks")
            print("  commit log     \(database.commitLogBlocks) blocks")
            print("  extents        \(database.extentCount)")
        }
    }

    private static func size(_ blocks: UInt64) -> String {
        Size.text(blocks * UInt64(blockSize))
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
