// SPDX-License-Identifier: MIT
// Databases from lying disks, through SQLite, the VFS and generated code: pages whose checksums fit and whose trees and
// rows do not, logs of half a commit, rows of other types. Whatever is read is a value of the type or a typed error; and
// a page whose checksum does not fit is never read as if it did.

import BlockIO
import DiskVolume
import Golden
import OrmRuntime
import SeededRandom

enum StoreFuzzer: Fuzzer {
    static let name = "stores"

    static func script(seed: UInt64) -> Script {
        var random = SeededRandom(seed: seed)
        let hasRecords = random.isRare(2)
        var acts = [Act("image", random.next() % 1024, 0, hasRecords ? 1 : 0)]
        for _ in 0..<1 + random.below(3) {
            let isOfRecords = hasRecords && !random.isRare(4)
            acts.append(
                isOfRecords ? ImageScene.changeOfRecords(&random) : change(&random))
        }
        acts.append(Act("use", random.next() % 8))
        return Script(fuzzer: name, seed: seed, acts: acts)
    }

    /// Pages more often than the volume's own blocks, which have a fuzzer of their own.
    private static func change(_ random: inout SeededRandom) -> Act {
        while true {
            let act = ImageScene.change(&random)
            if act.kind == "page" || act.kind == "record" || random.isRare(6) { return act }
        }
    }

    static func play(_ script: Script, _ tally: Tally) throws(Violation) {
        guard let head = script.acts.first else { return }
        var scene = ImageScene(head, [Templates.stores, Templates.batchStores])
        for act in script.acts.dropFirst() { scene.apply(act) }
        for kind in scene.kinds.sorted().prefix(1) { tally.input("stores " + kind) }
        let journal: StoreOptions.Journal =
            head[2] & 1 != 0
            ? .automatic : (script.acts.last ?? head)[0] & 1 == 0 ? .writeAhead : .rollback
        let found = try outcome(scene.disk, journal, script.seed, tally)
        if scene.disk.isOverworked { throw Violation("\(scene.disk.work) blocks were moved") }
        // No checksum was mended: what was read is something that was written once. (When the last epoch of a journal is
        // lost, that can be of a transaction that was not committed; Documentation/VolumeFormat.md, Recovery.)
        guard let found, !scene.isSealed else { return }
        guard found.allSatisfy({ Templates.lines.contains($0.text) }) else {
            throw Violation("rows were read that nobody wrote")
        }
        // One record that a disk has damaged: the store is as it was after some commit, or is not read.
        let damage = script.acts.dropFirst().dropLast()
        if head[2] & 1 != 0, damage.count == 1, ImageScene.damages.contains(damage.first!.kind) {
            try wantCommit(found)
            tally.answer("stores: a commit's content after damage to a record")
        }
    }

    /// Wants all lines of the first batches and no others.
    private static func wantCommit(_ lines: [LedgerLine]) throws(Violation) {
        var expected = 0
        for batch in 0..<Templates.storeBatches {
            if expected == lines.count { return }
            expected += Ledger.lines(ofBatch: batch).count
            guard expected <= lines.count, lines[..<expected].allSatisfy({ $0.batch <= batch })
            else { throw Violation("\(lines.count) lines are those of no commit") }
        }
        guard expected == lines.count else { throw Violation("there are lines too many") }
    }

    /// What a store reads, with everything done to it that one does; nil when that ended in an error.
    private static func outcome(
        _ disk: ImageDisk, _ journal: StoreOptions.Journal, _ seed: UInt64, _ tally: Tally
    ) throws(Violation) -> [LedgerLine]? {
        do {
            var lines: [LedgerLine]?
            try StoreOnVolume.use(disk, seed: seed) { _ in
                do {
                    lines = try use(journal, seed)
                    tally.answer("stores: used")
                } catch let error as StoreError {
                    tally.answer("stores: \(name(error))")
                }
            }
            return lines
        } catch let error as VolumeError {
            tally.answer("stores: volume \(ImageFuzzer.name(error))")
            return nil
        } catch {
            throw Violation("an error without a type: \(error)")
        }
    }

    private static func use(_ journal: StoreOptions.Journal, _ seed: UInt64) throws -> [LedgerLine]
    {
        var options = StoreOptions()
        options.journal = journal
        let store = try GoldenSchema.open("store", options: options)
        let lines = try LedgerLine.get(from: store)
        _ = try LedgerLine.get(from: store, batch: 2)
        _ = try LedgerLine.find(in: store, number: 301)
        _ = try Reading.get(from: store)
        _ = try LedgerLine.count(in: store)
        try LedgerLine(number: 7_000, batch: 99, text: "new").save(in: store)
        try Reading(id: 3, first: 1, second: nil).save(in: store)
        try LedgerLine.delete(from: store, where: .batch(.equals(4)))
        _ = try LedgerLine.find(in: store, number: 7_000)
        try store.close()
        return lines
    }

    private static func name(_ error: StoreError) -> String {
        let words = "\(error)".split(separator: " ").prefix(2)
        return words.joined(separator: " ").filter { !$0.isNumber }
    }
}
