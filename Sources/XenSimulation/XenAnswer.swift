// SPDX-License-Identifier: MIT
// How the model of Xen says no: with the error numbers and grant statuses of Xen's own headers.

internal import CXen

/// An error number that a hypercall answers with (errno.h).
struct XenError: Error, Equatable {
    var number: Int32

    init(_ error: xen_errno) {
        number = Int32(error.rawValue)
    }

    /// The answer in the form of a hypercall's result.
    var answer: Int { -Int(number) }
}

/// A status that a grant operation writes into its structure (grant_table.h).
struct GrantStatus: Error, Equatable {
    var number: Int16

    init(_ status: Int32) {
        number = Int16(status)
    }
}
