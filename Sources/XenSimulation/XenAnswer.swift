// SPDX-License-Identifier: MIT
// Errors of the model of Xen: the error numbers and grant statuses of Xen's own headers.

internal import CXen

/// An error number returned by a hypercall (errno.h).
struct XenError: Error, Equatable {
    var number: Int32

    init(_ error: xen_errno) {
        number = Int32(error.rawValue)
    }

    /// The error as a hypercall's result.
    var answer: Int { -Int(number) }
}

/// A status returned in a grant operation's structure (grant_table.h).
struct GrantStatus: Error, Equatable {
    var number: Int16

    init(_ status: Int32) {
        number = Int16(status)
    }
}
