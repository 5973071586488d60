// SPDX-License-Identifier: MIT
// The operations, in and out of transactions. Each exists twice under one name, and the compiler
// picks the asynchronous or the synchronous one by context. Both forward to `perform`, which
// differs in how it waits.

import CompactStrings

/// Operations on xenstore, within a transaction or without one.
///
///     let store = try domain.xenstore()
///     let name = try await store.readString("name")
///     try await store.write("data/greeting", "hello")
///
/// Paths that begin with a slash are absolute, others relative to the domain's own
/// (`/local/domain/N`). They have ASCII letters, digits and `-/_@`, at most 3,072 of them, or 2,048
/// when relative.
///
/// All operations throw ``XenstoreError``: `invalidPath` or `tooLong` before xenstore is asked,
/// `refused` with xenstore's reason, `timedOut` after ``Xenstore/timeoutNanoseconds``, and
/// `disconnected` once the connection has ended.
public protocol XenstoreAccess {
    /// The connection.
    var store: Xenstore { get }
    /// The transaction of the operations, or none.
    var transactionIdentifier: XenstoreTransactionIdentifier { get }
}

extension XenstoreAccess {
    // MARK: Reading

    /// Returns the value of a node, which may be empty.
    ///
    /// - Throws: ``XenstoreError``; ``XenstoreError/isMissing`` is true when there is no such node.
    public func read(_ path: String) async throws(XenstoreError) -> [UInt8] {
        try await store.perform(.read, path, in: transactionIdentifier)
    }

    /// Returns the value of a node, without suspending.
    public func read(_ path: String) throws(XenstoreError) -> [UInt8] {
        try store.perform(.read, path, in: transactionIdentifier)
    }

    /// Returns the value of a node as text; bytes that are not UTF-8 become U+FFFD.
    public func readString(_ path: String) async throws(XenstoreError) -> String {
        String(bytes: try await read(path))
    }

    /// Returns the value of a node as text, without suspending.
    public func readString(_ path: String) throws(XenstoreError) -> String {
        String(bytes: try read(path))
    }

    /// Returns the value of a node as a decimal number.
    ///
    /// - Throws: ``XenstoreError``; `malformed` when there is anything but digits, or more than 64
    ///   bits.
    public func readUInt64(_ path: String) async throws(XenstoreError) -> UInt64 {
        try number(in: try await read(path))
    }

    /// Returns the value of a node as a decimal number, without suspending.
    public func readUInt64(_ path: String) throws(XenstoreError) -> UInt64 {
        try number(in: try read(path))
    }

    private func number(in value: [UInt8]) throws(XenstoreError) -> UInt64 {
        guard let number = XenstoreText.number(value[...]) else { throw .malformed(.read) }
        return number
    }

    // MARK: Writing

    /// Writes a node. Creates it and its missing ancestors.
    ///
    /// - Parameters:
    ///   - path: the node.
    ///   - value: its content. Path and value together are at most 4,095 bytes.
    public func write(_ path: String, _ value: [UInt8]) async throws(XenstoreError) {
        _ = try await store.perform(.write, path, value, in: transactionIdentifier)
    }

    /// Writes a node without suspending.
    public func write(_ path: String, _ value: [UInt8]) throws(XenstoreError) {
        _ = try store.perform(.write, path, value, in: transactionIdentifier)
    }

    /// Writes text to a node.
    public func write(_ path: String, _ text: String) async throws(XenstoreError) {
        try await write(path, XenstoreText.bytes(text))
    }

    /// Writes text to a node without suspending.
    public func write(_ path: String, _ text: String) throws(XenstoreError) {
        try write(path, XenstoreText.bytes(text))
    }

    /// Writes a number to a node, in decimal.
    public func write(_ path: String, _ number: UInt64) async throws(XenstoreError) {
        try await write(path, XenstoreText.digits(number))
    }

    /// Writes a number to a node, in decimal, without suspending.
    public func write(_ path: String, _ number: UInt64) throws(XenstoreError) {
        try write(path, XenstoreText.digits(number))
    }

    /// Creates an empty node, unless there is one at the path.
    public func makeDirectory(_ path: String) async throws(XenstoreError) {
        _ = try await store.perform(.makeDirectory, path, in: transactionIdentifier)
    }

    /// Creates an empty node without suspending.
    public func makeDirectory(_ path: String) throws(XenstoreError) {
        _ = try store.perform(.makeDirectory, path, in: transactionIdentifier)
    }

    /// Removes a node and all below it. A missing node is no error where its parent exists.
    public func remove(_ path: String) async throws(XenstoreError) {
        _ = try await store.perform(.remove, path, in: transactionIdentifier)
    }

    /// Removes a node and all below it, without suspending.
    public func remove(_ path: String) throws(XenstoreError) {
        _ = try store.perform(.remove, path, in: transactionIdentifier)
    }

    // MARK: Permissions

    /// Returns a node's permissions. The first entry names the owner and the access of domains that
    /// are not listed.
    public func permissions(_ path: String) async throws(XenstoreError) -> [XenstorePermission] {
        try XenstorePermission.list(
            await store.perform(.getPermissions, path, in: transactionIdentifier))
    }

    /// Returns a node's permissions, without suspending.
    public func permissions(_ path: String) throws(XenstoreError) -> [XenstorePermission] {
        try XenstorePermission.list(
            store.perform(.getPermissions, path, in: transactionIdentifier))
    }

    /// Replaces a node's permissions. The first entry names the owner and the access of domains
    /// that are not listed.
    public func setPermissions(_ path: String, _ permissions: [XenstorePermission])
        async throws(XenstoreError)
    {
        _ = try await store.perform(
            .setPermissions, path, XenstorePermission.payload(permissions),
            in: transactionIdentifier)
    }

    /// Replaces a node's permissions, without suspending.
    public func setPermissions(_ path: String, _ permissions: [XenstorePermission])
        throws(XenstoreError)
    {
        _ = try store.perform(
            .setPermissions, path, XenstorePermission.payload(permissions),
            in: transactionIdentifier)
    }
}
