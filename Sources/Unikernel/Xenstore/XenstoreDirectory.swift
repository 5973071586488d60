// SPDX-License-Identifier: MIT
// The children of a node. A list that does not fit into one message is refused with E2BIG and then
// read in parts (XS_DIRECTORY_PART). Each part begins with a generation number; when it changes,
// reading starts again.

import CompactStrings

extension XenstoreAccess {
    /// Returns the names of a node's children, in xenstore's order. A long list is read in several
    /// parts.
    ///
    /// - Throws: ``XenstoreError``; `tooLarge` beyond 65,536 bytes of names, or `conflict` for a
    ///   list that keeps changing.
    public func directory(_ path: String) async throws(XenstoreError) -> [String] {
        var listing = XenstoreListing()
        do throws(XenstoreError) {
            return try listing.whole(
                await store.perform(.directory, path, in: transactionIdentifier))
        } catch {
            guard error == .refused(.directory, .tooBig) else { throw error }
        }
        while true {
            let part = try await store.perform(
                .directoryPart, path, listing.offset, in: transactionIdentifier)
            if let names = try listing.add(part) { return names }
        }
    }

    /// Returns the names of a node's children, without suspending.
    public func directory(_ path: String) throws(XenstoreError) -> [String] {
        var listing = XenstoreListing()
        do throws(XenstoreError) {
            return try listing.whole(store.perform(.directory, path, in: transactionIdentifier))
        } catch {
            guard error == .refused(.directory, .tooBig) else { throw error }
        }
        while true {
            let part = try store.perform(
                .directoryPart, path, listing.offset, in: transactionIdentifier)
            if let names = try listing.add(part) { return names }
        }
    }
}

/// The names read so far.
struct XenstoreListing {
    /// The most bytes of names, including zeros.
    static let limit = 65_536
    /// The most restarts for a list that keeps changing.
    static let restartLimit = 8

    private var generation: [UInt8] = []
    private var names: [UInt8] = []
    private var restarts = 0

    /// The offset of the next part on the wire.
    var offset: [UInt8] {
        var bytes = XenstoreText.digits(UInt64(names.count))
        bytes.append(0)
        return bytes
    }

    func whole(_ payload: [UInt8]) throws(XenstoreError) -> [String] {
        guard let strings = XenstoreText.strings(payload[...]) else { throw .malformed(.directory) }
        return strings.map { String(bytes: $0) }
    }

    /// Adds a part; returns the names if it was the last.
    mutating func add(_ payload: [UInt8]) throws(XenstoreError) -> [String]? {
        guard let end = payload.firstIndex(of: 0), payload.last == 0 else {
            throw .malformed(.directoryPart)
        }
        let isFirst = names.isEmpty
        if !isFirst, !generation.elementsEqual(payload[..<end]) {
            restarts += 1
            guard restarts <= Self.restartLimit else { throw .conflict(attempts: restarts) }
            names = []
            return nil
        }
        generation = Array(payload[..<end])
        var part = payload[(end + 1)...]
        // The last part ends with an empty name: another zero, or the only one.
        let isLast = part.count == 1 || (part.count > 1 && part[part.endIndex - 2] == 0)
        if isLast { part = part.dropLast() }
        guard isLast || !part.isEmpty else { throw .malformed(.directoryPart) }
        names += part
        guard names.count <= Self.limit else {
            throw .tooLarge(.directoryPart, limit: Self.limit)
        }
        return isLast ? try whole(names) : nil
    }
}
