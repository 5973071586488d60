// SPDX-License-Identifier: MIT
// What one call of a ring did with shared memory, and the changes that the peer makes in the middle of it.

import SeededRandom
import XenRing

/// Memory of a ring, and the accesses to it.
@safe final class RingAccesses {
    let bytes: UnsafeMutableRawBufferPointer
    /// Counters in the order in which they were read: place and value.
    private(set) var loads: [(place: Int, value: UInt32)] = []
    /// Places of entries that were copied.
    private(set) var copies: [Int] = []
    private var random: SeededRandom
    private let isRestless: Bool

    /// `isRestless`: the peer changes what was just read.
    init(byteCount: Int, seed: UInt64, isRestless: Bool) {
        unsafe bytes = .allocate(byteCount: byteCount, alignment: 8)
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
        random = SeededRandom(seed: seed)
        self.isRestless = isRestless
        let first = unsafe UInt(bitPattern: bytes.baseAddress!)
        unsafe ReadPoints.set(owns: { UInt(bitPattern: $0) &- first < UInt(byteCount) }) {
            [unowned self] in
            unsafe note($0, $1, $2)
        }
    }

    deinit {
        unsafe bytes.deallocate()
    }

    var base: UnsafeMutableRawPointer { unsafe bytes.baseAddress! }

    func begin() {
        loads = []
        copies = []
    }

    private func note(_ access: SharedAccess, _ address: UnsafeMutableRawPointer, _ count: Int) {
        let place = unsafe Int(bitPattern: address) - Int(bitPattern: base)
        // SAFETY: the address is in the ring's memory, for `count` bytes.
        switch access {
        case .loaded:
            let value = unsafe address.load(as: UInt32.self)
            loads.append((place, value))
            guard isRestless else { return }
            unsafe address.storeBytes(of: value &+ UInt32(random.below(5)), as: UInt32.self)
        case .copied:
            copies.append(place)
            guard isRestless else { return }
            for index in 0..<count {
                unsafe address.storeBytes(
                    of: UInt8(truncatingIfNeeded: random.next()), toByteOffset: index,
                    as: UInt8.self)
            }
        case .stored: break
        }
    }

    func word(_ place: Int) -> UInt32 {
        unsafe base.load(fromByteOffset: place, as: UInt32.self)
    }

    func setWord(_ place: Int, _ value: UInt32) {
        unsafe base.storeBytes(of: value, toByteOffset: place, as: UInt32.self)
    }

    func byte(_ place: Int) -> UInt8 {
        unsafe base.load(fromByteOffset: place, as: UInt8.self)
    }

    func setByte(_ place: Int, _ value: UInt8) {
        unsafe base.storeBytes(of: value, toByteOffset: place, as: UInt8.self)
    }
}
