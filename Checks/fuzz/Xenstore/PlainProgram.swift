// SPDX-License-Identifier: MIT
// A program that waits with all of its domain.

import Blkfront
import Unikernel
import XenSimulation

final class PlainProgram: @unchecked Sendable {  // the simulation runs one thread at a time
    private let scene: XenstoreScene
    private var watches: [XenstoreWatch] = []

    init(_ scene: XenstoreScene) {
        self.scene = scene
    }

    func play(_ acts: [Act]) {
        for act in acts {
            if scene.isBroken || scene.isOver { break }
            if scene.perform(act) { continue }
            let start = scene.simulation.now
            use(act)
            // A transaction is tried 32 times, a list is read in up to 8 tries of 17 parts.
            let waits: UInt64 = act.kind == "transaction" ? 32 * 5 : act.kind == "list" ? 200 : 3
            scene.judge(act.kind, since: start, waits: waits)
        }
        for watch in watches { watch.cancel() }
    }

    private func use(_ act: Act) {
        let key = XenstoreScene.keys[act.below(6, 0)]
        let store = scene.store
        do throws(XenstoreError) {
            switch act.kind {
            case "read": scene.judge(value: try store.read(key), "read")
            case "number": _ = try store.readUInt64(key)
            case "write": try store.write(key, act[1])
            case "list":
                let names = try store.directory(key)
                if names.count > 70_000 { scene.fail("a list of \(names.count) names") }
            case "disks": try look(at: scene.guest.domain)
            case "permissions": _ = try store.permissions(key)
            case "permit":
                try store.setPermissions(key, [XenstorePermission(scene.guest.id, .read)])
            case "make": try store.makeDirectory(key)
            case "remove": try store.remove(key)
            case "watch":
                if watches.count < 6 { watches.append(try store.watch(key)) }
            case "event": _ = try watches.last?.next(until: deadline(20))
            case "cancel": watches.popLast()?.cancel()
            case "transaction":
                try store.transaction { (transaction) throws(XenstoreError) in
                    for _ in 0...act[1] { _ = try transaction.read("a") }
                    try transaction.write(key, act[1])
                }
            case "path": _ = try store.path(of: DomainID(UInt16(act[0])))
            case "reset": try store.resetWatches()
            case "pause": _ = scene.guest.domain.loop.waitForAll(until: deadline(act[0])) { false }
            default: return  // the other program does it, or nobody
            }
            scene.judgeSuccess(act.kind)
        } catch {
            scene.judge(error, act.kind)
        }
    }

    /// Lists the domain's disks; each name that one has must be its own.
    private func look(at domain: Domain) throws(XenstoreError) {
        do throws(DiskError) {
            for disk in try domain.disks() {
                if let name = disk.name, DiskName(name)?.name != name {
                    scene.fail("disk \(disk.number) is called \(name)")
                }
            }
        } catch {
            guard case .xenstore(let error) = error else { return scene.fail("\(error)") }
            throw error
        }
    }

    private func deadline(_ milliseconds: UInt64) -> Instant {
        scene.guest.domain.clock.now.advanced(byNanoseconds: milliseconds * 1_000_000)
    }
}
