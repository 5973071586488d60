// SPDX-License-Identifier: MIT
// A database that is added to the volume atomically. The blocks of a draft are written like those
// of any database, but no descriptor names them until all are durable. Then one descriptor does,
// replacing that of the database with the same name. A power cut leaves the old database or the new
// one.

import CompactStrings

extension Volume {
    /// Begins a draft of a database. Until ``publishDraft()``, opening the name opens the draft,
    /// and an existing database of that name stays unchanged on the disk.
    ///
    ///     try volume.beginDraft(name)
    ///     // open it, fill it, close it
    ///     try volume.publishDraft()
    ///
    /// - Throws: `alreadyOpen` if the database is open or there is a draft, `noFreeSlot`,
    ///   `readOnly`, or `poisoned`.
    public func beginDraft(_ name: DatabaseName) throws(VolumeError) {
        try checkWritable()
        if let draft { throw .alreadyOpen(draft.descriptor.text) }
        if let old = entry(of: name) {
            guard !old.isOpen else { throw .alreadyOpen(name.text) }
        } else {
            _ = try freeEntry()
        }
        draft = DatabaseEntry(
            databaseEntries.count, newDescriptor(name, generation: 0), newestCopy: 0)
    }

    /// Publishes the draft, durably, replacing the database of its name.
    ///
    /// - Throws: `alreadyOpen` if the draft or the other is open, `noFreeSlot`, `poisoned` or
    ///   `disk`. After the last two a new mount finds one of the two databases.
    /// - Precondition: there is a draft.
    public func publishDraft() throws(VolumeError) {
        guard let draft else { preconditionFailure("there is no draft") }
        let old = databaseEntries.first {
            $0.descriptor.isUsed && $0.descriptor.name.elementsEqual(draft.descriptor.name)
        }
        let isOpen = draft.isOpen || old?.isOpen == true
        guard !isOpen else { throw .alreadyOpen(draft.descriptor.text) }
        let entry = if let old { old } else { try freeEntry() }
        try flush()
        giveUpBlocks(of: entry)
        let generation = entry.descriptor.generation
        entry.descriptor = draft.descriptor
        entry.descriptor.generation = generation
        entry.loggedByteCount = draft.loggedByteCount
        entry.blocksWithLog = draft.blocksWithLog
        entry.idleFrom = draft.idleFrom
        entry.isDirty = true
        self.draft = nil
        try flush()
    }

    /// Discards the draft and frees its blocks. Does nothing if there is none.
    ///
    /// - Precondition: the draft is not open.
    public func abandonDraft() {
        guard let draft else { return }
        precondition(!draft.isOpen, "the draft is open")
        // No descriptor on the disk ever named them.
        for kind in ObjectKind.allCases {
            for extent in draft.descriptor[kind].extents {
                precondition(free.insert(extent) != nil, "a block is freed once")
            }
        }
        self.draft = nil
    }

    func draft(of name: DatabaseName) -> DatabaseEntry? {
        guard let draft, name.text.isSame(as: draft.descriptor.name) else { return nil }
        return draft
    }
}
