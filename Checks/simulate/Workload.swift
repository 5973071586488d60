// SPDX-License-Identifier: MIT
// What a store is used for: transactions of saves and deletions by seed, some rolled back, some large, and between them
// what else may happen to a database. No operation depends on another, so that a failing workload can be made smaller
// by leaving operations out.

import CrashModel
import SeededRandom

/// One step of a workload.
struct Operation {
    enum Kind {
        case transaction(commits: Bool)
        case vacuum
        case checkpoint
        case flush
        case reopen
    }

    var kind: Kind
    /// The database.
    var store = 0
    var notes: [Note] = []
    var photos: [Photo] = []
    var deletedNotes: [Int] = []
    var deletedPhotos: [String] = []
}

extension Setting {
    /// The operation with a number, which the seed and the number alone decide.
    func operation(_ number: Int) -> Operation {
        var random = SeededRandom(seed: mixed(seed, UInt64(number)))
        let store = Int(random.next() % UInt64(storeCount))
        var operation = Operation(kind: .transaction(commits: !random.isRare(8)), store: store)
        switch random.next() % 24 {
        case 0 where !mode.isWriteAhead || isShrinking: operation.kind = .vacuum
        case 1: operation.kind = .checkpoint
        case 2: operation.kind = .flush
        case 3: operation.kind = .reopen
        default: fill(&operation, number, &random)
        }
        return operation
    }

    private func fill(_ operation: inout Operation, _ number: Int, _ random: inout SeededRandom) {
        let isLarge = random.isRare(10)
        let isDeleting = isShrinking && number > operationCount / 2
        for _ in 0..<(isLarge ? 12 : 1 + Int(random.next() % 3)) {
            let id = Int(random.next() % 24)
            switch random.next() % 10 {
            case 0..<3 where isDeleting: operation.deletedNotes.append(id)
            case 3..<7 where isDeleting: operation.deletedPhotos.append("photo \(id % 8)")
            case 0..<5:
                let text = String(repeating: "note \(number) ", count: 1 + Int(random.next() % 20))
                operation.notes.append(Note(id: id, kind: Int(random.next() % 5), text: text))
            case 5..<8:
                let length = Int(random.next() % (isLarge ? 9_000 : 3_000))
                let photo = Photo(
                    name: "photo \(id % 8)",
                    bytes: [UInt8](
                        repeating: UInt8(truncatingIfNeeded: random.next()), count: length),
                    rank: random.isRare(3) ? nil : number)
                operation.photos.append(photo)
            case 8: operation.deletedNotes.append(id)
            default: operation.deletedPhotos.append("photo \(id % 8)")
            }
        }
    }
}

extension StoreContent {
    /// What a transaction leaves of the content, in the order of ``Session/apply(_:)``.
    mutating func apply(_ operation: Operation) {
        for id in operation.deletedNotes { notes[id] = nil }
        for name in operation.deletedPhotos { photos[name] = nil }
        for note in operation.notes { notes[note.id] = note }
        for photo in operation.photos { photos[photo.name] = photo }
    }
}
