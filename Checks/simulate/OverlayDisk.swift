// SPDX-License-Identifier: MIT
// A disk of pointers to contents: setting a block up, writing it and taking all of that back costs next to nothing, so
// that one disk serves for each image of a power cut in turn.
//
// Invariants: 1. A pointer of the table is to a block of the pool or of the arena. 2. `undo` has what each block was
// before it was changed, in order; going back to a mark restores table and arena.

import BlockIO

/// A write that a recovery made, in an epoch of its own count.
@safe struct RecoveryWrite {
    var block: Int
    var content: UnsafeRawPointer
    var epoch: Int
}

/// A disk of pointers.
@safe final class OverlayDisk: BlockDevice {
    /// A moment to go back to.
    struct Mark {
        fileprivate var undone: Int
        fileprivate var used: Int
    }

    let geometry: BlockGeometry
    let durability: DurabilityClass
    private(set) var counters = BlockCounters()
    /// Whether writes fail.
    var isFrozen = false
    /// Writes since the recording began; nil while nothing is recorded.
    private(set) var recording: [RecoveryWrite]?
    private var epoch = 0
    private var hasWritten = false

    private let table: UnsafeMutablePointer<UnsafeRawPointer>
    private var undo: [(block: Int, before: UnsafeRawPointer)] = unsafe []
    private var arena: [UnsafeMutableRawPointer] = unsafe []
    private var used = 0

    init(
        blockCount: Int, durability: DurabilityClass, blocksPerRequest: Int, zero: UnsafeRawPointer
    ) {
        geometry = BlockGeometry(
            blockCount: UInt64(blockCount), blocksPerRequest: blocksPerRequest)
        self.durability = durability
        unsafe table = .allocate(capacity: blockCount)
        unsafe table.initialize(repeating: zero, count: blockCount)
    }

    deinit {
        unsafe table.deallocate()
        for index in unsafe arena.indices { unsafe arena[index].deallocate() }
    }

    // MARK: Setting it up

    /// Changes a block for good; nothing may be marked.
    func setBase(_ block: Int, _ content: UnsafeRawPointer) {
        unsafe precondition(undo.isEmpty, "the base changes between images")
        unsafe table[checked(block)] = content
    }

    /// Changes a block until the disk goes back.
    func set(_ block: Int, _ content: UnsafeRawPointer) {
        // SAFETY: the block was checked.
        let before = unsafe table[checked(block)]
        unsafe undo.append((block, before))
        unsafe table[block] = content
    }

    /// What a block holds.
    func content(_ block: Int) -> UnsafeRawPointer { unsafe table[checked(block)] }

    /// Memory for a block until the disk goes back.
    func scratch() -> UnsafeMutableRawPointer {
        if unsafe used == arena.count {
            unsafe arena.append(.allocate(byteCount: blockSize, alignment: 64))
        }
        used += 1
        return unsafe arena[used - 1]
    }

    var mark: Mark { unsafe Mark(undone: undo.count, used: used) }

    /// Takes back all changes since the mark.
    func goBack(to mark: Mark) {
        while unsafe undo.count > mark.undone {
            let (block, before) = unsafe undo.removeLast()
            // SAFETY: the block was checked when it was set.
            unsafe table[block] = before
        }
        used = mark.used
    }

    /// Takes back all changes since one mark, and leaves the memory that was in use at the other.
    func goBack(to mark: Mark, keeping other: Mark) {
        goBack(to: mark)
        used = other.used
    }

    private func checked(_ block: Int) -> Int {
        precondition(block >= 0 && block < Int(geometry.blockCount), "a block of the disk")
        return block
    }

    // MARK: Recording

    func startRecording() {
        recording = []
        epoch = 0
        hasWritten = false
    }

    func stopRecording() -> [RecoveryWrite] {
        defer { recording = nil }
        return recording ?? []
    }

    // MARK: The contract

    @unsafe func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        var next = try range(block, unsafe buffers.reduce(0) { $0 + $1.count })
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                // SAFETY: the range was checked, and the offset leaves a block of the buffer.
                unsafe (buffer.baseAddress! + offset).copyMemory(
                    from: table[next], byteCount: blockSize)
                next += 1
            }
        }
    }

    @unsafe func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        if isFrozen { throw .readOnly }
        var next = try range(block, unsafe buffers.reduce(0) { $0 + $1.count })
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                let page = unsafe scratch()
                // SAFETY: the offset leaves a block of the buffer.
                unsafe page.copyMemory(
                    from: buffer.baseAddress! + offset, byteCount: blockSize)
                unsafe set(next, UnsafeRawPointer(page))
                let write = unsafe RecoveryWrite(
                    block: next, content: UnsafeRawPointer(page), epoch: epoch)
                recording?.append(write)
                next += 1
            }
        }
        hasWritten = true
    }

    func closeEpoch() {
        if hasWritten { epoch += 1 }
        hasWritten = false
    }

    func flush() { closeEpoch() }

    func discard(_ blocks: BlockRange) {}
    func reset() {}

    private func range(_ block: UInt64, _ length: Int) throws(BlockFault) -> Int {
        Int(try geometry.range(from: block, count: length / blockSize).start)
    }
}
