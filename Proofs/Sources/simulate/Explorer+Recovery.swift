// SPDX-License-Identifier: MIT
// Power cuts in the recovery from a power cut: what recovery writes is recorded, and parts of it are put on the crashed
// image by the contract of a disk with epochs: all of the closed ones, any part of the next. Whatever was found first
// must be found again.

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
        imaging.disk.startRecording()
        let first = reader.read(imaging.disk, options)
        let writes = imaging.disk.stopRecording()
        let second = reader.read(imaging.disk)
        tally.add("recovered twice")
        guard first == reading, second == reading else {
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
                try look(state, reading, writes, epoch, hash)
                imaging.disk.goBack(to: base)
            }
        }
    }

    private func look(
        _ state: CrashState, _ reading: Reading, _ writes: [RecoveryWrite], _ epoch: Int,
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
        let found = reader.read(imaging.disk)
        guard found == reading else {
            throw failure(
                .recovery, state,
                "recovery finds \(reading), and after a power cut in its epoch \(epoch) \(found)")
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
