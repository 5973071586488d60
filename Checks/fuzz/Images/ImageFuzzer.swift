// SPDX-License-Identifier: MIT
// Volumes from damaged and lying disks: mounted, checked, read to the end, written to, closed, mounted again. Damage is
// a typed error; what is accepted must hold together: every block belongs to one object, what was written comes back,
// and nothing takes more work than the disk is large.

import BlockIO
import DiskVolume
import SeededRandom

enum ImageFuzzer: Fuzzer {
    static let name = "images"

    static func script(seed: UInt64) -> Script {
        var random = SeededRandom(seed: seed)
        let hasRecords = random.isRare(2)
        var acts = [Act("image", random.next() % 1024, random.next() % 64, hasRecords ? 1 : 0)]
        for _ in 0..<1 + random.below(4) {
            let isOfRecords = hasRecords && !random.isRare(4)
            acts.append(
                isOfRecords
                    ? ImageScene.changeOfRecords(&random) : ImageScene.change(&random))
        }
        acts.append(Act("use", random.next() % 8, hasRecords ? random.next() % 8 : 0))
        return Script(fuzzer: name, seed: seed, acts: acts)
    }

    static func play(_ script: Script, _ tally: Tally) throws(Violation) {
        guard let head = script.acts.first else { return }
        var scene = ImageScene(head, [Templates.volumes, Templates.commits])
        for act in script.acts.dropFirst() { scene.apply(act) }
        let use = script.acts.last ?? Act("use")
        for kind in scene.kinds.sorted().prefix(1) { tally.input("images " + kind) }
        do {
            let use = VolumeUse(
                scene.disk, seed: script.seed, isReadOnly: use[0] & 1 != 0, ways: use[1], tally)
            try use.perform()
            tally.answer("images: used")
        } catch let error as VolumeError {
            tally.answer("images: \(name(error))")
            if case .poisoned = error { throw Violation("a good disk failed: \(error)") }
        } catch {
            throw (error as? Violation) ?? Violation("\(error)")
        }
        if scene.disk.isOverworked { throw Violation("\(scene.disk.work) blocks were moved") }
    }

    static func name(_ error: VolumeError) -> String {
        switch error {
        case .disk: "disk"
        case .notAVolume: "not a volume"
        case .newerVersion: "newer version"
        case .corrupt: "corrupt"
        case .diskShrank: "disk shrank"
        case .diskTooSmall: "disk too small"
        case .full: "full"
        case .tooFragmented: "too fragmented"
        case .noFreeSlot: "no free slot"
        case .alreadyOpen: "already open"
        default: "\(error)"
        }
    }
}
