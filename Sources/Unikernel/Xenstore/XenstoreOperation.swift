// SPDX-License-Identifier: MIT
// Xenstore's operations and error names (io/xs_wire.h, `xsd_sockmsg_type`, `xsd_errors`). Names are
// static strings, so printing them needs no string code in a guest.

/// An operation of xenstore; the raw value is the message type.
public enum XenstoreOperation: UInt32, CaseIterable, Sendable {
    /// Lists a node's children.
    case directory = 1
    /// Reads a node's value.
    case read = 2
    /// Reads a node's permissions.
    case getPermissions = 3
    /// Registers a watch.
    case watch = 4
    /// Ends a watch.
    case unwatch = 5
    /// Begins a transaction.
    case startTransaction = 6
    /// Commits or aborts a transaction.
    case endTransaction = 7
    /// Asks for the path of a domain.
    case domainPath = 10
    /// Writes a node's value.
    case write = 11
    /// Creates an empty node.
    case makeDirectory = 12
    /// Removes a node and all below it.
    case remove = 13
    /// Sets a node's permissions.
    case setPermissions = 14
    /// Ends all watches and transactions of the domain.
    case resetWatches = 21
    /// Lists a part of a node's children.
    case directoryPart = 22

    /// Xenstore's name of the operation.
    public var name: StaticString {
        switch self {
        case .directory: "XS_DIRECTORY"
        case .read: "XS_READ"
        case .getPermissions: "XS_GET_PERMS"
        case .watch: "XS_WATCH"
        case .unwatch: "XS_UNWATCH"
        case .startTransaction: "XS_TRANSACTION_START"
        case .endTransaction: "XS_TRANSACTION_END"
        case .domainPath: "XS_GET_DOMAIN_PATH"
        case .write: "XS_WRITE"
        case .makeDirectory: "XS_MKDIR"
        case .remove: "XS_RM"
        case .setPermissions: "XS_SET_PERMS"
        case .resetWatches: "XS_RESET_WATCHES"
        case .directoryPart: "XS_DIRECTORY_PART"
        }
    }
}

/// Xenstore's name of an error.
public enum XenstoreErrorName: UInt8, CaseIterable, Sendable {
    /// EINVAL, EACCES, EEXIST, EISDIR, ENOENT, ENOMEM and ENOSPC.
    case invalidArgument, accessDenied, exists, isDirectory, noEntry, outOfMemory, noSpace
    /// EIO, ENOTEMPTY, ENOSYS, EROFS, EBUSY, EAGAIN, EISCONN and E2BIG.
    case inputOutput, notEmpty, notImplemented, readOnly, busy, tryAgain, connected, tooBig
    /// EPERM and EQUOTA.
    case notPermitted, quotaExceeded
    /// Any other name.
    case unknown

    /// The name on the wire.
    public var name: StaticString {
        switch self {
        case .invalidArgument: "EINVAL"
        case .accessDenied: "EACCES"
        case .exists: "EEXIST"
        case .isDirectory: "EISDIR"
        case .noEntry: "ENOENT"
        case .outOfMemory: "ENOMEM"
        case .noSpace: "ENOSPC"
        case .inputOutput: "EIO"
        case .notEmpty: "ENOTEMPTY"
        case .notImplemented: "ENOSYS"
        case .readOnly: "EROFS"
        case .busy: "EBUSY"
        case .tryAgain: "EAGAIN"
        case .connected: "EISCONN"
        case .tooBig: "E2BIG"
        case .notPermitted: "EPERM"
        case .quotaExceeded: "EQUOTA"
        case .unknown: "an unknown error"
        }
    }

    /// Parses an XS_ERROR message, with or without its terminating zero.
    init(payload: [UInt8]) {
        var length = payload.count
        if length > 0, payload[length - 1] == 0 { length -= 1 }
        var code: UInt8 = 0
        while let candidate = Self(rawValue: code), candidate != .unknown {
            if candidate.isNamed(payload, length) {
                self = candidate
                return
            }
            code += 1
        }
        self = .unknown
    }

    private func isNamed(_ bytes: [UInt8], _ length: Int) -> Bool {
        let name = name
        guard name.utf8CodeUnitCount == length else { return false }
        for index in 0..<length {
            // SAFETY: a static string is never freed and has `utf8CodeUnitCount` bytes.
            guard unsafe name.utf8Start[index] == bytes[index] else { return false }
        }
        return true
    }
}
