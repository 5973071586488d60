// SPDX-License-Identifier: MIT
// Goal: a disk is found by name and number, and what its backend offers becomes what the disk is; keys are believed
// only in their range, and a backend that does not come to the meeting costs bounded time. Method: the simulated
// backend with each set of features, and with keys that cannot be.

import BlockIO
import Testing
import XenSimulation
import XenSupport

@testable import Blkfront
@testable import Unikernel

@Suite struct BlockHandshakeTests {
    @Test func aDiskReadsWhatWasWritten() throws {
        try BlockWorld.check { world, device in
            #expect(device.geometry.blockCount == 256)
            #expect(device.durability == .flush)
            #expect(try device.versions(0..<3) == [0, 0, 0])
            try device.write(1..<3, version: 7)
            #expect(try device.versions(0..<4) == [0, 7, 7, 0])
            try device.flush()
            #expect(try device.versions(0..<4) == [0, 7, 7, 0])
        }
    }

    @Test(
        arguments: [
            ("xvda", 51712), ("xvdb", 51728), ("xvda1", 51713), ("xvdp15", 51967),
            ("xvdq", 268_439_552), ("xvdaa", 268_442_112), ("xvda16", 268_435_472),
            ("51712", 51712),
            ("768", 768), ("xvd", nil), ("xvdA", nil), ("xvda256", nil), ("", nil),
            ("sda", 2048), ("sdb", 2064), ("sda1", 2049), ("sdp15", 2303), ("sdq", nil),
            ("sda16", nil),
            ("hda", 768), ("hda1", 769), ("hda63", 831), ("hdb", 832), ("hdb63", 895),
            ("hdc", 5632),
            ("hdd", 5696), ("hdd63", 5759), ("hde", nil), ("hda64", nil), ("hd", nil), ("sd", nil),
            ("hdA", nil), ("sdaa", nil), ("vda", nil), ("s", nil), ("hdaaaaaa", nil),
            ("xvdaaaa", 273_114_624), ("xvdbgqcv", 536_870_656), ("xvdbgqcw", nil),
            ("xvdaaaaaa", nil), ("4294967296", nil), ("xvda1b", nil),
        ] as [(String, UInt32?)])
    func namesAreNumbers(name: String, number: UInt32?) {
        #expect(DiskName(name)?.number == number)
        guard let number, !name.allSatisfy(\.isNumber) else { return }
        #expect(DiskName(number: number).name == name)
    }

    @Test(
        arguments: [
            0, 767, 896, 1023, 1024, 2047, 5631, 5760, 51711, 51968, 268_435_455, 536_870_912, .max,
        ] as [UInt32])
    func aNumberOfNoSystemHasNoName(number: UInt32) {
        #expect(DiskName(number: number).name == nil)
        #expect(DiskName("\(number)")?.number == number)
    }

    @Test func aNameThatANumberHasMeansThatNumber() {
        for number in (0..<65_536).map(UInt32.init) + Array((1 << 28)..<(1 << 28 + 70_000)) {
            guard let name = DiskName(number: number).name else { continue }
            // The first disks have two numbers of that form; names mean the lower one.
            let low = 202 << 8 | (number >> 8 & 15) << 4 | number & 15
            let isTwice = number >> 28 == 1 && number >> 8 & 0xf_ffff < 16 && number & 0xff < 16
            #expect(DiskName(name)?.number == (isTwice ? low : number))
        }
    }

    @Test func aDriveIsNotTheFirstDisk() throws {
        try StoreWorld.check { store in
            let world = BlockWorld(store, 1, BlockOffer(), blockCount: 8, hasCache: true)
            let numbers: [(UInt32, String?)] = [
                (768, "cdrom"), (2048, "floppy"), (5632, "disk"), (51744, nil), (51760, ""),
            ]
            let others = numbers.map { number, type in
                SimulatedBlockBackend(
                    SimulatedDisk(blockCount: 16, seed: 2), for: store.guest, number: number,
                    BlockOffer { $0.deviceType = type }, by: store.toolstack)
            }
            try store.plainly {
                #expect(try world.domain.disks().map { $0.name } == ["hdc", "xvda", "xvdc"])
                let drive = try world.domain.disk("hda")
                #expect(try drive.versions(0..<1) == [0])
                drive.close()
            }
            #expect(others.allSatisfy { $0.violations == [] })
        }
    }

    @Test func disksAreListedAndFound() throws {
        try StoreWorld.check { store in
            let world = BlockWorld(store, 1, BlockOffer(), blockCount: 8, hasCache: true)
            let other = SimulatedDisk(blockCount: 16, seed: 2)
            let second = SimulatedBlockBackend(
                other, for: store.guest, number: 51728, by: store.toolstack)
            try store.plainly {
                #expect(try world.domain.disks().map { $0.name } == ["xvda", "xvdb"])
                #expect(throws: DiskError.notFound) { try world.domain.disk("xvdc") }
                #expect(throws: DiskError.notFound) { try world.domain.disk("nonsense") }
                let device = try world.domain.disk("51728")
                #expect(device.geometry.blockCount == 16)
                device.close()
                #expect(throws: BlockFault.gone(.closed)) { try device.versions(0..<1) }
                #expect(throws: BlockFault.gone(.closed)) { try device.flush() }
                // A disk that was closed can be opened again.
                let again = try world.domain.disk("xvdb")
                #expect(try again.versions(0..<1) == [0])
                again.close()
                again.close()
            }
            #expect(second.violations == [])
        }
    }

    @Test func aDomainWithoutDisksHasNone() throws {
        try StoreWorld.plainly { world, _ in
            let disks = try world.domain.disks()
            #expect(disks == [])
            #expect(throws: DiskError.notFound) { try world.domain.disk("xvda") }
        }
    }

    @Test(arguments: [
        (BlockOffer(), DurabilityClass.flush),
        (BlockOffer { $0.flush = false }, .volatile),
        (BlockOffer { $0.barrier = true }, .barrier),
        (
            BlockOffer {
                $0.barrier = true
                $0.flush = false
            }, .barrier
        ),
    ])
    func theClassIsWhatIsOffered(offer: BlockOffer, durability: DurabilityClass) throws {
        try BlockWorld.check(1, offer) { _, device in
            #expect(device.durability == durability)
        }
    }

    @Test func choicesCount() throws {
        var options = BlockOptions()
        options.usesBarriers = false
        try BlockWorld.check(1, BlockOffer { $0.barrier = true }, options: options) { _, device in
            #expect(device.durability == .flush)
        }
        options.assumesWriteThrough = true
        try BlockWorld.check(1, BlockOffer { $0.flush = false }, options: options) { _, device in
            #expect(device.durability == .writeThrough)
        }
    }

    @Test(arguments: [(0, 11), (1, 11), (11, 11), (12, 12), (256, 32), (100_000, 32)])
    func indirectSegmentsAreClamped(offered: Int, used: Int) throws {
        try BlockWorld.check(1, BlockOffer { $0.indirectSegments = offered }) { world, device in
            #expect(device.geometry.blocksPerRequest == used)
            try device.write(0..<100, version: 1)
            try device.flush()
            #expect(try device.versions(0..<100) == Array(repeating: 1, count: 100))
            #expect(world.backend.segmentCounts.max() == used)
        }
    }

    @Test(arguments: [(0, 0), (4, 0), (4, 2), (1, 4), (4, 4)])
    func ringsHaveSeveralPages(offered: Int, limit: Int) throws {
        var options = BlockOptions()
        options.ringPageOrderLimit = limit
        options.writeBehindLimit = 600
        try BlockWorld.check(
            1, BlockOffer { $0.ringPageOrder = offered }, blockCount: 2000, options: options
        ) { _, device in
            // Blocks apart: a request each, more than a page of the ring takes.
            for block in 0..<500 as Range<UInt64> {
                try device.write(3 * block..<3 * block + 1, version: block + 1)
            }
            try device.flush()
            for block in 0..<500 as Range<UInt64> {
                #expect(try device.versions(3 * block..<3 * block + 1) == [block + 1])
            }
        }
    }

    @Test(arguments: [true, false], [true, false])
    func grantsPersistAmongThoseWhoTrust(offered: Bool, trusted: Bool) throws {
        let offer = BlockOffer {
            $0.persistent = offered
            $0.isTrusted = trusted
        }
        try BlockWorld.check(1, offer) { world, device in
            #expect(device.usesPersistentGrants == (offered && trusted))
            for round in 1...20 as ClosedRange<UInt64> {
                try device.write(0..<8, version: round)
                try device.flush()
                #expect(try device.versions(0..<8) == Array(repeating: round, count: 8))
            }
            // The ring, and the pages of one transfer over and over.
            let active = world.domain.grants.counters.active
            #expect(active == (offered && trusted ? 9 : 1))
        }
    }

    @Test func readOnlyDisksAreNotWritten() throws {
        try BlockWorld.check(1, BlockOffer { $0.isReadOnly = true }) { _, device in
            #expect(device.geometry.isReadOnly)
            #expect(throws: BlockFault.readOnly) { try device.write(0..<1, version: 1) }
            #expect(throws: BlockFault.readOnly) {
                try device.discard(BlockRange(start: 0, count: 1))
            }
            let versions = try device.versions(0..<1)
            #expect(versions == [0])
        }
    }

    @Test func sectorsOf4096BytesServe() throws {
        let offer = BlockOffer {
            $0.sectorSize = 4096
            $0.physicalSectorSize = 4096
        }
        try BlockWorld.check(1, offer) { _, device in
            #expect(device.geometry.physicalSectorSize == 4096)
            try device.write(255..<256, version: 3)
            try device.flush()
            #expect(try device.versions(255..<256) == [3])
        }
    }

    @Test func whatIsNotOnTheDiskIsOutOfRange() throws {
        try BlockWorld.check { _, device in
            let fault = BlockFault.outOfRange(BlockRange(start: 256, count: 1), blockCount: 256)
            #expect(throws: fault) { try device.versions(256..<257) }
            #expect(throws: fault) { try device.write(256..<257, version: 1) }
            #expect(throws: BlockFault.self) { try device.versions(UInt64.max - 1..<UInt64.max) }
            #expect(throws: BlockFault.self) {
                try device.discard(BlockRange(start: .max, count: 1))
            }
        }
    }

    @Test(
        arguments: [
            (["sectors": "-8"], DiskError.lost(.hostile("a text where a number belongs"))),
            (["sectors": ""], .lost(.hostile("a text where a number belongs"))),
            (["sectors": "18446744073709551615"], .lost(.hostile("a disk of an impossible size"))),
            (
                ["sectors": "99999999999999999999"],
                .lost(.hostile("a text where a number belongs"))
            ),
            (
                ["sector-size": "520"],
                .unusable("a disk with sectors of neither 512 nor 4,096 bytes")
            ),
            (
                ["sector-size": "4096", "physical-sector-size": "512"],
                .lost(.hostile("a physical sector that cannot be"))
            ),
            (
                ["physical-sector-size": "1000"],
                .lost(.hostile("a physical sector that cannot be"))
            ),
            (["feature-flush-cache": "yes"], .lost(.hostile("a text where a number belongs"))),
        ] as [([String: String], DiskError)])
    func impossibleKeysAreRefused(keys: [String: String], error: DiskError) throws {
        try StoreWorld.check { store in
            let world = BlockWorld(
                store, 1, BlockOffer { $0.keys = keys }, blockCount: 8, hasCache: true)
            _ = try store.plainly {
                #expect(throws: error) { try world.domain.disk("xvda") }
            }
        }
    }

    @Test(arguments: [
        ("/local/domain/0/backend/vbd/1/51728", "a backend at a path that is none"),
        ("/local/domain/0/backend/vbd/2/51712", "a backend at a path that is none"),
        ("/local/domain/3/backend/vbd/1/51712", "a backend at a path that is none"),
        ("/local/domain/0/backend/vbd/1/51712/x", "a backend at a path that is none"),
        ("device/vbd/51712", "a backend at a path that is none"),
        ("", "a backend at a path that is none"),
    ])
    func aBackendIsWhereItMustBe(path: String, text: String) throws {
        try StoreWorld.check { store in
            let world = BlockWorld(store, 1, BlockOffer(), blockCount: 8, hasCache: true)
            store.change { $0.write(store.home + "/device/vbd/51712/backend", path) }
            _ = try store.plainly {
                #expect(
                    throws: DiskError.lost(.hostile("a backend at a path that is none"))
                ) { try world.domain.disk("xvda") }
            }
        }
    }

    @Test(arguments: [nil, "", "x", "32752", "-1", "70000"] as [String?])
    func aBackendIsInADomain(text: String?) throws {
        try StoreWorld.check { store in
            let world = BlockWorld(store, 1, BlockOffer(), blockCount: 8, hasCache: true)
            let path = store.home + "/device/vbd/51712/backend-id"
            store.change { if let text { $0.write(path, text) } else { $0.remove(path) } }
            _ = try store.plainly {
                #expect(throws: DiskError.lost(.hostile("a backend in no domain"))) {
                    try world.domain.disk("xvda")
                }
            }
        }
    }

    @Test(arguments: ["1", "2", "3", "5", "6", "8", "99", "nonsense"])
    func aBackendThatStaysInAStateCostsBoundedTime(state: String) throws {
        var options = BlockOptions()
        options.stepTimeout = 1_000_000_000
        let chosen = options
        try StoreWorld.check { store in
            let world = BlockWorld(store, 1, BlockOffer(), blockCount: 8, hasCache: true)
            world.backend.isStuck = true
            world.backend.write("state", state)
            try store.plainly {
                let before = world.domain.clock.now.nanoseconds
                #expect(throws: DiskError.self) {
                    try world.domain.disk("xvda", options: chosen)
                }
                #expect(world.domain.clock.now.nanoseconds - before < 6_000_000_000)
            }
        }
    }
}
