// SPDX-License-Identifier: MIT
// A failed operation and Xen's name of the reason. Names are static strings, so printing them needs
// no string code in a guest.

/// A failure that Xen reported, or that kept the domain from making the call.
public struct HypervisorFault: Error, Equatable, Sendable {
    /// The operation that failed.
    public let operation: HypervisorOperation
    /// Why it failed.
    public let reason: Reason

    /// Why an operation failed.
    public enum Reason: Equatable, Sendable {
        /// Xen answered with this error number (errno.h, `XEN_E*`), positive.
        case error(Int32)
        /// Xen answered with this grant status (grant_table.h, `GNTST_*`), negative.
        case grantStatus(Int16)
        /// Xen's answer is outside of the range that its interface allows.
        case answerOutOfRange(UInt64)
        /// The domain ran out of memory.
        case outOfMemory
        /// The domain ran out of unused guest-physical space for frames that Xen places.
        case outOfFrames
        /// The table is full.
        case tableIsFull
        /// The peer still uses the page.
        case busy
        /// The channel, grant or mapping is closed already.
        case closed
    }

    package init(_ operation: HypervisorOperation, _ reason: Reason) {
        self.operation = operation
        self.reason = reason
    }

    /// Decodes the error in Xen's answer to a hypercall.
    package init(_ operation: HypervisorOperation, answer: Int) {
        guard answer < 0, let number = Int32(exactly: -answer) else {
            self.init(operation, .answerOutOfRange(UInt64(bitPattern: Int64(answer))))
            return
        }
        self.init(operation, .error(number))
    }
}

extension HypervisorFault {
    /// Xen's number; zero when Xen was not the one that refused.
    public var number: Int {
        switch reason {
        case .error(let number): Int(number)
        case .grantStatus(let status): Int(status)
        case .answerOutOfRange(let answer): Int(truncatingIfNeeded: answer)
        case .outOfMemory, .outOfFrames, .tableIsFull, .busy, .closed: 0
        }
    }

    /// Xen's name of the reason, or a plain text for ours.
    public var reasonName: StaticString {
        switch reason {
        case .error(let number): errorName(number)
        case .grantStatus(let status): grantStatusName(status)
        case .answerOutOfRange: "an answer outside of the interface"
        case .outOfMemory: "out of memory"
        case .outOfFrames: "out of guest-physical space"
        case .tableIsFull: "table is full"
        case .busy: "the peer still uses it"
        case .closed: "closed"
        }
    }

    /// The name of the operation.
    public var operationName: StaticString { operation.name }
}

/// The errors of errno.h that these operations can return.
private func errorName(_ number: Int32) -> StaticString {
    switch number {
    case 1: "EPERM"
    case 2: "ENOENT"
    case 3: "ESRCH"
    case 5: "EIO"
    case 6: "ENXIO"
    case 7: "E2BIG"
    case 9: "EBADF"
    case 11: "EAGAIN"
    case 12: "ENOMEM"
    case 13: "EACCES"
    case 14: "EFAULT"
    case 16: "EBUSY"
    case 17: "EEXIST"
    case 18: "EXDEV"
    case 19: "ENODEV"
    case 22: "EINVAL"
    case 28: "ENOSPC"
    case 34: "ERANGE"
    case 38: "ENOSYS"
    case 61: "ENODATA"
    case 75: "EOVERFLOW"
    case 95: "EOPNOTSUPP"
    case 105: "ENOBUFS"
    case 110: "ETIMEDOUT"
    default: "an error"
    }
}

/// grant_table.h, `enum grant_status`.
private func grantStatusName(_ status: Int16) -> StaticString {
    switch status {
    case -1: "GNTST_general_error"
    case -2: "GNTST_bad_domain"
    case -3: "GNTST_bad_gntref"
    case -4: "GNTST_bad_handle"
    case -5: "GNTST_bad_virt_addr"
    case -6: "GNTST_bad_dev_addr"
    case -7: "GNTST_no_device_space"
    case -8: "GNTST_permission_denied"
    case -9: "GNTST_bad_page"
    case -10: "GNTST_bad_copy_arg"
    case -11: "GNTST_address_too_big"
    case -12: "GNTST_eagain"
    case -13: "GNTST_no_space"
    default: "a grant status"
    }
}
