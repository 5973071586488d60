// SPDX-License-Identifier: MIT
// Contents of blocks, each kept once and named by a number, so that the many images of a disk that a power cut may leave
// are a few numbers each.

import BlockIO

/// Contents of blocks.
@safe final class Contents {
    /// The number of the content that is all zeros.
    static let zero = 0

    private var pages: [UnsafeMutableRawPointer] = unsafe []
    private var hashes: [UInt64] = []
    private var numbers: [UInt64: Int] = [:]

    init() {
        _ = number(of: [UInt8](repeating: 0, count: blockSize))
    }

    deinit {
        // SAFETY: nobody else frees them, and pointers are used only while the pool lives.
        for index in unsafe pages.indices { unsafe pages[index].deallocate() }
    }

    /// The number of a content, which is kept from now on.
    func number(of bytes: [UInt8]) -> Int {
        precondition(bytes.count == blockSize, "a content is a block")
        return unsafe bytes.withUnsafeBytes { bytes in
            // SAFETY: the bytes are a block, and so is the copy.
            let hash = unsafe blockHash(bytes.baseAddress!)
            if let number = numbers[hash] { return number }
            let page = UnsafeMutableRawPointer.allocate(byteCount: blockSize, alignment: 64)
            unsafe page.copyMemory(from: bytes.baseAddress!, byteCount: blockSize)
            unsafe pages.append(page)
            hashes.append(hash)
            numbers[hash] = hashes.count - 1
            return hashes.count - 1
        }
    }

    /// The bytes of a content.
    func pointer(_ number: Int) -> UnsafeRawPointer { unsafe UnsafeRawPointer(pages[number]) }

    /// A content's hash.
    func hash(_ number: Int) -> UInt64 { hashes[number] }
}

/// A hash of a block's 4,096 bytes, by four lanes of multiplications.
///
/// - Safety: the pointer must be to a block, aligned to 8 bytes.
@unsafe func blockHash(_ block: UnsafeRawPointer) -> UInt64 {
    let words = unsafe block.assumingMemoryBound(to: UInt64.self)
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    let factor: UInt64 = 0x9fb2_1c65_1e98_df25
    var index = 0
    while index < blockSize / 8 {
        // SAFETY: the index stays below the words of a block.
        lanes.0 = rotated((lanes.0 ^ (unsafe words[index])) &* factor)
        lanes.1 = rotated((lanes.1 ^ (unsafe words[index + 1])) &* factor)
        lanes.2 = rotated((lanes.2 ^ (unsafe words[index + 2])) &* factor)
        lanes.3 = rotated((lanes.3 ^ (unsafe words[index + 3])) &* factor)
        index += 4
    }
    return mixed(mixed(lanes.0, lanes.1), mixed(lanes.2, lanes.3))
}

@inline(__always) private func rotated(_ word: UInt64) -> UInt64 { word << 29 | word >> 35 }

/// One word of two.
@inline(__always) func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var word = first &* 0x9e37_79b9_7f4a_7c15 &+ second
    word = (word ^ (word >> 32)) &* 0xd6e8_feb8_6659_fd93
    word = (word ^ (word >> 32)) &* 0xd6e8_feb8_6659_fd93
    return word ^ (word >> 32)
}
