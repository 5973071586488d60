// SPDX-License-Identifier: MIT
// Stands between a volume and its disk and remembers what epoch each block was written in, so that what the disk's
// backend does can be held against it: nothing of an epoch may enter the disk before all earlier epochs are durable,
// and a flush may not return before everything is.

import BlockIO

/// A disk that checks the order of what it was given, by epochs.
@safe final class OrderingChecker: BlockDevice {
    private struct Place: Hashable {
        var block: Int
        var content: Int
    }

    /// What was done that must not be.
    private(set) var violations: [String] = []
    /// Writes whose bytes were lent.
    private(set) var lentCount = 0
    /// Told when a flush has returned.
    var onFlush: () -> Void = {}

    private let device: any BlockDevice
    private let contents: Contents
    private var epoch = 0
    private var hasWritten = false
    /// Epochs in which a block was written with a content, in order.
    private var epochs: [Place: [Int]] = [:]
    /// What of each epoch is not durable yet.
    private var missing: [Int: Set<Place>] = [:]
    /// Writes in the disk's cache.
    private var cached: [UInt64: (place: Place, isComplete: Bool)] = [:]

    init(_ device: any BlockDevice, _ contents: Contents) {
        self.device = device
        self.contents = contents
    }

    var geometry: BlockGeometry { device.geometry }
    var durability: DurabilityClass { device.durability }
    var counters: BlockCounters { device.counters }

    // MARK: What the disk does

    /// Takes in that a block entered the disk's cache; returns the epoch that it was given in.
    func diskWrote(_ block: Int, _ content: Int, _ sequence: UInt64) -> Int {
        let place = Place(block: block, content: content)
        cached[sequence] = (place, false)
        guard
            let first = epochs[place]?.first(where: { missing[$0]?.contains(place) ?? false })
                ?? epochs[place]?.first
        else {
            violate("block \(block) was written with something it was not given")
            return epoch
        }
        let earlier = missing.filter { $0.key < first && !$0.value.isEmpty }.keys.min()
        if let earlier {
            violate("block \(block) of epoch \(first) overtook epoch \(earlier)")
        }
        return first
    }

    func diskCompleted(_ sequences: [UInt64]) {
        for sequence in sequences { cached[sequence]?.isComplete = true }
    }

    func diskMadeDurable(before horizon: UInt64) {
        for (sequence, write) in cached where write.isComplete && sequence < horizon {
            cached[sequence] = nil
            for epoch in epochs[write.place] ?? [] { missing[epoch]?.remove(write.place) }
        }
        missing = missing.filter { !$0.value.isEmpty }
    }

    private func violate(_ what: String) {
        if violations.count < 20 { violations.append(what) }
    }

    // MARK: The contract

    @unsafe func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        try unsafe device.read(from: block, into: buffers)
    }

    @unsafe func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        unsafe note(block, buffers)
        try unsafe device.write(to: block, from: buffers)
    }

    func adopt(_ pool: PagePool) { device.adopt(pool) }

    @unsafe func write(
        to block: UInt64, lending buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        unsafe note(block, buffers)
        lentCount += 1
        try unsafe device.write(to: block, lending: buffers)
    }

    @unsafe private func note(
        _ block: UInt64, _ buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) {
        var next = Int(block)
        for index in buffers.indices {
            let buffer = unsafe buffers[index]
            for offset in stride(from: 0, to: buffer.count, by: blockSize) {
                let bytes = unsafe [UInt8](buffer[offset..<offset + blockSize])
                note(Place(block: next, content: contents.number(of: bytes)))
                next += 1
            }
        }
        hasWritten = true
    }

    private func note(_ place: Place) {
        epochs[place, default: []].append(epoch)
        missing[epoch, default: []].insert(place)
    }

    func closeEpoch() throws(BlockFault) {
        beginEpoch()
        try device.closeEpoch()
    }

    func flush() throws(BlockFault) {
        beginEpoch()
        try device.flush()
        if let left = missing.first(where: { !$0.value.isEmpty }) {
            violate(
                "a flush returned while \(left.value.count) blocks of epoch \(left.key) were at risk"
            )
        }
        onFlush()
    }

    private func beginEpoch() {
        if hasWritten { epoch += 1 }
        hasWritten = false
    }

    func discard(_ blocks: BlockRange) throws(BlockFault) { try device.discard(blocks) }
    func reset() throws(BlockFault) { try device.reset() }
}
