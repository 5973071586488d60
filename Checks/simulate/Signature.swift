// SPDX-License-Identifier: MIT
// The content of a store as one number: of the model, of what plain SQLite reads, and of what the generated store code
// reads, which must all be the same.

import CrashModel

/// A running hash of values.
struct Signature {
    private(set) var value: UInt64 = 0x6d69_7261_6765

    mutating func add(_ number: UInt64) { value = mixed(value, number) }
    mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

    /// Adds bytes with their length.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        add(UInt64(bytes.count))
        var offset = 0
        while offset + 8 <= bytes.count {
            // SAFETY: eight bytes are left.
            add(unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(unsafe bytes[offset])
            offset += 1
        }
        add(rest)
    }
}

/// The content of one store.
struct StoreContent {
    var notes: [Int: Note] = [:]
    var photos: [String: Photo] = [:]

    var signature: UInt64 {
        var signature = Signature()
        for note in notes.values.sorted(by: { $0.id < $1.id }) { signature.add(note) }
        for photo in photos.values.sorted(by: { $0.name < $1.name }) { signature.add(photo) }
        return signature.value
    }
}

extension Signature {
    mutating func add(_ note: Note) {
        add(note.id)
        add(note.kind)
        var text = note.text
        text.withUTF8 { unsafe add(UnsafeRawBufferPointer($0)) }
    }

    mutating func add(_ photo: Photo) {
        var name = photo.name
        name.withUTF8 { unsafe add(UnsafeRawBufferPointer($0)) }
        unsafe photo.bytes.withUnsafeBytes { unsafe add($0) }
        add(photo.rank ?? .min)
    }
}
