// SPDX-License-Identifier: MIT
// What an open database and its two logs share.

import BlockIO

/// The inside of an open database.
final class DatabaseCore {
    let volume: Volume
    let slot: Slot
    let identifier: UInt64
    let main: MainFile
    let journal: LogFile
    let writeAheadLog: LogFile
    private var isOpen = true
    /// The object that was written since the last order.
    private var target: ObjectKind?

    init(_ volume: Volume, _ slot: Slot) throws(VolumeError) {
        self.volume = volume
        self.slot = slot
        identifier = slot.descriptor.identifier
        main = MainFile(volume, slot)
        journal = try LogFile(volume, slot, .journal)
        writeAheadLog = try LogFile(volume, slot, .writeAheadLog)
    }

    func checkOpen() throws(VolumeError) {
        guard isOpen else { throw .closed }
        try volume.check()
    }

    /// Prepares for a write to an object: what was written to another comes before it.
    func turn(to kind: ObjectKind) throws(VolumeError) {
        try checkOpen()
        try volume.checkWritable()
        if mutant("targets-share-an-epoch") { target = kind }
        if let target, target != kind { try order() }
        target = kind
    }

    func order() throws(VolumeError) {
        guard try send() else { return }
        try volume.closeEpoch()
    }

    func makeDurable() throws(VolumeError) {
        guard try send() else { return }
        try volume.flush()
    }

    func close() throws(VolumeError) {
        guard isOpen else { return }
        defer {
            isOpen = false
            slot.isOpen = false
        }
        try order()
    }

    func setSealedPageSize(_ size: Int) {
        let size = UInt32(exactly: size) ?? 0
        let valid = Descriptor.isPageSize(size) ? size : 0
        guard valid != slot.descriptor.sealedPageSize, !volume.isReadOnly else { return }
        slot.descriptor.sealedPageSize = valid
        slot.isDirty = true
    }

    /// Gives the device what is gathered. False when the volume is read-only and there can be nothing.
    private func send() throws(VolumeError) -> Bool {
        try checkOpen()
        if volume.isReadOnly { return false }
        try main.send()
        try journal.send()
        try writeAheadLog.send()
        target = nil
        return true
    }
}
