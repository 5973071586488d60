// SPDX-License-Identifier: MIT
// Goal: a file of the host is a disk. Method: a real file in a temporary folder, opened again after each change.

import BlockIO
import Foundation
import Testing

@Suite struct FileDiskTests {
    private let folder: URL
    private var path: String { folder.appendingPathComponent("disk").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func clean() { try? FileManager.default.removeItem(at: folder) }

    private func block(_ byte: UInt8, count: Int = 1) -> [UInt8] {
        [UInt8](repeating: byte, count: count * blockSize)
    }

    private func write(_ disk: FileDisk, _ block: UInt64, _ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try disk.write(to: block, from: $0) }
    }

    private func read(_ disk: FileDisk, _ block: UInt64, count: Int = 1) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count * blockSize)
        try bytes.withUnsafeMutableBytes { try disk.read(from: block, into: $0) }
        return bytes
    }

    @Test(arguments: [true, false])
    func whatWasWrittenIsReadByTheNext(isDirect: Bool) throws {
        defer { clean() }
        try FileDisk.create(path: path, byteCount: 200 * UInt64(blockSize) + 100)
        var disk: FileDisk? = try FileDisk(path: path, isDirect: isDirect)
        #expect(disk!.geometry.blockCount == 200)
        #expect(disk!.durability == .flush)
        // Longer than what one call of the system moves.
        let long = (0..<100).flatMap { block(UInt8($0)) }
        try write(disk!, 7, long)
        try disk!.closeEpoch()
        #expect(disk!.counters.flushes == 0)
        try write(disk!, 0, block(9))
        #expect(disk!.counters.flushes == 1)
        try disk!.flush()
        #expect(try read(disk!, 7, count: 100) == long)
        disk = nil
        disk = try FileDisk(path: path, isReadOnly: true, isDirect: isDirect)
        #expect(try read(disk!, 7, count: 100) == long)
        #expect(try read(disk!, 0) == block(9))
        #expect(try read(disk!, 199) == block(0))
        #expect(throws: BlockFault.readOnly) { try write(disk!, 0, block(1)) }
    }

    @Test func placesThatTheDiskHasNotAreRefused() throws {
        defer { clean() }
        try FileDisk.create(path: path, byteCount: 4 * UInt64(blockSize))
        let disk = try FileDisk(path: path)
        #expect(throws: BlockFault.outOfRange(BlockRange(start: 3, count: 2), blockCount: 4)) {
            try write(disk, 3, block(1, count: 2))
        }
        #expect(throws: BlockFault.outOfRange(BlockRange(start: .max, count: 1), blockCount: 4)) {
            try read(disk, .max)
        }
    }

    @Test func aFileThatGrowsIsALargerDisk() throws {
        defer { clean() }
        try FileDisk.create(path: path, byteCount: 4 * UInt64(blockSize))
        let disk = try FileDisk(path: path)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.truncate(atOffset: 10 * UInt64(blockSize))
        #expect(disk.geometry.blockCount == 10)
        try write(disk, 9, block(1))
        #expect(try read(disk, 9) == block(1))
    }

    @Test func onlyOneCanWrite() throws {
        defer { clean() }
        try FileDisk.create(path: path, byteCount: 4 * UInt64(blockSize))
        let disk = try FileDisk(path: path)
        #expect(throws: BlockFault.gone(.system(EWOULDBLOCK))) { try FileDisk(path: path) }
        withExtendedLifetime(disk) {}
    }

    @Test func whatTheSystemSaysIsPassedOn() throws {
        defer { clean() }
        #expect(throws: BlockFault.gone(.system(ENOENT))) { try FileDisk(path: path) }
        try FileDisk.create(path: path, byteCount: 4096)
        #expect(throws: BlockFault.gone(.system(EEXIST))) {
            try FileDisk.create(path: path, byteCount: 4096)
        }
    }
}
