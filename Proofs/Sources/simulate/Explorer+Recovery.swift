// SPDX-License-Identifier: MIT
// Power cuts in the boot after a power cut: what recovery writes, and often a transaction after it, is recorded, and parts
// of it are put on the crashed image by the contract of a disk with epochs: all of the closed ones, any part of the next.
// Whatever was found first must be found again, in each store with the transaction or without.

import BlockIO
import SeededRandom

extension Explorer {
    /// Recovers from a state to the end, and from parts of that recovery.
    func recover(
        _ state: CrashState, _ reading: Reading, _ mark: OverlayDisk.Mark
    ) throws(Failure) {
        imaging.disk.goBack(to: mark)
        let hash = imaging.show(state, of: boundary)
        let crashed = imaging.disk.mark
        var options = ReadingOptions()
        options.closes = true
        if !trace.setting.isWeak, random.isRare(2) { options.changes = trace.setting.mode }
        options.changesMuch = random.isRare(3)
        imaging.disk.startRecording()
        let first = reader.read(imaging.disk, options)
        let writes = imaging.disk.stopRecording()
        let second = reader.read(imaging.disk, Self.afterwards)
        tally.add(options.changes == nil ? "recovered twice" : "recovered with a change")
        guard options.changes != nil || first == reading, second == first else {
            throw failure(
                .recovery, state, "recovery finds \(reading), then \(first), then \(second)")
        }
        // Contents of the writes stay in the arena, behind which the parts are put.
        let recovered = imaging.disk.mark
        imaging.disk.goBack(to: crashed, keeping: recovered)
        let base = imaging.disk.mark
        let last = writes.last?.epoch ?? -1
        for epoch in 0...max(last, 0) where last >= 0 {
            let count = writes.count { $0.epoch == epoch }
            for _ in 0..<min(1 << min(count, 3), 6) {
                try look(state, [reading, first], writes, epoch, hash)
                imaging.disk.goBack(to: base)
            }
        }
    }

    /// Looks at a part of a boot, which began with one content and ended with another.
    private func look(
        _ state: CrashState, _ readings: [Reading], _ writes: [RecoveryWrite], _ epoch: Int,
        _ hash: UInt64
    ) throws(Failure) {
        var hash = hash
        for write in writes where write.epoch <= epoch {
            if write.epoch == epoch, random.isRare(2) { continue }
            var content = unsafe write.content
            if write.epoch == epoch, random.isRare(3) {
                unsafe content = torn(write)
            }
            unsafe imaging.put(write.block, content, &hash)
        }
        let isNew = note(hash)
        tally.count(stateNames(.recovery), isNew: isNew)
        guard isNew else { return }
        let found = reader.read(imaging.disk, Self.afterwards)
        guard Self.isPart(found, of: readings) else {
            throw failure(
                .recovery, state,
                "a boot goes from \(readings[0]) to \(readings[1]), and a power cut in its epoch "
                    + "\(epoch) leaves \(found)")
        }
    }

    /// A page that was free may stay torn for good, which the volume's check cannot tell from damage.
    private static var afterwards: ReadingOptions {
        var options = ReadingOptions()
        options.checksVolume = false
        return options
    }

    /// Whether each store is as it was in one of the readings.
    private static func isPart(_ found: Reading, of readings: [Reading]) -> Bool {
        guard case .content(let signatures) = found else { return false }
        return signatures.indices.allSatisfy { store in
            readings.contains { reading in
                guard case .content(let other) = reading else { return false }
                return other[store] == signatures[store]
            }
        }
    }

    /// A block of which recovery wrote some sectors.
    private func torn(_ write: RecoveryWrite) -> UnsafeRawPointer {
        let page = unsafe imaging.disk.scratch()
        let pattern = random.next()
        for sector in 0..<8 {
            let isNew = pattern >> UInt64(sector) & 1 == 1
            let source = unsafe isNew ? write.content : imaging.disk.content(write.block)
            // SAFETY: a sector of each block.
            unsafe (page + sector * 512).copyMemory(from: source + sector * 512, byteCount: 512)
        }
        return UnsafeRawPointer(page)
    }
}
