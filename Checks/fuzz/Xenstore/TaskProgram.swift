// SPDX-License-Identifier: MIT
// The same program as a task, which suspends where the other waits.

import Unikernel
import XenSimulation

final class TaskProgram: @unchecked Sendable {  // the simulation runs one thread at a time
    private let scene: XenstoreScene
    private var watches: [XenstoreWatch] = []

    init(_ scene: XenstoreScene) {
        self.scene = scene
    }

    func play(_ acts: [Act]) async {
        for act in acts {
            if scene.isBroken || scene.isOver { break }
            if scene.perform(act) { continue }
            let start = scene.simulation.now
            await use(act)
            // A transaction is tried 32 times, a list is read in up to 8 tries of 17 parts.
            let waits: UInt64 =
                act.kind == "transaction"
                ? 32 * 5 : act.kind == "list" ? 200 : 3
            scene.judge(act.kind, since: start, waits: waits)
        }
        for watch in watches { watch.cancel() }
    }

    private func use(_ act: Act) async {
        let key = XenstoreScene.keys[act.below(6, 0)]
        let store = scene.store
        do throws(XenstoreError) {
            switch act.kind {
            case "read": scene.judge(value: try await store.read(key), "read")
            case "number": _ = try await store.readUInt64(key)
            case "write": try await store.write(key, act[1])
            case "list":
                let names = try await store.directory(key)
                if names.count > 70_000 { scene.fail("a list of \(names.count) names") }
            case "permissions": _ = try await store.permissions(key)
            case "permit":
                try await store.setPermissions(key, [XenstorePermission(scene.guest.id, .read)])
            case "make": try await store.makeDirectory(key)
            case "remove": try await store.remove(key)
            case "watch":
                if watches.count < 6 { watches.append(try await store.watch(key)) }
            case "event": _ = try await watches.last?.next(until: deadline(20))
            case "cancel": watches.popLast()?.cancel()
            case "transaction":
                try await store.transaction { (transaction) async throws(XenstoreError) in
                    for _ in 0...act[1] { _ = try await transaction.read("a") }
                    try await transaction.write(key, act[1])
                }
            case "path": _ = try await store.path(of: DomainID(UInt16(act[0])))
            case "reset": try await store.resetWatches()
            case "pause": _ = await scene.guest.domain.loop.sleep(nanoseconds: act[0] * 1_000_000)
            default: return  // the other program does it, or nobody
            }
            scene.judgeSuccess(act.kind)
        } catch {
            scene.judge(error, act.kind)
        }
    }

    private func deadline(_ milliseconds: UInt64) -> Instant {
        scene.guest.domain.clock.now.advanced(byNanoseconds: milliseconds * 1_000_000)
    }
}
