// SPDX-License-Identifier: MIT
// Power cuts in the boot after a power cut: what recovery writes, and often a transaction after it, is recorded, and parts
// of it are put on the crashed image by the contract of a disk with epochs: all of the closed ones, any part of the next.
// Whatever was found first must be found again, in each store with the transaction or without.

import BlockIO
import SeededRandom

extension Explorer {
    /// Recovers from a state to the end, and from parts of that recovery.
    func recover(
        _ state: CrashState, _ recovered: RecoveredState, _ mark: OverlayDisk.Mark
    ) throws(Failure) {
        image.disk.goBack(to: mark)
        let hash = image.show(state, of: crashPoint)
        let crashed = image.disk.mark
        var options = ReadingOptions()
        options.closes = true
        if !trace.setting.isWeak, random.isRare(2) { options.changes = trace.setting.mode }
        options.changesMuch = random.isRare(3)
        image.disk.startRecording()
        let first = reader.read(image.disk, options)
        let writes = image.disk.stopRecording()
        let second = reader.read(image.disk, Self.afterwards)
        tally.add(options.changes == nil ? "recovered twice" : "recovered with a change")
        guard options.changes != nil || first == recovered, second == first else {
            throw failure(
                .recovery, state, "recovery finds \(recovered), then \(first), then \(second)")
        }
        // Contents of the writes stay in the arena, behind which the parts are put.
        let recoveredMark = image.disk.mark
        image.disk.goBack(to: crashed, keeping: recoveredMark)
        let base = image.disk.mark
        let last = writes.last?.epoch ?? -1
        for epoch in 0...max(last, 0) where last >= 0 {
            let count = writes.count { $0.epoch == epoch }
            for _ in 0..<min(1 << min(count, 3), 6) {
                try look(state, [recovered, first], writes, epoch, hash)
                image.disk.goBack(to: base)
            }
        }
    }

    /// Looks at a part of a boot, which began with one content and ended with another.
    private func look(
        _ state: CrashState, _ allowed: [RecoveredState], _ writes: [RecoveryWrite], _ epoch: Int,
        _ hash: UInt64
    ) throws(Failure) {
        var hash = hash
        for write in writes where write.epoch <= epoch {
            if write.epoch == epoch, random.isRare(2) { continue }
            var content = unsafe write.content
            if write.epoch == epoch, random.isRare(3) {
                unsafe content = torn(write)
            }
            unsafe image.put(write.block, content, &hash)
        }
        let isNew = note(hash)
        tally.count(stateNames(.recovery), isNew: isNew)
        guard isNew else { return }
        let found = reader.read(image.disk, Self.afterwards)
        guard Self.isPart(found, of: allowed) else {
            throw failure(
                .recovery, state,
                "a boot goes from \(allowed[0]) to \(allowed[1]), and a power cut in its epoch "
                    + "\(epoch) leaves \(found)")
        }
    }

    /// A page that was free may stay torn for good, which the volume's check cannot tell from damage.
    private static var afterwards: ReadingOptions {
        var options = ReadingOptions()
        options.checksVolume = false
        return options
    }

    /// Whether each store is as it was in one of the recovered states.
    private static func isPart(_ found: RecoveredState, of allowed: [RecoveredState]) -> Bool {
        guard case .content(let signatures) = found else { return false }
        return signatures.indices.allSatisfy { store in
            allowed.contains { recovered in
                guard case .content(let other) = recovered else { return false }
                return other[store] == signatures[store]
            }
        }
    }

    /// A block of which recovery wrote some sectors.
    private func torn(_ write: RecoveryWrite) -> UnsafeRawPointer {
        let page = unsafe image.disk.scratch()
        let pattern = random.next()
        for sector in 0..<8 {
            let isNew = pattern >> UInt64(sector) & 1 == 1
            let source = unsafe isNew ? write.content : image.disk.content(write.block)
            // SAFETY: a sector of each block.
            unsafe (page + sector * 512).copyMemory(from: source + sector * 512, byteCount: 512)
        }
        return UnsafeRawPointer(page)
    }
}
